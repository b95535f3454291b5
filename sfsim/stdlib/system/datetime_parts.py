"""System.Datetime: its parts, in the user's time zone and in GMT.

Source: Apex Reference Guide, Datetime Class.
"""

from __future__ import annotations

import datetime

from sfsim.runtime.caller import Caller
from sfsim.stdlib.arguments import required
from sfsim.stdlib.registry import apex_class, apex_method
from sfsim.stdlib.system.datetime import local, milliseconds


@apex_class("System.Datetime", source="Apex Reference Guide, Datetime Class")
class DatetimeParts:
    """The date, the time and the numbers of an instant."""

    @apex_method("Long getTime()")
    @staticmethod
    def getTime(moment: datetime.datetime) -> int:
        """Milliseconds since 1970 GMT."""
        return milliseconds(moment)

    @apex_method("Boolean isSameDay(Datetime other)", caller=True)
    @staticmethod
    def isSameDay(moment: datetime.datetime, caller: Caller, other: datetime.datetime) -> bool:
        """Whether both are on one day of the user's wall clock."""
        required(other)
        return local(moment, caller).date() == local(other, caller).date()

    @apex_method("Date date()", caller=True)
    @staticmethod
    def date(moment: datetime.datetime, caller: Caller) -> datetime.date:
        """The day on the user's wall clock."""
        return local(moment, caller).date()

    @apex_method("Date dateGmt()")
    @staticmethod
    def dateGmt(moment: datetime.datetime) -> datetime.date:
        """The day in GMT."""
        return moment.date()

    @apex_method("Time time()", caller=True)
    @staticmethod
    def time(moment: datetime.datetime, caller: Caller) -> datetime.time:
        """The time of day on the user's wall clock."""
        return local(moment, caller).time()

    @apex_method("Time timeGmt()")
    @staticmethod
    def timeGmt(moment: datetime.datetime) -> datetime.time:
        """The time of day in GMT."""
        return moment.time()

    @apex_method("Integer year()", caller=True)
    @staticmethod
    def year(moment: datetime.datetime, caller: Caller) -> int:
        """The year on the user's wall clock."""
        return local(moment, caller).year

    @apex_method("Integer yearGmt()", inline="{0}.year")
    @staticmethod
    def yearGmt(moment: datetime.datetime) -> int:
        """The year in GMT."""
        return moment.year

    @apex_method("Integer month()", caller=True)
    @staticmethod
    def month(moment: datetime.datetime, caller: Caller) -> int:
        """The month, 1 is January, on the user's wall clock."""
        return local(moment, caller).month

    @apex_method("Integer monthGmt()", inline="{0}.month")
    @staticmethod
    def monthGmt(moment: datetime.datetime) -> int:
        """The month, 1 is January, in GMT."""
        return moment.month

    @apex_method("Integer day()", caller=True)
    @staticmethod
    def day(moment: datetime.datetime, caller: Caller) -> int:
        """The day of the month on the user's wall clock."""
        return local(moment, caller).day

    @apex_method("Integer dayGmt()", inline="{0}.day")
    @staticmethod
    def dayGmt(moment: datetime.datetime) -> int:
        """The day of the month in GMT."""
        return moment.day

    @apex_method("Integer dayOfYear()", caller=True)
    @staticmethod
    def dayOfYear(moment: datetime.datetime, caller: Caller) -> int:
        """The day of the year, from 1, on the user's wall clock."""
        return local(moment, caller).timetuple().tm_yday

    @apex_method("Integer dayOfYearGmt()")
    @staticmethod
    def dayOfYearGmt(moment: datetime.datetime) -> int:
        """The day of the year, from 1, in GMT."""
        return moment.timetuple().tm_yday

    @apex_method("Integer hour()", caller=True)
    @staticmethod
    def hour(moment: datetime.datetime, caller: Caller) -> int:
        """The hour on the user's wall clock."""
        return local(moment, caller).hour

    @apex_method("Integer hourGmt()", inline="{0}.hour")
    @staticmethod
    def hourGmt(moment: datetime.datetime) -> int:
        """The hour in GMT."""
        return moment.hour

    @apex_method("Integer minute()", caller=True)
    @staticmethod
    def minute(moment: datetime.datetime, caller: Caller) -> int:
        """The minute on the user's wall clock."""
        return local(moment, caller).minute

    @apex_method("Integer minuteGmt()", inline="{0}.minute")
    @staticmethod
    def minuteGmt(moment: datetime.datetime) -> int:
        """The minute in GMT."""
        return moment.minute

    @apex_method("Integer second()", caller=True)
    @staticmethod
    def second(moment: datetime.datetime, caller: Caller) -> int:
        """The second on the user's wall clock."""
        return local(moment, caller).second

    @apex_method("Integer secondGmt()", inline="{0}.second")
    @staticmethod
    def secondGmt(moment: datetime.datetime) -> int:
        """The second in GMT."""
        return moment.second

    @apex_method("Integer millisecond()", caller=True)
    @staticmethod
    def millisecond(moment: datetime.datetime, caller: Caller) -> int:
        """The millisecond on the user's wall clock."""
        return local(moment, caller).microsecond // 1000

    @apex_method("Integer millisecondGmt()")
    @staticmethod
    def millisecondGmt(moment: datetime.datetime) -> int:
        """The millisecond in GMT."""
        return moment.microsecond // 1000
