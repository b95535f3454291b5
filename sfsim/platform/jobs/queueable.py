"""Queueable Apex: `System.enqueueJob`, its depth rules, and the run."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any, Final

from sfsim.platform.jobs.contexts import JobContext
from sfsim.platform.jobs.host import JobHost
from sfsim.platform.jobs.record import new_job, run_recorded
from sfsim.platform.limits.table import EntryKind
from sfsim.platform.transaction import JobScope
from sfsim.runtime.caller import Caller
from sfsim.runtime.exceptions import AsyncException, NullPointerException

STACK_DEPTH: Final = "Maximum stack depth has been reached."
OTHER_INTERFACES: Final = "Queueable cannot be implemented with other system interfaces"
NOT_QUEUEABLE: Final = "Argument must be an instance of Queueable"
"""Not seen on a real org: the compiler usually prevents it."""

TEST_DEPTH_MAX: Final = 1
CONFLICTING: Final = ("Database.Batchable", "Schedulable")


@dataclass(frozen=True, slots=True)
class QueueableOptions:
    """`AsyncOptions` and the delay argument; None where nothing was set."""

    delay_minutes: int = 0
    depth_max: int | None = None


def enqueue(
    host: JobHost, caller: Caller, job: Any, options: QueueableOptions = QueueableOptions()
) -> str:
    """`System.enqueueJob`: checks, serializes and registers the job; it starts after commit.

    Raises:
        AsyncException: a conflicting interface, or the chain is as deep as it may be.
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
    transaction.limits.charge("queueableJobs", 1, caller)
    scope = _next_scope(host, options)
    transaction.note_uncommitted()
    state = host.copy_state(job)
    job_id = new_job(host, "Queueable", host.class_id(job))
    user = transaction.user
    is_test = transaction.is_test
    allows_callouts = host.implements(job, "Database.AllowsCallouts")

    def run() -> None:
        def body() -> None:
            host.transaction.job = scope
            state.execute(JobContext(job_id))

        run_recorded(
            host,
            job_id,
            lambda: host.run_job(
                EntryKind.QUEUEABLE, user, body, job_id=job_id, allows_callouts=allows_callouts
            ),
            is_test=is_test,
        )

    delay = datetime.timedelta(minutes=options.delay_minutes)
    transaction.at_commit(f"queueable {type(job).__name__}", run, delay)
    return job_id


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
    inherited = options.depth_max if options.depth_max is not None else current.depth_max
    return JobScope(depth, inherited, transaction.generation + 1)
