"""Values that Python has no type of its own for: the boxed Long and System.Type."""

from __future__ import annotations

from typing import Final

from sfsim.typeref import TypeRef


class Long(int):
    """A Long that knows it is one: as Object, and inside collections. Computes as an int."""

    __slots__ = ()


class ApexType:
    """A System.Type: equal when the types are; its text is the type's own spelling."""

    __slots__ = ("ref",)

    def __init__(self, ref: TypeRef) -> None:
        self.ref: Final = ref

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ApexType) and other.ref == self.ref

    def __hash__(self) -> int:
        return hash(self.ref)

    def __repr__(self) -> str:
        return f"ApexType({self.ref})"

    def getName(self) -> str:
        """`Account`, `Outer.Inner`, `List<Account>`. Source: Apex Reference Guide, Type Class."""
        return str(self.ref)

    def toString(self) -> str:
        """The same as `getName`."""
        return str(self.ref)
