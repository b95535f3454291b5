"""What the names of a formula stand for that Apex evaluates: members of an object, then fields.

Source: Apex Developer Guide, "Formula Evaluation in Apex".
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Final

from sfsim.errors import Unsupported
from sfsim.formula.context import Context, FieldReference, Reference
from sfsim.formula.errors import FormulaError
from sfsim.formula.kinds import Kind
from sfsim.formula.scope import Reading, SchemaScope
from sfsim.formula.typed import Typed
from sfsim.names import fold
from sfsim.runtime.caller import Caller
from sfsim.stdlib import json_members
from sfsim.typeref import TypeRef

UNKNOWN: Final = "Field {} does not exist. Check spelling."
GLOBAL: Final = "global"
"""What a class and its members must be for a formula to name them. Source: recorded."""

KINDS: Final = {
    "boolean": Kind.BOOLEAN,
    "date": Kind.DATE,
    "datetime": Kind.DATETIME,
    "decimal": Kind.NUMBER,
    "double": Kind.NUMBER,
    "id": Kind.ID,
    "integer": Kind.NUMBER,
    "long": Kind.NUMBER,
    "string": Kind.TEXT,
    "time": Kind.TIME,
}
"""Kinds of primitive members by their folded type names."""


@dataclass(frozen=True, slots=True)
class Subject:
    """Reads the fields of a record, or hands out the Apex object that a formula is about."""

    value: Any

    def __call__(self, reference: FieldReference) -> Any:
        """The value of a field, null at the end of a relationship that is not there."""
        record = self.value
        for name in reference.path[:-1]:
            record = None if record is None else record.__dict__.get(name)
        return None if record is None else record.__dict__.get(reference.path[-1])


class ObjectScope:
    """The names of an Apex class: its instance members, and the fields of those that are records.

    `names_read` collects the paths of everything that was resolved.
    """

    def __init__(self, caller: Caller, ref: TypeRef, reading: Reading) -> None:
        self._caller = caller
        self._ref = ref
        self._reading = reading
        self.names_read: dict[str, None] = {}

    @property
    def references(self) -> tuple[Reference, ...]:
        """None of its own: members of classes are no fields."""
        return ()

    def resolve(self, names: tuple[str, ...], position: int) -> Typed:
        """What a path stands for. Raises FormulaError, Unsupported."""
        if names[0].startswith("$"):
            raise Unsupported(f"the global variable {names[0]} in formulas of Apex")
        own = json_members.declarations(self._ref, self._caller)
        field = json_members.find(own, names[0])
        if field is None or GLOBAL not in field.modifiers or GLOBAL not in own[-1].modifiers:
            raise FormulaError(UNKNOWN.format(".".join(names)), position)
        self.names_read[".".join(names)] = None

        def member(context: Context) -> Any:
            subject = context.read
            assert isinstance(subject, Subject), "evaluated on an object"
            return None if subject.value is None else json_members.read(subject.value, field)

        if len(names) == 1:
            return self._primitive(field.type, names, position, member)
        inner = self._scope_of(field.type, names, position).resolve(names[1:], position)
        return replace(inner, run=_on_member(inner, member), prior=None)

    def _primitive(
        self, ref: TypeRef, names: tuple[str, ...], position: int, member: Callable[..., Any]
    ) -> Typed:
        kind = KINDS.get(fold(ref.name))
        if kind is None:
            raise FormulaError(UNKNOWN.format(".".join(names)), position)
        blank = self._blank(kind)

        def run(context: Context) -> Any:
            value = member(context)
            if value is None:
                return blank
            return Decimal(str(value)) if kind is Kind.NUMBER else value

        return Typed(kind, run, position)

    def _blank(self, kind: Kind) -> Any:
        if kind is Kind.BOOLEAN:
            return False
        return Decimal(0) if kind is Kind.NUMBER and self._reading.blank_as_zero else None

    def _scope_of(
        self, ref: TypeRef, names: tuple[str, ...], position: int
    ) -> SchemaScope | ObjectScope:
        schema = self._caller.org.schema
        sobject = schema.find(ref.name)
        if sobject is not None:
            return SchemaScope(schema, sobject, self._reading)
        if not json_members.declarations(ref, self._caller):
            raise FormulaError(UNKNOWN.format(".".join(names)), position)
        return ObjectScope(self._caller, ref, self._reading)


def _on_member(inner: Typed, member: Callable[[Context], Any]) -> Callable[[Context], Any]:
    """Evaluates on the value of a member instead of the whole object."""
    run = inner.run
    return lambda context: run(replace(context, read=Subject(member(context))))
