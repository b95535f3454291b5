"""Values of conditions: from constants, binds and date literals to parameters of a statement.

What depends on the run (binds, the clock) becomes a function of a `Run`; the rest is computed once.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final
from zoneinfo import ZoneInfo

from sfsim.ids import is_id, to_long
from sfsim.platform.query.messages import INVALID_ID, QUOTED, WRONG_TYPE, plain_error
from sfsim.schema.field import Field
from sfsim.schema.field_types import Storage
from sfsim.storage.codecs import EPOCH, clock_milliseconds, milliseconds
from sfsim.storage.keys import fold_text

NEVER: Final = -(2**63)
"""An encoded number that no row holds."""

DAY: Final = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Run:
    """What one run of a query brings along: binds by index, and where and when it runs."""

    binds: Sequence[Any]
    now: datetime.datetime
    zone: ZoneInfo
    user_id: str = ""


Extractor = Callable[[Run], Any]


def constant(value: Any) -> Extractor:
    """A parameter that never changes."""
    return lambda run: value


def is_null(value: Any) -> bool:
    """Whether a value counts as null: empty text does. Source: recorded."""
    return value is None or (type(value) is str and not value)


def encode(field: Field, value: Any, operator: str = "=") -> Any:
    """A value that is not null as the column that filters by `field` holds it.

    Raises:
        QueryException: the value is not of the field's type.
    """
    return ENCODERS[field.storage](field, value, operator)


def _text(field: Field, value: Any, operator: str) -> Any:
    if not isinstance(value, str):
        raise plain_error(WRONG_TYPE, name=field.name, type=field.field_type.soap.lower())
    return value if field.case_sensitive or not field.has_key else fold_text(value)


def _id(field: Field, value: Any, operator: str) -> Any:
    identity = value if isinstance(value, str) else getattr(value, "Id", None)
    if not isinstance(identity, str):
        raise plain_error(WRONG_TYPE, name=field.name, type="ID")
    if not is_id(identity):
        raise plain_error(INVALID_ID, value=identity)
    return to_long(identity)


def _flag(field: Field, value: Any, operator: str) -> Any:
    if not isinstance(value, bool):
        raise _mismatch(field, value, "boolean")
    return int(value)


def _number(field: Field, value: Any, operator: str) -> Any:
    """A number in units of the field's last decimal place; between two units it rounds the way that
    keeps the comparison right."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise _mismatch(field, value, "double" if field.scale else field.type)
    units = Decimal(value).scaleb(field.storage_scale)
    if units == units.to_integral_value():
        return max(min(int(units), 2**63 - 1), NEVER + 1)
    if operator in (">", "<="):
        return math.floor(units)
    return math.ceil(units) if operator in ("<", ">=") else NEVER


def _day(field: Field, value: Any, operator: str) -> Any:
    if type(value) is datetime.datetime:
        return value.date().toordinal()
    if not isinstance(value, datetime.date):
        raise _mismatch(field, value, "date")
    return value.toordinal()


def _instant(field: Field, value: Any, operator: str) -> Any:
    if type(value) is datetime.date:
        value = datetime.datetime(value.year, value.month, value.day)
    if not isinstance(value, datetime.datetime):
        raise _mismatch(field, value, "dateTime")
    return milliseconds(value)


def _clock(field: Field, value: Any, operator: str) -> Any:
    if not isinstance(value, datetime.time):
        raise _mismatch(field, value, "time")
    return clock_milliseconds(value)


def _mismatch(field: Field, value: Any, type_name: str) -> Exception:
    message = QUOTED if isinstance(value, str) else WRONG_TYPE
    return plain_error(message, name=field.name, type=type_name)


ENCODERS: Final[dict[Storage, Callable[[Field, Any, str], Any]]] = {
    Storage.TEXT: _text,
    Storage.ID: _id,
    Storage.FLAG: _flag,
    Storage.INTEGER: _number,
    Storage.DECIMAL: _number,
    Storage.DAY: _day,
    Storage.INSTANT: _instant,
    Storage.CLOCK: _clock,
}


def collection(field: Field, values: Iterable[Any]) -> list[Any]:
    """The values of a list that are not null, encoded."""
    if field.storage is Storage.ID:
        # By far the most frequent list: ids that Apex already holds in their long form.
        return [
            value if type(value) is str and len(value) == 18 else _id(field, value, "=")
            for value in values
            if value is not None and value != ""
        ]
    encoder = ENCODERS[field.storage]
    return [encoder(field, value, "=") for value in values if not is_null(value)]


def local_midnight(day: datetime.date, zone: ZoneInfo) -> int:
    """The instant at which a day begins for the user, in milliseconds since 1970."""
    local = datetime.datetime(day.year, day.month, day.day, tzinfo=zone)
    return milliseconds(local.astimezone(datetime.UTC).replace(tzinfo=None))


def local_today(now: datetime.datetime, zone: ZoneInfo) -> datetime.date:
    """The user's date at an instant."""
    return now.replace(tzinfo=datetime.UTC).astimezone(zone).date()


def instant_days(moment: datetime.datetime) -> int:
    """The ordinal of the UTC day of an instant."""
    return EPOCH.toordinal() + (moment - EPOCH) // DAY
