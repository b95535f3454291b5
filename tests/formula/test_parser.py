"""How formula text is read."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from sfsim.formula import FormulaError
from sfsim.formula.parser import DEPTH_MAX

Run = Callable[..., Any]
pytestmark = pytest.mark.recorded


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1 + 2 * 3", 7),
        ("(1 + 2) * 3", 9),
        ("2 * 3 ^ 2", 36),
        ("2 ^ 3 ^ 2", 64),
        ("-2 ^ 2", 4),
        ("10 - 4 - 3", 3),
        ("8 / 4 / 2", 1),
        ("- - 3", 3),
        ("+3", 3),
        ("1 /* one */ + 1", 2),
    ],
)
def test_operators_bind_as_the_platforms_grammar_says(run: Run, text: str, value: int) -> None:
    assert run(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("true || false && false", True),
        ("NOT true || true", True),
        ("NOT(true)", False),
        ("!true", False),
        ("1 < 2 = true", True),
        ("1 == 1", True),
        ("1 != 1", False),
        ("1 <> 2", True),
        ("'a' & 'b' = 'ab'", True),
    ],
)
def test_logic_binds_weaker_than_comparison(run: Run, text: str, value: bool) -> None:
    assert run(text) is value


def test_both_quotes_and_escapes_make_text(run: Run) -> None:
    assert run(r"""'it\'s' & "\n" & "\"" & '\\'""") == "it's\n\"\\"


def test_names_of_functions_and_fields_ignore_case(run: Run) -> None:
    assert run("lower(TEXT__C)", {"Text__c": "AB"}) == "ab"


def test_three_thousand_characters_of_one_chain_are_no_problem(run: Run) -> None:
    assert run("+".join(["1"] * 1500)) == Decimal(1500)


@pytest.mark.parametrize(
    ("text", "message", "position"),
    [
        ("LEN('a'", "Syntax error.  Missing ')'", 7),
        ("(1 + 2", "Syntax error.  Missing ')'", 6),
        ("1 +", "Syntax error.  Found 'end of formula'", 3),
        ("", "Syntax error.  Found 'end of formula'", 0),
        ("1 + * 2", "Syntax error.  Found '*'", 4),
        ("LEN('a'))", "Syntax error. Extra ')'", 8),
        ("1 2", "Syntax error. Extra '2'", 2),
        ("'open", "Syntax error.  Missing '''", 0),
        ("1 % 2", "Syntax error.  Found '%'", 2),
        (r"'\q'", "Syntax error", 0),
    ],
)
def test_syntax_errors_say_what_and_where(run: Run, text: str, message: str, position: int) -> None:
    with pytest.raises(FormulaError) as caught:
        run(text)
    assert (caught.value.message, caught.value.position) == (message, position)


def test_too_deep_nesting_is_refused(run: Run) -> None:
    depth = DEPTH_MAX + 1
    with pytest.raises(FormulaError):
        run("(" * depth + "1" + ")" * depth)


def test_deep_nesting_runs(run: Run) -> None:
    depth = DEPTH_MAX - 1
    assert run("ABS(" * depth + "1" + ")" * depth) == 1
