"""System.Integer, Long, Double, Decimal, Boolean and Math."""

from __future__ import annotations

import math
from decimal import Decimal as Number
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sfsim.runtime.exceptions import MathException, NullPointerException, TypeException
from sfsim.stdlib.system.boolean import Boolean
from sfsim.stdlib.system.decimal import Decimal
from sfsim.stdlib.system.double import Double
from sfsim.stdlib.system.integer import Integer
from sfsim.stdlib.system.long import Long
from sfsim.stdlib.system.math import Math
from sfsim.stdlib.system.math_functions import MathFunctions
from sfsim.stdlib.system.roundingmode import RoundingMode

pytestmark = pytest.mark.documented

ROUNDING = [
    # value, CEILING, DOWN, FLOOR, HALF_DOWN, HALF_EVEN, HALF_UP, UP
    ("5.5", 6, 5, 5, 5, 6, 6, 6),
    ("2.5", 3, 2, 2, 2, 2, 3, 3),
    ("1.1", 2, 1, 1, 1, 1, 1, 2),
    ("1.0", 1, 1, 1, 1, 1, 1, 1),
    ("-1.1", -1, -1, -2, -1, -1, -1, -2),
    ("-2.5", -2, -2, -3, -2, -2, -3, -3),
]
MODES = ("CEILING", "DOWN", "FLOOR", "HALF_DOWN", "HALF_EVEN", "HALF_UP", "UP")


@pytest.mark.parametrize("row", ROUNDING, ids=lambda row: row[0])
def test_rounding_modes(row: tuple[Any, ...]) -> None:
    found = [Decimal.round_mode(Number(row[0]), getattr(RoundingMode, mode)) for mode in MODES]
    assert found == list(row[1:])


def test_unnecessary_rounding_is_refused() -> None:
    with pytest.raises(MathException):
        Decimal.setScale_rounding(Number("1.5"), 0, RoundingMode.UNNECESSARY)  # type: ignore[attr-defined]  # made by the decorator


@pytest.mark.parametrize(
    ("name", "arguments", "text"),
    [
        ("divide", (Number(19), Number(100), 3), "0.190"),
        ("divide", (Number(1), Number(8), 2), "0.12"),
        ("pow", (Number("4.12"), 2), "16.9744"),
        ("pow", (Number("1.10"), 0), "1"),
        ("setScale", (Number("1.2345"), 2), "1.23"),
        ("stripTrailingZeros", (Number("45.0"),), "45"),
        ("abs", (Number("-1.50"),), "1.50"),
        ("valueOf", (1.5,), "1.5"),
        ("valueOf_long", (5,), "5"),
        ("valueOf_string", ("12.4567",), "12.4567"),
        ("toPlainString", (Number("1E+3"),), "1000"),
    ],
)
def test_decimal_results(name: str, arguments: tuple[Any, ...], text: str) -> None:
    assert str(getattr(Decimal, name)(*arguments)) == text


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("precision", "34.00", 4),
        ("precision", "0.05", 1),
        ("scale", "8.0", 1),
        ("round", "4.5", 4),
        ("round", "5.5", 6),
        ("intValue", "12.5", 12),
        ("longValue", "-12.5", -12),
        ("doubleValue", "1.5", 1.5),
    ],
)
def test_decimal_numbers(name: str, value: str, expected: float) -> None:
    assert getattr(Decimal, name)(Number(value)) == expected


@pytest.mark.parametrize("exponent", [-1, 32768])
def test_pow_refuses_other_exponents(exponent: int) -> None:
    with pytest.raises(MathException):
        Decimal.pow(Number(2), exponent)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("1234567.891", "1,234,567.891"),
        ("0.12345", "0.123"),
        ("-1000.50", "-1,000.5"),
        ("10.00", "10"),
    ],
)
@pytest.mark.inferred
def test_decimal_format(caller: Any, value: str, text: str) -> None:
    assert Decimal.format(Number(value), caller) == text


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en_US", "1,234,567"),
        ("de_DE", "1.234.567"),
        ("en_IN", "12,34,567"),
        ("de_CH", "1’234’567"),
    ],
)
@pytest.mark.inferred
def test_integer_format(caller: Any, locale: str, text: str) -> None:
    caller.org.transaction.user.locale = locale
    assert Integer.format(1234567, caller) == text
    assert Long.format(1234567, caller) == text


def test_double_conversions() -> None:
    assert Double.valueOf("123.5e1") == 1235.0
    assert Double.valueOf_object(Number("1.5")) == 1.5
    assert Double.intValue(-2.9) == -2
    assert Double.longValue(1e10) == 10**10
    assert Double.round(4.65) == 5


def test_integer_value_of_objects() -> None:
    assert Integer.valueOf_object("42") == 42
    assert Integer.valueOf_object(42) == 42


def test_integer_value_of_another_object_is_refused() -> None:
    with pytest.raises(TypeException):
        Integer.valueOf_object(b"1")


def test_long_int_value_keeps_the_low_bits() -> None:
    assert Long.intValue(2**32 + 5) == 5


@pytest.mark.recorded
@pytest.mark.parametrize(("value", "expected"), [("TRUE", True), ("FALSE", False), (True, True)])
def test_boolean_value_of(value: Any, expected: bool) -> None:
    assert Boolean.valueOf(value) is expected


@pytest.mark.recorded
def test_boolean_value_of_null_is_refused() -> None:
    with pytest.raises(NullPointerException):
        Boolean.valueOf(None)


@pytest.mark.parametrize(
    ("name", "arguments", "expected"),
    [
        ("abs", (-(2**31),), -(2**31)),
        ("abs_long", (-5,), 5),
        ("ceil", (-0.5,), -0.0),
        ("ceil_decimal", (Number("1.2"),), Number(2)),
        ("floor_decimal", (Number("-1.2"),), Number(-2)),
        ("max", (3, 8), 8),
        ("min", (Number("1.50"), Number(2)), Number("1.50")),
        ("mod", (-7, 3), -1),
        ("round", (2.5,), 3),
        ("round", (-2.5,), -2),
        ("round_decimal", (Number("4.5"),), 4),
        ("round_decimal", (Number("5.5"),), 6),
        ("roundToLong_decimal", (Number("2.5"),), 2),
        ("rint", (2.5,), 2.0),
        ("signum", (-2.5,), -1.0),
        ("signum_decimal", (Number("-2.5"),), Number(-1)),
    ],
)
def test_math(name: str, arguments: tuple[Any, ...], expected: Any) -> None:
    assert getattr(Math, name)(*arguments) == expected


def test_math_round_beyond_an_integer_is_refused() -> None:
    with pytest.raises(MathException):
        Math.round_decimal(Number(2**31))


def test_mod_by_zero_is_refused() -> None:
    with pytest.raises(MathException, match=r"^Divide by 0$"):
        Math.mod(1, 0)


@pytest.mark.inferred
@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [("log", 0.0, -math.inf), ("exp", 1000.0, math.inf), ("sinh", -1000.0, -math.inf)],
)
def test_functions_beyond_their_range(name: str, value: float, expected: float) -> None:
    assert getattr(MathFunctions, name)(value) == expected


@pytest.mark.inferred
@pytest.mark.parametrize("name", ["sqrt", "acos", "log"])
def test_functions_outside_their_domain_are_not_a_number(name: str) -> None:
    assert math.isnan(getattr(MathFunctions, name)(-2.0))


@given(st.floats(-1e6, 1e6))
def test_functions_agree_with_python(value: float) -> None:
    assert MathFunctions.sin(value) == math.sin(value)
    assert MathFunctions.atan_decimal(Number(repr(value))) == Number(repr(math.atan(value)))


@pytest.mark.inferred
def test_random_repeats_with_the_seed(caller: Any) -> None:
    first = Math.random(caller)
    assert 0 <= first < 1
    assert first != Math.random(caller)
