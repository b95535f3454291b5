"""Comparison, UTF-16 and concatenation of Strings."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sfsim import collation
from sfsim.runtime import text
from sfsim.runtime.exceptions import StringException


@pytest.mark.documented
@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("abc", "ABC", True),
        ("É", "é", True),
        ("a", "b", False),
        ("a", None, False),
        (None, None, True),
        ("Straße", "STRASSE", False),
    ],
)
def test_equality_ignores_case(left: str | None, right: str | None, expected: bool) -> None:
    assert text.equal(left, right) is expected
    assert text.not_equal(left, right) is not expected


@pytest.mark.recorded
@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("- Default - ", "Banner", False),
        ("/ Default -", "Banner", True),
        ("a", "A", False),
        ("A", "a", False),
        ("a_b", "a.b", True),
        ("a", "B", True),
        ("Z", "a", False),
        (None, "a", True),
        ("a", None, False),
        (None, None, False),
    ],
)
def test_less_is_collated(left: str | None, right: str | None, expected: bool) -> None:
    assert text.less(left, right) is expected


@given(st.text(), st.text(), st.text())
def test_collation_is_an_order(first: str, second: str, third: str) -> None:
    low, middle, high = sorted((first, second, third), key=collation.collation_key)
    assert collation.compare(low, middle) <= 0
    assert collation.compare(middle, high) <= 0
    assert collation.compare(low, high) <= 0


@given(st.text(), st.text())
def test_collation_keys_and_compare_agree(left: str, right: str) -> None:
    keys = collation.collation_key(left), collation.collation_key(right)
    assert collation.compare(left, right) == (keys[0] > keys[1]) - (keys[0] < keys[1])


@given(st.text(), st.text())
def test_compare_units_is_the_order_of_utf_16(left: str, right: str) -> None:
    found = text.compare_units(left, right)
    first, second = left.encode("utf-16-be"), right.encode("utf-16-be")
    assert (found > 0) - (found < 0) == (first > second) - (first < second)


@given(st.text())
def test_spread_and_gather_are_inverse(value: str) -> None:
    assert text.gather(text.spread(value)) == value
    assert len(text.spread(value)) == text.length(value) == len(value.encode("utf-16-le")) // 2


@pytest.mark.recorded
def test_hash_code_wraps_as_javas() -> None:
    assert text.hash_code("aaaaaaa") == -1236860927


@pytest.mark.documented
@pytest.mark.parametrize(
    ("type_name", "value", "expected"),
    [
        ("String", None, "null"),
        ("Boolean", True, "true"),
        ("Integer", -5, "-5"),
        ("Double", 1e10, "1.0E10"),
        ("Decimal", Decimal("1.50"), "1.50"),
        ("Date", datetime.date(2024, 1, 2), "2024-01-02 00:00:00"),
        ("Datetime", datetime.datetime(2024, 1, 2, 3, 4, 5), "2024-01-02 03:04:05"),
        ("Time", datetime.time(3, 4, 5, 6000), "03:04:05.006Z"),
        ("Blob", b"abc", "Blob[3]"),
    ],
)
def test_what_an_operand_of_plus_adds(type_name: str, value: object, expected: str) -> None:
    assert text.CONCAT_TEXT[type_name](value) == expected


@pytest.mark.inferred
def test_concatenation_stops_at_six_million_characters() -> None:
    half = "x" * (text.LENGTH_MAX // 2)
    assert len(text.concat(half, half)) == text.LENGTH_MAX
    with pytest.raises(StringException, match="6000000"):
        text.concat(half + half, "x")
