"""Tasks that are suspended and resumed."""

import decimal

import pytest

from sfsim.kernel.suspension import Task, suspend


def nothing() -> None:
    """Prepares nothing."""


def test_a_task_goes_on_where_it_was_suspended() -> None:
    steps: list[str] = []

    def body() -> None:
        steps.append("before")
        suspend()
        steps.append("after")

    task = Task(body, nothing)
    assert not task.resume()
    steps.append("between")
    assert task.resume()
    assert steps == ["before", "between", "after"]


def test_an_exception_reaches_whoever_resumed_the_task() -> None:
    def body() -> None:
        suspend()
        raise ValueError("late")

    task = Task(body, nothing)
    task.resume()
    with pytest.raises(ValueError, match="late"):
        task.resume()
    assert task.is_done


def test_an_abandoned_task_runs_its_finally_blocks() -> None:
    ended: list[bool] = []

    def body() -> None:
        try:
            suspend()
        finally:
            ended.append(True)

    task = Task(body, nothing)
    task.resume()
    task.abandon()
    assert ended
    assert task.is_done


def test_a_task_is_prepared_in_its_own_greenlet() -> None:
    found: list[int] = []
    before = decimal.getcontext().prec

    def prepare() -> None:
        decimal.setcontext(decimal.Context(prec=77))

    task = Task(lambda: found.append(decimal.getcontext().prec), prepare)
    task.resume()
    assert found == [77]
    assert decimal.getcontext().prec == before
