"""Date and time functions.

Source: Salesforce Help, "Formula Operators and Functions" and "Using Date, Date/Time, and Time
Values in Formulas"; salesforce/formula-engine: DATEVALUE takes the day in the user's time zone,
everything else of a datetime is in GMT. Impossible dates are null, and a fraction in a time's text
is a count of milliseconds: reported by another Apex runtime from a real org.
"""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Final

from sfsim.formula.context import Context
from sfsim.formula.errors import EvaluationError
from sfsim.formula.kinds import Kind
from sfsim.formula.messages import WRONG_TYPE
from sfsim.formula.registry import callee, formula_form, formula_function
from sfsim.formula.typed import Typed

GROUP: Final = "Date & Time"
EPOCH: Final = datetime.datetime(1970, 1, 1)
SECOND: Final = datetime.timedelta(seconds=1)
DATE_TEXT: Final = re.compile(r"(\d{1,4})-(\d{1,2})-(\d{1,2})", re.ASCII)
DATETIME_TEXT: Final = re.compile(
    r"(\d{1,4})-(\d{1,2})-(\d{1,2}) (\d{1,2}):(\d{1,2}):(\d{1,2})Z?", re.ASCII
)
TIME_TEXT: Final = re.compile(r"(\d{1,2}):(\d{1,2}):(\d{1,2})\.(\d{1,3})", re.ASCII)


def day_of(moment: datetime.datetime, zone: datetime.tzinfo) -> datetime.date:
    """The day of a naive UTC datetime in a time zone."""
    return moment.replace(tzinfo=datetime.UTC).astimezone(zone).date()


@formula_function("TODAY(): Date", GROUP, needs_context=True)
def _today(context: Context) -> datetime.date:
    """The current day in the user's time zone."""
    return day_of(context.now, context.time_zone)


@formula_function("NOW(): DateTime", GROUP, needs_context=True)
def _now(context: Context) -> datetime.datetime:
    """The current moment."""
    return context.now


@formula_function("TIMENOW(): Time", GROUP, needs_context=True)
def _timenow(context: Context) -> datetime.time:
    """The current time of day in GMT."""
    return context.now.time()


@formula_function("DATE(year: Number, month: Number, day: Number): Date", GROUP)
def _date(year: Decimal, month: Decimal, day: Decimal) -> datetime.date | None:
    """A date; null when there is no such day."""
    try:
        return datetime.date(int(year), int(month), int(day))
    except ValueError:
        return None


@formula_function("DATEVALUE(expression: Text|DateTime|Date): Date", GROUP, needs_context=True)
def _datevalue(context: Context, value: Any) -> datetime.date | None:
    """The day of a datetime in the user's time zone, or of a text YYYY-MM-DD."""
    if isinstance(value, datetime.datetime):
        return day_of(value, context.time_zone)
    if isinstance(value, datetime.date):
        return value
    parts = _parts(DATE_TEXT, value)
    return None if parts is None else _made(datetime.date, parts, value)


@formula_function("DATETIMEVALUE(expression: Text|DateTime|Date): DateTime", GROUP)
def _datetimevalue(value: Any) -> datetime.datetime | None:
    """A moment in GMT from a text YYYY-MM-DD HH:MM:SS; a date is its midnight."""
    if isinstance(value, datetime.datetime):
        return value
    if isinstance(value, datetime.date):
        return datetime.datetime.combine(value, datetime.time())
    parts = _parts(DATETIME_TEXT, value)
    return None if parts is None else _made(datetime.datetime, parts, value)


@formula_function("TIMEVALUE(expression: Text|DateTime|Time): Time", GROUP)
def _timevalue(value: Any) -> datetime.time | None:
    """The time of day of a datetime in GMT, or of a text HH:MM:SS.MS."""
    if isinstance(value, datetime.datetime):
        return value.time()
    if isinstance(value, datetime.time):
        return value
    parts = _parts(TIME_TEXT, value)
    if parts is None:
        return None
    made: datetime.time = _made(datetime.time, [*parts[:3], parts[3] * 1000], value)
    return made


def _parts(pattern: re.Pattern[str], text: str) -> list[int] | None:
    """The numbers of a text, None for a blank one."""
    if not text:
        return None
    match = pattern.fullmatch(text)
    if match is None:
        raise EvaluationError(f"Invalid date or time: {text}")
    return [int(part) for part in match.groups()]


def _made(kind: Any, parts: Sequence[int], text: str) -> Any:
    try:
        return kind(*parts)
    except ValueError as error:
        raise EvaluationError(f"Invalid date or time: {text}") from error


@formula_form("ADDMONTHS(date: Date|DateTime, num: Number): Any", GROUP)
def _addmonths(arguments: Sequence[Typed], position: int) -> Typed:
    """Some months later; from the last day of a month to the last day of another."""
    date, months = (each.run for each in arguments)

    def run(context: Context) -> Any:
        start, count = date(context), months(context)
        return None if start is None or count is None else add_months(start, int(count))

    return Typed(arguments[0].kind, run, position)


def add_months(start: Any, count: int) -> Any:
    """A date or datetime some months later. Raises EvaluationError."""
    year, month = divmod(start.year * 12 + start.month - 1 + count, 12)
    if not datetime.MINYEAR <= year <= datetime.MAXYEAR:
        raise EvaluationError("The date is out of range")
    last = calendar.monthrange(year, month + 1)[1]
    is_last = start.day == calendar.monthrange(start.year, start.month)[1]
    return start.replace(year=year, month=month + 1, day=last if is_last else min(start.day, last))


@formula_function("YEAR(date: Date): Number", GROUP)
def _year(date: datetime.date) -> Decimal:
    """The year."""
    return Decimal(date.year)


@formula_function("MONTH(date: Date): Number", GROUP)
def _month(date: datetime.date) -> Decimal:
    """The month, 1 to 12."""
    return Decimal(date.month)


@formula_function("DAY(date: Date): Number", GROUP)
def _day(date: datetime.date) -> Decimal:
    """The day of the month."""
    return Decimal(date.day)


@formula_function("DAYOFYEAR(date: Date): Number", GROUP)
def _dayofyear(date: datetime.date) -> Decimal:
    """The day of the year, 1 to 366."""
    return Decimal(date.timetuple().tm_yday)


@formula_function("WEEKDAY(date: Date): Number", GROUP)
def _weekday(date: datetime.date) -> Decimal:
    """The day of the week, Sunday 1 to Saturday 7."""
    return Decimal(date.isoweekday() % 7 + 1)


@formula_function("ISOWEEK(date: Date): Number", GROUP)
def _isoweek(date: datetime.date) -> Decimal:
    """The week of the ISO calendar."""
    return Decimal(date.isocalendar().week)


@formula_function("ISOYEAR(date: Date): Number", GROUP)
def _isoyear(date: datetime.date) -> Decimal:
    """The year of the ISO calendar."""
    return Decimal(date.isocalendar().year)


@formula_function("HOUR(time: Time): Number", GROUP)
def _hour(time: datetime.time) -> Decimal:
    """The hour, 0 to 23."""
    return Decimal(time.hour)


@formula_function("MINUTE(time: Time): Number", GROUP)
def _minute(time: datetime.time) -> Decimal:
    """The minute."""
    return Decimal(time.minute)


@formula_function("SECOND(time: Time): Number", GROUP)
def _second(time: datetime.time) -> Decimal:
    """The second."""
    return Decimal(time.second)


@formula_function("MILLISECOND(time: Time): Number", GROUP)
def _millisecond(time: datetime.time) -> Decimal:
    """The millisecond."""
    return Decimal(time.microsecond // 1000)


@formula_function("UNIXTIMESTAMP(value: Date|DateTime|Time): Number", GROUP)
def _unixtimestamp(value: Any) -> Decimal:
    """The seconds since 1970, or since midnight for a time."""
    if isinstance(value, datetime.time):
        return Decimal(value.hour * 3600 + value.minute * 60 + value.second)
    if not isinstance(value, datetime.datetime):
        value = datetime.datetime.combine(value, datetime.time())
    return Decimal((value - EPOCH) // SECOND)


@formula_function("FROMUNIXTIME(seconds: Number): DateTime", GROUP)
def _fromunixtime(seconds: Decimal) -> datetime.datetime:
    """The moment that many seconds after 1970."""
    try:
        return EPOCH + datetime.timedelta(milliseconds=int(seconds * 1000))
    except OverflowError as error:
        raise EvaluationError("The date is out of range") from error


@formula_form(
    "FORMATDURATION(value: Number|DateTime|Time, other?: Boolean|DateTime|Time): Text", GROUP
)
def _formatduration(arguments: Sequence[Typed], position: int) -> Typed:
    """Seconds as HH:MM:SS, with days before it for `TRUE`; or the time between two moments."""
    first = arguments[0]
    second = arguments[1] if len(arguments) > 1 else None
    other = Kind.BOOLEAN if first.kind is Kind.NUMBER else first.kind
    if (second is None and first.kind is not Kind.NUMBER) or (
        second is not None and second.kind not in (other, Kind.NULL)
    ):
        wrong = first if second is None else second
        expected = Kind.NUMBER if second is None else other
        raise WRONG_TYPE.error(
            wrong.position,
            callee=callee("FORMATDURATION"),
            expected=expected.shown,
            received=wrong.kind.shown,
        )

    def run(context: Context) -> str | None:
        value = first.run(context)
        end = None if second is None else second.run(context)
        if value is None or (second is not None and end is None):
            return None
        if end is None or isinstance(value, Decimal):
            return duration(int(value), has_days=bool(end))
        seconds = _seconds(end) - _seconds(value)
        return duration(seconds, has_days=isinstance(value, datetime.datetime))

    return Typed(Kind.TEXT, run, position)


def _seconds(value: datetime.datetime | datetime.time) -> int:
    if isinstance(value, datetime.datetime):
        return (value - EPOCH) // SECOND
    return value.hour * 3600 + value.minute * 60 + value.second


def duration(seconds: int, *, has_days: bool) -> str:
    """A length of time as FORMATDURATION writes it, without its sign."""
    minutes, second = divmod(abs(seconds), 60)
    hours, minute = divmod(minutes, 60)
    if not has_days:
        return f"{hours:02}:{minute:02}:{second:02}"
    days, hour = divmod(hours, 24)
    return f"{days}:{hour:02}:{minute:02}:{second:02}"
