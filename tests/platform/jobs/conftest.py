"""An org that jobs can be tried on alone: rows in dicts, Apex objects as Python objects."""

from __future__ import annotations

import copy
import datetime
from collections.abc import Callable, Mapping
from typing import Any, cast

import pytest

from sfsim.kernel.clock import Clock, VirtualClock
from sfsim.platform.jobs.signatures import Signatures
from sfsim.platform.limits.meter import Meters
from sfsim.platform.limits.table import EntryKind
from sfsim.platform.transaction import Transaction
from sfsim.runtime.caller import Caller, UserService

CALLER = Caller("Demo", "", "", 67.0, False, cast("Any", None))


class User:
    """A user with just what jobs look at."""

    id = "005000000000001AAA"
    time_zone = "UTC"


class Host:
    """Implements `JobHost`; `is_test` decides what happens to failures."""

    def __init__(self, *, is_test: bool = False, kind: EntryKind = EntryKind.ANONYMOUS) -> None:
        self.clock: Clock = VirtualClock()
        self.signatures = Signatures()
        self.rows: dict[str, dict[str, Any]] = {}
        self.is_test = is_test
        self.running = [self._new(kind)]
        self.planned: list[tuple[datetime.datetime, Callable[[], None]]] = []

    @property
    def transaction(self) -> Transaction:
        return self.running[-1]

    def run_job(
        self,
        kind: EntryKind,
        user: UserService,
        body: Callable[[], None],
        *,
        job_id: str,
        allows_callouts: bool,
    ) -> None:
        job = self._new(kind)
        job.allows_callouts = allows_callouts
        self.running.append(job)
        try:
            body()
        finally:
            self.running.pop()
        self.transaction.after_commit.extend(job.after_commit)

    def drain(self) -> None:
        """Runs everything that was enqueued, to the last."""
        while self.transaction.after_commit:
            self.transaction.after_commit.pop(0).action()

    def later(self, time: datetime.datetime, label: str, action: Callable[[], None]) -> None:
        self.planned.append((time, action))

    def insert_row(self, sobject: str, values: Mapping[str, Any]) -> str:
        record_id = f"{sobject}-{len(self.rows) + 1}"
        self.rows[record_id] = dict(values)
        return record_id

    def update_row(self, sobject: str, record_id: str, values: Mapping[str, Any]) -> None:
        self.rows[record_id].update(values)

    def delete_row(self, sobject: str, record_id: str) -> None:
        del self.rows[record_id]

    def find_row(self, sobject: str, record_id: str, field: str) -> Any:
        return self.rows.get(record_id, {}).get(field)

    def implements(self, value: Any, interface: str) -> bool:
        return interface in getattr(value, "interfaces", ())

    def copy_state(self, value: Any) -> Any:
        return copy.deepcopy(value)

    def job_result(self, name: str) -> Any:
        return name

    def class_id(self, value: Any) -> str | None:
        return None

    def _new(self, kind: EntryKind) -> Transaction:
        return Transaction(kind, Meters(kind), cast("Any", User()), is_test=self.is_test)


@pytest.fixture
def make_host() -> Callable[..., Host]:
    """Makes an org for jobs."""
    return Host


@pytest.fixture
def caller() -> Caller:
    """The caller of the code under test."""
    return CALLER
