"""Dynamic assignment to a field: which run-time values a field takes, and as what it keeps them."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from decimal import Decimal
from typing import Any, Final

from sfsim.runtime.conversion import string_to_id
from sfsim.runtime.exceptions import SObjectException, TypeException
from sfsim.runtime.numbers import double_to_decimal
from sfsim.runtime.values import Long
from sfsim.schema.field import Field
from sfsim.schema.model import SObjectType

ILLEGAL_ASSIGNMENT: Final = "Illegal assignment from {source} to {target}"
INVALID_ID_FOR_TYPE: Final = "Invalid id value for this SObject type: {value}"

TYPE_NAMES: Final[dict[type, str]] = {
    str: "String",
    bool: "Boolean",
    int: "Integer",
    Long: "Long",
    float: "Double",
    Decimal: "Decimal",
    bytes: "Blob",
    datetime.date: "Date",
    datetime.datetime: "Datetime",
    datetime.time: "Time",
}


class _Refused(Exception):
    """The value is not of a type that the field takes."""


def assignable_value(sobject_type: SObjectType, field: Field, value: Any) -> Any:
    """The value as the field keeps it.

    Raises:
        SObjectException: the value is of a type that the field does not take.
        StringException: text that is no Id in an Id field.
        TypeException: the Id of another object as the record's own Id.
    """
    if value is None:
        return None
    apex_type = field.apex_type.name
    try:
        converted = CONVERSIONS.get(apex_type, _anything)(value)
    except _Refused:
        source = type_name(value)
        message = ILLEGAL_ASSIGNMENT.format(source=source, target=apex_type)
        raise SObjectException(message) from None
    if field.name == "Id" and sobject_type.key_prefix not in (None, converted[:3]):
        raise TypeException(INVALID_ID_FOR_TYPE.format(value=converted))
    return converted


def type_name(value: Any) -> str:
    """The Apex type of a run-time value, as messages spell it."""
    known = TYPE_NAMES.get(type(value))
    if known is not None:
        return known
    sobject_type = getattr(type(value), "sobject_type", None)
    if sobject_type is not None:
        return str(sobject_type.name)
    return str(getattr(value, "type", type(value).__name__))


def _text(value: Any) -> Any:
    if type(value) is not str:
        raise _Refused
    return value


def _id(value: Any) -> Any:
    if type(value) is not str:
        raise _Refused
    if not value:
        return None
    return string_to_id(value)


def _boolean(value: Any) -> Any:
    if type(value) is not bool:
        raise _Refused
    return value


def _integer(value: Any) -> Any:
    if type(value) is not int:
        raise _Refused
    return value


def _long(value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, int):
        raise _Refused
    return int(value)


def _decimal(value: Any) -> Any:
    if type(value) is Decimal:
        return value
    if isinstance(value, float):
        return double_to_decimal(value)
    if isinstance(value, bool) or not isinstance(value, int):
        raise _Refused
    return Decimal(value)


def _date(value: Any) -> Any:
    if type(value) is datetime.datetime:
        return value.date()
    if type(value) is not datetime.date:
        raise _Refused
    return value


def _datetime(value: Any) -> Any:
    if type(value) is datetime.date:
        return datetime.datetime(value.year, value.month, value.day)
    if type(value) is not datetime.datetime:
        raise _Refused
    return value


def _time(value: Any) -> Any:
    if type(value) is not datetime.time:
        raise _Refused
    return value


def _blob(value: Any) -> Any:
    if type(value) is not bytes:
        raise _Refused
    return value


def _anything(value: Any) -> Any:
    return value


CONVERSIONS: Final[dict[str, Callable[[Any], Any]]] = {
    "String": _text,
    "Id": _id,
    "Boolean": _boolean,
    "Integer": _integer,
    "Long": _long,
    "Decimal": _decimal,
    "Date": _date,
    "Datetime": _datetime,
    "Time": _time,
    "Blob": _blob,
}
"""By the Apex type of the field."""
