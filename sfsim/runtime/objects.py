"""What objects of user classes and enum constants are in Python."""

from __future__ import annotations

from typing import ClassVar, Final

from sfsim.typeref import OBJECT, TypeRef


class ApexObject:
    """An instance of a user class; emitted classes derive from it (or from a standard class).

    `type` is the run-time type. Overrides of toString, equals and hashCode are plain methods.
    """

    type: ClassVar[TypeRef] = OBJECT


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
