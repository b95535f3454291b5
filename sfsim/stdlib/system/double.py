"""System.Double. Source: Apex Reference Guide, Double Class."""

from __future__ import annotations

import math
from decimal import Decimal
from typing import Any

from sfsim.runtime.caller import Caller
from sfsim.runtime.exceptions import TypeException
from sfsim.runtime.numbers import (
    double_to_decimal,
    double_to_integer,
    double_to_long,
    parse_double,
)
from sfsim.stdlib.arguments import required
from sfsim.stdlib.locales import format_decimal, locale_format
from sfsim.stdlib.registry import apex_class, apex_method


@apex_class("System.Double", source="Apex Reference Guide, Double Class")
class Double:
    """A 64-bit binary floating point number."""

    @apex_method("static Double valueOf(String str)")
    @staticmethod
    def valueOf(text: str | None) -> float:
        """The number that a text shows. Raises TypeException `Invalid double: {text}`."""
        return parse_double(text)

    @apex_method("static Double valueOf(Object o)")
    @staticmethod
    def valueOf_object(value: Any) -> float:  # Object
        """A number held as Object, or the text of one. Raises TypeException."""
        required(value)
        if type(value) is str:
            return parse_double(value)
        if isinstance(value, int | float | Decimal) and type(value) is not bool:
            return float(value)
        raise TypeException(f"Invalid double: {value}")

    @apex_method("Integer intValue()")
    @staticmethod
    def intValue(value: float) -> int:
        """Without the fraction, clamped to an Integer."""
        return double_to_integer(value)

    @apex_method("Long longValue()")
    @staticmethod
    def longValue(value: float) -> int:
        """Without the fraction, clamped to a Long."""
        return double_to_long(value)

    @apex_method("Long round()")
    @staticmethod
    def round(value: float) -> int:
        """The nearest whole number, halves upwards. Source: java.lang.Math.round."""
        return (
            double_to_long(math.floor(value + 0.5))
            if math.isfinite(value)
            else double_to_long(value)
        )

    @apex_method("String format()", caller=True)
    @staticmethod
    def format(value: float, caller: Caller) -> str:
        """The number in the format of the user's locale, at most three digits of fraction."""
        locale = locale_format(caller.org.transaction.user.locale)
        return format_decimal(double_to_decimal(value), locale)
