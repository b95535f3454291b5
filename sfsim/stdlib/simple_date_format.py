"""Java's SimpleDateFormat, as `Datetime.format(pattern)` uses it.

    format_instant(instant, "yyyy-MM-dd'T'HH:mm:ssZ", "Europe/Berlin", EN_US)

Source: java.text.SimpleDateFormat; recorded: four or more letters of M, L, E give the full name,
numbers are filled with zeros to the count of letters.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from sfsim.runtime.exceptions import IllegalArgumentException
from sfsim.stdlib import zones
from sfsim.stdlib.java_quotes import read_quoted
from sfsim.stdlib.locales import LocaleFormat


@dataclass(frozen=True, slots=True)
class _Moment:
    """What is being formatted: the instant, its wall clock, the zone and the language."""

    instant: datetime.datetime
    local: datetime.datetime
    zone: str
    locale: LocaleFormat


def format_instant(
    instant: datetime.datetime, pattern: str, zone: str, locale: LocaleFormat
) -> str:
    """An instant of GMT as a zone's clock shows it.

    Raises:
        IllegalArgumentException: a letter that is no pattern letter, or a quote left open.
    """
    moment = _Moment(instant, zones.to_local(instant, zone), zone, locale)
    parts: list[str] = []
    place = 0
    while place < len(pattern):
        character = pattern[place]
        if character == "'":
            quoted = read_quoted(pattern, place)
            if not quoted.is_closed:
                raise IllegalArgumentException("Unterminated quote")
            parts.append(quoted.text)
            place = quoted.end
        elif character.isascii() and character.isalpha():
            end = place
            while end < len(pattern) and pattern[end] == character:
                end += 1
            parts.append(_field(character, end - place, moment))
            place = end
        else:
            parts.append(character)
            place += 1
    return "".join(parts)


def _field(letter: str, count: int, moment: _Moment) -> str:
    number = _NUMBERS.get(letter)
    if number:
        return f"{number(moment):0{count}d}"
    text = _TEXTS.get(letter)
    if text is None:
        raise IllegalArgumentException(f"Illegal pattern character '{letter}'")
    return text(moment, count)


def _year(year: int, count: int) -> str:
    return f"{year % 100:02d}" if count == 2 else f"{year:0{count}d}"


def _month(moment: _Moment, count: int) -> str:
    month = moment.local.month
    if count > 3:
        return moment.locale.months[month - 1]
    return moment.locale.months_short[month - 1] if count == 3 else f"{month:0{count}d}"


def _weekday(moment: _Moment, count: int) -> str:
    names = moment.locale.weekdays if count > 3 else moment.locale.weekdays_short
    return names[moment.local.weekday()]


def _week_of_year(moment: _Moment) -> int:
    return _week(moment)[1]


def _week(moment: _Moment) -> tuple[int, int]:
    """Week year and week: American weeks begin with January 1, others as ISO says."""
    local, first = moment.local, moment.locale.first_weekday
    if first == 0:
        return local.isocalendar()[:2]
    days_in = (local.weekday() - first) % 7
    end = local.date() + datetime.timedelta(days=6 - days_in)
    if end.year > local.year:
        return end.year, 1
    new_year = datetime.date(local.year, 1, 1)
    shift = (new_year.weekday() - first) % 7
    return local.year, (local.timetuple().tm_yday - 1 + shift) // 7 + 1


def _week_of_month(moment: _Moment) -> int:
    first = moment.local.replace(day=1)
    shift = (first.weekday() - moment.locale.first_weekday) % 7
    return (moment.local.day - 1 + shift) // 7 + (1 if 7 - shift >= _full_week(moment) else 0)


def _full_week(moment: _Moment) -> int:
    """How many days of a month its first week needs."""
    return 4 if moment.locale.first_weekday == 0 else 1


def _zone_name(moment: _Moment, count: int) -> str:
    if count > 3:
        return zones.long_name(moment.instant, moment.zone, moment.locale.name)
    return zones.short_name(moment.instant, moment.zone)


def _iso_offset(moment: _Moment, count: int) -> str:
    offset = moment.local - moment.instant
    if not offset:
        return "Z"
    if count > 3:
        raise IllegalArgumentException(f"invalid ISO 8601 format: length={count}")
    text = zones.offset_text(offset, ":" if count == 3 else "")
    return text[:3] if count == 1 else text


_NUMBERS: Final[dict[str, Callable[[_Moment], int]]] = {
    "w": _week_of_year,
    "W": _week_of_month,
    "D": lambda moment: moment.local.timetuple().tm_yday,
    "d": lambda moment: moment.local.day,
    "F": lambda moment: (moment.local.day - 1) // 7 + 1,
    "u": lambda moment: moment.local.isoweekday(),
    "H": lambda moment: moment.local.hour,
    "k": lambda moment: moment.local.hour or 24,
    "K": lambda moment: moment.local.hour % 12,
    "h": lambda moment: moment.local.hour % 12 or 12,
    "m": lambda moment: moment.local.minute,
    "s": lambda moment: moment.local.second,
    "S": lambda moment: moment.local.microsecond // 1000,
}
_TEXTS: Final[dict[str, Callable[[_Moment, int], str]]] = {
    "G": lambda moment, count: "AD",
    "y": lambda moment, count: _year(moment.local.year, count),
    "Y": lambda moment, count: _year(_week(moment)[0], count),
    "M": _month,
    "L": _month,
    "E": _weekday,
    "a": lambda moment, count: moment.locale.day_periods[moment.local.hour >= 12],
    "z": _zone_name,
    "Z": lambda moment, count: zones.offset_text(moment.local - moment.instant, ""),
    "X": _iso_offset,
}
