"""System.List: a `runtime.collections.ApexList`; most members are its own methods."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sfsim.runtime.caller import Caller
from sfsim.runtime.collections import ApexList
from sfsim.runtime.conversion import converted
from sfsim.runtime.display import text_of
from sfsim.runtime.schema_tokens import SObjectTypeToken
from sfsim.stdlib.registry import apex_class, apex_method
from sfsim.stdlib.schema.describe import token_of


@apex_class(
    "System.List<T>",
    source="Apex Reference Guide, List Class",
    python="sfsim.runtime.collections:ApexList",
    implements=("Iterable<T>",),
)
class List:
    """The members of List. `new List<T>(…)` itself is emitted by the compiler."""

    @apex_method("void add(T element)", inline="{0}.append({1})")
    @staticmethod
    def add(items: ApexList, element: Any) -> None:
        """Adds at the end."""
        items.append(element)

    @apex_method("void add(Integer index, T element)", inline="{0}.insert_at({1}, {2})")
    @staticmethod
    def insert(items: ApexList, index: int, element: Any) -> None:
        """Inserts before `index`. Raises ListException."""
        items.insert_at(index, element)

    @apex_method("void addAll(List<T> fromList)")
    @apex_method("void addAll(Set<T> fromSet)")
    @staticmethod
    def add_all(items: ApexList, others: Iterable[Any]) -> None:
        """Adds all at the end, converted to the element type."""
        items.add_all(converted(others, items.type.element))

    @apex_method("void clear()", inline="{0}.clear()")
    @staticmethod
    def clear(items: ApexList) -> None:
        """Empties the list."""
        items.clear()

    @apex_method("List<T> clone()", inline="{0}.clone()")
    @staticmethod
    def clone(items: ApexList) -> ApexList:
        """A shallow copy."""
        return items.clone()

    @apex_method("Boolean contains(Object element)", inline="{0}.contains({1})")
    @staticmethod
    def contains(items: ApexList, element: Any) -> bool:
        """Whether an element is equal; the argument stays as it is, so numbers must match in type.

        Source: recorded, `new List<Long>{1}.contains(1)` is false.
        """
        return items.contains(element)

    @apex_method("List<T> deepClone()", inline="{0}.deep_clone()")
    @apex_method("List<T> deepClone(Boolean preserveId)", inline="{0}.deep_clone({1})")
    @apex_method(
        "List<T> deepClone(Boolean preserveId, Boolean preserveReadonlyTimestamps)",
        inline="{0}.deep_clone({1}, {2})",
    )
    @apex_method(
        "List<T> deepClone(Boolean preserveId, Boolean preserveReadonlyTimestamps,"
        " Boolean preserveAutonumber)",
        inline="{0}.deep_clone({1}, {2}, {3})",
    )
    @staticmethod
    def deep_clone(items: ApexList, *preserve: bool) -> ApexList:
        """A copy with copies of the records."""
        return items.deep_clone(*preserve)

    @apex_method("Boolean equals(Object other)", inline="{0}.equals({1})")
    @staticmethod
    def equals(items: ApexList, other: Any) -> bool:
        """The same elements in the same order."""
        return items.equals(other)

    @apex_method("T get(Integer index)", inline="{0}.at({1})")
    @staticmethod
    def get(items: ApexList, index: int) -> Any:
        """The element at `index`. Raises ListException."""
        return items.at(index)

    @apex_method("Schema.SObjectType getSObjectType()", caller=True)
    @staticmethod
    def get_sobject_type(items: ApexList, caller: Caller) -> SObjectTypeToken | None:
        """The type of the elements of a list of records; null for List<SObject>."""
        return token_of(caller, items.type.element.name)

    @apex_method("Integer hashCode()", inline="{0}.hashCode()")
    @staticmethod
    def hash_code(items: ApexList) -> int:
        """Java's hash of the elements."""
        return items.hashCode()

    @apex_method("Integer indexOf(Object element)", inline="{0}.index_of({1})")
    @staticmethod
    def index_of(items: ApexList, element: Any) -> int:
        """The first place of an equal element, or -1."""
        return items.index_of(element)

    @apex_method("Boolean isEmpty()", inline="len({0}) == 0")
    @staticmethod
    def is_empty(items: ApexList) -> bool:
        """Whether there are no elements."""
        return not items

    @apex_method("Iterator<T> iterator()", inline="{0}.iterator()")
    @staticmethod
    def iterator(items: ApexList) -> Any:
        """A new iterator."""
        return items.iterator()

    @apex_method("T remove(Integer index)", inline="{0}.remove_at({1})")
    @staticmethod
    def remove(items: ApexList, index: int) -> Any:
        """Removes and returns the element at `index`. Raises ListException."""
        return items.remove_at(index)

    @apex_method("void set(Integer index, T element)", inline="{0}.set_at({1}, {2})")
    @staticmethod
    def set(items: ApexList, index: int, element: Any) -> None:
        """Replaces the element at `index`. Raises ListException."""
        items.set_at(index, element)

    @apex_method("Integer size()", inline="len({0})")
    @staticmethod
    def size(items: ApexList) -> int:
        """The number of elements."""
        return len(items)

    @apex_method("void sort()", inline="{0}.sort_values()")
    @apex_method("void sort(Comparator<T> comparator)", inline="{0}.sort_values({1})")
    @staticmethod
    def sort(items: ApexList, comparator: Any = None) -> None:
        """Sorts in place. Raises ListException."""
        items.sort_values(comparator)

    @apex_method("String toString()")
    @staticmethod
    def to_string(items: ApexList) -> str:
        """`(a, b)`."""
        return text_of(items)
