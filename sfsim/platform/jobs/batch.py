"""Batch Apex: start, the chunks, finish; each a transaction of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

from sfsim.errors import ApexException, UncatchableException
from sfsim.platform.jobs.contexts import JobContext
from sfsim.platform.jobs.host import JobHost
from sfsim.platform.jobs.record import JOB, extended_status, finish, new_job
from sfsim.platform.limits.table import EntryKind
from sfsim.platform.transaction import JobScope
from sfsim.runtime.caller import Caller
from sfsim.runtime.collections import ApexList
from sfsim.runtime.exceptions import AsyncException, LimitException, NullPointerException
from sfsim.typeref import OBJECT, list_of

SCOPE_DEFAULT: Final = 200
SCOPE_LOCATOR_MAX: Final = 2000
REFUSED_IN: Final = frozenset({EntryKind.BATCH_START, EntryKind.BATCH_EXECUTE, EntryKind.FUTURE})
REFUSED: Final = (
    "Database.executeBatch cannot be called from a batch start, batch execute, or future method."
)
ONE_CHUNK: Final = "No more than one executeBatch can be called from within a test method."
OBJECTS: Final = list_of(OBJECT)
Failure = (ApexException, UncatchableException)


def execute_batch(host: JobHost, caller: Caller, batch: Any, scope: int = SCOPE_DEFAULT) -> str:
    """`Database.executeBatch`: serializes and registers the job; it starts after commit.

    Raises:
        AsyncException: called from where no batch may start, or with a scope that is not positive.

    Source: Apex Developer Guide, Using Batch Apex; messages observed.
    """
    if batch is None or scope is None:
        raise NullPointerException("Argument cannot be null.")
    transaction = host.transaction
    if transaction.entry_kind in REFUSED_IN:
        raise AsyncException(REFUSED)
    if scope <= 0:
        raise AsyncException(f"Invalid value for batch size: {scope}")
    transaction.note_uncommitted()
    state = host.copy_state(batch)
    job_id = new_job(host, "BatchApex", host.class_id(batch), status="Holding")
    is_chained = transaction.entry_kind is EntryKind.BATCH_FINISH
    generation = transaction.generation + (0 if is_chained else 1)
    run = _BatchRun(host, state, job_id, scope, generation)
    transaction.at_commit(f"batch {type(batch).__name__}", run.run, generation=generation)
    return job_id


class _BatchRun:
    """One batch job from start to finish."""

    def __init__(self, host: JobHost, state: Any, job_id: str, scope: int, generation: int) -> None:
        self._host = host
        self._submitted = state
        self._current = state
        self._job_id = job_id
        self._scope = scope
        self._user = host.transaction.user
        self._is_test = host.transaction.is_test
        self._is_stateful = host.implements(state, "Database.Stateful")
        self._allows_callouts = host.implements(state, "Database.AllowsCallouts")
        self._errors = 0
        self._generation = generation

    def run(self) -> None:
        """Runs the whole job; in a test an exception ends it and leaves stopTest."""
        host, job_id = self._host, self._job_id
        if host.find_row(JOB, job_id, "Status") in (None, "Aborted"):
            return
        host.update_row(JOB, job_id, {"Status": "Preparing"})
        try:
            chunks = self._start()
        except Failure as error:
            if self._is_test:
                raise
            finish(host, job_id, "Failed", error)
            return
        values: dict[str, Any] = {"Status": "Processing", "TotalJobItems": len(chunks)}
        host.update_row(JOB, job_id, values)
        if self._is_test and len(chunks) > 1:
            raise LimitException(ONE_CHUNK)
        for number, chunk in enumerate(chunks, 1):
            self._execute(chunk)
            host.update_row(JOB, job_id, {"JobItemsProcessed": number})
        host.update_row(JOB, job_id, {"Status": "Completed", "CompletedDate": host.clock.now()})
        self._finish()

    def _start(self) -> list[Any]:
        chunks: list[Any] = []

        def body() -> None:
            instance = self._instance()
            chunks.extend(_chunked(instance.start(JobContext(self._job_id)), self._scope))
            self._keep(instance)

        self._transact(EntryKind.BATCH_START, body)
        return chunks

    def _execute(self, chunk: Any) -> None:
        def body() -> None:
            instance = self._instance()
            instance.execute(JobContext(self._job_id), chunk)
            self._keep(instance)

        try:
            self._transact(EntryKind.BATCH_EXECUTE, body)
        except Failure as error:
            if self._is_test:
                raise
            self._note_error(error)

    def _finish(self) -> None:
        def body() -> None:
            self._instance().finish(JobContext(self._job_id))

        try:
            self._transact(EntryKind.BATCH_FINISH, body)
        except Failure as error:
            if self._is_test:
                raise
            self._note_error(error)

    def _note_error(self, error: BaseException) -> None:
        self._errors += 1
        values: dict[str, Any] = {"NumberOfErrors": self._errors}
        if self._errors == 1:
            values["ExtendedStatus"] = extended_status(error, "First error: ")
        self._host.update_row(JOB, self._job_id, values)

    def _transact(self, kind: EntryKind, body: Callable[[], None]) -> None:
        def scoped() -> None:
            self._host.transaction.job = JobScope(1, None, self._generation)
            body()

        self._host.run_job(
            kind,
            self._user,
            scoped,
            job_id=self._job_id,
            allows_callouts=self._allows_callouts,
        )

    def _instance(self) -> Any:
        """The instance for one transaction: without Database.Stateful as it was submitted."""
        return self._host.copy_state(self._current if self._is_stateful else self._submitted)

    def _keep(self, instance: Any) -> None:
        if self._is_stateful:
            self._current = instance


def _chunked(scope: Any, size: int) -> Iterator[Any]:
    """The chunks of what `start` returned: a query locator, a list, or any Iterable."""
    if scope is None:
        raise NullPointerException("Attempt to de-reference a null object")
    if hasattr(scope, "chunks"):
        yield from scope.chunks(min(size, SCOPE_LOCATOR_MAX))
        return
    items = scope if isinstance(scope, list) else _iterated(scope)
    of = scope.type if isinstance(scope, ApexList) else OBJECTS
    for start in range(0, len(items), size):
        yield ApexList(of, items[start : start + size])


def _iterated(scope: Any) -> list[Any]:
    """All that an Iterable of Apex gives."""
    iterator = scope.iterator()
    items = []
    while iterator.hasNext():
        items.append(iterator.next())
    return items
