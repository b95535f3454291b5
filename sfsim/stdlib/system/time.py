"""System.Time: a time of day with milliseconds; arithmetic goes round the clock.

Source: Apex Reference Guide, Time Class.
"""

from __future__ import annotations

import datetime
from typing import Final

from sfsim.stdlib.arguments import required
from sfsim.stdlib.registry import apex_class, apex_method

_DAY_MS: Final = 24 * 60 * 60 * 1000


def from_milliseconds(milliseconds: int) -> datetime.time:
    """The time so many milliseconds after midnight, going round the clock."""
    seconds, millisecond = divmod(milliseconds % _DAY_MS, 1000)
    return datetime.time(seconds // 3600, seconds // 60 % 60, seconds % 60, millisecond * 1000)


def to_milliseconds(time: datetime.time) -> int:
    """Milliseconds since midnight."""
    seconds = (time.hour * 60 + time.minute) * 60 + time.second
    return seconds * 1000 + time.microsecond // 1000


def _moved(time: datetime.time, count: int, unit_ms: int) -> datetime.time:
    required(count)
    return from_milliseconds(to_milliseconds(time) + count * unit_ms)


@apex_class("System.Time", source="Apex Reference Guide, Time Class")
class Time:
    """A time of day."""

    @apex_method(
        "static Time newInstance(Integer hour, Integer minute, Integer second, Integer millisecond)"
    )
    @staticmethod
    def newInstance(hour: int, minute: int, second: int, millisecond: int) -> datetime.time:
        """The time; what is out of range rolls over."""
        required(hour, minute, second, millisecond)
        return from_milliseconds(((hour * 60 + minute) * 60 + second) * 1000 + millisecond)

    @apex_method("Time addHours(Integer hours)")
    @staticmethod
    def addHours(time: datetime.time, hours: int) -> datetime.time:
        """So many hours later."""
        return _moved(time, hours, 3_600_000)

    @apex_method("Time addMinutes(Integer minutes)")
    @staticmethod
    def addMinutes(time: datetime.time, minutes: int) -> datetime.time:
        """So many minutes later."""
        return _moved(time, minutes, 60_000)

    @apex_method("Time addSeconds(Integer seconds)")
    @staticmethod
    def addSeconds(time: datetime.time, seconds: int) -> datetime.time:
        """So many seconds later."""
        return _moved(time, seconds, 1000)

    @apex_method("Time addMilliseconds(Integer milliseconds)")
    @staticmethod
    def addMilliseconds(time: datetime.time, milliseconds: int) -> datetime.time:
        """So many milliseconds later."""
        return _moved(time, milliseconds, 1)

    @apex_method("Integer hour()", inline="{0}.hour")
    @staticmethod
    def hour(time: datetime.time) -> int:
        """The hour."""
        return time.hour

    @apex_method("Integer minute()", inline="{0}.minute")
    @staticmethod
    def minute(time: datetime.time) -> int:
        """The minute."""
        return time.minute

    @apex_method("Integer second()", inline="{0}.second")
    @staticmethod
    def second(time: datetime.time) -> int:
        """The second."""
        return time.second

    @apex_method("Integer millisecond()")
    @staticmethod
    def millisecond(time: datetime.time) -> int:
        """The millisecond."""
        return time.microsecond // 1000
