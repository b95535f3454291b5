"""System.System: assertions, the clock, the debug log, jobs, what kind of transaction this is.

Source: Apex Reference Guide, "System Class". `System.runAs` is a statement of the language.
"""

from __future__ import annotations

import datetime
from typing import Any

from sfsim.platform.limits.table import BATCH_KINDS, EntryKind
from sfsim.runtime.caller import Caller
from sfsim.runtime.display import text_of
from sfsim.runtime.equality import apex_hash
from sfsim.runtime.exceptions import NullPointerException
from sfsim.runtime.operations import equal
from sfsim.stdlib.registry import apex_class, apex_method
from sfsim.stdlib.system.assertion import assert_equals, assert_not_equals, assert_true
from sfsim.stdlib.system.async_options import AsyncOptions
from sfsim.stdlib.system.date import today

EPOCH = datetime.datetime(1970, 1, 1)
NULL_FIRST = "Argument 1 cannot be null"
NULL_DEREFERENCE = "Attempt to de-reference a null object"


@apex_class("System.System", source="Apex Reference Guide, System Class")
class System:
    """Static members only."""

    @apex_method("static void assert(Boolean condition)")
    @apex_method("static void assert(Boolean condition, Object message)")
    @staticmethod
    def assert_(condition: bool | None, *message: Any) -> None:
        """Fails unless true."""
        assert_true(condition, *message)

    @apex_method("static void assertEquals(Object expected, Object actual)")
    @apex_method("static void assertEquals(Object expected, Object actual, Object message)")
    @staticmethod
    def assert_equals(expected: Any, actual: Any, *message: Any) -> None:
        """Fails unless the values are equal."""
        assert_equals(expected, actual, *message)

    @apex_method("static void assertNotEquals(Object expected, Object actual)")
    @apex_method("static void assertNotEquals(Object expected, Object actual, Object message)")
    @staticmethod
    def assert_not_equals(unexpected: Any, actual: Any, *message: Any) -> None:
        """Fails when the values are equal."""
        assert_not_equals(unexpected, actual, *message)

    @apex_method("static void debug(Object value)", caller=True)
    @staticmethod
    def debug(caller: Caller, value: Any) -> None:
        """Writes a line to the debug log."""
        caller.org.transaction.debug(text_of(value))

    @apex_method("static void debug(Object logLevel, Object value)", caller=True)
    @staticmethod
    def debug_at(caller: Caller, level: Any, value: Any) -> None:
        """Writes a line to the debug log; the log keeps every level."""
        caller.org.transaction.debug(text_of(value))

    @apex_method("static Boolean equals(Object left, Object right)")
    @staticmethod
    def equals(left: Any, right: Any) -> bool:
        """The `==` of the language."""
        return equal(left, right)

    @apex_method("static Integer hashCode(Object value)")
    @staticmethod
    def hash_code(value: Any) -> int:
        """`value.hashCode()`. Raises NullPointerException."""
        if value is None:
            raise NullPointerException(NULL_FIRST)
        return apex_hash(value)

    @apex_method("static Datetime now()", caller=True)
    @staticmethod
    def now(caller: Caller) -> datetime.datetime:
        """The current instant of the org's clock."""
        return caller.org.clock.now()

    @apex_method("static Date today()", caller=True)
    @staticmethod
    def today(caller: Caller) -> datetime.date:
        """The current day where the running user is."""
        return today(caller)

    @apex_method("static Long currentTimeMillis()", caller=True)
    @staticmethod
    def current_time_millis(caller: Caller) -> int:
        """Milliseconds since 1970 GMT."""
        return (caller.org.clock.now() - EPOCH) // datetime.timedelta(milliseconds=1)

    @apex_method("static Id enqueueJob(Object queueable)", caller=True)
    @staticmethod
    def enqueue_job(caller: Caller, job: Any) -> str:
        """Adds a queueable job. Raises AsyncException, LimitException."""
        return caller.org.enqueue_job(caller, job)

    @apex_method("static Id enqueueJob(Object queueable, Integer delay)", caller=True)
    @staticmethod
    def enqueue_job_later(caller: Caller, job: Any, delay_minutes: int) -> str:
        """Adds a queueable job that starts after that many minutes."""
        return caller.org.enqueue_job(caller, job, delay_minutes)

    @apex_method("static Id enqueueJob(Object queueable, AsyncOptions options)", caller=True)
    @staticmethod
    def enqueue_job_with(caller: Caller, job: Any, options: AsyncOptions) -> str:
        """Adds a queueable job with options."""
        delay = options.MinimumQueueableDelayInMinutes or 0
        return caller.org.enqueue_job(caller, job, delay, options)

    @apex_method("static void attachFinalizer(Object finalizer)", caller=True)
    @staticmethod
    def attach_finalizer(caller: Caller, finalizer: Any) -> None:
        """Sets what runs after the running queueable job."""
        caller.org.attach_finalizer(caller, finalizer)

    @apex_method(
        "static String schedule(String jobName, String cronExpression, Object schedulable)",
        caller=True,
    )
    @staticmethod
    def schedule(caller: Caller, name: str, cron: str, job: Any) -> str:
        """Schedules a class; the id of the CronTrigger."""
        return caller.org.schedule(caller, name, cron, job)

    @apex_method("static void abortJob(String jobId)", caller=True)
    @staticmethod
    def abort_job(caller: Caller, job_id: str) -> None:
        """Stops a job or a schedule."""
        if job_id is None:
            raise NullPointerException(NULL_FIRST)
        caller.org.abort_job(caller, job_id)

    @apex_method("static Boolean isBatch()", caller=True)
    @staticmethod
    def is_batch(caller: Caller) -> bool:
        """Whether this is batch Apex."""
        return caller.org.transaction.entry_kind in BATCH_KINDS

    @apex_method("static Boolean isFuture()", caller=True)
    @staticmethod
    def is_future(caller: Caller) -> bool:
        """Whether this is a future method."""
        return caller.org.transaction.entry_kind == EntryKind.FUTURE

    @apex_method("static Boolean isQueueable()", caller=True)
    @staticmethod
    def is_queueable(caller: Caller) -> bool:
        """Whether this is a queueable job; its finalizer is not."""
        return caller.org.transaction.entry_kind == EntryKind.QUEUEABLE

    @apex_method("static Boolean isScheduled()", caller=True)
    @staticmethod
    def is_scheduled(caller: Caller) -> bool:
        """Whether this is scheduled Apex."""
        return caller.org.transaction.entry_kind == EntryKind.SCHEDULED

    @apex_method("static Boolean isFunctionCallback()")
    @apex_method("static Boolean isRunningElasticCompute()")
    @staticmethod
    def is_never() -> bool:
        """Kinds of transactions that a simulated org does not have."""
        return False
