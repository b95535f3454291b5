"""System.Date: a day without a time.

Months and days out of range roll over, as in a lenient Java calendar.
Source: Apex Reference Guide, Date Class.
"""

from __future__ import annotations

import calendar
import datetime
import re
from typing import Any

from sfsim.runtime.caller import Caller
from sfsim.runtime.exceptions import TypeException
from sfsim.stdlib import zones
from sfsim.stdlib.arguments import required
from sfsim.stdlib.locales import locale_format
from sfsim.stdlib.registry import apex_class, apex_method
from sfsim.stdlib.simple_date_format import format_instant

_ISO = re.compile(r"\s*(\d{1,4})-(\d{1,2})-(\d{1,2})(?!\d)", re.ASCII)
_PARTS = re.compile(r"\d+", re.ASCII)
_DAY = datetime.timedelta(days=1)


def lenient_date(year: int, month: int, day: int) -> datetime.date:
    """The day that a year, month and day denote when they may be out of range."""
    months = year * 12 + month - 1
    return datetime.date(months // 12, months % 12 + 1, 1) + (day - 1) * _DAY


def add_months(day: datetime.date, months: int) -> datetime.date:
    """The same day so many months later, or the last one of a shorter month."""
    total = day.year * 12 + day.month - 1 + months
    year, month = total // 12, total % 12 + 1
    return day.replace(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def parse_iso_date(text: str) -> datetime.date:
    """`yyyy-M-d`, whatever follows. Raises TypeException `Invalid date: {text}`."""
    match = _ISO.match(text)
    if not match:
        raise TypeException(f"Invalid date: {text}")
    return lenient_date(int(match[1]), int(match[2]), int(match[3]))


def parse_local_date(text: str, locale: str) -> datetime.date:
    """A date in the short format of a locale. Raises TypeException `Invalid date: {text}`."""
    pattern = locale_format(locale).date
    order = sorted("yMd", key=pattern.index)
    numbers = _PARTS.findall(text)
    if len(numbers) != 3 or _PARTS.sub("", text).strip() != _separators(pattern):
        raise TypeException(f"Invalid date: {text}")
    values = dict(zip(order, map(int, numbers), strict=True))
    if (
        not (1 <= values["M"] <= 12 and 1 <= values["d"] <= 31)
        or len(numbers[order.index("y")]) > 4
    ):
        raise TypeException(f"Invalid date: {text}")
    year = values["y"] + (2000 if values["y"] < 50 else 1900) * (values["y"] < 100)
    return lenient_date(year, values["M"], values["d"])


def _separators(pattern: str) -> str:
    return re.sub(r"[yMd]+", "", pattern).strip()


def today(caller: Caller) -> datetime.date:
    """The current day where the running user is."""
    org = caller.org
    return zones.to_local(org.clock.now(), org.transaction.user.time_zone).date()


@apex_class("System.Date", source="Apex Reference Guide, Date Class")
class Date:
    """A day."""

    @apex_method("static Date newInstance(Integer year, Integer month, Integer day)")
    @staticmethod
    def newInstance(year: int, month: int, day: int) -> datetime.date:
        """The day; what is out of range rolls over."""
        try:
            return datetime.date(year, month, day)
        except (ValueError, TypeError):
            required(year, month, day)
            return lenient_date(year, month, day)

    @apex_method("static Date today()", caller=True)
    @staticmethod
    def today(caller: Caller) -> datetime.date:
        """The current day in the user's time zone."""
        return today(caller)

    @apex_method("static Date parse(String str)", caller=True)
    @staticmethod
    def parse(caller: Caller, text: str) -> datetime.date:
        """A date in the user's locale. Raises TypeException."""
        required(text)
        return parse_local_date(text, caller.org.transaction.user.locale)

    @apex_method("static Date valueOf(String str)")
    @staticmethod
    def valueOf(text: str) -> datetime.date:
        """A date as `yyyy-M-d`. Raises TypeException."""
        required(text)
        return parse_iso_date(text)

    @apex_method("static Date valueOf(Object o)")
    @staticmethod
    def valueOf_object(value: Any) -> datetime.date | None:  # Object
        """A date held as Object, or its text; null stays null. Raises TypeException."""
        if value is None or type(value) is datetime.date:
            return value
        if type(value) is datetime.datetime:
            return value.date()
        if type(value) is str:
            return parse_iso_date(value)
        raise TypeException(f"Invalid date: {value}")

    @apex_method("static Integer daysInMonth(Integer year, Integer month)")
    @staticmethod
    def daysInMonth(year: int, month: int) -> int:
        """How many days a month has."""
        required(year, month)
        first = lenient_date(year, month, 1)
        return calendar.monthrange(first.year, first.month)[1]

    @apex_method("static Boolean isLeapYear(Integer year)")
    @staticmethod
    def isLeapYear(year: int) -> bool:
        """Whether a year has 366 days."""
        required(year)
        return calendar.isleap(year)

    @apex_method("Date addDays(Integer days)")
    @staticmethod
    def addDays(day: datetime.date, days: int) -> datetime.date:
        """So many days later."""
        required(days)
        return day + days * _DAY

    @apex_method("Date addMonths(Integer months)")
    @staticmethod
    def addMonths(day: datetime.date, months: int) -> datetime.date:
        """So many months later, at most the month's last day."""
        required(months)
        return add_months(day, months)

    @apex_method("Date addYears(Integer years)")
    @staticmethod
    def addYears(day: datetime.date, years: int) -> datetime.date:
        """So many years later."""
        required(years)
        return add_months(day, years * 12)

    @apex_method("Integer year()", inline="{0}.year")
    @staticmethod
    def year(day: datetime.date) -> int:
        """The year."""
        return day.year

    @apex_method("Integer month()", inline="{0}.month")
    @staticmethod
    def month(day: datetime.date) -> int:
        """The month, 1 is January."""
        return day.month

    @apex_method("Integer day()", inline="{0}.day")
    @staticmethod
    def day(day: datetime.date) -> int:
        """The day of the month."""
        return day.day

    @apex_method("Integer dayOfYear()")
    @staticmethod
    def dayOfYear(day: datetime.date) -> int:
        """The day of the year, from 1."""
        return day.timetuple().tm_yday

    @apex_method("Integer daysBetween(Date other)")
    @staticmethod
    def daysBetween(day: datetime.date, other: datetime.date) -> int:
        """Days until the other date, negative when it lies before."""
        required(other)
        return (other - day).days

    @apex_method("Integer monthsBetween(Date other)")
    @staticmethod
    def monthsBetween(day: datetime.date, other: datetime.date) -> int:
        """Months until the other date's month; days do not count."""
        required(other)
        return (other.year - day.year) * 12 + other.month - day.month

    @apex_method("Boolean isSameDay(Date other)")
    @staticmethod
    def isSameDay(day: datetime.date, other: datetime.date) -> bool:
        """Whether both are the same day."""
        required(other)
        return day == other

    @apex_method("Date toStartOfMonth()")
    @staticmethod
    def toStartOfMonth(day: datetime.date) -> datetime.date:
        """The first of the month."""
        return day.replace(day=1)

    @apex_method("Date toStartOfWeek()", caller=True)
    @staticmethod
    def toStartOfWeek(day: datetime.date, caller: Caller) -> datetime.date:
        """The first day of the week by the user's locale: Sunday in the United States."""
        first = locale_format(caller.org.transaction.user.locale).first_weekday
        return day - (day.weekday() - first) % 7 * _DAY

    @apex_method("String format()", caller=True)
    @staticmethod
    def format(day: datetime.date, caller: Caller) -> str:
        """The date in the short format of the user's locale."""
        locale = locale_format(caller.org.transaction.user.locale)
        midnight = datetime.datetime.combine(day, datetime.time())
        return format_instant(midnight, locale.date, "GMT", locale)
