"""Running the agenda."""

import datetime

import pytest

from sfsim.kernel.clock import START
from sfsim.kernel.kernel import Kernel
from sfsim.kernel.trace import MemoryTrace


def test_what_is_due_runs_without_time_passing() -> None:
    kernel, ran = Kernel(), []
    kernel.agenda.add(START, "now", lambda: ran.append("now"))
    kernel.agenda.add(START + datetime.timedelta(seconds=1), "later", lambda: ran.append("later"))
    assert kernel.run_due() == 1
    assert ran == ["now"]
    assert kernel.clock.now() == START


def test_an_action_may_add_what_runs_next() -> None:
    kernel, ran = Kernel(), []
    kernel.agenda.add(
        START, "a", lambda: kernel.agenda.add(START, "b", lambda: ran.append("b")) and None
    )
    assert kernel.run_due() == 2
    assert ran == ["b"]


def test_advancing_jumps_from_deadline_to_deadline() -> None:
    kernel, seen = Kernel(), []
    for seconds in (30, 10):
        time = START + datetime.timedelta(seconds=seconds)
        kernel.agenda.add(time, "", lambda: seen.append(kernel.clock.now()))
    kernel.advance(datetime.timedelta(minutes=1))
    assert [(instant - START).seconds for instant in seen] == [10, 30]
    assert kernel.clock.now() == START + datetime.timedelta(minutes=1)


def test_what_lies_past_the_end_does_not_run() -> None:
    kernel, ran = Kernel(), []
    kernel.agenda.add(START + datetime.timedelta(seconds=2), "", lambda: ran.append(1))
    kernel.advance(datetime.timedelta(seconds=1))
    assert not ran


def test_time_does_not_go_back() -> None:
    with pytest.raises(ValueError, match="cannot go back"):
        Kernel().advance(datetime.timedelta(seconds=-1))


def test_each_run_is_traced() -> None:
    trace = MemoryTrace()
    kernel = Kernel(trace=trace)
    kernel.agenda.add(START, "job", lambda: None, owner="org")
    kernel.run_due()
    assert trace.records == [{"kind": "run", "label": "job", "owner": "org", "of": 0}]
