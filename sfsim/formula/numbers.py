"""Numbers of formulas: 39 significant digits, rounded half up; what errors on a page raises here.

Source: salesforce/formula-engine, BigDecimalHelper (39 digits inside, 33 where a fraction that
cannot be written as a decimal is cut to a whole number, 18 for powers).
"""

from __future__ import annotations

import decimal
import re
from decimal import Decimal
from typing import Final

from sfsim.formula.errors import EvaluationError

ZERO: Final = Decimal(0)
ONE: Final = Decimal(1)
NUMBERS: Final = decimal.Context(
    prec=39,
    rounding=decimal.ROUND_HALF_UP,
    traps=[decimal.InvalidOperation, decimal.DivisionByZero, decimal.Overflow],
)
WHOLE: Final = decimal.Context(prec=33, rounding=decimal.ROUND_HALF_UP)
WHOLE_DOWN: Final = decimal.Context(prec=33, rounding=decimal.ROUND_HALF_DOWN)
POWERS: Final = decimal.Context(prec=18, rounding=decimal.ROUND_HALF_UP, traps=list(NUMBERS.traps))
WIDE: Final = decimal.Context(prec=200, rounding=decimal.ROUND_HALF_UP)
"""Wide enough to set the scale of any number that occurs."""

POWER_DIGITS_MAX: Final = 64
POWER_SMALLEST: Final = Decimal(1).scaleb(-39)
SCALE_MAX: Final = 60
NUMERIC: Final = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?", re.ASCII)
OUT_OF_RANGE: Final = "Out of range argument to POWER() function"


def rounded(value: Decimal, places: int, rounding: str = decimal.ROUND_HALF_UP) -> Decimal:
    """A number to some decimal places; negative ones round before the point."""
    places = max(-SCALE_MAX, min(places, SCALE_MAX))
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and -exponent <= places:
        return value
    result = value.quantize(Decimal(1).scaleb(-places), rounding=rounding, context=WIDE)
    return result if places >= 0 else result.quantize(ONE, context=WIDE)


def power(value: Decimal, exponent: Decimal) -> Decimal:
    """A whole power, of at most about 64 digits.

    Raises:
        EvaluationError: the exponent is not whole, or the result too big.
    """
    whole = int(exponent)
    if whole != exponent or (value == 0 and whole < 0):
        raise EvaluationError(OUT_OF_RANGE)
    if value != 0 and (value.copy_abs().ln(WHOLE) / Decimal(10).ln(WHOLE)) * whole > (
        POWER_DIGITS_MAX
    ):
        raise EvaluationError(OUT_OF_RANGE)
    if value == 0 and whole == 0:
        return ONE
    result = POWERS.power(value, whole)
    return ZERO if result.copy_abs() < POWER_SMALLEST else result


def plain(value: Decimal) -> str:
    """A number as `TEXT()` writes it: no exponent, no zeros at the end."""
    if value == 0:
        return "0"
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def number_of(text: str) -> Decimal | None:
    """The number that a text writes, None when it is none."""
    return NUMBERS.create_decimal(text) if NUMERIC.fullmatch(text) else None
