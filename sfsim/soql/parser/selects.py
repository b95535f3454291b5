"""SELECT: the clauses in their order."""

from __future__ import annotations

from typing import Final

from sfsim.soql import nodes
from sfsim.soql.parser import conditions
from sfsim.soql.parser.cursor import WORD, Cursor
from sfsim.soql.parser.values import count
from sfsim.soql.parser.with_clauses import with_clauses

_AFTER_SOURCE_TEXT: Final = """
    USING WHERE WITH GROUP HAVING ORDER LIMIT OFFSET FOR UPDATE ALL AS
"""
_AFTER_SOURCE: Final = frozenset(_AFTER_SOURCE_TEXT.split())
_SCOPES_TEXT: Final = """
    DELEGATED EVERYTHING MINE MINE_AND_MY_GROUPS MY_TERRITORY MY_TEAM_TERRITORY TEAM
"""
_SCOPES: Final = frozenset(_SCOPES_TEXT.split())


def query(cursor: Cursor) -> nodes.Query:
    """One SELECT, up to the token that cannot belong to it."""
    start = cursor.start
    cursor.expect("SELECT")
    select = [_select_item(cursor)]
    while cursor.accept(","):
        select.append(_select_item(cursor))
    cursor.expect("FROM")
    sources = [_source(cursor)]
    while cursor.accept(","):
        sources.append(_source(cursor))
    using_scope = _using_scope(cursor)
    where = conditions.condition(cursor) if cursor.accept("WHERE") else None
    withs = with_clauses(cursor)
    group_by = _group_by(cursor)
    having = conditions.condition(cursor) if cursor.accept("HAVING") else None
    order = order_by(cursor)
    limit = count(cursor) if cursor.accept("LIMIT") else None
    offset = count(cursor) if cursor.accept("OFFSET") else None
    for_clauses, all_rows = _trailing(cursor)
    return nodes.Query(
        cursor.span(start),
        tuple(select),
        tuple(sources),
        using_scope,
        where,
        withs,
        group_by,
        having,
        order,
        limit,
        offset,
        for_clauses,
        all_rows,
        cursor.source[start : cursor.last_end],
    )


def order_by(cursor: Cursor) -> tuple[nodes.OrderItem, ...]:
    """`ORDER BY a DESC NULLS LAST, b`, or nothing."""
    if not cursor.accept_pair("ORDER", "BY"):
        return ()
    items = [_order_item(cursor)]
    while cursor.accept(","):
        items.append(_order_item(cursor))
    return tuple(items)


def select_field(cursor: Cursor) -> nodes.SelectField:
    """A field or function and, if a word follows it, its alias."""
    start = cursor.start
    expression = conditions.field_expression(cursor)
    alias = None
    if cursor.kind == WORD and cursor.upper not in ("FROM", *_AFTER_SOURCE):
        alias = cursor.word()
    return nodes.SelectField(cursor.span(start), expression, alias)


def _select_item(cursor: Cursor) -> nodes.SelectItem:
    if cursor.at("("):
        return conditions.subquery(cursor)
    if cursor.at("TYPEOF"):
        return _type_of(cursor)
    if cursor.at("FROM") and cursor.following() not in (",", "FROM", "."):
        cursor.unexpected()
    return select_field(cursor)


def _type_of(cursor: Cursor) -> nodes.TypeOf:
    start = cursor.start
    cursor.expect("TYPEOF")
    path = cursor.dotted()
    branches: list[nodes.TypeOfBranch] = []
    while cursor.at("WHEN"):
        place = cursor.start
        cursor.advance()
        sobject = cursor.word()
        cursor.expect("THEN")
        fields = _paths(cursor)
        branches.append(nodes.TypeOfBranch(cursor.span(place), sobject, fields))
    otherwise = _paths(cursor) if cursor.accept("ELSE") else ()
    cursor.expect("END")
    return nodes.TypeOf(cursor.span(start), path, tuple(branches), otherwise)


def _paths(cursor: Cursor) -> tuple[nodes.FieldPath, ...]:
    paths: list[nodes.FieldPath] = []
    while True:
        start = cursor.start
        path = cursor.dotted()
        paths.append(nodes.FieldPath(cursor.span(start), path))
        if not cursor.accept(","):
            return tuple(paths)


def _source(cursor: Cursor) -> nodes.FromItem:
    start = cursor.start
    path = cursor.dotted()
    alias = None
    if cursor.accept("AS") or (cursor.kind == WORD and cursor.upper not in _AFTER_SOURCE):
        alias = cursor.word()
    return nodes.FromItem(cursor.span(start), path, alias)


def _using_scope(cursor: Cursor) -> str | None:
    if not cursor.accept("USING"):
        return None
    cursor.expect("SCOPE")
    if cursor.upper not in _SCOPES:
        cursor.unexpected()
    return cursor.word().upper()


def _group_by(cursor: Cursor) -> nodes.GroupBy | None:
    start = cursor.start
    if not cursor.accept_pair("GROUP", "BY"):
        return None
    kind = ""
    if cursor.upper in ("ROLLUP", "CUBE") and cursor.following() == "(":
        kind = cursor.word().upper()
        cursor.expect("(")
    fields = [conditions.field_expression(cursor)]
    while cursor.accept(","):
        fields.append(conditions.field_expression(cursor))
    if kind:
        cursor.expect(")")
    return nodes.GroupBy(cursor.span(start), kind, tuple(fields))


def _order_item(cursor: Cursor) -> nodes.OrderItem:
    start = cursor.start
    expression = conditions.field_expression(cursor)
    descending = cursor.accept("DESC")
    if not descending:
        cursor.accept("ASC")
    nulls_first: bool | None = None
    if cursor.accept("NULLS"):
        nulls_first = cursor.accept("FIRST")
        if not nulls_first:
            cursor.expect("LAST")
    return nodes.OrderItem(cursor.span(start), expression, descending, nulls_first)


def _trailing(cursor: Cursor) -> tuple[tuple[str, ...], bool]:
    """`FOR VIEW FOR REFERENCE UPDATE TRACKING ALL ROWS`."""
    found: list[str] = []
    all_rows = False
    while True:
        if cursor.accept("FOR"):
            found += _names(cursor, ("VIEW", "REFERENCE", "UPDATE"))
        elif cursor.accept("UPDATE"):
            found += _names(cursor, ("TRACKING", "VIEWSTAT"))
        elif not all_rows and cursor.accept_pair("ALL", "ROWS"):
            all_rows = True
        else:
            return tuple(found), all_rows


def _names(cursor: Cursor, allowed: tuple[str, ...]) -> list[str]:
    names: list[str] = []
    while True:
        if cursor.upper not in allowed:
            cursor.unexpected()
        names.append(cursor.word().upper())
        if not cursor.accept(","):
            return names
