"""Whole query texts: dynamic ones and the inside of `[ … ]`."""

from __future__ import annotations

from sfsim.soql import nodes
from sfsim.soql.parser.cursor import END, Cursor, ReadBind
from sfsim.soql.parser.searches import search
from sfsim.soql.parser.selects import query


def parse_query(text: str) -> nodes.Query:
    """A dynamic SOQL text; its binds hold the variables' names.

    Raises:
        SoqlSyntaxError: with the platform's text.
    """
    cursor = Cursor(text, query)
    found = query(cursor)
    if cursor.kind != END:
        cursor.unexpected()
    return found


def parse_search(text: str) -> nodes.Search:
    """A dynamic SOSL text; its binds hold the variables' names.

    Raises:
        SoqlSyntaxError: with the platform's text.
    """
    cursor = Cursor(text, query)
    found = search(cursor)
    if cursor.kind != END:
        cursor.unexpected()
    return found


def parse_inline(
    text: str, read_bind: ReadBind, line: int, column: int
) -> nodes.Query | nodes.Search:
    """The text between the brackets of an inline query that starts at a place in Apex source.

    `read_bind` converts the Apex expression at a character offset of `text`.

    Raises:
        SoqlSyntaxError: with the platform's text.
    """
    cursor = Cursor(text, query, read_bind, line, column)
    found = search(cursor) if cursor.at("FIND") else query(cursor)
    if cursor.kind != END:
        cursor.fail(f"expecting right square bracket, found '{cursor.shown()}'")
    return found
