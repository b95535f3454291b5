"""What objects of user classes and enum constants are in Python."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar, Final

from sfsim.compiled import CompiledField
from sfsim.typeref import OBJECT, TypeRef


class ApexObject:
    """An instance of a user class; emitted classes derive from it (or from a standard class).

    `type` is the run-time type. Overrides of toString, equals and hashCode are plain methods.
    `layout` lists the instance fields, the superclasses' first.
    """

    type: ClassVar[TypeRef] = OBJECT
    layout: ClassVar[tuple[CompiledField, ...]] = ()

    def apex_fields(self) -> Iterator[tuple[str, Any]]:
        """Name and value of each field, for display."""
        return fields_of(self)

    def clone(self) -> Any:
        """`clone()`: a shallow copy."""
        copy = object.__new__(type(self))
        copy.__dict__.update(self.__dict__)
        copy.__dict__.pop("identity__", None)
        return copy


def fields_of(value: Any) -> Iterator[tuple[str, Any]]:
    """Name and value of each field of an object of a user class."""
    for field in value.layout:
        yield field.name, getattr(value, field.attribute)


def apex_equals(self: Any, other: object) -> bool:
    """The Python `==` of a class that defines `equals(Object)`."""
    return self is other or (other is not None and bool(self.equals(other)))


def apex_hash_of(self: Any) -> int:
    """The Python hash of a class that defines `equals`: its hashCode, if it has one."""
    hash_code = getattr(self, "hashCode", None)
    return object.__hash__(self) if hash_code is None else hash(hash_code())


class ApexEnum:
    """One constant of an enum; identical when equal."""

    __slots__ = ("name", "ordinal", "type")

    def __init__(self, name: str, ordinal: int, type_ref: TypeRef) -> None:
        self.name: Final = name
        self.ordinal: Final = ordinal
        self.type: Final = type_ref

    def toString(self) -> str:
        """The name."""
        return self.name

    def __repr__(self) -> str:
        return f"{self.type}.{self.name}"
