"""Cron expressions of scheduled Apex: seconds, minutes, hours, day of month, month, weekday, year.

Source: Apex Developer Guide, Apex Scheduler; messages observed.
"""

from __future__ import annotations

import calendar
import datetime
from dataclasses import dataclass
from typing import Final

from sfsim.runtime.exceptions import AsyncException, StringException

MONTHS: Final = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
WEEKDAYS: Final = ("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT")
YEARS: Final = (1970, 2099)
FIELDS_MIN: Final = 6
FIELDS_MAX: Final = 7
SEARCH_DAYS_MAX: Final = 366 * 30


@dataclass(frozen=True, slots=True)
class Cron:
    """A parsed expression. `days` and `weekdays` keep their text: L, W and # need a month."""

    text: str
    second: int
    minute: int
    hours: frozenset[int]
    days: str
    months: frozenset[int]
    weekdays: str
    years: frozenset[int] | None

    def next_after(self, instant: datetime.datetime) -> datetime.datetime | None:
        """The first time it fires after `instant`, None when it never does again."""
        day = instant.date()
        for _ in range(SEARCH_DAYS_MAX):
            if self._matches(day):
                for hour in sorted(self.hours):
                    time = datetime.time(hour, self.minute, self.second)
                    candidate = datetime.datetime.combine(day, time)
                    if candidate > instant:
                        return candidate
            if day.year > YEARS[1] or (self.years is not None and day.year > max(self.years)):
                return None
            day += datetime.timedelta(days=1)
        return None

    def _matches(self, day: datetime.date) -> bool:
        if self.years is not None and day.year not in self.years:
            return False
        if day.month not in self.months:
            return False
        return _matches_day(self.days, day) and _matches_weekday(self.weekdays, day)


def parse_cron(text: str) -> Cron:
    """Reads an expression.

    Raises:
        StringException: it has too few parts, or seconds and minutes are not single integers.
    """
    parts = text.upper().split()
    if len(parts) < FIELDS_MIN:
        raise StringException("Unexpected end of expression.")
    second, minute, hours, days, months, weekdays = parts[:FIELDS_MIN]
    if not (second.isdigit() and minute.isdigit() and int(second) < 60 and int(minute) < 60):
        raise StringException(f"Seconds and minutes must be specified as integers: {text}")
    if days != "?" and weekdays != "?":
        raise StringException(
            "Support for specifying both a day-of-week AND a day-of-month parameter is not"
            " implemented."
        )
    if "?" in (hours, months):
        raise StringException("'?' can only be specfied for Day-of-Month or Day-of-Week.")
    year = parts[FIELDS_MIN] if len(parts) == FIELDS_MAX else "*"
    return Cron(
        text,
        int(second),
        int(minute),
        _numbers(hours, 0, 23, text=text),
        days,
        _numbers(months, 1, 12, MONTHS, text=text),
        weekdays,
        None if year == "*" else _numbers(year, *YEARS, text=text),
    )


def next_fire(cron: Cron, instant: datetime.datetime, name: str) -> datetime.datetime:
    """The next time, which must exist. Raises AsyncException when it never fires again."""
    following = cron.next_after(instant)
    if following is None:
        raise AsyncException(
            f"Based on configured schedule, the given trigger '{name}' will never fire."
        )
    return following


def _numbers(
    part: str, low: int, high: int, names: tuple[str, ...] = (), *, text: str
) -> frozenset[int]:
    found: set[int] = set()
    for item in part.split(","):
        span, _, step = item.partition("/")
        first, dash, last = span.partition("-")
        start = low if first == "*" else _number(first, names, low, text)
        if first == "*" or (step and not dash):
            end = high
        else:
            end = _number(last, names, low, text) if dash else start
        found.update(range(start, end + 1, int(step) if step else 1))
    if not found or min(found) < low or max(found) > high:
        raise StringException(f"Illegal cron expression format ({text})")
    return frozenset(found)


def _number(word: str, names: tuple[str, ...], low: int, text: str) -> int:
    if word in names:
        return names.index(word) + low
    if not word.isdigit():
        raise StringException(f"Illegal cron expression format ({text})")
    return int(word)


def _matches_day(part: str, day: datetime.date) -> bool:
    if part in ("*", "?"):
        return True
    last = calendar.monthrange(day.year, day.month)[1]
    if part == "L":
        return day.day == last
    if part.endswith("W"):
        target = last if part == "LW" else int(part[:-1])
        return day.day == _nearest_weekday(day.replace(day=min(target, last))).day
    return day.day in _numbers(part, 1, 31, text=part)


def _nearest_weekday(day: datetime.date) -> datetime.date:
    last = calendar.monthrange(day.year, day.month)[1]
    if day.weekday() == calendar.SATURDAY:
        return day - datetime.timedelta(days=1) if day.day > 1 else day + datetime.timedelta(days=2)
    if day.weekday() == calendar.SUNDAY:
        forward = day.day < last
        return day + datetime.timedelta(days=1) if forward else day - datetime.timedelta(days=2)
    return day


def _matches_weekday(part: str, day: datetime.date) -> bool:
    if part in ("*", "?"):
        return True
    number = (day.weekday() + 1) % 7 + 1
    if "#" in part:
        word, _, nth = part.partition("#")
        return number == _number(word, WEEKDAYS, 1, part) and (day.day - 1) // 7 + 1 == int(nth)
    if part.endswith("L") and part != "L":
        last = calendar.monthrange(day.year, day.month)[1]
        return number == _number(part[:-1], WEEKDAYS, 1, part) and day.day + 7 > last
    return number in _numbers("7" if part == "L" else part, 1, 7, WEEKDAYS, text=part)
