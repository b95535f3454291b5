"""The clocks."""

import datetime

import pytest
from freezegun import freeze_time

from sfsim.kernel.clock import START, SystemClock, VirtualClock


def test_a_virtual_clock_stands_still() -> None:
    clock = VirtualClock()
    assert clock.now() == clock.now() == START


def test_a_virtual_clock_jumps_forward() -> None:
    clock = VirtualClock()
    clock.jump(START + datetime.timedelta(minutes=5))
    assert clock.now() == START + datetime.timedelta(minutes=5)


def test_a_virtual_clock_refuses_to_go_back() -> None:
    clock = VirtualClock()
    with pytest.raises(ValueError, match="cannot go back"):
        clock.jump(START - datetime.timedelta(milliseconds=1))


def test_a_virtual_clock_cuts_to_milliseconds() -> None:
    clock = VirtualClock(datetime.datetime(2026, 1, 1, 0, 0, 0, 123_987))
    assert clock.now().microsecond == 123_000


def test_the_system_clock_is_naive_and_cannot_be_moved() -> None:
    clock = SystemClock()
    assert clock.now().tzinfo is None
    with pytest.raises(ValueError, match="cannot be moved"):
        clock.jump(START)


def test_the_system_clock_reads_a_time_that_freezegun_freezes() -> None:
    with freeze_time("2026-01-02 03:04:05.678"):
        assert SystemClock().now() == datetime.datetime(2026, 1, 2, 3, 4, 5, 678000)
