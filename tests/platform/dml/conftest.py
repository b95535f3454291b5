"""An org that DML can be tried on alone: a small schema, rows in dicts, triggers as functions."""

from __future__ import annotations

import copy
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, cast

import pytest

from sfsim.kernel.clock import Clock, VirtualClock
from sfsim.platform.dml.automation_steps import NO_AUTOMATIONS
from sfsim.platform.dml.plan import TypePlan
from sfsim.platform.dml.results import RowOutcome
from sfsim.platform.dml.statement import DMLOptions, Statement
from sfsim.platform.formulas import CompiledFormulas
from sfsim.platform.limits.meter import Meters
from sfsim.platform.limits.table import EntryKind
from sfsim.platform.transaction import Transaction
from sfsim.platform.triggers import Trigger, TriggerContext, TriggerRegistry
from sfsim.runtime.caller import Caller
from sfsim.runtime.record_classes import complete_record, read_only_copy, record_class
from sfsim.runtime.sobject import SObject
from sfsim.schema.field import CASCADE, RESTRICT, Field, PicklistValue
from sfsim.schema.model import (
    CUSTOM,
    Schema,
    SObjectType,
    TypeSummary,
    child_relationship_of,
)

CALLER = Caller("Demo", "", "", 67.0, False, cast("Any", None))
USER_ID = "005000000000001AAA"
Values = dict[str, Any]


class User:
    """The running user."""

    id = USER_ID
    time_zone = "America/Los_Angeles"


def system_fields() -> list[Field]:
    """The fields that every object has."""
    platform_only = {"createable": False, "updateable": False}
    return [
        Field("Id", "id", "Record ID", **cast("Any", platform_only)),
        Field("IsDeleted", "boolean", "Deleted", **cast("Any", platform_only)),
        Field("CreatedDate", "datetime", "Created Date", **cast("Any", platform_only)),
        Field("CreatedById", "reference", "Created By ID", **cast("Any", platform_only)),
        Field("LastModifiedDate", "datetime", "Modified", **cast("Any", platform_only)),
        Field("LastModifiedById", "reference", "Modified By", **cast("Any", platform_only)),
        Field("SystemModstamp", "datetime", "Modstamp", **cast("Any", platform_only)),
    ]


def lookup(name: str, to: str, label: str, **more: Any) -> Field:
    """A lookup that may be empty."""
    relationship = name.removesuffix("Id").replace("__c", "__r")
    return Field(
        name,
        "reference",
        label,
        nillable=True,
        reference_to=(to,),
        relationship_name=relationship,
        child_relationship_name=f"{relationship}Children",
        **more,
    )


ACCOUNT_FIELDS = (
    Field("Name", "string", "Account Name", length=20, name_field=True),
    Field(
        "Rating",
        "picklist",
        "Account Rating",
        nillable=True,
        restricted_picklist=True,
        picklist_values=(PicklistValue("Hot", "Hot"), PicklistValue("Cold", "Cold")),
    ),
    Field("Code__c", "string", "Code", length=10, nillable=True, unique=True, external_id=True),
    Field("Score__c", "double", "Score", precision=5, scale=2, nillable=True),
    Field("Active__c", "boolean", "Active", default_value=True, custom=True),
    Field("Email__c", "email", "Email", length=80, nillable=True),
    lookup("ParentId", "Account", "Parent Account"),
)
CONTACT_FIELDS = (
    Field("LastName", "string", "Last Name", length=80),
    Field("FirstName", "string", "First Name", length=40, nillable=True),
    Field(
        "Name", "string", "Full Name", length=121, name_field=True, createable=False,
        updateable=False,
    ),
    lookup("AccountId", "Account", "Account"),
)  # fmt: skip
DETAIL_FIELDS = (
    Field(
        "Name", "string", "Number", auto_number=True, display_format="D-{0000}", name_field=True,
        createable=False, updateable=False,
    ),
    lookup("Account__c", "Account", "Account", delete_constraint=CASCADE, is_master_detail=True),
)  # fmt: skip
GUARD_FIELDS = (
    Field("Name", "string", "Name", length=80, name_field=True),
    lookup("Account__c", "Account", "Account", delete_constraint=RESTRICT),
)
OBJECTS: dict[str, tuple[str, tuple[Field, ...], str]] = {
    "Account": ("001", ACCOUNT_FIELDS, "standard"),
    "Contact": ("003", CONTACT_FIELDS, "standard"),
    "Detail__c": ("a00", DETAIL_FIELDS, CUSTOM),
    "Guard__c": ("a01", GUARD_FIELDS, CUSTOM),
    "User": ("005", (Field("LastName", "string", "Last Name", length=80),), "standard"),
    "Group": ("00G", (Field("Name", "string", "Name", length=40),), "standard"),
}


def load(schema: Schema, name: str) -> SObjectType:
    """Builds one type of the small schema."""
    prefix, fields, kind = OBJECTS[name]
    children = [
        child_relationship_of(child, field)
        for child, (_, others, _) in OBJECTS.items()
        for field in others
        if name in field.reference_to
    ]
    return SObjectType(
        name,
        [*system_fields(), *fields],
        key_prefix=prefix,
        kind=kind,
        child_relationships=children,
    )


class Rows:
    """`RowStore` in dicts."""

    def __init__(self) -> None:
        self.tables: dict[str, dict[str, Values]] = {}
        self._saved: list[dict[str, dict[str, Values]]] = []
        self._ids: dict[str, int] = {}
        self._numbers: dict[str, int] = {}

    def savepoint(self) -> int:
        self._saved.append(copy.deepcopy(self.tables))
        return len(self._saved) - 1

    def rollback_to(self, token: int) -> None:
        self.tables = self._saved[token]
        del self._saved[token:]

    def release(self, token: int) -> None:
        del self._saved[token:]

    def new_id(self, sobject_type: SObjectType) -> str:
        number = self._ids[sobject_type.name] = self._ids.get(sobject_type.name, 0) + 1
        return f"{sobject_type.key_prefix}{number:012d}AAA"

    def next_number(self, sobject_type: SObjectType, field: str) -> int:
        number = self._numbers[sobject_type.name] = self._numbers.get(sobject_type.name, 0) + 1
        return number

    def insert(self, sobject_type: SObjectType, rows: Sequence[Mapping[str, Any]]) -> None:
        self.tables.setdefault(sobject_type.name, {}).update({r["Id"]: dict(r) for r in rows})

    def update(self, sobject_type: SObjectType, rows: Sequence[Mapping[str, Any]]) -> None:
        for row in rows:
            self.tables[sobject_type.name][row["Id"]].update(row)

    def purge(self, sobject_type: SObjectType, ids: Collection[str]) -> None:
        for each in ids:
            del self.tables[sobject_type.name][each]

    def read(self, sobject_type: SObjectType, ids: Collection[str]) -> dict[str, Values]:
        table = self.tables.get(sobject_type.name, {})
        return {each: dict(table[each]) for each in ids if each in table}

    def find(self, sobject_type: SObjectType, field: str, values: Collection[Any]) -> list[Values]:
        wanted = {v.lower() if isinstance(v, str) else v for v in values}
        return [
            dict(row)
            for row in self.tables.get(sobject_type.name, {}).values()
            if row.get(field) is not None
            and (row[field].lower() if isinstance(row[field], str) else row[field]) in wanted
        ]

    def all_rows(self, sobject_type: SObjectType) -> list[Values]:
        return [dict(row) for row in self.tables.get(sobject_type.name, {}).values()]

    def has_rows(self, sobject_type: SObjectType) -> bool:
        return bool(self.tables.get(sobject_type.name))


class Org:
    """`DMLServices` over the small schema, and a few short ways to use it."""

    def __init__(self) -> None:
        summaries = [TypeSummary(name, name, prefix) for name, (prefix, _, _) in OBJECTS.items()]
        self.schema = Schema(summaries, load)
        self.formulas = CompiledFormulas(self.schema)
        self.automations = NO_AUTOMATIONS
        self.database = Rows()
        self.triggers = TriggerRegistry()
        self.clock: Clock = VirtualClock()
        self.organization_id = "00D000000000001AAA"
        self.cpu_ticks = 0
        self._triggers: list[Trigger] = []
        self.transaction = Transaction(
            EntryKind.ANONYMOUS, Meters(EntryKind.ANONYMOUS), cast("Any", User())
        )
        self.database.tables["User"] = {USER_ID: {"Id": USER_ID}}

    def plan(self, sobject_type: SObjectType) -> TypePlan:
        return TypePlan(sobject_type)

    def new_record(self, sobject_type: SObjectType, values: Mapping[str, Any]) -> SObject:
        return complete_record(self.schema, sobject_type.name, values)

    def read_only(self, record: SObject) -> SObject:
        return read_only_copy(record)

    def charge_cpu(self, ticks: int) -> None:
        self.cpu_ticks += ticks

    def record(self, name: str, **fields: Any) -> SObject:
        return record_class(self.schema, name)(**fields)

    def dml(
        self,
        operation: str,
        *records: SObject,
        all_or_none: bool = True,
        key: str | None = None,
    ) -> list[RowOutcome]:
        options = DMLOptions(all_or_none=all_or_none, key=key)
        return Statement(self, CALLER, operation, options).run(records)

    def insert(self, name: str, **fields: Any) -> str:
        record = self.record(name, **fields)
        self.dml("insert", record)
        return str(record.__dict__["Id"])

    def row(self, name: str, record_id: str) -> Values:
        return self.database.tables[name][record_id]

    def on(self, sobject: str, event: str, run: Callable[[TriggerContext], None]) -> None:
        """Adds a trigger whose body is a function of its context."""
        body = lambda: run(self.transaction.triggers[-1])  # noqa: E731
        self._triggers.append(Trigger(f"{sobject}Trigger", sobject, frozenset({event}), body))
        self.triggers = TriggerRegistry(self._triggers)


@pytest.fixture
def org() -> Org:
    """A small org."""
    return Org()
