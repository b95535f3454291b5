"""Random conditions and orders, against an evaluator that looks at every row."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from sfsim.storage.keys import fold_text
from tests.platform.query.conftest import Rows

NAMES = ("a", "A", "b", "ab", "B_c", "b.c", "")
OPERATORS = ("=", "!=", "<", "<=", ">", ">=")

row_strategy = st.fixed_dictionaries(
    {
        "Name": st.sampled_from(NAMES[:-1]),
        "Phone": st.none() | st.sampled_from(NAMES[:-1]),
        "AnnualRevenue": st.none() | st.integers(-3, 3).map(Decimal),
        "NumberOfEmployees": st.none() | st.integers(-3, 3),
    }
)
number_comparisons = st.tuples(
    st.sampled_from(("AnnualRevenue", "NumberOfEmployees")),
    st.sampled_from(OPERATORS),
    st.none() | st.integers(-3, 3) | st.sampled_from((Decimal("0.5"), Decimal("-1.5"))),
)
text_comparisons = st.tuples(
    st.sampled_from(("Name", "Phone")),
    st.sampled_from(OPERATORS),
    st.none() | st.sampled_from(NAMES),
)
memberships = st.tuples(
    st.sampled_from(("Name", "Phone")),
    st.sampled_from(("IN", "NOT IN")),
    st.lists(st.none() | st.sampled_from(NAMES), max_size=3),
)
likes = st.tuples(
    st.just("Phone"), st.just("LIKE"), st.sampled_from(("%", "a%", "%b%", "_", "B\\_%", "b.c"))
)
conditions = st.recursive(
    number_comparisons | text_comparisons | memberships | likes,
    lambda inner: (
        st.tuples(st.sampled_from(("AND", "OR")), st.lists(inner, min_size=2, max_size=3))
        | st.tuples(st.just("NOT"), inner)
    ),
    max_leaves=6,
)


def text_of(condition: Any, binds: dict[str, Any]) -> str:
    """A condition as SOQL, its values as binds."""
    if condition[0] in ("AND", "OR"):
        joined = f" {condition[0]} ".join(text_of(each, binds) for each in condition[1])
        return f"({joined})"
    if condition[0] == "NOT":
        return f"(NOT {text_of(condition[1], binds)})"
    name = f"b{len(binds)}"
    binds[name] = condition[2]
    return f"{condition[0]} {condition[1]} :{name}"


def holds(condition: Any, row: dict[str, Any]) -> bool:
    """Whether a row meets a condition."""
    if condition[0] == "AND":
        return all(holds(each, row) for each in condition[1])
    if condition[0] == "OR":
        return any(holds(each, row) for each in condition[1])
    if condition[0] == "NOT":
        return not holds(condition[1], row)
    field, operator, wanted = condition
    value = row[field] and key(row[field])
    if operator in ("IN", "NOT IN"):
        return (value in [key(each) for each in wanted]) is (operator == "IN")
    if operator == "LIKE":
        return value is not None and like(row[field].upper(), wanted.upper())
    wanted = key(wanted)
    if operator in ("=", "!="):
        return (value == wanted) is (operator == "=")
    if value is None or wanted is None:
        return False
    return bool(
        {"<": value < wanted, "<=": value <= wanted, ">": value > wanted, ">=": value >= wanted}[
            operator
        ]
    )


def key(value: Any) -> Any:
    """What is compared."""
    if isinstance(value, str):
        return fold_text(value) if value else None
    return value


def like(text: str, pattern: str) -> bool:
    """LIKE by backtracking."""
    if not pattern:
        return not text
    if pattern.startswith("\\_"):
        return text.startswith("_") and like(text[1:], pattern[2:])
    if pattern[0] == "%":
        return any(like(text[start:], pattern[1:]) for start in range(len(text) + 1))
    return bool(text) and pattern[0] in ("_", text[0]) and like(text[1:], pattern[1:])


@settings(max_examples=150, deadline=None)
@given(st.lists(row_strategy, max_size=6), conditions)
def test_condition_keeps_what_the_evaluator_keeps(
    contents: list[dict[str, Any]], condition: Any
) -> None:
    rows = Rows()
    ids = rows.insert("Account", *contents)
    binds: dict[str, Any] = {}
    found = rows.run(f"SELECT Id FROM Account WHERE {text_of(condition, binds)}", **binds)
    expected = [each for each, row in zip(ids, contents, strict=True) if holds(condition, row)]
    rows.database.close()
    assert [record.Id for record in found] == expected


@settings(max_examples=60, deadline=None)
@given(
    st.lists(row_strategy, max_size=6),
    st.sampled_from(("Name", "Phone", "AnnualRevenue")),
    st.booleans(),
    st.booleans(),
)
def test_order_is_that_of_the_evaluator(
    contents: list[dict[str, Any]], field: str, descending: bool, nulls_last: bool
) -> None:
    rows = Rows()
    ids = rows.insert("Account", *contents)
    direction, nulls = ("DESC" if descending else "ASC"), ("LAST" if nulls_last else "FIRST")
    found = rows.run(f"SELECT Id FROM Account ORDER BY {field} {direction} NULLS {nulls}")
    pairs = list(zip(ids, contents, strict=True))
    filled = [pair for pair in pairs if pair[1][field] is not None]
    # Sorting in reverse keeps equal rows in the order of their ids, as the database does.
    filled.sort(key=lambda pair: key(pair[1][field]), reverse=descending)
    empty = [pair for pair in pairs if pair[1][field] is None]
    expected = [*filled, *empty] if nulls_last else [*empty, *filled]
    rows.database.close()
    assert [record.Id for record in found] == [each for each, _ in expected]
