"""One DML statement: its rows in chunks of 200, all or nothing or in up to three attempts.

Source: Apex Developer Guide, "Bulk DML Exception Handling" and "Trigger and Bulk Request Best
Practices".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from sfsim.platform.dml.messages import TOO_MANY_RETRIES
from sfsim.platform.dml.mixed import check_mixed_dml
from sfsim.platform.dml.results import RowOutcome, dml_exception
from sfsim.platform.dml.rows import Row, Save, chunks
from sfsim.platform.dml.save_order import SAVE_ORDER
from sfsim.platform.dml.services import DMLServices
from sfsim.platform.dml.upsert import resolve_upsert
from sfsim.platform.limits.cpu_costs import COST
from sfsim.platform.triggers import TriggerFailure
from sfsim.runtime.caller import Caller
from sfsim.runtime.exceptions import (
    ListException,
    NullPointerException,
    SObjectException,
    TypeException,
)
from sfsim.runtime.sobject import SObject

CHUNK_ROWS: Final = 200
CHUNK_TYPES_MAX: Final = 10
ATTEMPTS_MAX: Final = 3
TOO_MANY_CHUNKS: Final = (
    "Cannot have more than 10 chunks in a single operation. Please rearrange the data to reduce"
    " chunking."
)
IDENTICAL_ELEMENTS: Final = (
    "Before Insert or Upsert list must not have two identically equal elements"
)
ON_TRIGGER_RECORDS: Final = "DML statement cannot operate on trigger.new or trigger.old"
BY_ID: Final = frozenset({"update", "delete", "undelete"})


@dataclass(frozen=True, slots=True)
class DMLOptions:
    """How a statement is to run. `key` is the field that an upsert matches on (None: Id)."""

    all_or_none: bool = True
    key: str | None = None


class Statement:
    """Runs one statement on a list of records."""

    def __init__(
        self, services: DMLServices, caller: Caller, operation: str, options: DMLOptions
    ) -> None:
        self._services = services
        self._caller = caller
        self._operation = operation
        self._options = options

    def run(self, records: Sequence[SObject]) -> list[RowOutcome]:
        """Saves the records and returns one outcome per record, in order.

        Raises:
            DmlException: a row failed and the statement is all or nothing.
            ListException, NullPointerException, SObjectException, TypeException: the list itself is
                not one that the operation takes.
            LimitException: too many statements or rows.
        """
        self._check_list(records)
        if not records:
            return []
        self._charge(len(records))
        rows = [
            Row(index, record, self._operation, id=record_id(record))
            for index, record in enumerate(records)
        ]
        database = self._services.database
        token = database.savepoint()
        effects = len(self._services.transaction.after_commit)
        self._save(rows)
        failed = any(row.errors for row in rows)
        if failed and self._options.all_or_none:
            database.rollback_to(token)
            del self._services.transaction.after_commit[effects:]
        else:
            database.release(token)
            self._services.transaction.note_uncommitted()
        outcomes = [row.outcome(self._operation) for row in rows]
        if failed and self._options.all_or_none:
            raise dml_exception(self._operation, outcomes)
        for row in rows:
            if not row.errors and record_id(row.given) is None:
                give_id(row)
        return outcomes

    def _check_list(self, records: Sequence[SObject]) -> None:
        if any(record is None for record in records):
            raise NullPointerException("Attempt to de-reference a null object")
        for context in self._services.transaction.triggers:
            if any(context.holds(record) for record in records):
                raise SObjectException(ON_TRIGGER_RECORDS)
        is_new = self._operation in ("insert", "upsert")
        if is_new and len({id(record) for record in records}) < len(records):
            raise ListException(IDENTICAL_ELEMENTS)
        if self._operation in BY_ID or (self._operation == "upsert" and self._options.key is None):
            seen: set[str] = set()
            for record in records:
                key = record_id(record)
                if key is not None and key in seen:
                    raise ListException(f"Duplicate id in list: {key}")
                if key is not None:
                    seen.add(key)
        types = sum(1 for _ in groupby(record.sobject_type.name for record in records))
        if types > CHUNK_TYPES_MAX:
            raise TypeException(TOO_MANY_CHUNKS)

    def _charge(self, count: int) -> None:
        transaction = self._services.transaction
        transaction.limits.charge("dmlStatements", 1, self._caller)
        transaction.limits.charge("dmlRows", count, self._caller)
        self._services.charge_cpu(COST["dml"].ticks(count))

    def _save(self, rows: list[Row]) -> None:
        """Saves all rows; a trigger that throws fails every row and ends the statement."""
        try:
            for _, same_type in groupby(rows, key=lambda row: row.given.sobject_type.name):
                typed = list(same_type)
                if not self._mixes(typed):
                    for chunk in chunks(typed, CHUNK_ROWS):
                        self._save_chunk(chunk)
        except TriggerFailure as failure:
            for row in rows:
                row.errors = [failure.error]

    def _mixes(self, rows: list[Row]) -> bool:
        """Whether the statement is refused because it mixes setup and non-setup objects."""
        fields = {name for row in rows for name in row.given.populated_fields()}
        sobject = rows[0].given.sobject_type.name
        error = check_mixed_dml(self._services.transaction, sobject, self._operation, fields)
        if error is None:
            return False
        for row in rows:
            row.errors = [error]
        return True

    def _save_chunk(self, rows: list[Row]) -> None:
        if self._options.all_or_none:
            self._attempt(rows)
            return
        survivors = rows
        counters = self._services.transaction.limits.snapshot()
        effects = len(self._services.transaction.after_commit)
        for _ in range(ATTEMPTS_MAX):
            token = self._services.database.savepoint()
            self._attempt_or_fail(survivors)
            if not any(row.errors for row in survivors):
                self._services.database.release(token)
                return
            self._services.database.rollback_to(token)
            self._services.transaction.limits.restore(counters)
            del self._services.transaction.after_commit[effects:]
            survivors = [row for row in survivors if not row.errors]
            if not survivors:
                return
        for row in rows:
            row.errors = row.errors or [TOO_MANY_RETRIES.error()]

    def _attempt_or_fail(self, rows: list[Row]) -> None:
        try:
            self._attempt(rows)
        except TriggerFailure as failure:
            for row in rows:
                row.errors = [failure.error]

    def _attempt(self, rows: list[Row]) -> None:
        """Takes the rows through the save order, inserts and updates of an upsert apart."""
        for row in rows:
            row.record, row.old = None, None
            if row.operation == "insert":
                row.id = record_id(row.given)
        if self._operation == "upsert":
            resolve_upsert(self._services, rows, self._options.key)
        for operation in dict.fromkeys(row.operation for row in rows):
            part = [row for row in rows if row.operation == operation and not row.errors]
            if part:
                sobject_type = part[0].given.sobject_type
                save = Save(self._services, self._caller, operation, sobject_type, part)
                run_save_order(save)


def run_save_order(save: Save) -> None:
    """Runs the steps that apply to the operation, until no row is left without error."""
    for step in SAVE_ORDER:
        if save.operation in step.operations and any(not row.errors for row in save.rows):
            step.run(save)


def record_id(record: SObject) -> str | None:
    """The id that a record carries, if any."""
    value = record.__dict__.get("Id")
    assert value is None or isinstance(value, str)
    return value


def give_id(row: Row) -> None:
    """Tells the caller's record the id that its insert gave it."""
    assert row.id is not None, "a saved row has an id"
    row.given.__dict__["Id"] = row.id
