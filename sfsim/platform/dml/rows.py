"""One row on its way through a DML statement, and the rows that are saved together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from sfsim.platform.dml.results import RowError, RowOutcome
from sfsim.platform.dml.services import DMLServices
from sfsim.runtime.caller import Caller
from sfsim.runtime.sobject import SObject
from sfsim.schema.model import SObjectType


@dataclass(slots=True, eq=False)
class Row:
    """One input record and what has become of it so far.

    `given` is the caller's record, never changed but for its id at the end. `record` is the working
    copy that triggers see as `Trigger.new`; `old` is the stored record before the statement.
    """

    index: int
    given: SObject
    operation: str
    id: str | None = None
    record: SObject | None = None
    old: SObject | None = None
    errors: list[RowError] = field(default_factory=list)
    related_ids: tuple[str, ...] = ()
    merged_ids: tuple[str, ...] = ()

    @property
    def working(self) -> SObject:
        """The working copy, which exists once the row was loaded."""
        assert self.record is not None, "the row has not been loaded"
        return self.record

    @property
    def stored(self) -> SObject:
        """The record as it was before the statement; only rows that existed have one."""
        assert self.old is not None, "the row is new"
        return self.old

    def outcome(self, statement: str) -> RowOutcome:
        """The result of this row for the statement it came in with."""
        failed = bool(self.errors)
        is_new = self.operation == "insert"
        record_id = self.given.__dict__.get("Id") if failed and is_new else self.id
        return RowOutcome(
            self.index,
            record_id,
            created=is_new and not failed and statement in ("insert", "upsert"),
            errors=tuple(self.errors),
            related_ids=self.related_ids,
            merged_ids=self.merged_ids,
        )


@dataclass(slots=True, eq=False)
class Save:
    """Up to 200 rows of one type and operation that go through the save order together."""

    services: DMLServices
    caller: Caller
    operation: str
    type: SObjectType
    rows: list[Row]

    def live(self) -> list[Row]:
        """The rows that have no error yet."""
        return [row for row in self.rows if not row.errors]

    def fail_all(self, error: RowError) -> None:
        """Fails every row, with an error that concerns them together."""
        for row in self.rows:
            row.errors = [error]


def chunks(rows: Iterable[Row], size: int) -> Iterable[list[Row]]:
    """The rows in runs of at most `size`."""
    pending: list[Row] = []
    for row in rows:
        pending.append(row)
        if len(pending) == size:
            yield pending
            pending = []
    if pending:
        yield pending
