"""Asynchronous Apex of one org, as `System` and `Database` methods reach it."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any, Final
from zoneinfo import ZoneInfo

from sfsim.org.jobs import OrgJobs
from sfsim.platform.jobs.batch import execute_batch
from sfsim.platform.jobs.finalizer import attach
from sfsim.platform.jobs.future import FutureMethod, call_future
from sfsim.platform.jobs.queueable import QueueableOptions, enqueue
from sfsim.platform.jobs.record import JOB
from sfsim.platform.jobs.schedule import Schedules
from sfsim.runtime.caller import Caller
from sfsim.runtime.exceptions import AsyncException, NullPointerException

NO_SUCH_JOB: Final = "The job does not exist or has already ended: {id}"
"""The text is not seen on a real org; that the exception can be caught is."""

PENDING: Final = frozenset({"Holding", "Queued", "Preparing", "Processing", "Aborted"})


class AsyncApex:
    """Enqueues and aborts the jobs of one org."""

    def __init__(self, host: OrgJobs) -> None:
        self._host = host
        self.schedules = Schedules(host)

    def enqueue(self, caller: Caller, job: Any, delay_minutes: int, options: Any) -> str:
        """`System.enqueueJob` with a delay in minutes or with AsyncOptions."""
        depth_max = getattr(options, "MaximumQueueableStackDepth", None)
        delay = getattr(options, "MinimumQueueableDelayInMinutes", None) or delay_minutes
        signature = getattr(options, "DuplicateSignature", None)
        chosen = QueueableOptions(delay, depth_max, signature)
        return enqueue(self._host, caller, job, chosen)

    def call_future(
        self,
        caller: Caller,
        class_name: str,
        method_name: str,
        function: Callable[..., None],
        arguments: tuple[Any, ...],
        allows_callouts: bool,
    ) -> None:
        """A call of a future method; `method_name` may carry the parameter types."""
        name = method_name.partition("(")[0]
        signature = f"{class_name}.{method_name}"
        method = FutureMethod(class_name, name, signature, function, allows_callouts)
        call_future(self._host, caller, method, arguments)

    def attach_finalizer(self, finalizer: Any) -> None:
        """`System.attachFinalizer`."""
        attach(self._host, finalizer)

    def execute_batch(self, caller: Caller, batch: Any, scope: int) -> str:
        """`Database.executeBatch`."""
        return execute_batch(self._host, caller, batch, scope)

    def schedule_batch(
        self, caller: Caller, batch: Any, name: str, minutes: int, scope: int = 200
    ) -> str:
        """`System.scheduleBatch`: a schedule that fires once and submits the batch."""
        instant = self._host.clock.now() + datetime.timedelta(minutes=minutes)
        zone = ZoneInfo(self._host.transaction.user.time_zone)
        local = instant.replace(tzinfo=datetime.UTC).astimezone(zone)
        cron = (
            f"{local.second} {local.minute} {local.hour} {local.day} {local.month} ? {local.year}"
        )
        starter = BatchStarter(self, caller, batch, scope)
        return self.schedules.schedule(caller, name, cron, starter)

    def abort(self, job_id: str | None) -> None:
        """`System.abortJob`: a schedule by its CronTrigger, any other job by its AsyncApexJob.

        Raises:
            AsyncException: there is no such job, or it has ended.
        """
        if job_id is None:
            raise NullPointerException("Argument cannot be null.")
        if self.schedules.abort(job_id):
            return
        if self._host.find_row(JOB, job_id, "Status") not in PENDING:
            raise AsyncException(NO_SUCH_JOB.format(id=job_id))
        self._host.update_row(JOB, job_id, {"Status": "Aborted"})


class BatchStarter:
    """The schedulable behind `System.scheduleBatch`."""

    def __init__(self, asynchronous: AsyncApex, caller: Caller, batch: Any, scope: int) -> None:
        self.type = batch.type
        self._asynchronous = asynchronous
        self._caller = caller
        self._batch = batch
        self._scope = scope

    def execute(self, context: Any) -> None:
        """Submits the batch."""
        self._asynchronous.execute_batch(self._caller, self._batch, self._scope)
