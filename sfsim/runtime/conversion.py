"""Implicit conversions at run time: a String to an Id, elements of a collection (`addAll`)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any, Final

from sfsim import ids
from sfsim.runtime.collections import not_null
from sfsim.runtime.exceptions import StringException
from sfsim.runtime.numbers import double_to_decimal
from sfsim.runtime.values import Long
from sfsim.typeref import DECIMAL, DOUBLE, ID, INTEGER, LONG, STRING, TypeRef

INVALID_ID: Final = "Invalid id: {}"
"""Source: recorded."""

Converter = Callable[[Any], Any]


def string_to_id(text: str | None) -> str | None:
    """A String as an Id: the 18-character form. Raises StringException: `Invalid id: …`."""
    if text is None:
        return None
    if not ids.is_id(text):
        raise StringException(INVALID_ID.format(text))
    return ids.to_long(text)


def _optional(convert: Converter) -> Converter:
    return lambda value: None if value is None else convert(value)


CONVERTERS: Final[dict[tuple[TypeRef, TypeRef], Converter]] = {
    (STRING, ID): string_to_id,
    (INTEGER, LONG): _optional(Long),
    (INTEGER, DOUBLE): _optional(float),
    (LONG, DOUBLE): _optional(float),
    (INTEGER, DECIMAL): _optional(Decimal),
    (LONG, DECIMAL): _optional(Decimal),
    (DOUBLE, DECIMAL): _optional(double_to_decimal),
    (DECIMAL, DOUBLE): _optional(float),
}


def converter(source: TypeRef, target: TypeRef) -> Converter | None:
    """What turns a value of one type into another, None when nothing is to be done."""
    return CONVERTERS.get((source, target))


def converted(items: Iterable[Any] | None, target: TypeRef) -> Iterable[Any]:
    """The elements of a typed collection as values of `target`. Raises NullPointerException."""
    source = getattr(not_null(items), "type", None)
    change = converter(source.element, target) if source is not None else None
    assert items is not None, "checked above"
    return items if change is None else [change(item) for item in items]
