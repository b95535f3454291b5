"""Finalizers: what runs after a queueable, whether it succeeded or not.

Source: Apex Developer Guide, "Transaction Finalizers" and "Transaction Finalizers Error Messages".
"""

from __future__ import annotations

from typing import Any, Final

from sfsim.errors import ApexException, UncatchableException
from sfsim.platform.jobs.host import JobHost
from sfsim.platform.limits.table import EntryKind
from sfsim.platform.transaction import JobScope
from sfsim.runtime.caller import UserService
from sfsim.runtime.exceptions import EXCEPTION_TYPES, AsyncException, NullPointerException

SECOND: Final = "More than one Finalizer cannot be attached to same Async Apex Job"
NOT_A_FINALIZER: Final = "Class {name} must implement the Finalizer interface"
NOT_HERE: Final = "System.attachFinalizer(Finalizer) is not allowed in this context"
HANDLED: Final = "System.HandledException"
REQUEUES_MAX: Final = 5
"""How often in a row a failed job may be enqueued again by its finalizer."""


def attach(host: JobHost, finalizer: Any) -> None:
    """`System.attachFinalizer`: the instance itself is kept, so later changes of it are seen.

    Raises:
        HandledException: a second one, a class that is none, or not inside a queueable.
        NullPointerException: null.
    """
    handled = EXCEPTION_TYPES[HANDLED]
    if finalizer is None:
        raise NullPointerException("Argument cannot be null.")
    transaction = host.transaction
    if transaction.entry_kind is not EntryKind.QUEUEABLE:
        raise handled(NOT_HERE)
    if not host.implements(finalizer, "Finalizer"):
        raise handled(NOT_A_FINALIZER.format(name=finalizer.type.name))
    if transaction.finalizer is not None:
        raise handled(SECOND)
    transaction.finalizer = finalizer


class FinalizerContext:
    """`FinalizerContext`: how the job ended. `result` is a constant of System.ParentJobResult."""

    def __init__(self, job_id: str, result: Any, error: BaseException | None) -> None:
        self._job_id = job_id
        self._result = result
        self._error = error

    def getAsyncApexJobId(self) -> str:  # noqa: N802 - Apex calls it
        """The id of the job."""
        return self._job_id

    def getRequestId(self) -> str:  # noqa: N802 - Apex calls it
        """The id of the request, the same as the job's."""
        return self._job_id

    def getResult(self) -> Any:  # noqa: N802 - Apex calls it
        """SUCCESS or UNHANDLED_EXCEPTION."""
        return self._result

    def getException(self) -> BaseException | None:  # noqa: N802 - Apex calls it
        """What ended the job; a passed limit arrives as an AsyncException."""
        if isinstance(self._error, UncatchableException):
            return AsyncException(self._error.message)
        return self._error


def run_finalizer(
    host: JobHost,
    finalizer: Any,
    user: UserService,
    job_id: str,
    scope: JobScope,
    error: BaseException | None,
    *,
    is_test: bool,
) -> None:
    """Runs a finalizer as a transaction of its own; its failure changes nothing about the job.

    In a test a failure fails the test.
    """
    name = "SUCCESS" if error is None else "UNHANDLED_EXCEPTION"
    context = FinalizerContext(job_id, host.job_result(name), error)
    requeues = 0 if error is None else scope.requeues + 1

    def body() -> None:
        host.transaction.job = JobScope(0, scope.depth_max, scope.generation - 1, requeues)
        finalizer.execute(context)

    try:
        host.run_job(EntryKind.FINALIZER, user, body, job_id=job_id, allows_callouts=True)
    except (ApexException, UncatchableException):
        if is_test:
            raise
