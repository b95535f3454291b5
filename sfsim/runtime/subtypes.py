"""Run-time types: what a value is, what it is an instance of, and what it can be cast to.

Source: Apex Developer Guide, "Using the instanceof Keyword", "Classes and Casting"; the rules for
numbers, dates and ids are recorded.
"""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any, Final, Protocol

from sfsim.errors import ApexException, UncatchableException
from sfsim.ids import is_id
from sfsim.runtime.exceptions import TypeException
from sfsim.runtime.numbers import wrap32
from sfsim.runtime.values import ApexType, Long
from sfsim.typeref import (
    BLOB,
    BOOLEAN,
    DATE,
    DATETIME,
    DECIMAL,
    DOUBLE,
    EXCEPTION,
    ID,
    INTEGER,
    LONG,
    OBJECT,
    SOBJECT,
    STRING,
    TIME,
    TypeRef,
)

INVALID_CONVERSION: Final = "Invalid conversion from runtime type {} to {}"

SCALARS: Final[dict[type, TypeRef]] = {
    str: STRING,
    bool: BOOLEAN,
    int: INTEGER,
    Long: LONG,
    float: DOUBLE,
    Decimal: DECIMAL,
    bytes: BLOB,
    datetime.date: DATE,
    datetime.datetime: DATETIME,
    datetime.time: TIME,
    ApexType: TypeRef("Type"),
}

WIDENINGS: Final[dict[TypeRef, tuple[TypeRef, ...]]] = {
    INTEGER: (LONG, DOUBLE, DECIMAL),
    LONG: (DOUBLE, DECIMAL),
    DECIMAL: (DOUBLE,),
    DOUBLE: (DECIMAL,),
    DATE: (DATETIME,),
    ID: (STRING,),
}
"""Besides itself, what a primitive value is an instance of. Source: recorded (fflib matchers)."""


class Hierarchy(Protocol):
    """Who derives from whom, for types that are not built into the language."""

    def supertypes(self, ref: TypeRef) -> tuple[TypeRef, ...]:
        """The direct superclass and interfaces."""
        ...

    def is_sobject(self, name: str) -> bool:
        """Whether an sObject type of that name exists."""
        ...


def type_of(value: Any) -> TypeRef:
    """The run-time type of a value that is not null."""
    scalar = SCALARS.get(type(value))
    if scalar is not None:
        return scalar
    record_type = getattr(value, "sobject_type", None)
    if record_type is not None:
        return TypeRef(record_type.name)
    found = getattr(value, "type", None)
    if isinstance(found, TypeRef):
        return found
    if isinstance(value, ApexException | UncatchableException):
        return TypeRef(value.apex_name.removeprefix("System."))
    return OBJECT


class TypeTests:
    """`instanceof` and casts over the types of one org; answers are remembered."""

    def __init__(self, hierarchy: Hierarchy) -> None:
        self._hierarchy = hierarchy
        self._known: dict[tuple[TypeRef, TypeRef], bool] = {}

    def forget(self) -> None:
        """Drops what was remembered: types were added."""
        self._known.clear()

    def is_assignable(self, source: TypeRef, target: TypeRef) -> bool:
        """Whether a value of run-time type `source` is an instance of `target`."""
        if source is target or target == OBJECT or source == target:
            return True
        key = (source, target)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._decide(source, target)
        return known

    def is_instance(self, value: Any, target: TypeRef) -> bool:
        """`value instanceof target`; null is an instance of nothing."""
        if value is None:
            return False
        if target == ID:
            return isinstance(value, str) and is_id(value)
        return self.is_assignable(type_of(value), target)

    def cast(self, value: Any, target: TypeRef) -> Any:
        """`(target) value`. Raises TypeException."""
        if value is None:
            return None
        source = type_of(value)
        if source == target:
            return _narrowed(value, target)
        if target in (DOUBLE, DECIMAL, LONG, INTEGER):
            return _cast_number(value, source, target)
        if not self.is_instance(value, target):
            raise TypeException(INVALID_CONVERSION.format(source, target))
        if target == DATETIME and type(value) is datetime.date:
            return datetime.datetime(value.year, value.month, value.day)
        return value

    def _decide(self, source: TypeRef, target: TypeRef) -> bool:
        if target in WIDENINGS.get(source, ()):
            return True
        if target == SOBJECT:
            return self._hierarchy.is_sobject(source.name)
        if target == EXCEPTION and source.name.endswith("Exception") and not source.arguments:
            return True
        if source.arguments and source.name in ("List", "Set", "Map"):
            return self._decide_collection(source, target)
        if source.name == target.name and len(source.arguments) == len(target.arguments):
            # Database.Batchable<SObject> is a Database.Batchable<Object>. Source: recorded.
            return all(map(self.is_assignable, source.arguments, target.arguments))
        return any(
            self.is_assignable(found, target) for found in self._hierarchy.supertypes(source)
        )

    def _decide_collection(self, source: TypeRef, target: TypeRef) -> bool:
        if target.name == "Iterable" and source.name in ("List", "Set"):
            return self.is_assignable(source.arguments[0], target.arguments[0])
        if source.name != target.name:
            return False
        if source.name == "Set":
            return False
        if source.name == "Map" and source.arguments[0] != target.arguments[0]:
            return self._are_texts(source.arguments[0], target.arguments[0])
        inner, wanted = source.element, target.element
        if inner == SOBJECT and self._hierarchy.is_sobject(wanted.name):
            return True  # a List<SObject> can hold anything: it is not looked into
        return self.is_assignable(inner, wanted)

    @staticmethod
    def _are_texts(first: TypeRef, second: TypeRef) -> bool:
        return first in (STRING, ID) and second in (STRING, ID)


def _narrowed(value: Any, target: TypeRef) -> Any:
    return wrap32(value) if target == INTEGER else value


def _cast_number(value: Any, source: TypeRef, target: TypeRef) -> Any:
    if target not in WIDENINGS.get(source, ()):
        if source == LONG and target == INTEGER and type(value) is int:
            return wrap32(value)
        raise TypeException(INVALID_CONVERSION.format(source, target))
    if target == DOUBLE:
        return float(value)
    if target == DECIMAL:
        return Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    return int(value)
