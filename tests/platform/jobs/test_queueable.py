"""Queueable Apex on a fake org."""

from collections.abc import Callable
from typing import Any, ClassVar

import pytest

from sfsim.platform.jobs.queueable import QueueableOptions, enqueue
from sfsim.platform.limits.table import EntryKind
from sfsim.runtime.caller import Caller
from sfsim.runtime.exceptions import (
    AsyncException,
    LimitException,
    NullPointerException,
    SystemException,
)

pytestmark = pytest.mark.documented
MakeHost = Callable[..., Any]


class Job:
    """A queueable that notes its runs in a list shared by all copies."""

    interfaces: ClassVar = ("Queueable",)
    runs: ClassVar[list[Any]] = []

    def __init__(self, value: Any = None) -> None:
        self.value = value

    def execute(self, context: Any) -> None:
        Job.runs.append((self.value, context.getJobId()))


class Failing(Job):
    """A queueable that throws."""

    def execute(self, context: Any) -> None:
        raise AsyncException("no")


class Chaining(Job):
    """A queueable that enqueues another one, on a host it is given by the class."""

    host: ClassVar[Any] = None
    caller: ClassVar[Any] = None

    def execute(self, context: Any) -> None:
        enqueue(Chaining.host, Chaining.caller, Job("second"))


@pytest.fixture(autouse=True)
def _no_runs() -> None:
    Job.runs.clear()


def test_a_job_runs_after_commit_only(make_host: MakeHost, caller: Caller) -> None:
    host = make_host()
    job_id = enqueue(host, caller, Job(1))
    assert (Job.runs, host.rows[job_id]["Status"]) == ([], "Queued")
    host.drain()
    assert (Job.runs, host.rows[job_id]["Status"]) == ([(1, job_id)], "Completed")


def test_the_job_is_a_copy_taken_when_it_is_enqueued(make_host: MakeHost, caller: Caller) -> None:
    host, job = make_host(), Job([1])
    enqueue(host, caller, job)
    job.value.append(2)
    host.drain()
    assert Job.runs[0][0] == [1]


def test_enqueueing_is_uncommitted_work(make_host: MakeHost, caller: Caller) -> None:
    host = make_host()
    enqueue(host, caller, Job())
    assert host.transaction.work.is_pending


def test_it_counts_no_dml_statement(make_host: MakeHost, caller: Caller) -> None:
    host = make_host()
    enqueue(host, caller, Job())
    assert host.transaction.limits.used("queueableJobs", caller) == 1
    assert host.transaction.limits.used("dmlStatements", caller) == 0


def test_a_failed_job_is_recorded(make_host: MakeHost, caller: Caller) -> None:
    host = make_host()
    job_id = enqueue(host, caller, Failing())
    host.drain()
    assert host.rows[job_id]["Status"] == "Failed"
    assert host.rows[job_id]["ExtendedStatus"] == "no"


def test_in_a_test_the_exception_leaves_unchanged(make_host: MakeHost, caller: Caller) -> None:
    host = make_host(is_test=True)
    job_id = enqueue(host, caller, Failing())
    with pytest.raises(AsyncException, match="no"):
        host.drain()
    assert host.rows[job_id]["Status"] == "Processing"


def test_a_chained_job_in_a_test_is_too_deep(make_host: MakeHost, caller: Caller) -> None:
    host = make_host(is_test=True)
    Chaining.host, Chaining.caller = host, caller
    enqueue(host, caller, Chaining())
    with pytest.raises(AsyncException, match=r"Maximum stack depth has been reached\."):
        host.drain()


def test_a_chain_goes_as_deep_as_its_options_say(make_host: MakeHost, caller: Caller) -> None:
    host = make_host(is_test=True)
    Chaining.host, Chaining.caller = host, caller
    enqueue(host, caller, Chaining(), QueueableOptions(depth_max=2))
    host.drain()
    assert [value for value, _ in Job.runs] == ["second"]


def test_a_queueable_may_enqueue_one(make_host: MakeHost, caller: Caller) -> None:
    host = make_host(kind=EntryKind.QUEUEABLE)
    enqueue(host, caller, Job())
    with pytest.raises(LimitException) as caught:
        enqueue(host, caller, Job())
    assert caught.value.message == "Too many queueable jobs added to the queue: 2"


def test_another_system_interface_is_refused(make_host: MakeHost, caller: Caller) -> None:
    job = Job()
    job.interfaces = ("Queueable", "Schedulable")  # type: ignore[misc]  # this instance only
    with pytest.raises(AsyncException, match="cannot be implemented with other system interfaces"):
        enqueue(make_host(), caller, job)


def test_null_is_refused(make_host: MakeHost, caller: Caller) -> None:
    with pytest.raises(NullPointerException, match=r"Argument cannot be null\."):
        enqueue(make_host(), caller, None)


class Signature:
    """A duplicate signature, equal by its text."""

    def __init__(self, text: str) -> None:
        self.text = text

    def equals(self, other: Any) -> bool:
        return isinstance(other, Signature) and other.text == self.text


def test_of_two_equal_signatures_one_may_wait(make_host: MakeHost, caller: Caller) -> None:
    host = make_host()
    enqueue(host, caller, Job(1), QueueableOptions(signature=Signature("a")))
    enqueue(host, caller, Job(2), QueueableOptions(signature=Signature("b")))
    with pytest.raises(SystemException) as caught:
        enqueue(host, caller, Job(3), QueueableOptions(signature=Signature("a")))
    assert caught.value.message == ("Attempt to enqueue job with duplicate queueable signature")


def test_a_signature_is_free_once_its_job_ran(make_host: MakeHost, caller: Caller) -> None:
    host = make_host()
    enqueue(host, caller, Job(1), QueueableOptions(signature=Signature("a")))
    host.drain()
    enqueue(host, caller, Job(2), QueueableOptions(signature=Signature("a")))
    host.drain()
    assert [value for value, _ in Job.runs] == [1, 2]
