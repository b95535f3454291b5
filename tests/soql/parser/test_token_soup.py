"""Whatever the text, a dynamic query gives a tree or a SoqlSyntaxError; trees survive printing."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sfsim.errors import Unsupported
from sfsim.soql.errors import SoqlSyntaxError
from sfsim.soql.parser import parse_query, parse_search
from sfsim.soql.printer import print_query, print_search
from sfsim.syntax import shape

WORDS = r"""
SELECT FROM WHERE AND OR NOT IN LIKE INCLUDES EXCLUDES ORDER GROUP BY ROLLUP CUBE HAVING LIMIT
OFFSET FOR VIEW UPDATE TRACKING ALL ROWS WITH USER_MODE DATA CATEGORY AT USING SCOPE mine TYPEOF
WHEN THEN ELSE END AS ASC DESC NULLS FIRST LAST FIND FIELDS RETURNING Id Name a.b.c COUNT() MAX(x)
f( ( ) , . : :x :new = != <> < <= > >= 'x' 'a\%' '\u0041' '\q' ' 1 -2.50 .5 true null TODAY
LAST_N_DAYS:3 USD5 2024-01-31 2024-99-01 2024-01-31T10:00:00Z 2024-01-31T10:00:00.123456+01:00
10:00:00Z { } [ ] ; é \
"""
TEXTS = (
    "SELECT Id, a.b c, (SELECT Id FROM Bs), TYPEOF d WHEN E THEN f ELSE g END FROM A x, x.b y "
    "WHERE (h = 'i' OR NOT j LIKE 'k%') AND l IN (SELECT Id FROM M) AND n > LAST_N_DAYS:3 "
    "WITH USER_MODE GROUP BY CUBE(o, p) HAVING COUNT(Id) > 1 ORDER BY q DESC NULLS LAST "
    "LIMIT :r OFFSET 2 FOR VIEW ALL ROWS",
    "FIND {a} IN NAME FIELDS RETURNING A(Id, b WHERE c = :d ORDER BY e LIMIT 1), F "
    "WITH SNIPPET (target_length=120) LIMIT 3 UPDATE VIEWSTAT",
)


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Sound queries with a few tokens changed, tokens without order, and any text."""
    if draw(st.booleans()):
        words = draw(st.lists(st.sampled_from(WORDS.split()), max_size=30))
        return draw(st.sampled_from(["", "SELECT Id FROM A WHERE ", "FIND "])) + " ".join(words)
    tokens = re.findall(r"\w+|\s+|.", draw(st.sampled_from(TEXTS)), re.DOTALL)
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(tokens) - 1))
        tokens[at] = draw(st.sampled_from([*WORDS.split(), *tokens, ""]) | st.text(max_size=2))
    return "".join(tokens)


def check_parsers(text: str) -> None:
    try:
        query = parse_query(text)
        assert shape(parse_query(print_query(query))) == shape(query)
    except (SoqlSyntaxError, Unsupported):
        pass
    try:
        search = parse_search(text)
        assert shape(parse_search(print_search(search))) == shape(search)
    except (SoqlSyntaxError, Unsupported):
        pass


@given(texts())
def test_any_text_gives_a_tree_or_a_syntax_error(text: str) -> None:
    check_parsers(text)


@pytest.mark.slow
@settings(max_examples=100_000, deadline=None, suppress_health_check=list(HealthCheck))
@given(texts())
def test_any_of_very_many_texts_gives_a_tree_or_a_syntax_error(text: str) -> None:
    check_parsers(text)
