"""What all collections share: null checks, hash arithmetic, iterators, copies of records."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, TypeVar

from sfsim.runtime.exceptions import NoSuchElementException, NullPointerException
from sfsim.typeref import TypeRef

T = TypeVar("T")

NULL_DEREFERENCE: Final = "Attempt to de-reference a null object"
NO_MORE_ELEMENTS: Final = "Iterator has no more elements"
PLAIN_KEYS: Final = frozenset(
    {
        "String", "Id", "Integer", "Long", "Boolean", "Double", "Date", "Datetime", "Time", "Blob",
        "Type", "Schema.SObjectType", "Schema.SObjectField",
    }
)  # fmt: skip
"""Key types for which Python's hash and equality are Apex's."""


class ApexIterator:
    """What `List.iterator()` and `Set.iterator()` return."""

    __slots__ = ("element", "following", "items", "type")

    def __init__(self, items: Iterator[Any], element: TypeRef) -> None:
        self.items = items
        self.element = element
        self.type = TypeRef("Iterator", (element,))
        self.following: list[Any] = []

    def hasNext(self) -> bool:
        """Whether `next` will return an element."""
        if not self.following:
            self.following.extend([item] for item in _first(self.items))
        return bool(self.following)

    def next(self) -> Any:
        """The next element. Raises NoSuchElementException at the end."""
        if not self.hasNext():
            raise NoSuchElementException(NO_MORE_ELEMENTS)
        return self.following.pop()[0]


def not_null(value: T | None) -> T:
    """The value. Raises NullPointerException."""
    if value is None:
        raise NullPointerException(NULL_DEREFERENCE)
    return value


def clone_element(
    value: Any, preserve_id: bool, preserve_timestamps: bool, preserve_autonumber: bool
) -> Any:
    """A copy of a record, the value itself when it is none."""
    if not hasattr(type(value), "sobject_type"):
        return value
    return value.clone(preserve_id, True, preserve_timestamps, preserve_autonumber)


def signed(code: int) -> int:
    """32 bits as a signed Integer."""
    return code - 0x1_0000_0000 if code > 0x7FFFFFFF else code


def _first(items: Iterator[T]) -> Iterator[T]:
    for item in items:
        yield item
        return
