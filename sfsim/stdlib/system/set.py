"""System.Set: a `runtime.collections.ApexSet`; most members are its own methods."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sfsim.runtime.collections import ApexSet
from sfsim.runtime.conversion import converted
from sfsim.runtime.display import text_of
from sfsim.stdlib.registry import apex_class, apex_method


@apex_class(
    "System.Set<T>",
    source="Apex Reference Guide, Set Class",
    python="sfsim.runtime.collections:ApexSet",
    implements=("Iterable<T>",),
)
class Set:
    """The members of Set. `new Set<T>(…)` itself is emitted by the compiler."""

    @apex_method("Boolean add(T element)", inline="{0}.add({1})")
    @staticmethod
    def add(items: ApexSet, element: Any) -> bool:
        """Adds an element; whether the set changed."""
        return items.add(element)

    @apex_method("Boolean addAll(List<T> fromList)")
    @apex_method("Boolean addAll(Set<T> fromSet)")
    @staticmethod
    def add_all(items: ApexSet, others: Iterable[Any]) -> bool:
        """Adds all, converted to the element type; whether the set changed."""
        return items.add_all(converted(others, items.type.element))

    @apex_method("void clear()", inline="{0}.clear()")
    @staticmethod
    def clear(items: ApexSet) -> None:
        """Empties the set."""
        items.clear()

    @apex_method("Set<T> clone()", inline="{0}.clone()")
    @staticmethod
    def clone(items: ApexSet) -> ApexSet:
        """A shallow copy."""
        return items.clone()

    @apex_method("Boolean contains(T element)", inline="{0}.__contains__({1})")
    @staticmethod
    def contains(items: ApexSet, element: Any) -> bool:
        """Whether an element is equal."""
        return element in items

    @apex_method("Boolean containsAll(List<T> listToCompare)", inline="{0}.contains_all({1})")
    @apex_method("Boolean containsAll(Set<T> setToCompare)", inline="{0}.contains_all({1})")
    @staticmethod
    def contains_all(items: ApexSet, others: Iterable[Any]) -> bool:
        """Whether every element of the other collection is an element."""
        return items.contains_all(others)

    @apex_method("Boolean equals(Object other)", inline="{0}.equals({1})")
    @staticmethod
    def equals(items: ApexSet, other: Any) -> bool:
        """The same elements in any order."""
        return items.equals(other)

    @apex_method("Integer hashCode()", inline="{0}.hashCode()")
    @staticmethod
    def hash_code(items: ApexSet) -> int:
        """Java's hash of the elements."""
        return items.hashCode()

    @apex_method("Boolean isEmpty()", inline="len({0}) == 0")
    @staticmethod
    def is_empty(items: ApexSet) -> bool:
        """Whether there are no elements."""
        return not items

    @apex_method("Iterator<T> iterator()", inline="{0}.iterator()")
    @staticmethod
    def iterator(items: ApexSet) -> Any:
        """A new iterator."""
        return items.iterator()

    @apex_method("Boolean remove(T element)", inline="{0}.remove({1})")
    @staticmethod
    def remove(items: ApexSet, element: Any) -> bool:
        """Removes an element; whether the set changed."""
        return items.remove(element)

    @apex_method("Boolean removeAll(List<T> others)", inline="{0}.remove_all({1})")
    @apex_method("Boolean removeAll(Set<T> others)", inline="{0}.remove_all({1})")
    @staticmethod
    def remove_all(items: ApexSet, others: Iterable[Any]) -> bool:
        """Removes all; whether the set changed."""
        return items.remove_all(others)

    @apex_method("Boolean retainAll(List<T> others)", inline="{0}.retain_all({1})")
    @apex_method("Boolean retainAll(Set<T> others)", inline="{0}.retain_all({1})")
    @staticmethod
    def retain_all(items: ApexSet, others: Iterable[Any]) -> bool:
        """Removes what is not in the other collection; whether the set changed."""
        return items.retain_all(others)

    @apex_method("Integer size()", inline="len({0})")
    @staticmethod
    def size(items: ApexSet) -> int:
        """The number of elements."""
        return len(items)

    @apex_method("String toString()")
    @staticmethod
    def to_string(items: ApexSet) -> str:
        """`{a, b}`, sorted."""
        return text_of(items)
