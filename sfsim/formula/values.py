"""Values between records and formulas: what a field's value is inside, what a result is outside.

Inside, numbers are Decimals, a percent is a fraction, and an id has 15 characters. Source:
Salesforce Help (ids, percents); what a null parent gives was reported by another Apex runtime from
a real org.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from decimal import Decimal
from typing import Any, Final

from sfsim.formula.context import Context, FieldReference, GlobalReference
from sfsim.formula.kinds import KIND_OF_FIELD, Kind
from sfsim.formula.numbers import ZERO, rounded
from sfsim.formula.typed import Run
from sfsim.ids import to_short
from sfsim.schema.field import Field

PERCENT: Final = -2


def reader(reference: FieldReference | GlobalReference, *, blank_as_zero: bool, prior: bool) -> Run:
    """Reads a field, or its value before the save, as formulas have it."""
    field = reference.field
    assert field is not None, "a reference to a field has one"
    take = _taker(field)
    blank = _blank(field, reference, blank_as_zero=blank_as_zero)

    def run(context: Context) -> Any:
        if isinstance(reference, GlobalReference):
            value = context.read_global(reference)
        elif prior:
            value = None if context.read_prior is None else context.read_prior(reference)
        else:
            value = context.read(reference)
        return blank(context) if value is None else take(value)

    return run


def _blank(
    field: Field, reference: FieldReference | GlobalReference, *, blank_as_zero: bool
) -> Run:
    kind = KIND_OF_FIELD.get(field.type)
    if kind is Kind.NUMBER and blank_as_zero:
        return lambda context: ZERO
    if kind is Kind.BOOLEAN:
        if isinstance(reference, FieldReference) and not reference.is_own:
            return lambda context: False if context.parents_are_blank else None
        return lambda context: False
    return lambda context: None


def _taker(field: Field) -> Callable[[Any], Any]:
    kind = KIND_OF_FIELD.get(field.type)
    if field.type == "percent":
        return lambda value: _decimal(value).scaleb(PERCENT)
    if kind is Kind.NUMBER:
        return _decimal
    if kind is Kind.ID:
        return to_short
    if kind is Kind.DATE:
        return lambda value: value.date() if type(value) is datetime.datetime else value
    return lambda value: value


def _decimal(value: Any) -> Decimal:
    if type(value) is Decimal:
        return value
    return Decimal(repr(value)) if isinstance(value, float) else Decimal(value)


def component_reader(latitude: FieldReference, longitude: FieldReference) -> Run:
    """Reads a place from its components; null without both."""

    def run(context: Context) -> tuple[float, float] | None:
        first, second = context.read(latitude), context.read(longitude)
        return None if first is None or second is None else (float(first), float(second))

    return run


def outgoing(field: Field | None, kind: Kind) -> Callable[[Any], Any]:
    """What becomes of a result: numbers in the field's scale, percents as shown, '' is null.

    Without a field only a blank text becomes null.
    """
    if kind is Kind.BOOLEAN:
        return bool if field is not None else lambda value: value
    if field is None or kind is not Kind.NUMBER:
        return lambda value: None if value == "" else value
    if field.type in ("int", "long"):
        return lambda value: None if value is None else int(value)
    shift = -PERCENT if field.type == "percent" else 0
    scale = field.scale

    def scaled(value: Decimal | None) -> Decimal | None:
        if value is None:
            return None
        result = rounded(value.scaleb(shift) if shift else value, scale)
        exponent = result.as_tuple().exponent
        is_short = isinstance(exponent, int) and -exponent < scale
        return result.quantize(Decimal(1).scaleb(-scale)) if is_short else result

    return scaled
