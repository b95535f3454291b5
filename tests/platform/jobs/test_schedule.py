"""Scheduled Apex on a fake org."""

from collections.abc import Callable
from typing import Any, ClassVar

import pytest

from sfsim.platform.jobs.schedule import Schedules
from sfsim.runtime.caller import Caller
from sfsim.runtime.exceptions import AsyncException

pytestmark = pytest.mark.documented
MakeHost = Callable[..., Any]


class Nightly:
    """Notes that it ran."""

    runs: ClassVar[list[str]] = []

    def execute(self, context: Any) -> None:
        Nightly.runs.append(context.getTriggerId())


@pytest.fixture(autouse=True)
def _no_runs() -> None:
    Nightly.runs.clear()


def test_the_row_shows_the_next_time(make_host: MakeHost, caller: Caller) -> None:
    host = make_host()
    trigger_id = Schedules(host).schedule(caller, "nightly", "0 0 2 * * ?", Nightly())
    row = host.rows[trigger_id]
    assert (row["State"], row["TimesTriggered"]) == ("WAITING", 0)
    assert row["NextFireTime"].hour == 2


def test_in_a_test_it_fires_once_and_the_row_stays(make_host: MakeHost, caller: Caller) -> None:
    host = make_host(is_test=True)
    trigger_id = Schedules(host).schedule(caller, "nightly", "0 0 2 * * ?", Nightly())
    host.drain()
    assert Nightly.runs == [trigger_id]
    assert host.rows[trigger_id]["TimesTriggered"] == 0
    assert host.planned == []


def test_outside_of_tests_it_plans_the_next_run(make_host: MakeHost, caller: Caller) -> None:
    host = make_host()
    trigger_id = Schedules(host).schedule(caller, "nightly", "0 0 2 * * ?", Nightly())
    host.drain()
    assert host.rows[trigger_id]["TimesTriggered"] == 1
    assert len(host.planned) == 1


def test_a_name_is_taken_once(make_host: MakeHost, caller: Caller) -> None:
    schedules = Schedules(make_host())
    schedules.schedule(caller, "nightly", "0 0 2 * * ?", Nightly())
    with pytest.raises(AsyncException) as caught:
        schedules.schedule(caller, "nightly", "0 0 3 * * ?", Nightly())
    assert caught.value.message == (
        'The Apex job named "nightly" is already scheduled for execution.'
    )


def test_an_aborted_schedule_does_not_fire(make_host: MakeHost, caller: Caller) -> None:
    host = make_host()
    schedules = Schedules(host)
    trigger_id = schedules.schedule(caller, "nightly", "0 0 2 * * ?", Nightly())
    assert schedules.abort(trigger_id)
    host.drain()
    assert Nightly.runs == []


def test_a_hundred_schedules_are_the_most(make_host: MakeHost, caller: Caller) -> None:
    schedules = Schedules(make_host())
    for number in range(100):
        schedules.schedule(caller, str(number), "0 0 2 * * ?", Nightly())
    with pytest.raises(AsyncException, match="exceeded the maximum number"):
        schedules.schedule(caller, "100", "0 0 2 * * ?", Nightly())
