"""Cron expressions of scheduled Apex."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sfsim.platform.jobs.cron import next_fire, parse_cron
from sfsim.runtime.exceptions import AsyncException, StringException

pytestmark = pytest.mark.documented

MONDAY = datetime.datetime(2026, 1, 5, 9, 0)


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("0 0 * * * ?", datetime.datetime(2026, 1, 5, 10, 0)),
        ("0 30 9 * * ?", datetime.datetime(2026, 1, 5, 9, 30)),
        ("0 0 9 * * ?", datetime.datetime(2026, 1, 6, 9, 0)),
        ("0 0 13 ? * MON-FRI", datetime.datetime(2026, 1, 5, 13, 0)),
        ("0 0 22 ? * 6L", datetime.datetime(2026, 1, 30, 22, 0)),
        ("0 0 10 ? * MON#2", datetime.datetime(2026, 1, 12, 10, 0)),
        ("0 0 0 L * ?", datetime.datetime(2026, 1, 31, 0, 0)),
        ("0 0 0 31W * ?", datetime.datetime(2026, 1, 30, 0, 0)),
        ("0 0 0 1 7 ? 2027", datetime.datetime(2027, 7, 1, 0, 0)),
        ("0 15 8/4 * * ?", datetime.datetime(2026, 1, 5, 12, 15)),
    ],
)
def test_the_next_time(expression: str, expected: datetime.datetime) -> None:
    assert parse_cron(expression).next_after(MONDAY) == expected


def test_seconds_and_minutes_are_single_integers() -> None:
    with pytest.raises(StringException, match="Seconds and minutes must be specified as integers"):
        parse_cron("0 0/5 * * * ?")


def test_too_few_parts() -> None:
    with pytest.raises(StringException, match="Unexpected end of expression"):
        parse_cron("0 0 12")


def test_a_day_of_month_and_a_weekday_exclude_each_other() -> None:
    with pytest.raises(StringException, match="not implemented"):
        parse_cron("0 0 0 1 * MON")


def test_a_time_in_the_past_never_fires() -> None:
    with pytest.raises(AsyncException, match="the given trigger 'x' will never fire"):
        next_fire(parse_cron("0 0 0 1 1 ? 2020"), MONDAY, "x")


@given(
    st.integers(0, 59),
    st.integers(0, 59),
    st.integers(0, 23),
    st.datetimes(datetime.datetime(2026, 1, 1), datetime.datetime(2030, 1, 1)),
)
def test_the_next_time_lies_ahead_and_matches(
    second: int, minute: int, hour: int, instant: datetime.datetime
) -> None:
    following = parse_cron(f"{second} {minute} {hour} * * ?").next_after(instant)
    assert following is not None
    assert following > instant
    assert (following.second, following.minute, following.hour) == (second, minute, hour)
