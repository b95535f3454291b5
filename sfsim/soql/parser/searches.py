"""SOSL: FIND, its scope and what it returns."""

from __future__ import annotations

import re
from typing import Final

from sfsim.soql import nodes
from sfsim.soql.parser import conditions, selects
from sfsim.soql.parser.cursor import STRING, Cursor
from sfsim.soql.parser.values import bind, count, decode
from sfsim.soql.parser.with_clauses import with_clauses

_SCOPES: Final = ("ALL", "NAME", "EMAIL", "PHONE", "SIDEBAR")
_BRACED: Final = re.compile(r"\{((?:[^{}\\]|\\.)*)\}", re.DOTALL)


def search(cursor: Cursor) -> nodes.Search:
    """One FIND, up to the token that cannot belong to it."""
    start = cursor.start
    cursor.expect("FIND")
    term = _term(cursor)
    scope = _scope(cursor)
    withs = list(with_clauses(cursor))
    returning: list[nodes.Returning] = []
    if cursor.accept("RETURNING"):
        returning.append(_returning(cursor))
        while cursor.accept(","):
            returning.append(_returning(cursor))
    withs += with_clauses(cursor)
    limit = count(cursor) if cursor.accept("LIMIT") else None
    withs += _update(cursor)
    return nodes.Search(
        cursor.span(start),
        term,
        scope,
        tuple(returning),
        tuple(withs),
        limit,
        cursor.source[start : cursor.last_end],
    )


def _term(cursor: Cursor) -> nodes.Bind | nodes.Constant:
    """`:term`, `'term'`, or `{term}` in dynamic text."""
    start = cursor.start
    if cursor.at(":"):
        return bind(cursor)
    if cursor.kind == STRING:
        text = decode(cursor, cursor.text[1:-1], keeps_wildcards=False)
        cursor.advance()
        return nodes.Constant(cursor.span(start), text)
    braced = _BRACED.match(cursor.source, start)
    if braced is None or cursor.is_inline:
        cursor.unexpected()
    cursor.last_end = braced.end()
    cursor.seek(braced.end())
    return nodes.Constant(cursor.span(start), re.sub(r"\\(.)", r"\1", braced[1]))


def _scope(cursor: Cursor) -> str:
    if not cursor.accept("IN"):
        return "ALL FIELDS"
    if cursor.upper not in _SCOPES:
        cursor.unexpected()
    name = cursor.word().upper()
    cursor.expect("FIELDS")
    return f"{name} FIELDS"


def _returning(cursor: Cursor) -> nodes.Returning:
    start = cursor.start
    sobject = cursor.word()
    if not cursor.accept("("):
        return nodes.Returning(cursor.span(start), sobject, (), None, None, (), None, None)
    fields = [selects.select_field(cursor)]
    while cursor.accept(","):
        fields.append(selects.select_field(cursor))
    using = _list_view(cursor)
    where = conditions.condition(cursor) if cursor.accept("WHERE") else None
    order = selects.order_by(cursor)
    limit = count(cursor) if cursor.accept("LIMIT") else None
    offset = count(cursor) if cursor.accept("OFFSET") else None
    cursor.expect(")")
    return nodes.Returning(
        cursor.span(start), sobject, tuple(fields), using, where, order, limit, offset
    )


def _list_view(cursor: Cursor) -> str | None:
    if not cursor.accept("USING"):
        return None
    cursor.expect("LISTVIEW")
    cursor.expect("=")
    return f"ListView={cursor.word()}"


def _update(cursor: Cursor) -> list[str]:
    """`UPDATE TRACKING, VIEWSTAT`, kept beside the WITH clauses."""
    found: list[str] = []
    if cursor.accept("UPDATE"):
        while True:
            if cursor.upper not in ("TRACKING", "VIEWSTAT"):
                cursor.unexpected()
            found.append(f"UPDATE {cursor.word().upper()}")
            if not cursor.accept(","):
                break
    return found
