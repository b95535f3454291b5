"""Future methods: the call is recorded, the method runs after commit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from sfsim.platform.jobs.host import JobHost
from sfsim.platform.jobs.record import new_job, run_recorded
from sfsim.platform.limits.table import EntryKind
from sfsim.platform.transaction import JobScope
from sfsim.runtime.caller import Caller
from sfsim.runtime.exceptions import AsyncException

REFUSED_IN: Final = frozenset({EntryKind.FUTURE, EntryKind.BATCH_START, EntryKind.BATCH_EXECUTE})


@dataclass(frozen=True, slots=True)
class FutureMethod:
    """A static method with `@future`; `signature` is printed, like `Webhook.call(String)`."""

    class_name: str
    name: str
    signature: str
    function: Callable[..., None]
    allows_callouts: bool


def call_future(
    host: JobHost, caller: Caller, method: FutureMethod, arguments: tuple[Any, ...]
) -> None:
    """Records a call of a future method.

    Raises:
        AsyncException: called from a future or batch method.
        LimitException: too many future calls.

    Source: Apex Developer Guide, Future Methods; message observed.
    """
    transaction = host.transaction
    if transaction.entry_kind in REFUSED_IN:
        raise AsyncException(
            "Future method cannot be called from a future or batch method: " + method.signature
        )
    transaction.limits.charge("futureCalls", 1, caller)
    transaction.note_uncommitted()
    copies = tuple(host.copy_state(argument) for argument in arguments)
    job_id = new_job(host, "Future", None, method=method.name)
    user = transaction.user
    is_test = transaction.is_test
    scope = JobScope(1, None, transaction.generation + 1)

    def run() -> None:
        def body() -> None:
            host.transaction.job = scope
            method.function(*copies)

        run_recorded(
            host,
            job_id,
            lambda: host.run_job(
                EntryKind.FUTURE, user, body, job_id=job_id, allows_callouts=method.allows_callouts
            ),
            is_test=is_test,
        )

    transaction.at_commit(f"future {method.signature}", run)
