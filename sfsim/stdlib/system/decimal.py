"""System.Decimal: java.math.BigDecimal, rounding half even unless told otherwise.

Source: Apex Reference Guide, Decimal Class.
"""

from __future__ import annotations

from decimal import Decimal as Number
from typing import Any, Final

from sfsim.runtime.caller import Caller
from sfsim.runtime.exceptions import MathException
from sfsim.runtime.numbers import (
    CONTEXT,
    decimal_plain_text,
    decimal_to_integer,
    decimal_to_long,
    divide_decimal_to_scale,
    double_to_decimal,
    parse_decimal,
    set_scale,
    strip_trailing_zeros,
)
from sfsim.stdlib.arguments import required
from sfsim.stdlib.locales import format_decimal, locale_format
from sfsim.stdlib.registry import apex_class, apex_method
from sfsim.stdlib.system.roundingmode import python_mode

EXPONENT_MAX: Final = 32_767
"""The largest exponent of `pow`. Source: Apex Reference Guide, Decimal.pow."""


@apex_class("System.Decimal", source="Apex Reference Guide, Decimal Class")
class Decimal:
    """A decimal number of any size with a scale."""

    @apex_method("static Decimal valueOf(Double dbl)")
    @staticmethod
    def valueOf(value: float) -> Number:
        """The number that the Double's text shows."""
        required(value)
        return double_to_decimal(value)

    @apex_method("static Decimal valueOf(Long lng)")
    @staticmethod
    def valueOf_long(value: int) -> Number:
        """The whole number, with scale 0."""
        required(value)
        return Number(value)

    @apex_method("static Decimal valueOf(String str)")
    @staticmethod
    def valueOf_string(text: str | None) -> Number:
        """The number that a text shows. Raises TypeException `Invalid decimal: {text}`."""
        return parse_decimal(text)

    @apex_method("Decimal abs()", inline="{0}.copy_abs()")
    @staticmethod
    def abs(value: Number) -> Number:
        """Without the sign."""
        return value.copy_abs()

    @apex_method("Decimal divide(Decimal divisor, Integer scale)")
    @staticmethod
    def divide(value: Number, divisor: Number, scale: int) -> Number:
        """The quotient with so many digits after the point, half even. Raises MathException."""
        required(divisor, scale)
        return divide_decimal_to_scale(value, divisor, scale)

    @apex_method("Decimal divide(Decimal divisor, Integer scale, Object roundingMode)")
    @staticmethod
    def divide_rounding(value: Number, divisor: Number, scale: int, mode: Any) -> Number:
        """The quotient with so many digits after the point. Raises MathException."""
        required(divisor, scale)
        return divide_decimal_to_scale(value, divisor, scale, python_mode(mode))

    @apex_method("Decimal pow(Integer exponent)")
    @staticmethod
    def pow(value: Number, exponent: int) -> Number:
        """The exact power. Raises MathException for an exponent outside 0 … 32767."""
        required(exponent)
        if not 0 <= exponent <= EXPONENT_MAX:
            raise MathException("Invalid exponent")
        # Digits beyond the context's do not occur: 32767 factors of Apex's sizes stay below it.
        return CONTEXT.power(value, exponent) if exponent else Number(1)

    @apex_method("Integer precision()")
    @staticmethod
    def precision(value: Number) -> int:
        """How many digits the unscaled number has."""
        return len(value.as_tuple().digits)

    @apex_method("Integer scale()")
    @staticmethod
    def scale(value: Number) -> int:
        """How many digits stand after the point."""
        return -int(value.as_tuple().exponent)

    @apex_method("Decimal setScale(Integer scale)")
    @staticmethod
    def setScale(value: Number, scale: int) -> Number:
        """With so many digits after the point, half even."""
        required(scale)
        return set_scale(value, scale)

    @apex_method("Decimal setScale(Integer scale, RoundingMode roundingMode)")
    @staticmethod
    def setScale_rounding(value: Number, scale: int, mode: Any) -> Number:
        """With so many digits after the point. Raises MathException for UNNECESSARY."""
        required(scale)
        return set_scale(value, scale, python_mode(mode))

    @apex_method("Long round()")
    @staticmethod
    def round(value: Number) -> int:
        """The nearest whole number, half even."""
        return decimal_to_long(set_scale(value, 0))

    @apex_method("Long round(RoundingMode roundingMode)")
    @staticmethod
    def round_mode(value: Number, mode: Any) -> int:
        """A whole number. Raises MathException for UNNECESSARY."""
        return decimal_to_long(set_scale(value, 0, python_mode(mode)))

    @apex_method("Decimal stripTrailingZeros()")
    @staticmethod
    def stripTrailingZeros(value: Number) -> Number:
        """Without zeros at the end; the scale may become negative."""
        return strip_trailing_zeros(value)

    @apex_method("Integer intValue()")
    @staticmethod
    def intValue(value: Number) -> int:
        """The low 32 bits of the whole part."""
        return decimal_to_integer(value)

    @apex_method("Long longValue()")
    @staticmethod
    def longValue(value: Number) -> int:
        """The low 64 bits of the whole part."""
        return decimal_to_long(value)

    @apex_method("Double doubleValue()")
    @staticmethod
    def doubleValue(value: Number) -> float:
        """The nearest Double."""
        return float(value)

    @apex_method("String toPlainString()")
    @staticmethod
    def toPlainString(value: Number) -> str:
        """The digits, never an exponent."""
        return decimal_plain_text(value)

    @apex_method("String format()", caller=True)
    @staticmethod
    def format(value: Number, caller: Caller) -> str:
        """The number in the format of the user's locale, at most three digits of fraction."""
        return format_decimal(value, locale_format(caller.org.transaction.user.locale))
