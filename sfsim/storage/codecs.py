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


def scaled(value: Any, places: int) -> int | float:
    """A number in units of its last stored place, rounded half up.

    A number that needs more than 63 bits becomes the nearest float: it keeps its place in every
    comparison, but only 15 of its digits.
    """
    number = value if type(value) is Decimal else Decimal(value)
    units = int(number.scaleb(places, NUMBERS).to_integral_value(ROUND_HALF_UP))
    return units if -INTEGER_MAX <= units <= INTEGER_MAX else float(units)


def unscaled(units: int | float, places: int, scale: int = 0) -> Decimal:
    """The Decimal of some units; it has the field's scale, or more places if it needs them."""
    while places > scale and units % 10 == 0:
        units, places = units // 10, places - 1
    return Decimal(int(units)).scaleb(-places, NUMBERS)


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
    if field.storage is not Storage.DECIMAL:
        return PLAIN[field.storage]
    places, scale = field.storage_scale, field.scale
    # Most numbers have no more places than their field: one division finds out.
    spare = 10 ** (places - scale)
    decode = f"unscaled(v, {places}, {scale})"
    if scale == 0:
        decode = f"Decimal(v // {spare}) if v % {spare} == 0 and type(v) is int else {decode}"
    return Codec("INTEGER", f"scaled(v, {places})", decode)


def encoder(field: Field) -> Callable[[Any], Any]:
    """A function that encodes one value of a field, null included."""
    return _function(codec_of(field).encode)


def decoder(field: Field) -> Callable[[Any], Any]:
    """A function that decodes one value of a field, null included."""
    return _function(codec_of(field).decode)


@cache
def _function(expression: str) -> Callable[[Any], Any]:
    source = f"lambda v: None if v is None else ({expression})"
    function: Callable[[Any], Any] = eval(source, dict(NAMES))
    return function
