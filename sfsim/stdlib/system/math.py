"""System.Math: magnitude, rounding, choosing, remainders, chance.

Source: Apex Reference Guide, Math Class.
"""

from __future__ import annotations

import decimal
import math
from decimal import Decimal
from typing import Any

from sfsim.runtime.caller import Caller
from sfsim.runtime.exceptions import MathException
from sfsim.runtime.numbers import (
    INTEGER_MAX,
    INTEGER_MIN,
    decimal_to_long,
    double_to_decimal,
    double_to_integer,
    double_to_long,
    remainder,
    set_scale,
    wrap32,
    wrap64,
)
from sfsim.stdlib.arguments import required
from sfsim.stdlib.registry import apex_class, apex_constructor, apex_method, apex_property


def _half_up(value: float) -> float:
    """java.lang.Math.round before it is cut to a whole number type."""
    return math.floor(value + 0.5) if math.isfinite(value) else value


@apex_class("System.Math", source="Apex Reference Guide, Math Class")
class Math:
    """Arithmetic beyond the operators."""

    @apex_constructor("Math()")
    def __init__(self) -> None:
        """An object without use; the class has static members only."""

    @apex_property("static Double E { get; }")
    @staticmethod
    def E() -> float:
        """The base of the natural logarithm."""
        return math.e

    @apex_property("static Double PI { get; }")
    @staticmethod
    def PI() -> float:
        """The circumference of a circle of diameter one."""
        return math.pi

    @apex_method("Object clone()")
    def clone(self) -> Math:
        """Another such object."""
        return Math()

    # Magnitude and sign

    @apex_method("static Integer abs(Integer x)")
    @staticmethod
    def abs(value: int) -> int:
        """Without the sign; the smallest Integer stays as it is."""
        return wrap32(abs(value))

    @apex_method("static Long abs(Long x)")
    @staticmethod
    def abs_long(value: int) -> int:
        """Without the sign; the smallest Long stays as it is."""
        return wrap64(abs(value))

    @apex_method("static Double abs(Double x)")
    @staticmethod
    def abs_double(value: float) -> float:
        """Without the sign."""
        return abs(value)

    @apex_method("static Decimal abs(Decimal x)")
    @staticmethod
    def abs_decimal(value: Decimal) -> Decimal:
        """Without the sign."""
        required(value)
        return value.copy_abs()

    @apex_method("static Double signum(Double x)")
    @staticmethod
    def signum(value: float) -> float:
        """-1, 0 or 1."""
        return value if value == 0 or value != value else math.copysign(1.0, value)

    @apex_method("static Decimal signum(Decimal x)")
    @staticmethod
    def signum_decimal(value: Decimal) -> Decimal:
        """-1, 0 or 1."""
        required(value)
        return Decimal((value > 0) - (value < 0))

    # Rounding

    @apex_method("static Double ceil(Double x)")
    @staticmethod
    def ceil(value: float) -> float:
        """The whole number at or above."""
        return math.copysign(float(math.ceil(value)), value) if math.isfinite(value) else value

    @apex_method("static Decimal ceil(Decimal x)")
    @staticmethod
    def ceil_decimal(value: Decimal) -> Decimal:
        """The whole number at or above."""
        required(value)
        return set_scale(value, 0, decimal.ROUND_CEILING)

    @apex_method("static Double floor(Double x)")
    @staticmethod
    def floor(value: float) -> float:
        """The whole number at or below."""
        return math.copysign(float(math.floor(value)), value) if math.isfinite(value) else value

    @apex_method("static Decimal floor(Decimal x)")
    @staticmethod
    def floor_decimal(value: Decimal) -> Decimal:
        """The whole number at or below."""
        required(value)
        return set_scale(value, 0, decimal.ROUND_FLOOR)

    @apex_method("static Double rint(Double x)")
    @staticmethod
    def rint(value: float) -> float:
        """The nearest whole number, half even."""
        return math.copysign(float(round(value)), value) if math.isfinite(value) else value

    @apex_method("static Decimal rint(Decimal x)")
    @staticmethod
    def rint_decimal(value: Decimal) -> Decimal:
        """The nearest whole number, half even."""
        required(value)
        return set_scale(value, 0)

    @apex_method("static Integer round(Double x)")
    @staticmethod
    def round(value: float) -> int:
        """The nearest Integer, halves upwards."""
        required(value)
        return double_to_integer(_half_up(value))

    @apex_method("static Integer round(Decimal x)")
    @staticmethod
    def round_decimal(value: Decimal) -> int:
        """The nearest Integer, half even. Raises MathException when it is none."""
        required(value)
        rounded = int(set_scale(value, 0))
        if not INTEGER_MIN <= rounded <= INTEGER_MAX:
            raise MathException("Rounded value is out of range of Integer.")
        return rounded

    @apex_method("static Long roundToLong(Double x)")
    @staticmethod
    def roundToLong(value: float) -> int:
        """The nearest Long, halves upwards."""
        required(value)
        return double_to_long(_half_up(value))

    @apex_method("static Long roundToLong(Decimal x)")
    @staticmethod
    def roundToLong_decimal(value: Decimal) -> int:
        """The nearest Long, half even."""
        required(value)
        return decimal_to_long(set_scale(value, 0))

    # Choosing: a Decimal keeps the scale of the chosen operand

    @apex_method("static Integer max(Integer x, Integer y)")
    @apex_method("static Long max(Long x, Long y)")
    @apex_method("static Double max(Double x, Double y)")
    @apex_method("static Decimal max(Decimal x, Decimal y)")
    @staticmethod
    def max(first: Any, second: Any) -> Any:  # two numbers of one type
        """The larger one, the first when they are equal."""
        required(first, second)
        return second if second > first else first

    @apex_method("static Integer min(Integer x, Integer y)")
    @apex_method("static Long min(Long x, Long y)")
    @apex_method("static Double min(Double x, Double y)")
    @apex_method("static Decimal min(Decimal x, Decimal y)")
    @staticmethod
    def min(first: Any, second: Any) -> Any:  # two numbers of one type
        """The smaller one, the first when they are equal."""
        required(first, second)
        return second if second < first else first

    @apex_method("static Decimal max(Decimal x, Double y)")
    @staticmethod
    def max_mixed(first: Decimal, second: float) -> Decimal:
        """The larger one, as a Decimal."""
        required(first, second)
        return max(first, double_to_decimal(second))

    @apex_method("static Decimal min(Decimal x, Double y)")
    @staticmethod
    def min_mixed(first: Decimal, second: float) -> Decimal:
        """The smaller one, as a Decimal."""
        required(first, second)
        return min(first, double_to_decimal(second))

    # Remainders and chance

    @apex_method("static Integer mod(Integer x, Integer y)")
    @apex_method("static Long mod(Long x, Long y)")
    @staticmethod
    def mod(dividend: int, divisor: int) -> int:
        """The remainder, with the dividend's sign. Raises MathException on a zero divisor."""
        required(dividend, divisor)
        return remainder(dividend, divisor)

    @apex_method("static Double random()", caller=True)
    @staticmethod
    def random(caller: Caller) -> float:
        """A number from 0 up to 1, from the org's seeded generator."""
        return caller.org.random.random()
