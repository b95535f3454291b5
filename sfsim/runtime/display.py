"""The text of any value: String.valueOf, System.debug, `+` with a String, assertion messages.

    List (a, b)      Set {a, b}      Map {k=v, k2=v2}     Sets and Maps sorted by text
    Account:{Name=Acme, Id=001…}     Outer.Inner:[a=1, b=null]     System.DmlException: message

A collection of more than ten elements shows ten and `...`; an object inside itself is
`(already output)`; a `toString()` of the class wins over the generated text.
Source: observed debug logs; Apex Reference Guide, String Class.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, Final

from sfsim.errors import ApexException, UncatchableException
from sfsim.runtime.numbers import decimal_text, double_text
from sfsim.runtime.text import blob_text, boolean_text, concat_date, datetime_text, time_text

ELEMENTS_MAX: Final = 10
"""How many elements of a collection are shown. Source: observed debug logs."""

ALREADY_OUTPUT: Final = "(already output)"
SCALARS: Final[dict[type, Any]] = {
    str: str,
    bool: boolean_text,
    int: int.__repr__,
    float: double_text,
    Decimal: decimal_text,
    bytes: blob_text,
    datetime.date: concat_date,
    datetime.datetime: datetime_text,
    datetime.time: time_text,
}
"""How values without parts print. Datetimes print in GMT; a Date carries a zero time."""


def text_of(value: Any) -> str:
    """The text of a value as System.debug and string concatenation show it; null is `null`."""
    return _text(value, ())


def string_value_of(value: Any) -> str | None:
    """`String.valueOf(Object)`: null stays null, a Date has no time. Source: recorded."""
    if value is None:
        return None
    if type(value) is datetime.date:
        return f"{value.year:04d}-{value.month:02d}-{value.day:02d}"
    return _text(value, ())


def _text(value: Any, around: tuple[Any, ...]) -> str:
    if value is None:
        return "null"
    kind = type(value)
    scalar = SCALARS.get(kind)
    if scalar is not None:
        return str(scalar(value))
    if isinstance(value, int):
        return int.__repr__(value)
    to_string = getattr(kind, "toString", None)
    if to_string is not None:
        return str(to_string(value))
    if any(value is outer for outer in around):
        return ALREADY_OUTPUT
    return _compound(value, (*around, value))


def _compound(value: Any, around: tuple[Any, ...]) -> str:
    if isinstance(value, list):
        return f"({_joined((_text(item, around) for item in value), len(value))})"
    if hasattr(value, "put_all"):
        return "{" + _map_text(value, around) + "}"
    if isinstance(value, dict):
        texts = sorted(_text(item, around) for item in value)
        return "{" + _joined(texts, len(value)) + "}"
    if isinstance(value, ApexException | UncatchableException):
        return f"{value.apex_name}: {value.message}"
    if hasattr(type(value), "sobject_type"):
        return _record_text(value, around)
    return _object_text(value, around)


def _map_text(value: Mapping[Any, Any], around: tuple[Any, ...]) -> str:
    pairs = sorted(
        ((_text(key, around), item) for key, item in value.items()), key=lambda pair: pair[0]
    )
    return _joined((f"{key}={_text(item, around)}" for key, item in pairs), len(pairs))


def _joined(texts: Iterable[str], count: int) -> str:
    shown = [text for text, _ in zip(texts, range(ELEMENTS_MAX), strict=False)]
    if count > ELEMENTS_MAX:
        shown.append("...")
    return ", ".join(shown)


def _record_text(record: Any, around: tuple[Any, ...]) -> str:
    fields = record.getPopulatedFieldsAsMap()
    body = ", ".join(f"{name}={_text(item, around)}" for name, item in fields.items())
    return f"{record.sobject_type.name}:{{{body}}}"


def _object_text(value: Any, around: tuple[Any, ...]) -> str:
    """An object of a class under its simple name, also where the class is an inner one.

    `apex_fields()` yields the names and values of its members.
    """
    kind = type(value)
    name = getattr(kind, "display_name", None)
    if name is None:
        name = str(getattr(value, "type", kind.__name__)).rpartition(".")[2]
    fields = getattr(type(value), "apex_fields", None)
    if fields is None:
        return name
    body = ", ".join(f"{member}={_text(item, around)}" for member, item in fields(value))
    return f"{name}:[{body}]"
