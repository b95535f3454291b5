"""Finalizers on a fake org."""

from collections.abc import Callable
from typing import Any, ClassVar

import pytest

from sfsim.platform.jobs.finalizer import attach
from sfsim.platform.jobs.queueable import enqueue
from sfsim.runtime.caller import Caller
from sfsim.runtime.exceptions import (
    AsyncException,
    LimitException,
    NullPointerException,
    SystemException,
)

pytestmark = pytest.mark.documented
MakeHost = Callable[..., Any]


class After:
    """A finalizer that notes how its job ended."""

    interfaces: ClassVar = ("Finalizer",)
    seen: ClassVar[list[Any]] = []

    def execute(self, context: Any) -> None:
        error = context.getException()
        After.seen.append((context.getResult(), type(error).__name__))


class Job:
    """A queueable that attaches a finalizer and then does what it is told."""

    interfaces: ClassVar = ("Queueable",)
    host: ClassVar[Any] = None
    then: ClassVar[Callable[[], None]]

    def execute(self, context: Any) -> None:
        attach(Job.host, After())
        Job.then()


class Again:
    """A finalizer that enqueues the job again after each failure."""

    interfaces: ClassVar = ("Finalizer",)
    caller: ClassVar[Any] = None
    tries: ClassVar[int] = 0

    def execute(self, context: Any) -> None:
        Again.tries += 1
        enqueue(Job.host, Again.caller, FailingAgain())


class FailingAgain:
    """A queueable that always fails and whose finalizer tries again."""

    interfaces: ClassVar = ("Queueable",)

    def execute(self, context: Any) -> None:
        attach(Job.host, Again())
        raise AsyncException("no")


@pytest.fixture(autouse=True)
def _nothing_seen() -> None:
    After.seen.clear()
    Again.tries = 0


def run(host: Any, caller: Caller, then: Callable[[], None]) -> None:
    Job.host, Job.then = host, staticmethod(then)  # type: ignore[assignment]  # called bare
    enqueue(host, caller, Job())
    host.drain()


def raising(error: BaseException) -> Callable[[], None]:
    def fail() -> None:
        raise error

    return fail


def test_it_runs_after_success(make_host: MakeHost, caller: Caller) -> None:
    run(make_host(), caller, lambda: None)
    assert After.seen == [("SUCCESS", "NoneType")]


def test_it_runs_after_a_failure(make_host: MakeHost, caller: Caller) -> None:
    run(make_host(), caller, raising(NullPointerException("x")))
    assert After.seen == [("UNHANDLED_EXCEPTION", "NullPointerException")]


def test_a_passed_limit_arrives_as_an_async_exception(make_host: MakeHost, caller: Caller) -> None:
    run(make_host(), caller, raising(LimitException("Too many SOQL queries: 201")))
    assert After.seen == [("UNHANDLED_EXCEPTION", "AsyncException")]


def test_a_second_one_is_refused(make_host: MakeHost, caller: Caller) -> None:
    host = make_host(is_test=True)
    with pytest.raises(SystemException) as caught:
        run(host, caller, lambda: attach(host, After()))
    assert caught.value.message == (
        "More than one Finalizer cannot be attached to same Async Apex Job"
    )


def test_it_is_refused_outside_of_a_queueable(make_host: MakeHost) -> None:
    with pytest.raises(SystemException) as caught:
        attach(make_host(), After())
    assert caught.value.message == (
        "System.attachFinalizer(Finalizer) is not allowed in this context"
    )


def test_a_failed_job_is_enqueued_again_five_times_at_most(
    make_host: MakeHost, caller: Caller
) -> None:
    Job.host, Again.caller = make_host(), caller
    enqueue(Job.host, caller, FailingAgain())
    Job.host.drain()
    assert Again.tries == 6
