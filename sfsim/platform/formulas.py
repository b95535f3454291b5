"""Formulas on records: compiled once per schema, evaluated on rows, their parents and the user.

Source: Salesforce Help, "Formula Fields", "Validation Rules", "Default Field Values".
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol
from zoneinfo import ZoneInfo

from sfsim.errors import Unsupported
from sfsim.formula import (
    Context,
    EvaluationError,
    Formula,
    FormulaError,
    FormulaUse,
    compile_formula,
)
from sfsim.formula.context import FieldReference, GlobalReference
from sfsim.formula.messages import CYCLE
from sfsim.ids import is_id, to_long
from sfsim.names import fold
from sfsim.platform.custom_settings import OWNER, HierarchySettings
from sfsim.schema.field import Field
from sfsim.schema.model import Schema, SObjectType, ValidationRule

Values = Mapping[str, Any]

LABEL: Final = "$Label"
UNREAD_GLOBALS: Final = frozenset({"$Permission", "$Api"})
"""Global variables that compile and that saving cannot read yet."""


class Rows(Protocol):
    """The rows that formulas look up."""

    def read(self, sobject_type: SObjectType, ids: Collection[str]) -> dict[str, dict[str, Any]]:
        """Whole rows by id."""
        ...

    def find(
        self, sobject_type: SObjectType, field: str, values: Collection[Any]
    ) -> list[dict[str, Any]]:
        """Whole rows whose field has one of the values."""
        ...


@dataclass(frozen=True, slots=True)
class CompiledRule:
    """An active validation rule; `error_field` is the API name that its error is shown at."""

    rule: ValidationRule
    formula: Formula
    error_fields: tuple[str, ...]


class CompiledFormulas:
    """The formulas of one schema, each compiled when it is first needed.

    `labels` are the custom labels of the org by (namespace, name), both folded.
    """

    def __init__(self, schema: Schema, labels: Mapping[tuple[str, str], str] | None = None) -> None:
        self.schema: Final = schema
        self._labels = labels or {}
        self._fields: dict[tuple[str, str], Formula] = {}
        self._defaults: dict[tuple[str, str], Formula] = {}
        self._rules: dict[str, tuple[CompiledRule, ...]] = {}

    def field(self, owner: SObjectType, field: Field) -> Formula:
        """The formula of a formula field. Raises Unsupported."""
        key = (owner.name, field.name)
        found = self._fields.get(key)
        if found is None:
            assert field.formula is not None, "only formula fields have one"
            what = f"the formula field {owner.name}.{field.name}"
            found = self._fields[key] = self._compile(
                what,
                owner,
                field.formula,
                FormulaUse.FORMULA_FIELD,
                field,
                blank_as_zero=field.formula_treats_blanks_as_zero,
            )
        return found

    def default(self, owner: SObjectType, field: Field) -> Formula:
        """The formula of a default value. Raises Unsupported."""
        key = (owner.name, field.name)
        found = self._defaults.get(key)
        if found is None:
            assert field.default_formula is not None, "it has a default formula"
            what = f"the default value formula of {owner.name}.{field.name}"
            found = self._defaults[key] = self._compile(
                what, owner, field.default_formula, FormulaUse.DEFAULT_VALUE, field
            )
        return found

    def rules(self, owner: SObjectType) -> tuple[CompiledRule, ...]:
        """The active validation rules of an object, by name. Raises Unsupported."""
        found = self._rules.get(owner.name)
        if found is None:
            active = [rule for rule in owner.validation_rules if rule.is_active]
            active.sort(key=lambda rule: rule.name)
            found = self._rules[owner.name] = tuple(self.rule(owner, rule) for rule in active)
        return found

    def rule(self, owner: SObjectType, rule: ValidationRule) -> CompiledRule:
        """A validation rule, compiled. Raises Unsupported."""
        what = f"the validation rule {owner.name}.{rule.name}"
        formula = self._compile(what, owner, rule.formula, FormulaUse.VALIDATION_RULE, None)
        shown = None if rule.error_field is None else owner.find_field(rule.error_field)
        return CompiledRule(rule, formula, () if shown is None else (shown.name,))

    def label(self, names: tuple[str, ...]) -> str | None:
        """The text of a custom label: `Name`, or `namespace`, `Name`."""
        namespace = fold(names[0]) if len(names) > 1 else ""
        return self._labels.get((namespace, fold(names[-1])))

    def _compile(
        self,
        what: str,
        owner: SObjectType,
        text: str,
        use: FormulaUse,
        result: Field | None,
        *,
        blank_as_zero: bool = False,
    ) -> Formula:
        try:
            formula = compile_formula(
                text,
                sobject=owner,
                schema=self.schema,
                result=result,
                blank_as_zero=blank_as_zero,
                use=use,
            )
        except FormulaError as error:
            raise Unsupported(f"{what}: {error.message}") from error
        except Unsupported as error:
            raise Unsupported(f"{error.feature} in {what}") from error
        for reference in formula.references:
            if reference.path[0] in UNREAD_GLOBALS:
                raise Unsupported(f"{reference.path[0]} in {what}")
            if reference.path[0] == LABEL and self.label(reference.path[1:]) is None:
                raise Unsupported(f"the label {reference.text} in {what}: no such label")
        return formula


@dataclass(frozen=True, slots=True)
class Reading:
    """Who evaluates formulas, and when: `now` is naive UTC, `time_zone` an IANA name."""

    now: datetime.datetime
    time_zone: str
    user_id: str
    organization_id: str
    parents_are_blank: bool = False


class FormulaReader:
    """Evaluates formulas on rows; parents are read once. Made anew for each piece of work."""

    def __init__(self, formulas: CompiledFormulas, rows: Rows, reading: Reading) -> None:
        self._formulas = formulas
        self._schema = formulas.schema
        self._rows = rows
        self._reading = reading
        self._zone = ZoneInfo(reading.time_zone)
        self._parents: dict[str, Values | None] = {}
        self._computing: list[tuple[str, str]] = []

    def evaluate(
        self,
        formula: Formula,
        values: Values,
        prior: Values | None = None,
        *,
        is_clone: bool = False,
    ) -> Any:
        """The value of a formula on a row; null where it cannot be computed.

        Source: Apex Developer Guide, "Trigger Context Variables": a formula that errors is null.
        """
        try:
            return formula.evaluate(self._context(values, prior, is_clone=is_clone))
        except EvaluationError:
            return None

    def field(self, owner: SObjectType, field: Field, values: Values) -> Any:
        """The value of a formula field of a row. Raises Unsupported."""
        key = (owner.name, field.name)
        if key in self._computing:
            raise Unsupported(CYCLE.text.format(name=".".join(key)))
        self._computing.append(key)
        try:
            return self.evaluate(self._formulas.field(owner, field), values)
        finally:
            self._computing.pop()

    def default(self, owner: SObjectType, field: Field, values: Values) -> Any:
        """The default value of a field for a new record. Raises Unsupported."""
        value = self.evaluate(self._formulas.default(owner, field), values)
        if field.is_reference and isinstance(value, str) and is_id(value):
            return to_long(value)
        return value

    def _context(self, values: Values, prior: Values | None, *, is_clone: bool) -> Context:
        def read(reference: FieldReference) -> Any:
            return self._read(reference, values)

        def read_prior(reference: FieldReference) -> Any:
            return self._read(reference, prior or {})

        def read_global(reference: GlobalReference) -> Any:
            return self._read_global(reference, values)

        return Context(
            read,
            now=self._reading.now,
            time_zone=self._zone,
            read_prior=None if prior is None else read_prior,
            read_global=read_global,
            is_clone=is_clone,
            parents_are_blank=self._reading.parents_are_blank,
        )

    def _read(self, reference: FieldReference, values: Values) -> Any:
        for step in reference.steps:
            parent_id = values.get(step.reference.name)
            parent = None if parent_id is None else self._parent(step.target, parent_id)
            if parent is None:
                return None
            values = parent
        if reference.field.formula is not None:
            return self.field(reference.owner, reference.field, values)
        if reference.field.roll_up is not None:
            name = f"{reference.owner.name}.{reference.field.name}"
            raise Unsupported(f"the roll-up summary field {name} in a formula")
        return values.get(reference.field.name)

    def _parent(self, target: SObjectType, parent_id: str) -> Values | None:
        if self._schema.type_of_id(parent_id) not in (target, None):
            return None
        if parent_id not in self._parents:
            self._parents[parent_id] = self._rows.read(target, [parent_id]).get(parent_id)
        return self._parents[parent_id]

    # Global variables

    def _read_global(self, reference: GlobalReference, values: Values) -> Any:
        variable = reference.path[0]
        if variable == LABEL:
            return self._formulas.label(reference.path[1:])
        if variable == "$Setup":
            settings = HierarchySettings(self, self._reading.organization_id)
            return settings.instance(reference.path[1], self._reading.user_id).get(
                reference.path[2]
            )
        if variable == "$CustomMetadata":
            return self._custom_metadata(reference)
        record_id = self._global_id(variable, values)
        owner = self._schema.sobject(variable.removeprefix("$"))
        record = None if record_id is None else self._parent(owner, record_id)
        if record is None or reference.field is None:
            return None
        if reference.field.formula is not None:
            return self.field(owner, reference.field, record)
        return record.get(reference.field.name)

    def _global_id(self, variable: str, values: Values) -> str | None:
        if variable == "$Organization":
            return self._reading.organization_id
        if variable == "$RecordType":
            return values.get("RecordTypeId")
        if variable == "$User":
            return self._reading.user_id
        user = self._parent(self._schema.sobject("User"), self._reading.user_id) or {}
        return user.get("ProfileId" if variable == "$Profile" else "UserRoleId")

    def _custom_metadata(self, reference: GlobalReference) -> Any:
        """The record's name counts with its case."""
        _, type_name, record, field = reference.path
        found = self._rows.find(self._schema.sobject(type_name), "DeveloperName", [record])
        return next((row.get(field) for row in found if row["DeveloperName"] == record), None)

    # Rows of hierarchy settings

    def by_owner(self, setting: str, owner_id: str) -> Values | None:
        """The row of a custom setting for a user, profile or organization."""
        found = self._rows.find(self._schema.sobject(setting), OWNER, [owner_id])
        return found[0] if found else None

    def all(self, setting: str) -> Sequence[Values]:
        """All rows of a custom setting."""
        return self._rows.find(
            self._schema.sobject(setting), OWNER, [self._reading.organization_id]
        )

    def profile_of(self, user_id: str) -> str | None:
        """The profile of a user."""
        user = self._parent(self._schema.sobject("User"), user_id)
        return None if user is None else user.get("ProfileId")
