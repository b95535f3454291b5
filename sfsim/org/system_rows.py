"""Rows that the platform itself writes: no triggers, no limits, no validation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sfsim.kernel.clock import Clock
from sfsim.platform.dml.plan import TypePlan
from sfsim.platform.dml.services import RowStore, Values
from sfsim.schema.model import Schema, SObjectType


class SystemRows:
    """Writes and reads single rows; stamps them with the instant and a user."""

    def __init__(self, schema: Schema, database: RowStore, clock: Clock) -> None:
        self._schema = schema
        self._database = database
        self._clock = clock
        self._plans: dict[SObjectType, TypePlan] = {}
        self.user_id: str | None = None
        self.class_ids: dict[str, str] = {}
        self.metadata_ids: dict[str, str] = {}
        self.record_type_ids: dict[tuple[str, str], str] = {}

    def use_schema(self, schema: Schema) -> None:
        """Writes rows as a new schema has them."""
        self._schema = schema

    def new_id(self, sobject: str) -> str:
        """The id for a row that is written later."""
        return self._database.new_id(self._schema.sobject(sobject))

    def insert(self, sobject: str, values: Mapping[str, Any], record_id: str | None = None) -> str:
        """Writes a row and returns its id; fields that the type does not have are left out."""
        sobject_type = self._schema.sobject(sobject)
        row = self._row(sobject_type, values, record_id)
        self._database.insert(sobject_type, [row])
        return str(row["Id"])

    def insert_all(self, sobject: str, rows: Iterable[Mapping[str, Any]]) -> None:
        """Writes many rows at once, as `insert` does each."""
        sobject_type = self._schema.sobject(sobject)
        made = [self._row(sobject_type, values, None) for values in rows]
        if made:
            self._database.insert(sobject_type, made)

    def _row(
        self, sobject_type: SObjectType, values: Mapping[str, Any], record_id: str | None
    ) -> dict[str, Any]:
        plan = self._plan(sobject_type)
        now = self._clock.now().replace(microsecond=0)
        row = {name: value for name, value in values.items() if name in plan.by_name}
        row["Id"] = record_id or self._database.new_id(sobject_type)
        for name in plan.checkboxes:
            row.setdefault(name, False)
        stamps = {
            "CreatedDate": now,
            "LastModifiedDate": now,
            "SystemModstamp": now,
            "CreatedById": self.user_id,
            "LastModifiedById": self.user_id,
        }
        for name, value in stamps.items():
            if name in plan.by_name:
                row.setdefault(name, value)
        return row

    def update(self, sobject: str, record_id: str, values: Mapping[str, Any]) -> None:
        """Changes fields of a row."""
        sobject_type = self._schema.sobject(sobject)
        plan = self._plan(sobject_type)
        row = {name: value for name, value in values.items() if name in plan.by_name}
        self._database.update(sobject_type, [{"Id": record_id, **row}])

    def delete(self, sobject: str, record_id: str) -> None:
        """Removes a row for good."""
        self._database.purge(self._schema.sobject(sobject), [record_id])

    def find(self, sobject: str, record_id: str) -> Values | None:
        """A row by id."""
        return self._database.read(self._schema.sobject(sobject), [record_id]).get(record_id)

    def find_by(self, sobject: str, field: str, value: Any) -> Values | None:
        """The first row whose field has a value."""
        rows = self._database.find(self._schema.sobject(sobject), field, [value])
        return next((row for row in rows if not row.get("IsDeleted")), None)

    def _plan(self, sobject_type: SObjectType) -> TypePlan:
        found = self._plans.get(sobject_type)
        if found is None:
            found = self._plans[sobject_type] = TypePlan(sobject_type)
        return found
