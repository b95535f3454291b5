"""List: a Python list with Apex's element equality, bounds and errors."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar, Final

from sfsim.runtime.collections.elements import ApexIterator, clone_element, not_null, signed
from sfsim.runtime.equality import apex_hash, values_equal
from sfsim.runtime.exceptions import ListException
from sfsim.runtime.ordering import sorted_values
from sfsim.typeref import DECIMAL, INTEGER, TypeRef

OUT_OF_BOUNDS: Final = "List index out of bounds: {}"
"""Source: recorded (jsonparse, testOutOfBoundsException)."""


class ApexList(list[Any]):
    """A List. `type` is the whole run-time type: `List<Account>`."""

    __slots__ = ("type",)
    iterating: ClassVar[type[ApexList]]
    read_only: ClassVar[type[ApexList]]

    def __init__(self, type_ref: TypeRef, items: Iterable[Any] = ()) -> None:
        list.__init__(self, items)
        self.type = type_ref

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, ApexList) or len(self) != len(other):
            return False
        return all(map(values_equal, self, other))

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:  # type: ignore[override]  # a List can be a key in Apex
        return self.hashCode()

    def hashCode(self) -> int:
        """Java's List.hashCode."""
        code = 1
        for item in self:
            code = (31 * code + apex_hash(item)) & 0xFFFFFFFF
        return signed(code)

    def equals(self, other: object) -> bool:
        """The same elements in the same order."""
        return self == other

    def at(self, index: int) -> Any:
        """`get(index)`. Raises ListException."""
        if 0 <= index < len(self):
            return self[index]
        raise ListException(OUT_OF_BOUNDS.format(index))

    def set_at(self, index: int, value: Any) -> None:
        """`set(index, value)`. Raises ListException."""
        if not 0 <= index < len(self):
            raise ListException(OUT_OF_BOUNDS.format(index))
        self[index] = value

    def insert_at(self, index: int, value: Any) -> None:
        """`add(index, value)`. Raises ListException."""
        if not 0 <= index <= len(self):
            raise ListException(OUT_OF_BOUNDS.format(index))
        self.insert(index, value)

    def remove_at(self, index: int) -> Any:
        """`remove(index)`. Raises ListException."""
        if not 0 <= index < len(self):
            raise ListException(OUT_OF_BOUNDS.format(index))
        return self.pop(index)

    def add_all(self, items: Iterable[Any]) -> None:
        """`addAll` of a List or Set. Raises NullPointerException."""
        self.extend(list(not_null(items)))

    def index_of(self, value: Any) -> int:
        """The first index of an equal element, or -1; numbers must be of the same type."""
        if type(value) is str or (type(value) is int and self.type.element == INTEGER):
            return self.index(value) if value in self else -1
        if type(value) is int and self.type.element == DECIMAL:
            return self.index(value) if value in self else -1
        for index, item in enumerate(self):
            if values_equal(value, item):
                return index
        return -1

    def contains(self, value: Any) -> bool:
        """Whether an element is equal."""
        if type(value) is str:
            return value in self
        return self.index_of(value) >= 0

    def sort_values(self, comparator: Any = None) -> None:
        """`sort()`: stable, nulls first. Raises ListException when not comparable."""
        self[:] = sorted_values(self, comparator)

    def clone(self) -> ApexList:
        """A shallow copy of the same type."""
        return ApexList(self.type, self)

    def deep_clone(
        self,
        preserve_id: bool = False,
        preserve_timestamps: bool = False,
        preserve_autonumber: bool = False,
    ) -> ApexList:
        """`deepClone`: the records are copied too."""
        copies = (
            clone_element(item, preserve_id, preserve_timestamps, preserve_autonumber)
            for item in self
        )
        return ApexList(self.type, copies)

    def iterator(self) -> ApexIterator:
        """A new iterator at the first element."""
        return ApexIterator(iter(self), self.type.element)
