"""Primitive values out of JSON tokens, for typed reading and for JSONParser.

Dates and times are ISO 8601; what is cut off at the end counts as the first of its kind, an
unquoted number in the place of a Date is a year (recorded).
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any, Final

from sfsim import ids
from sfsim.runtime.exceptions import JSONException, StringException
from sfsim.runtime.numbers import decimal_to_integer, decimal_to_long
from sfsim.runtime.values import Long
from sfsim.stdlib.json_tree import Members, NumberText, token_of
from sfsim.stdlib.system.date import lenient_date
from sfsim.stdlib.system.datetime import lenient_datetime
from sfsim.stdlib.system.encodingutil import EncodingUtil

ILLEGAL: Final = "Illegal value for primitive: {}"
MALFORMED: Final = 'Invalid format: "{text}" is malformed at "{rest}"'
_ISO = re.compile(
    r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2})(?:T(?:(\d{1,2})(?::(\d{1,2})(?::(\d{1,2})(?:[.,](\d+))?)?)?)?"
    r"(Z|[+-]\d{2}(?::?\d{2})?)?)?)?)?",
    re.ASCII,
)
_TIME = re.compile(r"(\d{1,2})(?::(\d{1,2})(?::(\d{1,2})(?:\.(\d+))?)?)?(?:Z|[+-]\d{2}:?\d{2})?")


def _scalar(tree: Any) -> Any:
    """A token's value. Raises JSONException for an object or array."""
    if isinstance(tree, Members | list):
        raise JSONException(ILLEGAL.format(token_of(tree)))
    return tree


def to_text(tree: Any) -> str:
    """The token's text, whatever it is."""
    return token_of(_scalar(tree))


def to_number(tree: Any) -> Decimal:
    """The number of a number or text token. Raises JSONException for another."""
    if isinstance(_scalar(tree), str):
        text = tree.strip()
        if re.fullmatch(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", text, re.ASCII):
            return Decimal(text)
    raise JSONException(ILLEGAL.format(token_of(tree)))


def to_boolean(tree: Any) -> bool:
    """True or false, as literal or text. Raises JSONException for another token."""
    if isinstance(tree, bool):
        return tree
    if isinstance(tree, str) and not isinstance(tree, NumberText):
        text = tree.strip().lower()
        if text in ("true", "false"):
            return text == "true"
    raise JSONException(ILLEGAL.format(token_of(tree)))


def to_id(tree: Any) -> str:
    """An Id of 18 characters. Raises StringException for a text that is none."""
    text = to_text(tree)
    if not ids.is_id(text):
        raise StringException(f"Invalid id: {text}")
    return ids.to_long(text)


def to_datetime(tree: Any) -> datetime.datetime:
    """An ISO 8601 moment as GMT. Raises JSONException for another form."""
    text = to_text(tree)
    match = _ISO.match(text)
    if match is None or match.end() != len(text):
        raise JSONException(MALFORMED.format(text=text, rest=text[match.end() if match else 0 :]))
    year, month, day, hour, minute, second, fraction, zone = match.groups()
    moment = lenient_datetime(
        int(year),
        int(month or 1),
        int(day or 1),
        int(hour or 0),
        int(minute or 0),
        int(second or 0),
    )
    milliseconds = int((fraction or "0").ljust(3, "0")[:3])
    return moment + datetime.timedelta(milliseconds=milliseconds) - _offset(zone)


def _offset(zone: str | None) -> datetime.timedelta:
    if zone is None or zone == "Z":
        return datetime.timedelta()
    digits = zone[1:].replace(":", "").ljust(4, "0")
    offset = datetime.timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return -offset if zone[0] == "-" else offset


def to_date(tree: Any) -> datetime.date:
    """The date of an ISO 8601 text; the time behind it does not count."""
    text = to_text(tree)
    match = _ISO.match(text)
    if match is None or match.end() != len(text):
        raise JSONException(MALFORMED.format(text=text, rest=text[match.end() if match else 0 :]))
    return lenient_date(int(match[1]), int(match[2] or 1), int(match[3] or 1))


def to_time(tree: Any) -> datetime.time:
    """A time of day with milliseconds. Raises JSONException for another form."""
    text = to_text(tree)
    match = _TIME.fullmatch(text)
    if match is None:
        raise JSONException(MALFORMED.format(text=text, rest=text))
    hour, minute, second, fraction = match.groups()
    try:
        milliseconds = int((fraction or "0").ljust(3, "0")[:3])
        return datetime.time(int(hour), int(minute or 0), int(second or 0), milliseconds * 1000)
    except ValueError:
        raise JSONException(MALFORMED.format(text=text, rest=text)) from None


PRIMITIVES: Final[dict[str, Callable[[Any], Any]]] = {
    "String": to_text,
    "Id": to_id,
    "Integer": lambda tree: decimal_to_integer(to_number(tree)),
    "Long": lambda tree: decimal_to_long(to_number(tree)),
    "Double": lambda tree: float(to_number(tree)),
    "Decimal": to_number,
    "Boolean": to_boolean,
    "Date": to_date,
    "Datetime": to_datetime,
    "Time": to_time,
    "Blob": lambda tree: EncodingUtil.base64Decode(to_text(tree)),
}
"""By Apex type: the value of a token that is not null."""


def in_collection(type_name: str, value: Any) -> Any:
    """A value as a collection keeps it: a Long knows that it is one."""
    return Long(value) if type_name == "Long" and value is not None else value
