"""Random formulas against a small evaluator of another make (fractions, Python's own logic)."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from sfsim.formula import Context, FormulaUse, compile_formula
from sfsim.formula.numbers import plain
from sfsim.schema.field import Field
from sfsim.schema.model import Schema, SObjectType

NUMBER_FIELDS = ("A__c", "B__c")
SCHEMA = Schema([], lambda schema, name: SObjectType(name, ()))
TYPE = SObjectType(
    "T__c",
    [*(Field(name, "double") for name in NUMBER_FIELDS), Field("D__c", "date")],
)


@dataclass(frozen=True)
class Piece:
    """A formula's text and what it should give; None is null."""

    text: str
    value: Any


def compute(text: str, values: dict[str, Any], *, blank_as_zero: bool = False) -> Any:
    formula = compile_formula(
        text, sobject=TYPE, schema=SCHEMA, blank_as_zero=blank_as_zero, use=FormulaUse.FLOW
    )
    return formula.evaluate(Context(lambda reference: values.get(reference.text)))


WHOLE = st.integers(-50, 50)
VALUES = {"A__c": Decimal(7), "B__c": None}
NUMBERS = st.one_of(
    st.integers(0, 99).map(lambda number: Piece(str(number), Fraction(number))),
    st.just(Piece("A__c", Fraction(7))),
    st.just(Piece("B__c", None)),
)


def strict(first: Any, second: Any, compute: Any) -> Any:
    return None if first is None or second is None else compute(first, second)


def arithmetic(parts: tuple[Piece, str, Piece]) -> Piece:
    left, symbol, right = parts
    table = {
        "+": lambda a, b: a + b,
        "-": lambda a, b: a - b,
        "*": lambda a, b: a * b,
    }
    return Piece(
        f"({left.text} {symbol} {right.text})", strict(left.value, right.value, table[symbol])
    )


def minus(piece: Piece) -> Piece:
    return Piece(f"-{piece.text}", None if piece.value is None else -piece.value)


EXPRESSIONS = st.recursive(
    NUMBERS,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from("+-*"), inner).map(arithmetic), inner.map(minus)
    ),
    max_leaves=12,
)


def comparison(parts: tuple[Piece, str, Piece]) -> Piece:
    left, symbol, right = parts
    table = {
        "<": lambda a, b: a < b,
        ">=": lambda a, b: a >= b,
        "=": lambda a, b: a == b,
        "<>": lambda a, b: a != b,
    }
    return Piece(
        f"({left.text} {symbol} {right.text})", strict(left.value, right.value, table[symbol])
    )


def both(parts: tuple[Piece, Piece]) -> Piece:
    left, right = parts
    return Piece(f"({left.text} && {right.text})", bool(left.value) and bool(right.value))


def either(parts: tuple[Piece, Piece]) -> Piece:
    left, right = parts
    return Piece(f"OR({left.text}, {right.text})", bool(left.value) or bool(right.value))


def opposite(piece: Piece) -> Piece:
    return Piece(f"NOT({piece.text})", None if piece.value is None else not piece.value)


CONDITIONS = st.recursive(
    st.tuples(EXPRESSIONS, st.sampled_from(["<", ">=", "=", "<>"]), EXPRESSIONS).map(comparison),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(both), st.tuples(inner, inner).map(either), inner.map(opposite)
    ),
    max_leaves=6,
)


@given(EXPRESSIONS)
def test_sums_and_products_are_exact(piece: Piece) -> None:
    result = compute(piece.text, VALUES)
    assert (None if result is None else Fraction(result)) == piece.value


@given(CONDITIONS)
def test_conditions_follow_three_valued_logic(piece: Piece) -> None:
    assert compute(piece.text, VALUES) is piece.value


@given(WHOLE, WHOLE.filter(bool))
def test_a_quotient_is_right_to_39_digits(left: int, right: int) -> None:
    result = Fraction(compute(f"({left}) / ({right})", {}))
    exact = Fraction(left, right)
    assert abs(result - exact) <= abs(exact) / 10**38


@given(st.decimals(-10_000, 10_000, places=4), st.integers(-3, 5))
def test_rounding_is_half_away_from_zero(number: Decimal, places: int) -> None:
    unit = Fraction(10) ** -places
    steps = abs(Fraction(number)) / unit
    whole = int(steps) + (1 if steps - int(steps) >= Fraction(1, 2) else 0)
    expected = whole * unit * (-1 if number < 0 else 1)
    assert Fraction(compute(f"ROUND({plain(number)}, {places})", {})) == expected


@given(st.dates(datetime.date(1700, 1, 1), datetime.date(4000, 12, 31)))
def test_the_parts_of_a_date_make_it_again(date: datetime.date) -> None:
    assert compute("DATE(YEAR(D__c), MONTH(D__c), DAY(D__c))", {"D__c": date}) == date


@given(st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 12, 31)), st.integers(-999, 999))
def test_adding_days_and_taking_the_difference_are_opposites(
    date: datetime.date, days: int
) -> None:
    assert compute(f"D__c + ({days}) - D__c", {"D__c": date}) == days


@given(st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 12, 31)))
def test_weekday_counts_from_a_known_sunday(date: datetime.date) -> None:
    sunday = datetime.date(2023, 1, 1)
    assert compute("WEEKDAY(D__c)", {"D__c": date}) == (date - sunday).days % 7 + 1


@given(st.text(st.characters(codec="ascii", exclude_characters="\\\"'\r\n"), max_size=20))
def test_left_and_the_rest_make_the_text(text: str) -> None:
    for count in range(len(text) + 1):
        made = compute(f"LEFT('{text}', {count}) & MID('{text}', {count + 1}, 99)", {})
        assert (made or "") == text


@given(EXPRESSIONS)
def test_blanks_as_zero_leave_no_null_number(piece: Piece) -> None:
    assert compute(piece.text, VALUES, blank_as_zero=True) is not None
