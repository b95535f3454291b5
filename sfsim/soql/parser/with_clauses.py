"""WITH: access modes, data categories and the search options of SOSL."""

from __future__ import annotations

from typing import Final

from sfsim.errors import Unsupported
from sfsim.soql.parser.cursor import END, NUMBER, STRING, WORD, Cursor

_MODES: Final = frozenset({"USER_MODE", "SYSTEM_MODE", "SECURITY_ENFORCED"})
_CATEGORY_SELECTORS: Final = ("AT", "ABOVE", "BELOW", "ABOVE_OR_BELOW")
_OPTIONS_TEXT: Final = """
    DIVISION HIGHLIGHT METADATA NETWORK PRICEBOOKID SNIPPET SPELL_CORRECTION USERID
    RECORDVISIBILITYCONTEXT
"""
_OPTIONS: Final = frozenset(_OPTIONS_TEXT.split())


def with_clauses(cursor: Cursor) -> tuple[str, ...]:
    """All WITH clauses: modes in upper case, everything else as written."""
    found: list[str] = []
    while cursor.accept("WITH"):
        if cursor.kind == WORD and cursor.upper in _MODES:
            found.append(cursor.word().upper())
            continue
        start = cursor.start
        if cursor.accept_pair("DATA", "CATEGORY"):
            _data_categories(cursor)
        elif cursor.kind == WORD and cursor.upper in _OPTIONS:
            _option(cursor)
        else:
            cursor.unexpected()
        found.append(cursor.source[start : cursor.last_end])
    return tuple(found)


def _data_categories(cursor: Cursor) -> None:
    while True:
        cursor.word()
        if cursor.upper not in _CATEGORY_SELECTORS:
            cursor.unexpected()
        cursor.advance()
        if cursor.at("("):
            _parenthesized(cursor)
        else:
            cursor.word()
        if not cursor.accept("AND"):
            return


def _option(cursor: Cursor) -> None:
    """`HIGHLIGHT`, `DIVISION = 'x'`, `NETWORK IN ('x')`, `SNIPPET (target_length=120)`."""
    name = cursor.word().upper()
    if cursor.at("(") or cursor.accept("IN"):
        _parenthesized(cursor)
    elif cursor.accept("="):
        if cursor.at(":"):
            raise Unsupported(f"a bind after WITH {name}")
        if cursor.kind not in (STRING, WORD, NUMBER):
            cursor.unexpected()
        cursor.advance()


def _parenthesized(cursor: Cursor) -> None:
    cursor.expect("(")
    while not cursor.at(")"):
        if cursor.kind == END or cursor.at("(") or cursor.at("]"):
            cursor.unexpected()
        cursor.advance()
    cursor.advance()
