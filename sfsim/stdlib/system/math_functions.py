"""System.Math: the functions of java.lang.Math on Double, and through Double on Decimal.

Outside of a function's domain a Double result is NaN or infinite, as in Java; a Decimal cannot hold
that and raises. Source: Apex Reference Guide, Math Class.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import Decimal

from sfsim.runtime.numbers import double_to_decimal
from sfsim.stdlib.arguments import required
from sfsim.stdlib.registry import apex_class, apex_method


def _double(function: Callable[[float], float], value: float) -> float:
    """Java's result where Python's raises: NaN outside of the domain, infinity past the range."""
    required(value)
    try:
        return function(value)
    except ValueError:
        return -math.inf if value == 0 else math.nan
    except OverflowError:
        return math.copysign(math.inf, value) if function is math.sinh else math.inf


def _decimal(function: Callable[[float], float], value: Decimal) -> Decimal:
    """The Double's result as Decimal. Raises TypeException when there is none."""
    required(value)
    return double_to_decimal(_double(function, float(value)))


@apex_class("System.Math", source="Apex Reference Guide, Math Class")
class MathFunctions:
    """Trigonometry, powers and logarithms."""

    @apex_method("static Double acos(Double x)")
    @staticmethod
    def acos(value: float) -> float:
        """The arc cosine."""
        return _double(math.acos, value)

    @apex_method("static Decimal acos(Decimal x)")
    @staticmethod
    def acos_decimal(value: Decimal) -> Decimal:
        """The arc cosine of a Decimal, with a Double's precision."""
        return _decimal(math.acos, value)

    @apex_method("static Double asin(Double x)")
    @staticmethod
    def asin(value: float) -> float:
        """The arc sine."""
        return _double(math.asin, value)

    @apex_method("static Decimal asin(Decimal x)")
    @staticmethod
    def asin_decimal(value: Decimal) -> Decimal:
        """The arc sine of a Decimal, with a Double's precision."""
        return _decimal(math.asin, value)

    @apex_method("static Double atan(Double x)")
    @staticmethod
    def atan(value: float) -> float:
        """The arc tangent."""
        return _double(math.atan, value)

    @apex_method("static Decimal atan(Decimal x)")
    @staticmethod
    def atan_decimal(value: Decimal) -> Decimal:
        """The arc tangent of a Decimal, with a Double's precision."""
        return _decimal(math.atan, value)

    @apex_method("static Double cbrt(Double x)")
    @staticmethod
    def cbrt(value: float) -> float:
        """The cube root."""
        return _double(math.cbrt, value)

    @apex_method("static Decimal cbrt(Decimal x)")
    @staticmethod
    def cbrt_decimal(value: Decimal) -> Decimal:
        """The cube root of a Decimal, with a Double's precision."""
        return _decimal(math.cbrt, value)

    @apex_method("static Double cos(Double x)")
    @staticmethod
    def cos(value: float) -> float:
        """The cosine."""
        return _double(math.cos, value)

    @apex_method("static Decimal cos(Decimal x)")
    @staticmethod
    def cos_decimal(value: Decimal) -> Decimal:
        """The cosine of a Decimal, with a Double's precision."""
        return _decimal(math.cos, value)

    @apex_method("static Double cosh(Double x)")
    @staticmethod
    def cosh(value: float) -> float:
        """The hyperbolic cosine."""
        return _double(math.cosh, value)

    @apex_method("static Decimal cosh(Decimal x)")
    @staticmethod
    def cosh_decimal(value: Decimal) -> Decimal:
        """The hyperbolic cosine of a Decimal, with a Double's precision."""
        return _decimal(math.cosh, value)

    @apex_method("static Double exp(Double x)")
    @staticmethod
    def exp(value: float) -> float:
        """e to the power."""
        return _double(math.exp, value)

    @apex_method("static Decimal exp(Decimal x)")
    @staticmethod
    def exp_decimal(value: Decimal) -> Decimal:
        """e to the power of a Decimal, with a Double's precision."""
        return _decimal(math.exp, value)

    @apex_method("static Double log(Double x)")
    @staticmethod
    def log(value: float) -> float:
        """The natural logarithm."""
        return _double(math.log, value)

    @apex_method("static Decimal log(Decimal x)")
    @staticmethod
    def log_decimal(value: Decimal) -> Decimal:
        """The natural logarithm of a Decimal, with a Double's precision."""
        return _decimal(math.log, value)

    @apex_method("static Double log10(Double x)")
    @staticmethod
    def log10(value: float) -> float:
        """The decimal logarithm."""
        return _double(math.log10, value)

    @apex_method("static Decimal log10(Decimal x)")
    @staticmethod
    def log10_decimal(value: Decimal) -> Decimal:
        """The decimal logarithm of a Decimal, with a Double's precision."""
        return _decimal(math.log10, value)

    @apex_method("static Double sin(Double x)")
    @staticmethod
    def sin(value: float) -> float:
        """The sine."""
        return _double(math.sin, value)

    @apex_method("static Decimal sin(Decimal x)")
    @staticmethod
    def sin_decimal(value: Decimal) -> Decimal:
        """The sine of a Decimal, with a Double's precision."""
        return _decimal(math.sin, value)

    @apex_method("static Double sinh(Double x)")
    @staticmethod
    def sinh(value: float) -> float:
        """The hyperbolic sine."""
        return _double(math.sinh, value)

    @apex_method("static Decimal sinh(Decimal x)")
    @staticmethod
    def sinh_decimal(value: Decimal) -> Decimal:
        """The hyperbolic sine of a Decimal, with a Double's precision."""
        return _decimal(math.sinh, value)

    @apex_method("static Double sqrt(Double x)")
    @staticmethod
    def sqrt(value: float) -> float:
        """The square root."""
        return _double(math.sqrt, value)

    @apex_method("static Decimal sqrt(Decimal x)")
    @staticmethod
    def sqrt_decimal(value: Decimal) -> Decimal:
        """The square root of a Decimal, with a Double's precision."""
        return _decimal(math.sqrt, value)

    @apex_method("static Double tan(Double x)")
    @staticmethod
    def tan(value: float) -> float:
        """The tangent."""
        return _double(math.tan, value)

    @apex_method("static Decimal tan(Decimal x)")
    @staticmethod
    def tan_decimal(value: Decimal) -> Decimal:
        """The tangent of a Decimal, with a Double's precision."""
        return _decimal(math.tan, value)

    @apex_method("static Double tanh(Double x)")
    @staticmethod
    def tanh(value: float) -> float:
        """The hyperbolic tangent."""
        return _double(math.tanh, value)

    @apex_method("static Decimal tanh(Decimal x)")
    @staticmethod
    def tanh_decimal(value: Decimal) -> Decimal:
        """The hyperbolic tangent of a Decimal, with a Double's precision."""
        return _decimal(math.tanh, value)

    @apex_method("static Double atan2(Double x, Double y)")
    @staticmethod
    def atan2(y: float, x: float) -> float:
        """The angle of a point; the first argument is its height."""
        required(x, y)
        return math.atan2(y, x)

    @apex_method("static Decimal atan2(Decimal x, Decimal y)")
    @staticmethod
    def atan2_decimal(y: Decimal, x: Decimal) -> Decimal:
        """The angle of a point; the first argument is its height."""
        required(x, y)
        return double_to_decimal(math.atan2(float(y), float(x)))

    @apex_method("static Double pow(Double base, Double exp)")
    @staticmethod
    def pow(base: float, exponent: float) -> float:
        """A power, as Java's: NaN where there is none."""
        required(base, exponent)
        try:
            return math.pow(base, exponent)
        except OverflowError:
            return -math.inf if base < 0 and exponent % 2 == 1 else math.inf
        except ValueError:
            return math.inf if base == 0 else math.nan
