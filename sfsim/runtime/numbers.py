"""Numbers as Apex computes them: wrapping integers, BigDecimal rules, Java's number texts.

Emitted code does the arithmetic itself where Python's agrees; it calls here where it does not.
Nulls are not checked: `None` raises TypeError, which becomes Apex's NullPointerException.
"""

from __future__ import annotations

import decimal
import math
import re
from decimal import Decimal
from typing import Final

from sfsim.runtime.exceptions import MathException, NullPointerException, TypeException

INTEGER_MIN: Final = -(2**31)
INTEGER_MAX: Final = 2**31 - 1
LONG_MIN: Final = -(2**63)
LONG_MAX: Final = 2**63 - 1

DIVISION_DIGITS: Final = 33
"""Significant digits of a Decimal quotient. Source: recorded, 1 / 31 has scale 34."""

_TRAPS: Final = [decimal.InvalidOperation, decimal.DivisionByZero, decimal.Overflow]

CONTEXT: Final = decimal.Context(
    prec=1_000_000,
    rounding=decimal.ROUND_HALF_UP,
    Emin=decimal.MIN_EMIN,
    Emax=decimal.MAX_EMAX,
    traps=_TRAPS,
)
"""The context all Decimal `+ - *` run under: sums and products are exact, as BigDecimal's are."""

_DIVISION: Final = decimal.Context(
    prec=DIVISION_DIGITS,
    rounding=decimal.ROUND_HALF_UP,
    Emin=decimal.MIN_EMIN,
    Emax=decimal.MAX_EMAX,
    traps=_TRAPS,
)
_ROUNDING: Final = decimal.Context(
    prec=1_000_000,
    rounding=decimal.ROUND_HALF_EVEN,
    Emin=decimal.MIN_EMIN,
    Emax=decimal.MAX_EMAX,
    traps=_TRAPS,
)
_DIVIDE_BY_ZERO: Final = "Divide by 0"


def enter_decimal_context() -> None:
    """Makes Apex's Decimal arithmetic current; for the start of each thread and greenlet."""
    decimal.setcontext(CONTEXT.copy())


# Integer and Long


def wrap32(value: int) -> int:
    """The low 32 bits as a signed Integer."""
    return ((value + 0x80000000) & 0xFFFFFFFF) - 0x80000000


def wrap64(value: int) -> int:
    """The low 64 bits as a signed Long."""
    return ((value + 0x8000000000000000) & 0xFFFFFFFFFFFFFFFF) - 0x8000000000000000


def truncate_divide(dividend: int, divisor: int) -> int:
    """The unwrapped quotient, rounded towards zero. Raises MathException on a zero divisor."""
    if divisor == 0 and dividend is not None:
        raise MathException(_DIVIDE_BY_ZERO)
    quotient = dividend // divisor
    if quotient < 0 and quotient * divisor != dividend:
        return quotient + 1
    return quotient


def divide_integer(dividend: int, divisor: int) -> int:
    """Integer `/`. Raises MathException on a zero divisor."""
    return wrap32(truncate_divide(dividend, divisor))


def divide_long(dividend: int, divisor: int) -> int:
    """Long `/`. Raises MathException on a zero divisor."""
    return wrap64(truncate_divide(dividend, divisor))


def remainder(dividend: int, divisor: int) -> int:
    """`Math.mod`: the sign is the dividend's. Raises MathException on a zero divisor."""
    if divisor == 0 and dividend is not None:
        raise MathException(_DIVIDE_BY_ZERO)
    rest = dividend % divisor
    if rest and (rest < 0) != (dividend < 0):
        return rest - divisor
    return rest


def shift_left_integer(value: int, count: int) -> int:
    """Integer `<<`: the low five bits of the count are used, as in Java."""
    return wrap32(value << (count & 31))


def shift_right_integer(value: int, count: int) -> int:
    """Integer `>>`, keeping the sign."""
    return value >> (count & 31)


def shift_right_unsigned_integer(value: int, count: int) -> int:
    """Integer `>>>`, filling with zeros."""
    return wrap32((value & 0xFFFFFFFF) >> (count & 31))


def shift_left_long(value: int, count: int) -> int:
    """Long `<<`: the low six bits of the count are used, as in Java."""
    return wrap64(value << (count & 63))


def shift_right_long(value: int, count: int) -> int:
    """Long `>>`, keeping the sign."""
    return value >> (count & 63)


def shift_right_unsigned_long(value: int, count: int) -> int:
    """Long `>>>`, filling with zeros."""
    return wrap64((value & 0xFFFFFFFFFFFFFFFF) >> (count & 63))


# Decimal and Double


def divide_decimal(dividend: Decimal, divisor: Decimal) -> Decimal:
    """Decimal `/`: 33 significant digits, half up. Raises MathException on a zero divisor.

    Source: recorded; `1 / Decimal 31` is `0.0322580645161290322580645161290323`.
    """
    if not divisor and divisor is not None and dividend is not None:
        raise MathException(_DIVIDE_BY_ZERO)
    return _DIVISION.divide(dividend, divisor)


def divide_decimal_to_scale(
    dividend: Decimal, divisor: Decimal, scale: int, rounding: str = decimal.ROUND_HALF_EVEN
) -> Decimal:
    """`Decimal.divide(divisor, scale, mode)`, rounded once from the exact quotient.

    Raises:
        MathException: a zero divisor, or UNNECESSARY (rounding '') with a remainder.
    """
    if not divisor:
        raise MathException(_DIVIDE_BY_ZERO)
    numerator, denominator = dividend.as_integer_ratio()
    top, bottom = divisor.as_integer_ratio()
    numerator, denominator = numerator * bottom, denominator * top
    if denominator < 0:
        numerator, denominator = -numerator, -denominator
    if scale >= 0:
        numerator *= 10**scale
    else:
        denominator *= 10**-scale
    whole, rest = divmod(abs(numerator), denominator)
    # Two more digits that say "below, at or above one half" are all that rounding can ask for.
    half = (2 * rest > denominator) - (2 * rest < denominator)
    guard = 0 if not rest else (25, 50, 75)[half + 1]
    sign = -1 if numerator < 0 else 1
    exact = Decimal(sign * (whole * 100 + guard)).scaleb(-2, context=_ROUNDING)
    return set_scale(exact, 0, rounding).scaleb(-scale, context=_ROUNDING)


def set_scale(value: Decimal, scale: int, rounding: str = decimal.ROUND_HALF_EVEN) -> Decimal:
    """The value with exactly `scale` digits after the point.

    `rounding` is a constant of the decimal module, or '' for RoundingMode.UNNECESSARY.
    Raises MathException when UNNECESSARY would have to round.
    """
    unit = Decimal((0, (1,), -scale))
    if rounding:
        return value.quantize(unit, rounding, _ROUNDING)
    rounded = value.quantize(unit, decimal.ROUND_DOWN, _ROUNDING)
    if rounded != value:
        raise MathException("Rounding necessary")
    return rounded


def strip_trailing_zeros(value: Decimal) -> Decimal:
    """BigDecimal.stripTrailingZeros: 4500.0 becomes 4.5E+3, every zero becomes 0."""
    return value.normalize(_ROUNDING) if value else Decimal(0)


def divide_double(dividend: float, divisor: float) -> float:
    """Double `/`. Raises MathException on a zero divisor, like the other number types."""
    if divisor == 0 and dividend is not None:
        raise MathException(_DIVIDE_BY_ZERO)
    return dividend / divisor


def double_to_decimal(value: float) -> Decimal:
    """Double → Decimal through its text, so 5 becomes 5.0. Raises TypeException for NaN, ∞."""
    if value - value != 0:
        raise TypeException(f"Invalid decimal: {double_text(value)}")
    return Decimal(double_text(value))


def double_to_integer(value: float) -> int:
    """Double → Integer as Java casts: towards zero, clamped at the ends, NaN is 0."""
    return _clamp(value, INTEGER_MIN, INTEGER_MAX)


def double_to_long(value: float) -> int:
    """Double → Long as Java casts: towards zero, clamped at the ends, NaN is 0."""
    return _clamp(value, LONG_MIN, LONG_MAX)


def decimal_to_integer(value: Decimal) -> int:
    """Decimal → Integer: the low 32 bits of the truncated value. Source: recorded."""
    return wrap32(int(value))


def decimal_to_long(value: Decimal) -> int:
    """Decimal → Long: the low 64 bits of the truncated value."""
    return wrap64(int(value))


def _clamp(value: float, lowest: int, highest: int) -> int:
    if value != value:
        return 0
    if value <= lowest:
        return lowest
    return highest if value >= highest else math.trunc(value)


# Texts


def double_text(value: float) -> str:
    """Java's `Double.toString`: `1.0E10`, `0.001`, `1.0E-4`, `NaN`, `-Infinity`."""
    magnitude = abs(value)
    if magnitude == 0 or 1e-3 <= magnitude < 1e7:
        return repr(value)
    if value != value:
        return "NaN"
    sign = "-" if value < 0 else ""
    if magnitude == math.inf:
        return sign + "Infinity"
    digits, exponent = _shortest(magnitude)
    return f"{sign}{digits[0]}.{digits[1:] or '0'}E{exponent}"


def _shortest(magnitude: float) -> tuple[str, int]:
    """The shortest digits that read back as the value, and the exponent of the first one."""
    number = Decimal(repr(magnitude)).as_tuple()
    digits = "".join(map(str, number.digits))
    exponent = int(number.exponent) + len(digits) - 1
    return digits.rstrip("0") or "0", exponent


def decimal_text(value: Decimal) -> str:
    """BigDecimal.toString: the scale is kept, `4.5E+3` where the scale is negative.

    A product with zero may be Python's negative zero, which BigDecimal has not: it prints as zero.
    """
    return str(value) if value else str(value.copy_abs())


def decimal_plain_text(value: Decimal) -> str:
    """BigDecimal.toPlainString: never an exponent."""
    return format(value if value else value.copy_abs(), "f")


_INTEGRAL = re.compile(r"[+-]?\d+", re.ASCII)
_DECIMAL = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)
_DOUBLE = re.compile(r"[+-]?((\d+\.?\d*|\.\d+)([eE][+-]?\d+)?[dDfF]?|NaN|Infinity)", re.ASCII)


def parse_integer(text: str | None) -> int:
    """`Integer.valueOf(String)`.

    Raises:
        NullPointerException: the text is null.
        TypeException: `Invalid integer: {text}`.
    """
    return _parse_integral(text, "integer", INTEGER_MIN, INTEGER_MAX)


def parse_long(text: str | None) -> int:
    """`Long.valueOf(String)`. Raises like `parse_integer`, with `Invalid long: {text}`."""
    return _parse_integral(text, "long", LONG_MIN, LONG_MAX)


def _parse_integral(text: str | None, kind: str, lowest: int, highest: int) -> int:
    if text is None:
        raise NullPointerException("Argument cannot be null.")
    if _INTEGRAL.fullmatch(text) and len(text) < 32:
        value = int(text)
        if lowest <= value <= highest:
            return value
    raise TypeException(f"Invalid {kind}: {text}")


def parse_decimal(text: str | None) -> Decimal:
    """`Decimal.valueOf(String)`: the scale is the digits after the point.

    Raises:
        NullPointerException: the text is null.
        TypeException: `Invalid decimal: {text}`.
    """
    if text is None:
        raise NullPointerException("Argument cannot be null.")
    if not _DECIMAL.fullmatch(text):
        raise TypeException(f"Invalid decimal: {text}")
    return Decimal(text) or Decimal(text).copy_abs()


def parse_double(text: str | None) -> float:
    """`Double.valueOf(String)`, as Java's Double.parseDouble: blanks around are ignored.

    Raises:
        NullPointerException: the text is null.
        TypeException: `Invalid double: {text}`.
    """
    if text is None:
        raise NullPointerException("Argument cannot be null.")
    trimmed = text.strip()
    if not _DOUBLE.fullmatch(trimmed):
        raise TypeException(f"Invalid double: {text}")
    return float(trimmed if trimmed[-2:] in ("aN", "ty") else trimmed.rstrip("dDfF"))
