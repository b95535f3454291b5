"""Where the names of a formula lead: fields of the object and its parents, global variables.

Source: Salesforce Help, "Cross-Object Formulas" and "Global Variables".
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, Protocol

from sfsim.errors import Unsupported
from sfsim.formula.context import (
    Context,
    FieldReference,
    GlobalReference,
    Reference,
    Step,
)
from sfsim.formula.kinds import KIND_OF_FIELD, UNSUPPORTED_LABELS, Kind
from sfsim.formula.messages import UNKNOWN_FIELD, UNKNOWN_TARGET, UNSUPPORTED_TYPE
from sfsim.formula.typed import Typed, constant
from sfsim.formula.uses import FormulaUse
from sfsim.formula.values import component_reader, reader
from sfsim.names import fold
from sfsim.schema.field import Field
from sfsim.schema.model import Schema, SObjectType

RECORD_GLOBALS: Final[dict[str, str]] = {
    "$user": "User",
    "$profile": "Profile",
    "$userrole": "UserRole",
    "$organization": "Organization",
    "$recordtype": "RecordType",
}
"""Global variables that are one record of a type."""

TYPED_GLOBALS: Final[dict[str, tuple[str, Kind]]] = {
    "$label": ("$Label", Kind.TEXT),
    "$permission": ("$Permission", Kind.BOOLEAN),
    "$api": ("$Api", Kind.TEXT),
}
"""Global variables whose members all have one kind."""

ORIGIN: Final = datetime.datetime(1900, 1, 1)
UNTYPED_GLOBALS: Final = frozenset(
    {"$action", "$objecttype", "$resource", "$scontrol", "$request", "$site", "$network", "$page"}
)
RELATIONSHIPS_MAX: Final = 10
"""How many relationships one path may cross. Source: Salesforce Help, "Cross-Object Formulas"."""


class Scope(Protocol):
    """Resolves the names of a formula and notes what it reads."""

    def resolve(self, names: tuple[str, ...], position: int) -> Typed:
        """What a path stands for. Raises FormulaError, Unsupported."""
        ...

    @property
    def references(self) -> tuple[Reference, ...]:
        """Everything that was resolved, in the order of first use."""
        ...


@dataclass(frozen=True, slots=True)
class Reading:
    """How fields are read: whether blank numbers count as zero, and what the formula is for."""

    blank_as_zero: bool
    use: FormulaUse


class SchemaScope:
    """The names of an object's formulas."""

    def __init__(self, schema: Schema, sobject: SObjectType, reading: Reading) -> None:
        self._schema = schema
        self._sobject = sobject
        self._reading = reading
        self._references: dict[tuple[str, ...], Reference] = {}
        self._globals: dict[str, Callable[[tuple[str, ...], int], Typed]] = {
            "$setup": self._setup,
            "$custommetadata": self._custom_metadata,
            "$system": self._system,
        }

    @property
    def references(self) -> tuple[Reference, ...]:
        """Everything that was resolved, in the order of first use."""
        return tuple(self._references.values())

    def resolve(self, names: tuple[str, ...], position: int) -> Typed:
        """What a path stands for. Raises FormulaError, Unsupported."""
        if names[0].startswith("$"):
            return self._global(names, position)
        steps: list[Step] = []
        owner = self._sobject
        for name in names[:-1]:
            step = self._step(owner, name, names, position)
            steps.append(step)
            owner = step.target
        if len(steps) > RELATIONSHIPS_MAX:
            raise UNKNOWN_FIELD.error(position, name=".".join(names))
        field = self._find(owner, names[-1])
        if field is None:
            raise UNKNOWN_FIELD.error(position, name=".".join(names))
        if field.type == "location":
            return self._location(tuple(steps), owner, field, position)
        reference = FieldReference(tuple(steps), owner, field)
        self._note(reference)
        return self._field(reference, position)

    def _field(self, reference: FieldReference, position: int) -> Typed:
        kind = self._kind(reference.field, reference.text, position)
        blank_as_zero = self._reading.blank_as_zero
        return Typed(
            kind,
            reader(reference, blank_as_zero=blank_as_zero, prior=False),
            position,
            reference,
            reader(reference, blank_as_zero=blank_as_zero, prior=True),
        )

    def _kind(self, field: Field, name: str, position: int) -> Kind:
        kind = KIND_OF_FIELD.get(field.type)
        is_long = field.is_long_text and self._reading.use is FormulaUse.FORMULA_FIELD
        if kind is None or is_long or not name:
            label = UNSUPPORTED_LABELS.get(field.type, field.type)
            raise UNSUPPORTED_TYPE.error(position, type=label, name=name)
        return kind

    def _location(
        self, steps: tuple[Step, ...], owner: SObjectType, field: Field, position: int
    ) -> Typed:
        """A place is read from its two components."""
        parts = [each for each in owner.fields if each.compound == field.name]
        parts.sort(key=lambda part: "longitude" in fold(part.name))
        references = [FieldReference(steps, owner, part) for part in parts]
        if len(references) != 2:
            raise UNSUPPORTED_TYPE.error(position, type="Geolocation", name=field.name)
        for reference in references:
            self._note(reference)
        whole = FieldReference(steps, owner, field)
        return Typed(Kind.LOCATION, component_reader(*references), position, whole)

    def _step(self, owner: SObjectType, name: str, names: tuple[str, ...], position: int) -> Step:
        relationship, _, wanted = name.partition(":")
        reference = owner.parent_relationship(self._bare(relationship))
        if reference is None:
            raise UNKNOWN_FIELD.error(position, name=".".join(names))
        if wanted:
            target = self._schema.find(wanted)
            if target is None or target.name not in reference.reference_to:
                raise UNKNOWN_TARGET.error(position, target=wanted, name=relationship)
            return Step(reference, target)
        found = None if reference.is_polymorphic else self._schema.find(reference.reference_to[0])
        if found is None:
            raise UNKNOWN_FIELD.error(position, name=".".join(names))
        return Step(reference, found)

    def _find(self, owner: SObjectType, name: str) -> Field | None:
        return owner.find_field(name) or owner.find_field(self._bare(name))

    def _bare(self, name: str) -> str:
        """A name without the prefix of the org's own namespace."""
        prefix = f"{self._schema.namespace}__"
        is_own = bool(self._schema.namespace) and fold(name).startswith(fold(prefix))
        return name[len(prefix) :] if is_own and name.count("__") > 1 else name

    def _note(self, reference: Reference) -> None:
        targets: tuple[str, ...] = ()
        if isinstance(reference, FieldReference):
            targets = tuple(step.target.name for step in reference.steps)
        self._references.setdefault((*reference.path, *targets), reference)

    # Global variables

    def _global(self, names: tuple[str, ...], position: int) -> Typed:
        key = fold(names[0])
        if key in RECORD_GLOBALS:
            return self._record_global(names, position)
        if key in TYPED_GLOBALS and len(names) > 1:
            spelling, kind = TYPED_GLOBALS[key]
            return self._read(GlobalReference((spelling, *names[1:])), kind, position)
        special = self._globals.get(key)
        if special is not None:
            return special(names, position)
        if key in UNTYPED_GLOBALS:
            raise Unsupported(f"the global variable {names[0]} in formulas")
        raise UNKNOWN_FIELD.error(position, name=".".join(names))

    def _record_global(self, names: tuple[str, ...], position: int) -> Typed:
        owner = self._schema.find(RECORD_GLOBALS[fold(names[0])])
        field = None if owner is None or len(names) != 2 else self._find(owner, names[1])
        if field is None or owner is None:
            raise UNKNOWN_FIELD.error(position, name=".".join(names))
        return self._global_field((f"${owner.name}", field.name), field, position)

    def _setup(self, names: tuple[str, ...], position: int) -> Typed:
        """`$Setup.Settings__c.Field__c`: the hierarchy setting that holds for the user."""
        owner = self._schema.find(names[1]) if len(names) == 3 else None
        field = None if owner is None else self._find(owner, names[2])
        if owner is None or field is None:
            raise UNKNOWN_FIELD.error(position, name=".".join(names))
        return self._global_field(("$Setup", owner.name, field.name), field, position)

    def _custom_metadata(self, names: tuple[str, ...], position: int) -> Typed:
        """`$CustomMetadata.Type__mdt.Record.Field__c`: the record's name is case-sensitive."""
        owner = self._schema.find(names[1]) if len(names) == 4 else None
        field = None if owner is None else self._find(owner, names[3])
        if owner is None or field is None:
            raise UNKNOWN_FIELD.error(position, name=".".join(names))
        path = ("$CustomMetadata", owner.name, names[2], field.name)
        return self._global_field(path, field, position)

    def _system(self, names: tuple[str, ...], position: int) -> Typed:
        """`$System.OriginDateTime` is the one member."""
        if len(names) != 2 or fold(names[1]) != "origindatetime":
            raise UNKNOWN_FIELD.error(position, name=".".join(names))
        return constant(Kind.DATETIME, ORIGIN, position)

    def _global_field(self, path: tuple[str, ...], field: Field, position: int) -> Typed:
        kind = self._kind(field, ".".join(path), position)
        return self._read(GlobalReference(path, field), kind, position)

    def _read(self, reference: GlobalReference, kind: Kind, position: int) -> Typed:
        self._note(reference)
        blank: Any = False if kind is Kind.BOOLEAN else None
        field = reference.field
        if field is not None:
            run = reader(reference, blank_as_zero=self._reading.blank_as_zero, prior=False)
            return Typed(kind, run, position, reference)

        def read(context: Context) -> Any:
            value = context.read_global(reference)
            return blank if value is None else value

        return Typed(kind, read, position, reference)
