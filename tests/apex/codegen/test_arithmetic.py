"""Integers and Longs of emitted code against a model with 32 and 64 bits."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sfsim.errors import ApexException

pytestmark = pytest.mark.documented

FIXTURE_OK = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
INTEGERS = st.one_of(
    st.integers(-(2**31), 2**31 - 1),
    st.sampled_from([0, 1, -1, 2**31 - 1, -(2**31), 2**16, 46341, -46341]),
)
LONGS = st.one_of(
    st.integers(-(2**63), 2**63 - 1),
    st.sampled_from([0, 1, -1, 2**63 - 1, -(2**63), 2**32, 3037000500]),
)


def wrap(value: int, bits: int) -> int:
    """Two's complement."""
    value &= (1 << bits) - 1
    return value - (1 << bits) if value >> (bits - 1) else value


def java_divide(a: int, b: int) -> int:
    """Division that truncates."""
    quotient = abs(a) // abs(b)
    return quotient if (a < 0) == (b < 0) else -quotient


EXPRESSIONS = {
    "a + b": lambda a, b: a + b,
    "a - b": lambda a, b: a - b,
    "a * b": lambda a, b: a * b,
    "a * b + a - b * 3": lambda a, b: a * b + a - b * 3,
    "(a + b) * (a - b)": lambda a, b: (a + b) * (a - b),
    "a * a * b * b * 31": lambda a, b: a * a * b * b * 31,
    "-a": lambda a, b: -a,
    "~a": lambda a, b: ~a,
    "a & b": lambda a, b: a & b,
    "a | b": lambda a, b: a | b,
    "a ^ b": lambda a, b: a ^ b,
}


@pytest.fixture(scope="module")
def calculators(request: pytest.FixtureRequest) -> dict[tuple[str, str], Any]:
    """Each expression compiled as a return value, and stored in a local first."""
    return {}


def compiled(load: Any, cache: dict[tuple[str, str], Any], kind: str) -> Any:
    """The program with one method per expression."""
    if (kind, "") not in cache:
        methods = [
            f"static {kind} r{number}({kind} a, {kind} b) {{ return {text}; }}"
            f"static {kind} s{number}({kind} a, {kind} b)"
            f"{{ {kind} x = {text}; x += a; return x; }}"
            for number, text in enumerate(EXPRESSIONS)
        ]
        cache[kind, ""] = load(f"public class Calculator {{ {' '.join(methods)} }}")
    return cache[kind, ""]


@FIXTURE_OK
@given(a=INTEGERS, b=INTEGERS)
def test_integer_expressions_wrap_at_32_bits(
    load: Any, calculators: dict[tuple[str, str], Any], a: int, b: int
) -> None:
    program = compiled(load, calculators, "Integer")
    for number, model in enumerate(EXPRESSIONS.values()):
        expected = wrap(model(a, b), 32)
        assert program.call_static("Calculator", f"r{number}", a, b) == expected
        assert program.call_static("Calculator", f"s{number}", a, b) == wrap(expected + a, 32)


@FIXTURE_OK
@given(a=LONGS, b=LONGS)
def test_long_expressions_wrap_at_64_bits(
    load: Any, calculators: dict[tuple[str, str], Any], a: int, b: int
) -> None:
    program = compiled(load, calculators, "Long")
    for number, model in enumerate(EXPRESSIONS.values()):
        expected = wrap(model(a, b), 64)
        assert program.call_static("Calculator", f"r{number}", a, b) == expected
        assert program.call_static("Calculator", f"s{number}", a, b) == wrap(expected + a, 64)


@FIXTURE_OK
@given(a=INTEGERS, b=INTEGERS.filter(bool))
def test_integer_division_truncates(
    load: Any, calculators: dict[tuple[str, str], Any], a: int, b: int
) -> None:
    if ("divide", "") not in calculators:
        calculators["divide", ""] = load(
            "public class D { static Integer f(Integer a, Integer b) { return a / b; } }"
        )
    program = calculators["divide", ""]
    assert program.call_static("D", "f", a, b) == wrap(java_divide(a, b), 32)


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("1 << 31", -(2**31)),
        ("1 << 32", 1),
        ("-1 >> 28", -1),
        ("-1 >>> 28", 15),
        ("5 / 3", 1),
        ("-5 / 3", -1),
        ("Math.mod(-7, 3)", -1),
        ("2147483647 + 1", -2147483648),
    ],
)
def test_constant_integer_expressions(run: Any, expression: str, expected: int) -> None:
    assert run(f"static Integer f() {{ return {expression}; }}") == expected


def test_integer_arithmetic_comes_before_widening(run: Any) -> None:
    assert run("static Long f() { Long x = 2147483647 + 1; return x; }") == -2147483648


def test_a_counter_wraps(run: Any) -> None:
    assert run("static Integer f(Integer x) { x++; return x; }", 2**31 - 1) == -(2**31)


def test_a_loop_counter_that_is_also_changed_inside_wraps(run: Any) -> None:
    source = """
        static Integer f(Integer start) {
            Integer seen = 0;
            for (Integer i = start; i > 0; i++) { i = i + 1; seen++; }
            return seen;
        }"""
    assert run(source, 2**31 - 4) == 2


def test_postfix_gives_the_old_value_and_prefix_the_new(run: Any) -> None:
    source = "static String f(Integer x) { return x++ + ',' + x + ',' + ++x + ',' + x--; }"
    assert run(source, 5) == "5,6,7,7"


def test_postfix_of_the_largest_integer_gives_the_largest_integer(run: Any) -> None:
    source = "static String f(Integer x) { Integer y = x++; return y + ',' + x; }"
    assert run(source, 2**31 - 1) == "2147483647,-2147483648"


def test_divide_by_zero_is_a_math_exception(run: Any) -> None:
    with pytest.raises(ApexException, match="Divide by 0"):
        run("static Integer f(Integer x) { return 1 / x; }", 0)


def test_decimal_literals_keep_their_scale(run: Any) -> None:
    assert str(run("static Decimal f() { return 1.50 + 1; }")) == "2.50"


def test_decimal_division_has_33_digits(run: Any) -> None:
    result = run("static Decimal f() { Decimal a = 31; return 1 / a; }")
    assert str(result) == "0.0322580645161290322580645161290323"


def test_compound_assignment_is_an_expression(run: Any) -> None:
    source = "static Integer f(Integer x) { Integer y = (x += 2) * 10; return y + x; }"
    assert run(source, 1) == 33


def test_an_integer_becomes_a_decimal_where_one_is_declared(run: Any) -> None:
    result = run("static Decimal g() { return 9; } static Decimal f() { return g() / 7; }")
    assert result == Decimal("1.28571428571428571428571428571429")
