"""Math functions.

Source: Salesforce Help, "Formula Operators and Functions"; salesforce/formula-engine for how far
FLOOR and CEILING look behind the point; MOD of zero and the direction of FLOOR and CEILING below
zero as reported by another Apex runtime from a real org.
"""

from __future__ import annotations

import decimal
import math
from decimal import Decimal
from typing import Final

from sfsim.formula.errors import EvaluationError
from sfsim.formula.numbers import NUMBERS, ONE, WHOLE, WHOLE_DOWN, WIDE, rounded
from sfsim.formula.registry import formula_function

GROUP: Final = "Math"
PI: Final = Decimal("3.14159265358979323846264338327950288420")
EARTH_RADIUS: Final[dict[str, float]] = {"mi": 3958.761, "km": 6371.009}
"""By unit; the platform's own figure is not known to this many digits."""

Place = tuple[float, float]


@formula_function("ABS(number: Number): Number", GROUP)
def _abs(number: Decimal) -> Decimal:
    """The value without its sign."""
    return number.copy_abs()


@formula_function("CEILING(number: Number): Number", GROUP)
def _ceiling(number: Decimal) -> Decimal:
    """The next whole number away from zero."""
    return _whole(WHOLE_DOWN.plus(number), decimal.ROUND_UP)


@formula_function("FLOOR(number: Number): Number", GROUP)
def _floor(number: Decimal) -> Decimal:
    """The next whole number towards zero."""
    return _whole(WHOLE.plus(number), decimal.ROUND_DOWN)


@formula_function("MCEILING(number: Number): Number", GROUP)
def _mceiling(number: Decimal) -> Decimal:
    """The next whole number above."""
    return _whole(WHOLE_DOWN.plus(number), decimal.ROUND_CEILING)


@formula_function("MFLOOR(number: Number): Number", GROUP)
def _mfloor(number: Decimal) -> Decimal:
    """The next whole number below."""
    return _whole(WHOLE.plus(number), decimal.ROUND_FLOOR)


def _whole(number: Decimal, rounding: str) -> Decimal:
    return number.quantize(ONE, rounding=rounding, context=WIDE)


@formula_function("EXP(number: Number): Number", GROUP)
def _exp(number: Decimal) -> Decimal:
    """A power of e."""
    return NUMBERS.exp(number)


@formula_function("LN(number: Number): Number", GROUP)
def _ln(number: Decimal) -> Decimal:
    """The natural logarithm."""
    return NUMBERS.ln(_positive(number, "LN"))


@formula_function("LOG(number: Number): Number", GROUP)
def _log(number: Decimal) -> Decimal:
    """The logarithm to base 10."""
    return NUMBERS.log10(_positive(number, "LOG"))


def _positive(number: Decimal, name: str) -> Decimal:
    if number <= 0:
        raise EvaluationError(f"Out of range argument to {name}() function")
    return number


@formula_function("SQRT(number: Number): Number", GROUP)
def _sqrt(number: Decimal) -> Decimal:
    """The square root."""
    return NUMBERS.sqrt(number)


@formula_function("PI(): Number", GROUP)
def _pi() -> Decimal:
    """The number pi."""
    return PI


@formula_function("MAX(number...: Number): Number", GROUP)
def _max(*numbers: Decimal) -> Decimal:
    """The greatest."""
    return max(numbers)


@formula_function("MIN(number...: Number): Number", GROUP)
def _min(*numbers: Decimal) -> Decimal:
    """The smallest."""
    return min(numbers)


@formula_function("MOD(number: Number, divisor: Number): Number", GROUP)
def _mod(number: Decimal, divisor: Decimal) -> Decimal:
    """The remainder, with the sign of the number; that of a division by zero is the number."""
    return number if divisor == 0 else WIDE.remainder(number, divisor)


@formula_function("ROUND(number: Number, num_digits: Number): Number", GROUP)
def _round(number: Decimal, digits: Decimal) -> Decimal:
    """Rounded half up, away from zero."""
    return rounded(number, int(digits))


@formula_function("TRUNC(number: Number, num_digits?: Number): Number", GROUP)
def _trunc(number: Decimal, digits: Decimal | None = None) -> Decimal:
    """Cut off after some decimal places."""
    return rounded(number, 0 if digits is None else int(digits), decimal.ROUND_DOWN)


@formula_function("GEOLOCATION(latitude: Number, longitude: Number): Location", GROUP)
def _geolocation(latitude: Decimal, longitude: Decimal) -> Place:
    """A place."""
    return float(latitude), float(longitude)


@formula_function("DISTANCE(from: Location, to: Location, unit: Text): Number", GROUP)
def _distance(start: Place, end: Place, unit: str) -> Decimal:
    """The great-circle distance in miles ('mi') or kilometres ('km')."""
    radius = EARTH_RADIUS.get(unit.lower())
    if radius is None:
        raise EvaluationError(f"Invalid unit for the distance() function: {unit}")
    first, second = math.radians(start[0]), math.radians(end[0])
    across = math.radians(end[1] - start[1])
    haversine = (
        math.sin((second - first) / 2) ** 2
        + math.cos(first) * math.cos(second) * math.sin(across / 2) ** 2
    )
    return Decimal(repr(2 * radius * math.asin(min(1.0, math.sqrt(haversine)))))
