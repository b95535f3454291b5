"""System.Datetime: an instant, kept in GMT with milliseconds, shown in the user's time zone.

Source: Apex Reference Guide, Datetime Class.
"""

from __future__ import annotations

import datetime
import re
from typing import Any, Final

from sfsim.runtime.caller import Caller
from sfsim.runtime.exceptions import TypeException
from sfsim.stdlib import zones
from sfsim.stdlib.arguments import required
from sfsim.stdlib.locales import LocaleFormat, locale_format
from sfsim.stdlib.registry import apex_class, apex_method
from sfsim.stdlib.simple_date_format import format_instant
from sfsim.stdlib.system.date import add_months, lenient_date, parse_local_date

EPOCH: Final = datetime.datetime(1970, 1, 1)
_MILLISECOND = datetime.timedelta(milliseconds=1)
_ISO = re.compile(r"\s*(\d{1,4})-(\d{1,2})-(\d{1,2}) +(\d{1,2}):(\d{1,2}):(\d{1,2})", re.ASCII)
_CLOCK = re.compile(r"(\d{1,2})\D(\d{2})\s*(\S*)", re.ASCII)


def lenient_datetime(
    year: int, month: int, day: int, hour: int, minute: int, second: int
) -> datetime.datetime:
    """The moment that parts denote when they may be out of range."""
    midnight = datetime.datetime.combine(lenient_date(year, month, day), datetime.time())
    return midnight + datetime.timedelta(hours=hour, minutes=minute, seconds=second)


def parse_iso_datetime(text: str) -> datetime.datetime:
    """`yyyy-M-d H:m:s`; parts out of range roll over. Raises TypeException.

    Source: recorded, `2018-13-45 25:99:99` is 2019-02-15 02:40:39.
    """
    match = _ISO.match(text)
    if not match:
        raise TypeException(f"Invalid date/time: {text}")
    year, month, day, hour, minute, second = map(int, match.groups())
    return lenient_datetime(year, month, day, hour, minute, second)


def parse_local_datetime(text: str, locale: LocaleFormat) -> datetime.datetime:
    """A date and time in the short format of a locale, with or without the comma between.

    Raises:
        TypeException: `Invalid date/time: {text}`.
    """
    date_text, _, time_text = text.strip().replace(",", " ", 1).partition(" ")
    clock = _CLOCK.fullmatch(time_text.strip())
    if not clock:
        raise TypeException(f"Invalid date/time: {text}")
    hour, minute, period = int(clock[1]), int(clock[2]), clock[3].upper()
    names = [name.upper() for name in locale.day_periods]
    if "a" in locale.time:
        if period not in names or not 0 <= hour <= 12:
            raise TypeException(f"Invalid date/time: {text}")
        hour = hour % 12 + 12 * names.index(period)
    elif period or hour > 23:
        raise TypeException(f"Invalid date/time: {text}")
    try:
        day = parse_local_date(date_text.strip(), locale.name)
    except TypeException:
        raise TypeException(f"Invalid date/time: {text}") from None
    return lenient_datetime(day.year, day.month, day.day, hour, minute, 0)


def user_zone(caller: Caller) -> str:
    """The running user's time zone."""
    return caller.org.transaction.user.time_zone


def local(moment: datetime.datetime, caller: Caller) -> datetime.datetime:
    """An instant on the running user's wall clock."""
    return zones.to_local(moment, caller.org.transaction.user.time_zone)


def milliseconds(moment: datetime.datetime) -> int:
    """Milliseconds since 1970 GMT."""
    return (moment - EPOCH) // _MILLISECOND


@apex_class("System.Datetime", source="Apex Reference Guide, Datetime Class")
class Datetime:
    """An instant: making, moving and formatting. Its parts are in `datetime_parts`."""

    @apex_method("static Datetime now()", caller=True)
    @staticmethod
    def now(caller: Caller) -> datetime.datetime:
        """The current instant of the org's clock."""
        return caller.org.clock.now()

    @apex_method("static Datetime newInstance(Long time)")
    @staticmethod
    def newInstance(time: int) -> datetime.datetime:
        """The instant so many milliseconds after 1970 GMT."""
        required(time)
        return EPOCH + time * _MILLISECOND

    @apex_method("static Datetime newInstance(Date date, Time time)", caller=True)
    @staticmethod
    def newInstance_parts(
        caller: Caller, date: datetime.date, time: datetime.time
    ) -> datetime.datetime:
        """A date and time in the user's time zone."""
        required(date, time)
        return zones.to_gmt(datetime.datetime.combine(date, time), user_zone(caller))

    @apex_method(
        "static Datetime newInstance(Integer year, Integer month, Integer day)", caller=True
    )
    @staticmethod
    def newInstance_day(caller: Caller, year: int, month: int, day: int) -> datetime.datetime:
        """Midnight in the user's time zone."""
        required(year, month, day)
        return zones.to_gmt(lenient_datetime(year, month, day, 0, 0, 0), user_zone(caller))

    @apex_method(
        "static Datetime newInstance(Integer year, Integer month, Integer day, Integer hour, "
        "Integer minute, Integer second)",
        caller=True,
    )
    @staticmethod
    def newInstance_full(caller: Caller, *parts: int) -> datetime.datetime:
        """A moment in the user's time zone; what is out of range rolls over."""
        required(*parts)
        return zones.to_gmt(lenient_datetime(*parts), user_zone(caller))

    @apex_method("static Datetime newInstanceGmt(Date date, Time time)")
    @staticmethod
    def newInstanceGmt(date: datetime.date, time: datetime.time) -> datetime.datetime:
        """A date and time in GMT."""
        required(date, time)
        return datetime.datetime.combine(date, time)

    @apex_method("static Datetime newInstanceGmt(Integer year, Integer month, Integer day)")
    @staticmethod
    def newInstanceGmt_day(year: int, month: int, day: int) -> datetime.datetime:
        """Midnight in GMT."""
        required(year, month, day)
        return lenient_datetime(year, month, day, 0, 0, 0)

    @apex_method(
        "static Datetime newInstanceGmt(Integer year, Integer month, Integer day, Integer hour, "
        "Integer minute, Integer second)"
    )
    @staticmethod
    def newInstanceGmt_full(*parts: int) -> datetime.datetime:
        """A moment in GMT; what is out of range rolls over."""
        required(*parts)
        return lenient_datetime(*parts)

    # Reading

    @apex_method("static Datetime parse(String str)", caller=True)
    @staticmethod
    def parse(caller: Caller, text: str) -> datetime.datetime:
        """A date and time in the user's locale and time zone. Raises TypeException."""
        required(text)
        locale = locale_format(caller.org.transaction.user.locale)
        return zones.to_gmt(parse_local_datetime(text, locale), user_zone(caller))

    @apex_method("static Datetime valueOf(String str)", caller=True)
    @staticmethod
    def valueOf(caller: Caller, text: str) -> datetime.datetime:
        """`yyyy-M-d H:m:s` in the user's time zone. Raises TypeException."""
        required(text)
        return zones.to_gmt(parse_iso_datetime(text), user_zone(caller))

    @apex_method("static Datetime valueOf(Object o)", caller=True)
    @staticmethod
    def valueOf_object(caller: Caller, value: Any) -> datetime.datetime | None:  # Object
        """A Datetime held as Object, a Date's midnight GMT, or a text. Raises TypeException."""
        if value is None or type(value) is datetime.datetime:
            return value
        if type(value) is datetime.date:
            return datetime.datetime.combine(value, datetime.time())
        if type(value) is str:
            return Datetime.valueOf(caller, value)
        raise TypeException(f"Invalid date/time: {value}")

    @apex_method("static Datetime valueOfGmt(String str)")
    @staticmethod
    def valueOfGmt(text: str) -> datetime.datetime:
        """`yyyy-M-d H:m:s` in GMT. Raises TypeException."""
        required(text)
        return parse_iso_datetime(text)

    # Moving

    @apex_method("Datetime addDays(Integer days)")
    @staticmethod
    def addDays(moment: datetime.datetime, days: int) -> datetime.datetime:
        """So many times 24 hours later."""
        required(days)
        return moment + datetime.timedelta(days=days)

    @apex_method("Datetime addHours(Integer hours)")
    @staticmethod
    def addHours(moment: datetime.datetime, hours: int) -> datetime.datetime:
        """So many hours later."""
        required(hours)
        return moment + datetime.timedelta(hours=hours)

    @apex_method("Datetime addMinutes(Integer minutes)")
    @staticmethod
    def addMinutes(moment: datetime.datetime, minutes: int) -> datetime.datetime:
        """So many minutes later."""
        required(minutes)
        return moment + datetime.timedelta(minutes=minutes)

    @apex_method("Datetime addSeconds(Integer seconds)")
    @staticmethod
    def addSeconds(moment: datetime.datetime, seconds: int) -> datetime.datetime:
        """So many seconds later."""
        required(seconds)
        return moment + datetime.timedelta(seconds=seconds)

    @apex_method("Datetime addMonths(Integer months)")
    @staticmethod
    def addMonths(moment: datetime.datetime, months: int) -> datetime.datetime:
        """So many months later in GMT, at most the month's last day."""
        required(months)
        return datetime.datetime.combine(add_months(moment.date(), months), moment.time())

    @apex_method("Datetime addYears(Integer years)")
    @staticmethod
    def addYears(moment: datetime.datetime, years: int) -> datetime.datetime:
        """So many years later in GMT."""
        required(years)
        return Datetime.addMonths(moment, years * 12)

    # Showing

    @apex_method("String format()", caller=True)
    @staticmethod
    def format(moment: datetime.datetime, caller: Caller) -> str:
        """The short format of the user's locale and time zone: `6/6/1993, 3:03 AM`."""
        locale = locale_format(caller.org.transaction.user.locale)
        return format_instant(moment, locale.datetime, user_zone(caller), locale)

    @apex_method("String format(String dateformat)", caller=True)
    @staticmethod
    def format_pattern(moment: datetime.datetime, caller: Caller, pattern: str | None) -> str:
        """A SimpleDateFormat pattern in the user's time zone; without one, `format()`."""
        return Datetime.format_zone(moment, caller, pattern, user_zone(caller))

    @apex_method("String format(String dateformat, String timezone)", caller=True)
    @staticmethod
    def format_zone(
        moment: datetime.datetime, caller: Caller, pattern: str | None, zone: str | None
    ) -> str:
        """A SimpleDateFormat pattern in a time zone; an unknown zone is GMT."""
        locale = locale_format(caller.org.transaction.user.locale)
        if pattern is None:
            return format_instant(moment, locale.datetime, user_zone(caller), locale)
        return format_instant(moment, pattern, zone or user_zone(caller), locale)

    @apex_method("String formatGmt(String dateformat)", caller=True)
    @staticmethod
    def formatGmt(moment: datetime.datetime, caller: Caller, pattern: str | None) -> str:
        """A SimpleDateFormat pattern in GMT."""
        locale = locale_format(caller.org.transaction.user.locale)
        return format_instant(moment, pattern or locale.datetime, "GMT", locale)

    @apex_method("String formatLong()", caller=True)
    @staticmethod
    def formatLong(moment: datetime.datetime, caller: Caller) -> str:
        """With seconds and the zone's name: `12/28/2012, 10:00:00 AM PST`."""
        locale = locale_format(caller.org.transaction.user.locale)
        return format_instant(moment, locale.datetime_long, user_zone(caller), locale)
