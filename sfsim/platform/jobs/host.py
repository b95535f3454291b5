"""What asynchronous Apex needs from the org: transactions, rows to show, types to check."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from typing import Any, Protocol

from sfsim.kernel.clock import Clock
from sfsim.platform.jobs.signatures import Signatures
from sfsim.platform.limits.table import EntryKind
from sfsim.platform.transaction import Transaction
from sfsim.runtime.caller import UserService


class JobHost(Protocol):
    """The org as the job queue sees it."""

    clock: Clock
    signatures: Signatures

    @property
    def transaction(self) -> Transaction:
        """The running transaction."""
        ...

    def run_job(
        self,
        kind: EntryKind,
        user: UserService,
        body: Callable[[], None],
        *,
        job_id: str,
        allows_callouts: bool,
    ) -> None:
        """Runs `body` as a transaction of its own; in a test it shares the test's statics.

        Raises whatever the body raised, after everything it did was rolled back.
        """
        ...

    def later(self, time: datetime.datetime, label: str, action: Callable[[], None]) -> None:
        """Puts an action on the agenda."""
        ...

    def insert_row(self, sobject: str, values: Mapping[str, Any]) -> str:
        """Writes a system row (no triggers, no limits) and returns its id."""
        ...

    def update_row(self, sobject: str, record_id: str, values: Mapping[str, Any]) -> None:
        """Changes a system row."""
        ...

    def delete_row(self, sobject: str, record_id: str) -> None:
        """Removes a system row."""
        ...

    def find_row(self, sobject: str, record_id: str, field: str) -> Any:
        """The value of one field of a row, None when there is no such row."""
        ...

    def implements(self, value: Any, interface: str) -> bool:
        """Whether an Apex object is an instance of a standard interface."""
        ...

    def copy_state(self, value: Any) -> Any:
        """A deep copy of an Apex object as serialization makes it (transient fields null)."""
        ...

    def job_result(self, name: str) -> Any:
        """A constant of System.ParentJobResult."""
        ...

    def class_id(self, value: Any) -> str | None:
        """The ApexClass id of an object's outermost class."""
        ...
