"""System.Date."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sfsim.runtime.exceptions import NullPointerException, TypeException
from sfsim.stdlib.system.date import Date

pytestmark = pytest.mark.documented

dates = st.dates(datetime.date(1700, 1, 1), datetime.date(4000, 12, 31))
DAY = datetime.date(2024, 2, 29)


@given(dates, st.integers(-100_000, 100_000))
def test_adding_days_and_counting_them_agree(day: datetime.date, count: int) -> None:
    assert Date.daysBetween(day, Date.addDays(day, count)) == count


@given(dates, st.integers(-1200, 1200))
def test_adding_months_keeps_the_day_or_takes_the_last_one(day: datetime.date, count: int) -> None:
    moved = Date.addMonths(day, count)
    assert Date.monthsBetween(day, moved) == count
    assert moved.day == min(day.day, Date.daysInMonth(moved.year, moved.month))


@given(dates, st.integers(-40, 400), st.integers(-40, 40))
def test_parts_out_of_range_roll_over(day: datetime.date, days: int, months: int) -> None:
    first = day.replace(day=1)
    expected = Date.addDays(Date.addMonths(first, months), days)
    assert Date.newInstance(first.year, first.month + months, 1 + days) == expected


@pytest.mark.parametrize(
    ("name", "arguments", "expected"),
    [
        ("addYears", (DAY, 1), datetime.date(2025, 2, 28)),
        ("year", (DAY,), 2024),
        ("month", (DAY,), 2),
        ("day", (DAY,), 29),
        ("dayOfYear", (datetime.date(1998, 10, 21),), 294),
        ("daysInMonth", (1960, 2), 29),
        ("isLeapYear", (1900,), False),
        ("isSameDay", (DAY, DAY), True),
        ("monthsBetween", (datetime.date(2006, 12, 2), datetime.date(2006, 12, 30)), 0),
        ("toStartOfMonth", (DAY,), datetime.date(2024, 2, 1)),
        ("valueOf", ("2008-10-05",), datetime.date(2008, 10, 5)),
        ("valueOf", ("2024-1-2",), datetime.date(2024, 1, 2)),
        ("valueOf_object", (None,), None),
        ("valueOf_object", (DAY,), DAY),
    ],
)
def test_table(name: str, arguments: tuple[Any, ...], expected: Any) -> None:
    assert getattr(Date, name)(*arguments) == expected


@pytest.mark.recorded
def test_value_of_ignores_what_follows() -> None:
    assert Date.valueOf("2020-01-16 00:00:00:00") == datetime.date(2020, 1, 16)


@pytest.mark.parametrize("text", ["", "01/02/2024", "2024-13", "x"])
def test_value_of_refuses_other_forms(text: str) -> None:
    with pytest.raises(TypeException) as caught:
        Date.valueOf(text)
    assert caught.value.message == f"Invalid date: {text}"


def test_today_is_the_day_where_the_user_is(caller: Any) -> None:
    assert Date.today(caller) == datetime.date(2024, 6, 30)


def test_format_in_the_united_states(caller: Any) -> None:
    assert Date.format(datetime.date(2001, 3, 21), caller) == "3/21/2001"


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("de_DE", "21.03.2001"),
        ("en_GB", "21/03/2001"),
        ("ja_JP", "2001/03/21"),
        ("fr_FR", "21/03/2001"),
    ],
)
@pytest.mark.inferred
def test_format_elsewhere(caller: Any, locale: str, text: str) -> None:
    caller.org.transaction.user.locale = locale
    day = datetime.date(2001, 3, 21)
    assert Date.format(day, caller) == text
    assert Date.parse(caller, text) == day


def test_parse_in_the_united_states(caller: Any) -> None:
    assert Date.parse(caller, "12/27/2009") == datetime.date(2009, 12, 27)


@pytest.mark.inferred
@pytest.mark.parametrize("text", ["2009-12-27", "27/12/2009", "12/27", ""])
def test_parse_refuses_other_forms(caller: Any, text: str) -> None:
    with pytest.raises(TypeException, match=r"^Invalid date: "):
        Date.parse(caller, text)


@given(day=dates)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_week_begins_on_sunday_in_the_united_states(caller: Any, day: datetime.date) -> None:
    start = Date.toStartOfWeek(day, caller)
    assert start.isoweekday() == 7
    assert 0 <= (day - start).days < 7


@pytest.mark.inferred
def test_a_week_begins_on_monday_in_germany(caller: Any) -> None:
    caller.org.transaction.user.locale = "de_DE"
    assert Date.toStartOfWeek(datetime.date(2024, 2, 29), caller) == datetime.date(2024, 2, 26)


@pytest.mark.recorded
@pytest.mark.parametrize("arguments", [(None, 1, 1), (2024, None, 1), (2024, 1, None)])
def test_null_parts_are_refused(arguments: tuple[Any, ...]) -> None:
    with pytest.raises(NullPointerException, match=r"^Argument cannot be null\.$"):
        Date.newInstance(*arguments)


@pytest.mark.recorded
def test_adding_null_is_refused() -> None:
    with pytest.raises(NullPointerException, match=r"^Argument cannot be null\.$"):
        Date.addDays(DAY, None)  # type: ignore[arg-type]  # null as emitted code passes it
