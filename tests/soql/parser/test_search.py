"""FIND: what each clause becomes."""

from __future__ import annotations

import pytest

from sfsim.errors import Unsupported
from sfsim.soql import nodes
from sfsim.soql.errors import SoqlSyntaxError
from sfsim.soql.parser import parse_search
from sfsim.soql.printer import print_search


@pytest.mark.parametrize(
    "text",
    [
        "FIND :term IN ALL FIELDS RETURNING Account",
        "FIND 'a* OR b' IN NAME FIELDS RETURNING Account(Id, Name WHERE a = :b), Lead LIMIT 5",
        "FIND 'a' IN ALL FIELDS RETURNING A(Id USING ListView=Recent WHERE b = 1 ORDER BY c DESC"
        " LIMIT 2 OFFSET 3)",
        "FIND 'a' IN PHONE FIELDS RETURNING A(toLabel(b) c) WITH USER_MODE WITH HIGHLIGHT",
        "FIND 'a' IN ALL FIELDS RETURNING A WITH DIVISION = 'x' WITH SNIPPET (target_length=120)",
        "FIND 'a' IN ALL FIELDS RETURNING A WITH NETWORK IN ('x') WITH SPELL_CORRECTION = false",
        "FIND 'a' IN SIDEBAR FIELDS RETURNING A LIMIT :n UPDATE TRACKING, VIEWSTAT",
        "FIND 'a' IN ALL FIELDS",
    ],
)
def test_canonical_text_is_printed_as_it_was_read(text: str) -> None:
    assert print_search(parse_search(text)) == text


def test_scope_is_all_fields_by_default() -> None:
    assert parse_search("find 'x' returning A").scope == "ALL FIELDS"


@pytest.mark.documented
def test_term_in_braces() -> None:
    term = parse_search("FIND {a \\{b\\} 'c'} RETURNING A").term
    assert isinstance(term, nodes.Constant)
    assert term.value == "a {b} 'c'"


def test_bind_of_a_search_option_is_named_as_unsupported() -> None:
    with pytest.raises(Unsupported, match="WITH DIVISION"):
        parse_search("FIND 'a' RETURNING A WITH DIVISION = :b")


@pytest.mark.inferred
@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("FIND", "unexpected token: '<EOF>'"),
        ("FIND x", "unexpected token: 'x'"),
        ("FIND 'x' IN SOME FIELDS", "unexpected token: 'SOME'"),
        ("FIND 'x' RETURNING A(Id", "expecting a right parentheses, found '<EOF>'"),
        ("FIND 'x' RETURNING A(Id) foo", "unexpected token: 'foo'"),
    ],
)
def test_refusal(text: str, message: str) -> None:
    with pytest.raises(SoqlSyntaxError) as caught:
        parse_search(text)
    assert caught.value.message == message
