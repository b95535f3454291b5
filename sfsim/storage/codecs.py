"""How values of each kind of field go into columns and come back.

Each codec is a pair of Python expressions over a variable `v` that is not null: generated loaders
and encoders inline them. The names that the expressions use are in `NAMES`.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import cache, lru_cache
from typing import Any, Final

from sfsim.schema.field import Field
from sfsim.schema.field_types import Storage
from sfsim.storage.keys import fold_text

EPOCH: Final = datetime.datetime(1970, 1, 1)
MILLISECOND: Final = datetime.timedelta(milliseconds=1)
INTEGER_MAX: Final = 2**63 - 1
NUMBERS: Final = Context(prec=40, rounding=ROUND_HALF_UP)
"""Wide enough for any stored number: 18 digits of which at most 18 are decimal places."""


def scaled(value: Any, scale: int) -> int:
    """A number in units of its last decimal place, rounded half up."""
    number = value if type(value) is Decimal else Decimal(value)
    units = int(number.scaleb(scale, NUMBERS).to_integral_value(ROUND_HALF_UP))
    assert -INTEGER_MAX <= units <= INTEGER_MAX, "numbers are checked before they are stored"
    return units


def unscaled(units: int, scale: int) -> Decimal:
    """The Decimal of that scale."""
    return Decimal(units).scaleb(-scale, NUMBERS)


@lru_cache(maxsize=64)
def milliseconds(moment: datetime.datetime) -> int:
    """Milliseconds since 1970. Cached: the rows of one save share their stamps."""
    return (moment - EPOCH) // MILLISECOND


@lru_cache(maxsize=1024)
def moment_of(value: int) -> datetime.datetime:
    """The naive UTC datetime of milliseconds since 1970."""
    return EPOCH + datetime.timedelta(0, 0, value * 1000)


def clock_milliseconds(time: datetime.time) -> int:
    """Milliseconds since midnight."""
    seconds = (time.hour * 60 + time.minute) * 60 + time.second
    return seconds * 1000 + time.microsecond // 1000


def clock_of(value: int) -> datetime.time:
    """The time of day of milliseconds since midnight."""
    seconds, fraction = divmod(value, 1000)
    minutes, second = divmod(seconds, 60)
    hour, minute = divmod(minutes, 60)
    return datetime.time(hour, minute, second, fraction * 1000)


@dataclass(frozen=True, slots=True)
class Codec:
    """`encode` and `decode` are expressions over `v`; `column_type` is SQLite's affinity."""

    column_type: str
    encode: str = "v"
    decode: str = "v"


PLAIN: Final = {
    Storage.TEXT: Codec("TEXT", "v if type(v) is str else str(v)"),
    Storage.ID: Codec("TEXT"),
    Storage.FLAG: Codec("INTEGER", "1 if v else 0", "v == 1"),
    Storage.INTEGER: Codec("INTEGER", "int(v)"),
    Storage.DAY: Codec("INTEGER", "v.toordinal()", "day_of(v)"),
    Storage.INSTANT: Codec("INTEGER", "milliseconds(v)", "moment_of(v)"),
    Storage.CLOCK: Codec("INTEGER", "clock_milliseconds(v)", "clock_of(v)"),
    Storage.BYTES: Codec("BLOB"),
}

NAMES: Final[dict[str, Any]] = {
    "Decimal": Decimal,
    "scaled": scaled,
    "unscaled": unscaled,
    "milliseconds": milliseconds,
    "moment_of": moment_of,
    "clock_milliseconds": clock_milliseconds,
    "clock_of": clock_of,
    "day_of": datetime.date.fromordinal,
    "fold_text": fold_text,
}
"""What the expressions of codecs may name."""


def codec_of(field: Field) -> Codec:
    """The codec of a field that has a column."""
    return storage_codec(field.storage, field.scale)


@cache
def storage_codec(storage: Storage, scale: int = 0) -> Codec:
    """The codec of a kind of storage."""
    if storage is Storage.DECIMAL:
        if scale == 0:
            return Codec("INTEGER", "scaled(v, 0)", "Decimal(v)")
        return Codec("INTEGER", f"scaled(v, {scale})", f"unscaled(v, {scale})")
    return PLAIN[storage]


@cache
def encoder(storage: Storage, scale: int = 0) -> Callable[[Any], Any]:
    """A function that encodes one value, null included."""
    return _function(storage_codec(storage, scale).encode)


@cache
def decoder(storage: Storage, scale: int = 0) -> Callable[[Any], Any]:
    """A function that decodes one value, null included."""
    return _function(storage_codec(storage, scale).decode)


def _function(expression: str) -> Callable[[Any], Any]:
    source = f"lambda v: None if v is None else ({expression})"
    function: Callable[[Any], Any] = eval(source, dict(NAMES))
    return function
