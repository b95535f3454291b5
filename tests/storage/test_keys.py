"""Folded keys: what compares equal, what comes first, what a pattern matches."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sfsim.storage import sqlite
from sfsim.storage.keys import SEPARATOR, TRANSLATION, fold_text

texts = st.text(alphabet=st.characters(max_codepoint=0x17F, exclude_categories=["Cs"]), max_size=8)


@pytest.mark.documented
@given(texts, texts)
def test_keys_are_equal_when_upper_case_is(left: str, right: str) -> None:
    assert (fold_text(left) == fold_text(right)) == (left.upper() == right.upper())


@pytest.mark.recorded
@pytest.mark.parametrize(
    ("first", "second"), [("a_b", "a.b"), ("a b", "aa"), ("Z9", "za"), ("b", "C"), ("1", "a")]
)
def test_order_of_texts(first: str, second: str) -> None:
    assert fold_text(first) < fold_text(second)


def test_no_key_holds_nul_or_the_separator() -> None:
    assert not {"\0", SEPARATOR} & set(TRANSLATION.values())


def matches(text: str, like: str) -> bool:
    connection = sqlite3.connect(":memory:")
    try:
        sql = f"SELECT {sqlite.matches('?')}"
        row = connection.execute(sql, (fold_text(text), sqlite.pattern(like))).fetchone()
        return bool(row[0])
    finally:
        connection.close()


@pytest.mark.documented
@pytest.mark.parametrize(
    ("text", "like", "expected"),
    [
        ("Acme", "ac%", True),
        ("Acme", "%ME", True),
        ("Acme", "a_me", True),
        ("Acme", "cm", False),
        ("100%", "100\\%", True),
        ("1000", "100\\%", False),
        ("a_b", "a\\_b", True),
        ("axb", "a\\_b", False),
        ("a\\b", "a\\b", True),
        ("a*b", "a*b", True),
        ("axxb", "a*b", False),
        ("[x]?", "[x]?", True),
        ("", "%", True),
    ],
)
def test_like(text: str, like: str, expected: bool) -> None:
    assert matches(text, like) is expected


@given(texts)
def test_every_text_matches_itself_as_a_pattern(text: str) -> None:
    escaped = text.replace("%", "\\%").replace("_", "\\_")
    # A backslash before a wildcard of the text would itself be read as an escape.
    if "\\%" not in text and "\\_" not in text:
        assert matches(text, escaped)
