"""Asynchronous Apex of one org: what the job modules need from it (`platform.jobs.host`)."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from typing import Any, Final

from sfsim.kernel.kernel import Kernel
from sfsim.org.execution import Executor
from sfsim.org.system_rows import SystemRows
from sfsim.platform.jobs.signatures import Signatures
from sfsim.platform.limits.table import EntryKind
from sfsim.platform.transaction import Transaction
from sfsim.runtime.caller import UserService
from sfsim.runtime.cloning import deep_copy
from sfsim.stdlib.platform_enums import constant
from sfsim.typeref import TypeRef

JOB_RESULT: Final = "System.ParentJobResult"


class OrgJobs:
    """`JobHost` of one org."""

    def __init__(self, kernel: Kernel, name: str, executor: Executor, rows: SystemRows) -> None:
        self.clock = kernel.clock
        self.signatures = Signatures()
        self._kernel = kernel
        self._name = name
        self._executor = executor
        self._rows = rows

    @property
    def transaction(self) -> Transaction:
        """The running transaction."""
        return self._executor.transaction

    def run_job(
        self,
        kind: EntryKind,
        user: UserService,
        body: Callable[[], None],
        *,
        job_id: str,
        allows_callouts: bool,
    ) -> None:
        """Runs a job as a transaction; in a test within the test's own and with its statics.

        What a Schedulable enqueues in a test never runs there.
        """
        is_test = self._executor.is_running and self._executor.transaction.is_test
        ended = self._executor.run(
            kind,
            user,
            body,
            label=job_id,
            job_id=job_id,
            allows_callouts=allows_callouts,
            is_test=is_test,
            shares_statics=is_test,
        )
        if is_test and kind is not EntryKind.SCHEDULED:
            self._executor.transaction.after_commit.extend(ended.after_commit)

    def later(self, time: datetime.datetime, label: str, action: Callable[[], None]) -> None:
        """Puts an action on the agenda."""
        self._kernel.agenda.add(time, label, action, owner=self._name)

    def insert_row(self, sobject: str, values: Mapping[str, Any]) -> str:
        """Writes a system row."""
        return self._rows.insert(sobject, values)

    def update_row(self, sobject: str, record_id: str, values: Mapping[str, Any]) -> None:
        """Changes a system row."""
        self._rows.update(sobject, record_id, values)

    def delete_row(self, sobject: str, record_id: str) -> None:
        """Removes a system row."""
        self._rows.delete(sobject, record_id)

    def find_row(self, sobject: str, record_id: str, field: str) -> Any:
        """The value of one field of a row."""
        row = self._rows.find(sobject, record_id)
        return None if row is None else row.get(field)

    def implements(self, value: Any, interface: str) -> bool:
        """Whether an Apex object is an instance of a standard interface."""
        return self._executor.program.is_assignable(value.type, TypeRef(interface))

    def copy_state(self, value: Any) -> Any:
        """A deep copy as serialization makes it."""
        return deep_copy(value)

    def job_result(self, name: str) -> Any:
        """A constant of System.ParentJobResult."""
        return constant(JOB_RESULT, name)

    def class_id(self, value: Any) -> str | None:
        """The ApexClass id of an object's outermost class."""
        first, _, rest = value.type.name.partition(".")
        ids = self._rows.class_ids
        # Where the code has a namespace, the type's name begins with it.
        return ids.get(first) or ids.get(rest.partition(".")[0])
