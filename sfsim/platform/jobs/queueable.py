"""Queueable Apex: `System.enqueueJob`, its depth rules, and the run."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any, Final

from sfsim.errors import ApexException, UncatchableException
from sfsim.platform.jobs.contexts import JobContext
from sfsim.platform.jobs.finalizer import REQUEUES_MAX, run_finalizer
from sfsim.platform.jobs.host import JobHost
from sfsim.platform.jobs.record import new_job, run_recorded
from sfsim.platform.limits.table import EntryKind
from sfsim.platform.transaction import JobScope
from sfsim.runtime.caller import Caller
from sfsim.runtime.exceptions import EXCEPTION_TYPES, AsyncException, NullPointerException

STACK_DEPTH: Final = "Maximum stack depth has been reached."
OTHER_INTERFACES: Final = "Queueable cannot be implemented with other system interfaces"
NOT_QUEUEABLE: Final = "Argument must be an instance of Queueable"
"""Not seen on a real org: the compiler usually prevents it."""

DUPLICATE: Final = "System.DuplicateMessageException"
DUPLICATE_SIGNATURE: Final = "Attempt to enqueue job with duplicate queueable signature"
TEST_DEPTH_MAX: Final = 1
CONFLICTING: Final = ("Database.Batchable", "Schedulable")


@dataclass(frozen=True, slots=True)
class QueueableOptions:
    """`AsyncOptions` and the delay argument; None where nothing was set."""

    delay_minutes: int = 0
    depth_max: int | None = None
    signature: Any = None  # a QueueableDuplicateSignature, equal by its `equals`


def enqueue(
    host: JobHost, caller: Caller, job: Any, options: QueueableOptions = QueueableOptions()
) -> str:
    """`System.enqueueJob`: checks, serializes and registers the job; it starts after commit.

    Raises:
        AsyncException: a conflicting interface, or the chain is as deep as it may be.
        DuplicateMessageException: a job of the same signature waits already.
        LimitException: too many queueable jobs in this transaction.

    Source: Apex Developer Guide, Queueable Apex.
    """
    if job is None:
        raise NullPointerException("Argument cannot be null.")
    if not host.implements(job, "Queueable"):
        raise AsyncException(NOT_QUEUEABLE)
    if any(host.implements(job, interface) for interface in CONFLICTING):
        raise AsyncException(OTHER_INTERFACES)
    transaction = host.transaction
    if options.signature is not None and host.signatures.is_taken(host, options.signature):
        raise EXCEPTION_TYPES[DUPLICATE](DUPLICATE_SIGNATURE)
    transaction.limits.charge("queueableJobs", 1, caller)
    scope = _next_scope(host, options)
    transaction.note_uncommitted()
    job_id = new_job(host, "Queueable", host.class_id(job))
    if options.signature is not None:
        host.signatures.take(options.signature, job_id)
    run = _QueueableRun(host, host.copy_state(job), job_id, scope)
    delay = datetime.timedelta(minutes=options.delay_minutes)
    transaction.at_commit(f"queueable {type(job).__name__}", run.run, delay)
    return job_id


class _QueueableRun:
    """One queueable from its start to the end of its finalizer."""

    def __init__(self, host: JobHost, state: Any, job_id: str, scope: JobScope) -> None:
        self._host = host
        self._state = state
        self._job_id = job_id
        self._scope = scope
        self._user = host.transaction.user
        self._is_test = host.transaction.is_test
        self._finalizer: Any = None
        self._error: BaseException | None = None

    def run(self) -> None:
        """Runs the job, then the finalizer that it attached."""
        try:
            run_recorded(self._host, self._job_id, self._attempt, is_test=self._is_test)
        finally:
            if self._finalizer is not None:
                run_finalizer(
                    self._host,
                    self._finalizer,
                    self._user,
                    self._job_id,
                    self._scope,
                    self._error,
                    is_test=self._is_test,
                )

    def _attempt(self) -> None:
        try:
            self._host.run_job(
                EntryKind.QUEUEABLE,
                self._user,
                self._body,
                job_id=self._job_id,
                allows_callouts=self._host.implements(self._state, "Database.AllowsCallouts"),
            )
        except (ApexException, UncatchableException) as error:
            self._error = error
            raise

    def _body(self) -> None:
        transaction = self._host.transaction
        transaction.job = self._scope
        try:
            self._state.execute(JobContext(self._job_id))
        finally:
            self._finalizer = transaction.finalizer


def _next_scope(host: JobHost, options: QueueableOptions) -> JobScope:
    """The place in the chain of a job that is enqueued now."""
    transaction = host.transaction
    current = transaction.job
    is_chained = transaction.entry_kind is EntryKind.QUEUEABLE and not transaction.triggers
    depth = current.depth + 1 if is_chained else 1
    depth_max = options.depth_max
    if depth_max is None and is_chained:
        depth_max = current.depth_max
    if depth_max is None and transaction.is_test:
        depth_max = TEST_DEPTH_MAX
    if depth_max is not None and depth > depth_max:
        raise AsyncException(STACK_DEPTH)
    if current.requeues > REQUEUES_MAX:
        raise AsyncException(STACK_DEPTH)
    inherited = options.depth_max if options.depth_max is not None else current.depth_max
    return JobScope(depth, inherited, transaction.generation + 1, current.requeues)
