"""Date literals of SOQL as ranges of days: `LAST_N_DAYS:3`, `THIS_FISCAL_QUARTER` …

Source: SOQL and SOSL Reference, "Date Formats and Date Literals". Weeks begin on Sunday, as for the
locale en_US; the fiscal year is the calendar year unless the org says otherwise.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Final

Range = tuple[datetime.date, datetime.date]
"""The first day, and the first day after."""

Unit = Callable[[datetime.date, int], datetime.date]
"""The first day of the unit that a day lies in, moved by a number of units."""


def _day(today: datetime.date, by: int) -> datetime.date:
    return today + datetime.timedelta(days=by)


def _week(today: datetime.date, by: int) -> datetime.date:
    sunday = today - datetime.timedelta(days=(today.weekday() + 1) % 7)
    return sunday + datetime.timedelta(weeks=by)


def _month(today: datetime.date, by: int) -> datetime.date:
    months = today.year * 12 + today.month - 1 + by
    return datetime.date(months // 12, months % 12 + 1, 1)


def _quarter(today: datetime.date, by: int) -> datetime.date:
    quarters = today.year * 4 + (today.month - 1) // 3 + by
    return datetime.date(quarters // 4, quarters % 4 * 3 + 1, 1)


def _year(today: datetime.date, by: int) -> datetime.date:
    return datetime.date(today.year + by, 1, 1)


UNITS: Final[dict[str, Unit]] = {
    "DAY": _day,
    "WEEK": _week,
    "MONTH": _month,
    "QUARTER": _quarter,
    "YEAR": _year,
    "FISCAL_QUARTER": _quarter,
    "FISCAL_YEAR": _year,
}
ONE_DAY: Final = {"YESTERDAY": -1, "TODAY": 0, "TOMORROW": 1}
NINETY_DAYS: Final = 90


def literal_range(name: str, count: int | None, today: datetime.date) -> Range:
    """The days that a literal stands for on a given day.

    Raises:
        KeyError: there is no such literal.
    """
    if name in ONE_DAY:
        return _day(today, ONE_DAY[name]), _day(today, ONE_DAY[name] + 1)
    if name == "LAST_90_DAYS":
        return _day(today, -NINETY_DAYS), _day(today, 1)
    if name == "NEXT_90_DAYS":
        return _day(today, 1), _day(today, NINETY_DAYS + 1)
    direction, _, rest = name.partition("_")
    if rest.startswith("N_"):
        return _counted(direction, rest[2:], count or 0, today)
    if name.startswith("N_"):
        # N_DAYS_AGO:n and its kin: exactly the n-th unit before this one.
        unit = UNITS[name.removeprefix("N_").removesuffix("_AGO").removesuffix("S")]
        return unit(today, -(count or 0)), unit(today, 1 - (count or 0))
    unit = UNITS[rest]
    offset = {"LAST": -1, "THIS": 0, "NEXT": 1}[direction]
    return unit(today, offset), unit(today, offset + 1)


def _counted(direction: str, units: str, count: int, today: datetime.date) -> Range:
    """`LAST_N_x` ends where this unit begins (days: with today), `NEXT_N_x` begins after it."""
    unit = UNITS[units.removesuffix("S")]
    if direction == "LAST":
        return unit(today, -count), unit(today, 1 if unit is _day else 0)
    return unit(today, 1), unit(today, count + 1)
