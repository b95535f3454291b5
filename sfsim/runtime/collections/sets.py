"""Set: a Python dict without values, so that the insertion order is kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, ClassVar

from sfsim.runtime.collections.elements import PLAIN_KEYS, ApexIterator, not_null, signed
from sfsim.runtime.equality import Key, apex_hash
from sfsim.typeref import TypeRef


class ApexSet(dict[Any, None]):
    """A Set, in insertion order: the elements are the keys of a dict."""

    __slots__ = ("type",)
    iterating: ClassVar[type[ApexSet]]
    read_only: ClassVar[type[ApexSet]]

    def __new__(cls, type_ref: TypeRef, items: Iterable[Any] = ()) -> ApexSet:
        """A set of the variant that its element type needs."""
        if cls is ApexSet and type_ref.arguments[0].name not in PLAIN_KEYS:
            cls = KeyedSet
        return dict.__new__(cls)

    def __init__(self, type_ref: TypeRef, items: Iterable[Any] = ()) -> None:
        self.type = type_ref
        self.insert_all(items)

    def insert_all(self, items: Iterable[Any]) -> None:
        """Adds every item."""
        self.update(dict.fromkeys(items))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, ApexSet) or len(self) != len(other):
            return False
        return all(item in other for item in self)

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:  # type: ignore[override]  # a Set can be a key in Apex
        return self.hashCode()

    def hashCode(self) -> int:
        """Java's Set.hashCode: the order does not count."""
        return signed(sum(map(apex_hash, self)) & 0xFFFFFFFF)

    def equals(self, other: object) -> bool:
        """The same elements."""
        return self == other

    def add(self, value: Any) -> bool:
        """Adds an element; whether the set changed."""
        if value in self:
            return False
        self[value] = None
        return True

    def add_all(self, items: Iterable[Any]) -> bool:
        """Adds all; whether the set changed. Raises NullPointerException."""
        before = len(self)
        self.insert_all(list(not_null(items)))
        return len(self) != before

    def contains_all(self, items: Iterable[Any]) -> bool:
        """Whether every item is an element. Raises NullPointerException."""
        return all(item in self for item in not_null(items))

    def remove(self, value: Any) -> bool:
        """Removes an element; whether the set changed."""
        if value not in self:
            return False
        del self[value]
        return True

    def remove_all(self, items: Iterable[Any]) -> bool:
        """Removes all; whether the set changed. Raises NullPointerException."""
        before = len(self)
        for item in list(not_null(items)):
            self.remove(item)
        return len(self) != before

    def retain_all(self, items: Iterable[Any]) -> bool:
        """Removes the others; whether the set changed. Raises NullPointerException."""
        kept = ApexSet(self.type, not_null(items))
        return self.remove_all([item for item in self if item not in kept])

    def clone(self) -> ApexSet:
        """A shallow copy of the same type."""
        return ApexSet(self.type, self)

    def iterator(self) -> ApexIterator:
        """A new iterator over the elements as they are now."""
        return ApexIterator(iter(list(self)), self.type.element)


class KeyedSet(ApexSet):
    """A Set whose elements are wrapped in `Key`s."""

    __slots__ = ()

    def insert_all(self, items: Iterable[Any]) -> None:
        """Adds every item."""
        for item in items:
            dict.setdefault(self, Key(item), None)

    def __contains__(self, value: object) -> bool:
        return dict.__contains__(self, Key(value))

    def __setitem__(self, value: Any, nothing: None) -> None:
        dict.__setitem__(self, Key(value), nothing)

    def __delitem__(self, value: Any) -> None:
        dict.__delitem__(self, Key(value))

    def __iter__(self) -> Iterator[Any]:
        return (key.value for key in dict.__iter__(self))
