"""Scheduled Apex: `System.schedule`, the CronTrigger row, and the run."""

from __future__ import annotations

import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from sfsim.errors import ApexException, UncatchableException
from sfsim.platform.jobs.contexts import SchedulableContext
from sfsim.platform.jobs.cron import Cron, next_fire, parse_cron
from sfsim.platform.jobs.host import JobHost
from sfsim.platform.jobs.record import new_job
from sfsim.platform.limits.table import EntryKind
from sfsim.platform.transaction import JobScope
from sfsim.runtime.caller import Caller, UserService
from sfsim.runtime.exceptions import AsyncException, NullPointerException

SCHEDULES_MAX: Final = 100
TOO_MANY: Final = "You have exceeded the maximum number (100) of Apex scheduled jobs."
SCHEDULED_APEX: Final = "7"


class Schedules:
    """The scheduled jobs of one org, by CronTrigger id."""

    def __init__(self, host: JobHost) -> None:
        self._host = host
        self._names: dict[str, str] = {}

    def schedule(self, caller: Caller, name: str, expression: str, job: Any) -> str:
        """`System.schedule`: writes the CronTrigger and registers the job.

        Raises:
            AsyncException: the name is taken, too many schedules, or it never fires.
            StringException: the expression cannot be read.
        """
        if name is None or expression is None or job is None:
            raise NullPointerException("Argument cannot be null.")
        host = self._host
        cron = parse_cron(expression)
        zone = host.transaction.user.time_zone
        instant = _to_utc(next_fire(cron, _to_local(host.clock.now(), zone), name), zone)
        self._drop_vanished()
        if name in self._names.values():
            raise AsyncException(f'The Apex job named "{name}" is already scheduled for execution.')
        if len(self._names) >= SCHEDULES_MAX:
            raise AsyncException(TOO_MANY)
        trigger_id = self._write_rows(name, cron, instant, host.class_id(job))
        self._names[trigger_id] = name
        transaction = host.transaction
        transaction.note_uncommitted()
        state = host.copy_state(job)
        user, is_test = transaction.user, transaction.is_test

        def run() -> None:
            self._fire(trigger_id, cron, state, user, is_test=is_test)

        delay = datetime.timedelta(0) if is_test else instant - host.clock.now()
        transaction.at_commit(f"schedule {name}", run, delay)
        return trigger_id

    def abort(self, trigger_id: str) -> bool:
        """Removes a schedule; False when there is none of that id."""
        if self._host.find_row("CronTrigger", trigger_id, "State") is None:
            return False
        self._host.delete_row("CronTrigger", trigger_id)
        self._names.pop(trigger_id, None)
        return True

    def _write_rows(
        self, name: str, cron: Cron, instant: datetime.datetime, class_id: str | None
    ) -> str:
        host = self._host
        detail = host.insert_row("CronJobDetail", {"Name": name, "JobType": SCHEDULED_APEX})
        trigger_id = host.insert_row(
            "CronTrigger",
            {
                "CronJobDetailId": detail,
                "CronExpression": cron.text,
                "State": "WAITING",
                "NextFireTime": instant,
                "StartTime": host.clock.now(),
                "TimesTriggered": 0,
                "TimeZoneSidKey": host.transaction.user.time_zone,
                "OwnerId": host.transaction.user.id,
            },
        )
        new_job(host, "ScheduledApex", class_id)
        return trigger_id

    def _fire(
        self, trigger_id: str, cron: Cron, state: Any, user: UserService, *, is_test: bool
    ) -> None:
        host = self._host
        if host.find_row("CronTrigger", trigger_id, "State") is None:
            self._names.pop(trigger_id, None)
            return

        def body() -> None:
            host.transaction.job = JobScope(1, None, 1)
            state.execute(SchedulableContext(trigger_id))

        try:
            host.run_job(EntryKind.SCHEDULED, user, body, job_id=trigger_id, allows_callouts=False)
        except (ApexException, UncatchableException):
            if is_test:
                raise
        if not is_test:
            self._plan_next(trigger_id, cron, state, user)

    def _plan_next(self, trigger_id: str, cron: Cron, state: Any, user: UserService) -> None:
        host = self._host
        now = host.clock.now()
        local = cron.next_after(_to_local(now, user.time_zone))
        if local is None:
            self.abort(trigger_id)
            return
        following = _to_utc(local, user.time_zone)
        times = int(host.find_row("CronTrigger", trigger_id, "TimesTriggered") or 0)
        values = {"PreviousFireTime": now, "NextFireTime": following, "TimesTriggered": times + 1}
        host.update_row("CronTrigger", trigger_id, values)
        label = f"schedule {self._names.get(trigger_id, trigger_id)}"
        host.later(
            following, label, lambda: self._fire(trigger_id, cron, state, user, is_test=False)
        )

    def _drop_vanished(self) -> None:
        """Forgets schedules whose row a rollback or an abort took away."""
        for trigger_id in list(self._names):
            if self._host.find_row("CronTrigger", trigger_id, "State") is None:
                del self._names[trigger_id]


def _to_local(instant: datetime.datetime, zone: str) -> datetime.datetime:
    """The wall clock of a zone: cron expressions are read in the scheduling user's.

    Source: Apex Developer Guide, Apex Scheduler.
    """
    return instant.replace(tzinfo=datetime.UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def _to_utc(local: datetime.datetime, zone: str) -> datetime.datetime:
    return local.replace(tzinfo=ZoneInfo(zone)).astimezone(datetime.UTC).replace(tzinfo=None)
