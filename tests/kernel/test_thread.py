"""The simulation thread."""

import sys
import threading

import pytest

from sfsim.kernel.thread import RECURSION_LIMIT, SimulationThread


def test_calls_run_on_one_other_thread() -> None:
    thread = SimulationThread()
    names = {thread.run(lambda: threading.current_thread().name) for _ in range(3)}
    thread.close()
    assert names == {"sfsim"}


def test_an_exception_reaches_the_submitter_unchanged() -> None:
    thread = SimulationThread()
    with pytest.raises(ZeroDivisionError):
        thread.run(lambda: 1 // 0)
    thread.close()


def test_a_call_made_on_the_thread_is_a_plain_call() -> None:
    thread = SimulationThread()
    assert thread.run(lambda: thread.run(lambda: 5)) == 5
    thread.close()


def test_the_stack_is_deep_enough_for_ten_thousand_calls() -> None:
    def descend(depth: int) -> int:
        return 0 if depth == 0 else 1 + descend(depth - 1)

    thread = SimulationThread()
    assert thread.run(lambda: descend(10_000)) == 10_000
    thread.close()


def test_each_call_has_room_to_recurse_whatever_others_set() -> None:
    thread = SimulationThread()
    thread.run(lambda: None)
    limit = sys.getrecursionlimit()
    try:
        sys.setrecursionlimit(1000)
        assert thread.run(sys.getrecursionlimit) >= RECURSION_LIMIT
    finally:
        sys.setrecursionlimit(limit)
        thread.close()
