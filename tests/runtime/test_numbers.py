"""Integers that wrap, Decimals like BigDecimal, texts like Java's."""

from __future__ import annotations

import decimal
import math
import struct
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sfsim.runtime import numbers
from sfsim.runtime.exceptions import MathException, NullPointerException, TypeException

integers = st.integers(numbers.INTEGER_MIN, numbers.INTEGER_MAX)
longs = st.integers(numbers.LONG_MIN, numbers.LONG_MAX)
decimals = st.decimals(
    allow_nan=False, allow_infinity=False, min_value=-(10**20), max_value=10**20, places=6
)


@given(st.integers())
def test_wrap32_is_the_low_32_bits(value: int) -> None:
    (expected,) = struct.unpack("<i", (value & 0xFFFFFFFF).to_bytes(4, "little"))
    assert numbers.wrap32(value) == expected


@given(st.integers())
def test_wrap64_is_the_low_64_bits(value: int) -> None:
    (expected,) = struct.unpack("<q", (value % 2**64).to_bytes(8, "little"))
    assert numbers.wrap64(value) == expected


@given(integers, integers.filter(bool))
def test_quotient_and_remainder_belong_together(dividend: int, divisor: int) -> None:
    quotient = numbers.truncate_divide(dividend, divisor)
    rest = numbers.remainder(dividend, divisor)
    assert quotient * divisor + rest == dividend
    assert abs(rest) < abs(divisor)
    assert rest == 0 or (rest < 0) == (dividend < 0)


@pytest.mark.parametrize(
    ("dividend", "divisor", "quotient"),
    [(7, 2, 3), (-7, 2, -3), (7, -2, -3), (-7, -2, 3), (-(2**31), -1, -(2**31))],
)
def test_integer_division_truncates_and_wraps(dividend: int, divisor: int, quotient: int) -> None:
    assert numbers.divide_integer(dividend, divisor) == quotient


@pytest.mark.parametrize("divide", [numbers.divide_integer, numbers.divide_long, numbers.remainder])
def test_a_zero_divisor_raises(divide: object) -> None:
    with pytest.raises(MathException, match=r"^Divide by 0$"):
        divide(1, 0)  # type: ignore[operator]  # one of three functions


def test_a_zero_decimal_divisor_raises() -> None:
    with pytest.raises(MathException, match=r"^Divide by 0$"):
        numbers.divide_decimal(Decimal(1), Decimal("0.00"))


def test_null_in_a_division_is_a_type_error_that_names_it() -> None:
    with pytest.raises(TypeError, match=r"NoneType"):
        numbers.divide_integer(None, 0)  # type: ignore[arg-type]  # null as emitted code meets it


@given(integers, st.integers(-100, 100))
def test_integer_shifts_use_five_bits_of_the_count(value: int, count: int) -> None:
    assert numbers.shift_left_integer(value, count) == numbers.wrap32(value * 2 ** (count % 32))
    assert numbers.shift_right_integer(value, count) == math.floor(value / 2 ** (count % 32))


@pytest.mark.parametrize(
    ("value", "count", "result"), [(-1, 28, 15), (-1, 0, -1), (-8, 1, 2147483644), (8, 33, 4)]
)
def test_unsigned_shift_fills_with_zeros(value: int, count: int, result: int) -> None:
    assert numbers.shift_right_unsigned_integer(value, count) == result


def test_unsigned_shift_of_a_long() -> None:
    assert numbers.shift_right_unsigned_long(-1, 60) == 15


@pytest.mark.recorded
def test_decimal_quotient_has_33_digits_half_up() -> None:
    quotient = numbers.divide_decimal(Decimal(1), Decimal(31))
    assert str(quotient) == "0.0322580645161290322580645161290323"


@pytest.mark.inferred
@pytest.mark.parametrize(
    ("dividend", "divisor", "text"),
    [("10", "2", "5"), ("1.00", "2", "0.50"), ("1", "8", "0.125"), ("1.00", "0.1", "10.0")],
)
def test_an_exact_quotient_keeps_the_preferred_scale(
    dividend: str, divisor: str, text: str
) -> None:
    assert str(numbers.divide_decimal(Decimal(dividend), Decimal(divisor))) == text


@given(decimals, decimals.filter(bool), st.integers(-3, 12))
def test_division_to_a_scale_rounds_the_exact_quotient_once(
    dividend: Decimal, divisor: Decimal, scale: int
) -> None:
    context = decimal.Context(prec=400, rounding=decimal.ROUND_HALF_EVEN)
    exact = context.divide(dividend, divisor)
    for mode in (decimal.ROUND_HALF_EVEN, decimal.ROUND_HALF_UP, decimal.ROUND_CEILING):
        expected = exact.quantize(Decimal((0, (1,), -scale)), mode, context)
        found = numbers.divide_decimal_to_scale(dividend, divisor, scale, mode)
        assert (found, found.as_tuple().exponent) == (expected, -scale)


@given(decimals, decimals)
def test_sums_and_products_are_exact(left: Decimal, right: Decimal) -> None:
    with decimal.localcontext(numbers.CONTEXT):
        assert (left * right).as_integer_ratio() == _product(left, right)
        assert left + right - right == left


def _product(left: Decimal, right: Decimal) -> tuple[int, int]:
    (a, b), (c, d) = left.as_integer_ratio(), right.as_integer_ratio()
    common = math.gcd(a * c, b * d)
    return a * c // common, b * d // common


@pytest.mark.documented
@pytest.mark.parametrize(
    ("value", "scale", "text"),
    [
        ("2.5", 0, "2"),
        ("3.5", 0, "4"),
        ("1.005", 2, "1.00"),
        ("1.5", 3, "1.500"),
        ("1250", -2, "1.2E+3"),
    ],
)
def test_set_scale_rounds_half_even(value: str, scale: int, text: str) -> None:
    assert numbers.decimal_text(numbers.set_scale(Decimal(value), scale)) == text


@pytest.mark.documented
def test_unnecessary_rounding_that_would_round_raises() -> None:
    with pytest.raises(MathException):
        numbers.set_scale(Decimal("1.5"), 0, "")


@pytest.mark.recorded
@pytest.mark.parametrize(
    ("value", "text"), [("45.0", "45"), ("4500.0", "4.5E+3"), ("0.000", "0"), ("1.10", "1.1")]
)
def test_strip_trailing_zeros_follows_big_decimal(value: str, text: str) -> None:
    assert numbers.decimal_text(numbers.strip_trailing_zeros(Decimal(value))) == text


def test_plain_text_has_no_exponent() -> None:
    assert numbers.decimal_plain_text(Decimal("4.5E+3")) == "4500"


def test_a_negative_zero_prints_as_zero() -> None:
    assert numbers.decimal_text(Decimal("-1") * Decimal("0.00")) == "0.00"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1e10, "1.0E10"),
        (0.001, "0.001"),
        (0.0001, "1.0E-4"),
        (1e7, "1.0E7"),
        (9999999.0, "9999999.0"),
        (123456789.125, "1.23456789125E8"),
        (-0.0, "-0.0"),
        (100.0, "100.0"),
        (math.inf, "Infinity"),
        (-math.inf, "-Infinity"),
        (math.nan, "NaN"),
    ],
)
def test_double_text_is_javas(value: float, text: str) -> None:
    assert numbers.double_text(value) == text


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_double_text_reads_back(value: float) -> None:
    assert numbers.parse_double(numbers.double_text(value)) == value


@pytest.mark.recorded
def test_a_double_becomes_a_decimal_through_its_text() -> None:
    assert str(numbers.double_to_decimal(5.0)) == "5.0"


def test_a_double_without_a_number_is_no_decimal() -> None:
    with pytest.raises(TypeException):
        numbers.double_to_decimal(math.nan)


@pytest.mark.recorded
def test_int_value_keeps_the_low_bits() -> None:
    assert numbers.decimal_to_integer(Decimal(1538783039073)) == 1184747105


@pytest.mark.parametrize(
    ("value", "integer"), [(1e20, 2**31 - 1), (-1e20, -(2**31)), (math.nan, 0), (-2.7, -2)]
)
def test_a_double_is_clamped_to_an_integer(value: float, integer: int) -> None:
    assert numbers.double_to_integer(value) == integer


@pytest.mark.documented
@pytest.mark.parametrize("text", ["1.5", "", "2147483648", "1,000", "x", "٣", "1_0"])
def test_what_is_no_integer_raises(text: str) -> None:
    with pytest.raises(TypeException, match=r"^Invalid integer: "):
        numbers.parse_integer(text)


@given(longs)
def test_long_texts_read_back(value: int) -> None:
    assert numbers.parse_long(str(value)) == value


@pytest.mark.documented
@pytest.mark.parametrize("text", ["1,000", "", "abc", "1e", "Infinity", " 1"])
def test_what_is_no_decimal_raises(text: str) -> None:
    with pytest.raises(TypeException, match=r"^Invalid decimal: "):
        numbers.parse_decimal(text)


@pytest.mark.recorded
def test_null_text_raises_null_pointer() -> None:
    with pytest.raises(NullPointerException, match=r"^Argument cannot be null\.$"):
        numbers.parse_integer(None)
