"""Time zones: the shift between GMT, in which Datetimes are kept, and a user's wall clock.

Ids are Java's: Olson names, `GMT+2`, `GMT-03:30` and a few old abbreviations; an unknown id is GMT,
as with java.util.TimeZone.getTimeZone.
"""

from __future__ import annotations

import datetime
import functools
import re
import zoneinfo
from typing import Final

UTC: Final = datetime.UTC
_OFFSET = re.compile(r"GMT([+-])(\d{1,2})(?::?(\d{2}))?")
_OLD_NAMES: Final = {
    "PST": "America/Los_Angeles", "CST": "America/Chicago", "IST": "Asia/Kolkata",
    "JST": "Asia/Tokyo", "ECT": "Europe/Paris", "AST": "America/Anchorage",
    "PNT": "America/Phoenix", "EST": "Etc/GMT+5", "MST": "Etc/GMT+7", "HST": "Etc/GMT+10",
    "CTT": "Asia/Shanghai", "AET": "Australia/Sydney", "BET": "America/Sao_Paulo",
}  # fmt: skip
_AMERICAN: Final = frozenset(
    {
        "EST", "EDT", "CST", "CDT", "MST", "MDT", "PST", "PDT", "AKST", "AKDT", "HST", "HDT",
        "AST", "ADT",
    }
)  # fmt: skip
"""Short names that English uses; every other zone is named by its offset."""


@functools.cache
def find_zone(name: str) -> tuple[str, datetime.tzinfo]:
    """The id and rules of a zone; `GMT` for a name that is none."""
    match = _OFFSET.fullmatch(name)
    if match:
        minutes = int(match[2]) * 60 + int(match[3] or 0)
        if minutes < 24 * 60:
            identifier = f"GMT{match[1]}{minutes // 60:02d}:{minutes % 60:02d}"
            signed = -minutes if match[1] == "-" else minutes
            offset = datetime.timedelta(minutes=signed)
            return (identifier, datetime.timezone(offset)) if minutes else ("GMT", UTC)
    try:
        return name, zoneinfo.ZoneInfo(_OLD_NAMES.get(name, name))
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        return "GMT", UTC


def to_local(instant: datetime.datetime, name: str) -> datetime.datetime:
    """The wall clock of a zone at an instant of GMT; both without tzinfo."""
    zone = find_zone(name)[1]
    return instant.replace(tzinfo=UTC).astimezone(zone).replace(tzinfo=None)


def to_gmt(local: datetime.datetime, name: str) -> datetime.datetime:
    """The instant of a wall clock's time.

    A time that the clock shows twice is the later one (standard time), one that it skips moves
    forward. Source: java.util.GregorianCalendar.
    """
    zone = find_zone(name)[1]
    first, second = local.replace(tzinfo=zone), local.replace(tzinfo=zone, fold=1)
    before, after = first.utcoffset(), second.utcoffset()
    assert before is not None
    assert after is not None
    return local - (after if before > after else before)


def offset_of(instant: datetime.datetime, name: str) -> datetime.timedelta:
    """How far a zone is ahead of GMT at an instant."""
    return to_local(instant, name) - instant


def short_name(instant: datetime.datetime, name: str) -> str:
    """`PST`, `GMT+9`, `GMT`: what the pattern letter `z` prints in English."""
    identifier, zone = find_zone(name)
    known = instant.replace(tzinfo=UTC).astimezone(zone).tzname()
    if known in _AMERICAN and identifier.split("/")[0] in ("America", "US", "Pacific", *_OLD_NAMES):
        return str(known)
    offset = offset_of(instant, name)
    if not offset:
        return "GMT"
    hours, minutes = _parts(offset)
    return f"GMT{_sign(offset)}{hours}" + (f":{minutes:02d}" if minutes else "")


def long_name(instant: datetime.datetime, name: str, locale: str) -> str:
    """`Pacific Standard Time`, from CLDR."""
    from babel.dates import get_timezone_name

    from sfsim.stdlib.locales import cldr_locale

    moment = instant.replace(tzinfo=UTC).astimezone(find_zone(name)[1])
    return str(get_timezone_name(moment, width="long", locale=cldr_locale(locale)))


def offset_text(offset: datetime.timedelta, separator: str) -> str:
    """`+0200`, or `-03:30` with a colon as separator."""
    hours, minutes = _parts(offset)
    return f"{_sign(offset)}{hours:02d}{separator}{minutes:02d}"


def _sign(offset: datetime.timedelta) -> str:
    return "-" if offset < datetime.timedelta() else "+"


def _parts(offset: datetime.timedelta) -> tuple[int, int]:
    return divmod(int(abs(offset).total_seconds()) // 60, 60)
