"""Newer syntax, rewritten to equal length so that the frozen grammar can read the rest.

Only a text that the grammar does not accept as it stands comes here. Every byte keeps its line and
column; what was masked is remembered by the byte at which it starts (`Unit`).

    text block     '''⏎a 'b'''        'xx⏎a xbxx'       its value is remembered
    query          [SELECT a FROM b   Q(                a call whose arguments are the binds;
                    WHERE c = :d+1]              d+1)   the SOQL parser reads the original text
    NUL            a blank
    A<B> c = d;    A_B_ c = d;           outside of any block the grammar sees comparisons
    a.b[c].d = e   a_b[c].d = e          at the start of a statement the grammar takes the path
                                         for an array type; the original names are remembered
"""

from __future__ import annotations

import re
from typing import Final

from tree_sitter import Node

from sfsim.apex.parser.binds import bind_end
from sfsim.apex.parser.literals import (
    ESCAPE_MESSAGE,
    LINE_BREAK_MESSAGE,
    IllegalEscapeError,
    decode_string,
    text_block,
)
from sfsim.apex.parser.tree import Unit
from sfsim.soql.errors import SoqlSyntaxError
from sfsim.soql.parser import parse_inline
from sfsim.source import Span

_LEXEME: Final = re.compile(
    rb"""//[^\n]*
    | (?P<comment>/\*(?:(?!\*/).)*(?P<closed>\*/)?)
    | (?P<block>'''[ \t]*\r?\n(?P<text>(?:\\.|(?!''')[^\\])*)''')
    | (?P<string>'(?:\\[^\r\n]|[^'\\\r\n])*(?P<quote>')?)
    | (?P<query>\[\s*(?:SELECT|FIND)\b)
    | (?P<nul>\0)
    | (?<![\w.])(?P<path>[a-z]\w*(?:[ \t]*\.[ \t]*[a-z]\w*)+)(?=\s*\[\s*[^\]\s])
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_BRACKET: Final = re.compile(
    rb"//[^\n]*|/\*.*?\*/|'(?:\\.|[^'\\])*'|[\[\]]",
    re.DOTALL,
)
_AFTER_NEW: Final = re.compile(rb"\bnew\s+\Z", re.IGNORECASE)
_NEW_REACH: Final = 256
"""Bytes before a path in which a `new` is looked for."""
_GENERIC: Final = re.compile(
    rb"[a-z]\w*(?:\.\w+)*[ \t]*<[\w \t.,<>\[\]]*>(?:[ \t]*\[[ \t]*\])*(?=\s+[a-z]\w*\s*[=;,])",
    re.IGNORECASE,
)
_NOT_BREAK: Final = re.compile(rb"[^\r\n]")
COMMENT_MESSAGE: Final = "The comment is not closed."


def mask(unit: Unit) -> bytes:
    """The text to parse instead of `unit.data`; lexical errors are noted on the way."""
    data = unit.data
    masked = bytearray(data)
    brackets = _bracket_pairs(data)
    position = 0
    while (match := _LEXEME.search(data, position)) is not None:
        position = match.end()
        if match["query"] is not None:
            end = brackets.get(match.start())
            if end is not None:
                _mask_query(unit, masked, match.start(), end)
                position = end
        elif match["block"] is not None:
            _mask_text_block(unit, masked, match)
        elif match["string"] is not None:
            _check_string(unit, masked, match)
        elif match["nul"] is not None:
            masked[match.start()] = 0x20
        elif match["path"] is not None:
            _mask_path(unit, masked, match)
        elif match["comment"] is not None and match["closed"] is None:
            unit.refuse_at(_place(data, match.start()), COMMENT_MESSAGE)
    return bytes(masked)


def taken_for_comparisons(root: Node) -> list[Node]:
    """The statements of a script that can only be declarations: a comparison is no statement."""
    return [
        statement
        for statement in root.named_children
        if statement.type == "expression_statement"
        and statement.named_child_count == 1
        and statement.named_children[0].type == "binary_expression"
        and _GENERIC.match(statement.text or b"")
    ]


def mask_generic_types(root: Node, unit: Unit) -> bytes:
    """The text to parse instead of one in which `taken_for_comparisons` found something."""
    masked = bytearray(unit.data)
    for statement in taken_for_comparisons(root):
        match = _GENERIC.match(unit.data, statement.start_byte)
        if match is not None:
            unit.paths[match.start()] = match[0]
            masked[match.start() : match.end()] = re.sub(rb"[^\w]", b"_", match[0])
    return bytes(masked)


def _place(data: bytes, offset: int) -> Span:
    line = data.count(b"\n", 0, offset) + 1
    column = offset - (data.rfind(b"\n", 0, offset) + 1)
    return Span(line, column, line, column)


def _mask_path(unit: Unit, masked: bytearray, match: re.Match[bytes]) -> None:
    start, end = match.span()
    if not _AFTER_NEW.search(unit.data, max(0, start - _NEW_REACH), start):
        unit.paths[start] = match[0]
        masked[start:end] = re.sub(rb"[^\w]", b"_", match[0])


def _mask_text_block(unit: Unit, masked: bytearray, match: re.Match[bytes]) -> None:
    start, end = match.span()
    raw = match["text"].decode()
    try:
        unit.text_blocks[start] = text_block(raw)
    except IllegalEscapeError as error:
        message = ESCAPE_MESSAGE.format(literal=raw, sequence=error.sequence)
        unit.refuse_at(_place(unit.data, start), message)
    masked[start:end] = b"'" + _NOT_BREAK.sub(b"x", match[0])[1:-1] + b"'"


def _check_string(unit: Unit, masked: bytearray, match: re.Match[bytes]) -> None:
    """Notes what is wrong with a string; the parser sees a harmless one of the same length."""
    start, end = match.span()
    if match["quote"] is None:
        unit.refuse_at(_place(unit.data, start), LINE_BREAK_MESSAGE)
        return
    raw = match[0][1:-1].decode()
    try:
        decode_string(raw)
    except IllegalEscapeError as error:
        message = ESCAPE_MESSAGE.format(literal=raw, sequence=error.sequence)
        unit.refuse_at(_place(unit.data, start), message)
        masked[start + 1 : end - 1] = b"x" * (end - start - 2)


def _mask_query(unit: Unit, masked: bytearray, start: int, end: int) -> None:
    """Masks the query between a pair of brackets."""
    data = unit.data
    text = data[start + 1 : end - 1].decode()
    binds: list[tuple[int, int]] = []

    def read_bind(offset: int) -> tuple[None, int]:
        behind = bind_end(text, offset)
        binds.append((offset, behind))
        return None, behind

    place = _place(data, start)
    try:
        parse_inline(text, read_bind, place.line, place.column + 1)
    except SoqlSyntaxError as error:
        unit.refuse_at(place._replace(line=error.line, column=error.column), error.message)
    unit.queries[start] = end
    masked[start:end] = _stand_in(data[start:end], _in_bytes(text, binds))


def _bracket_pairs(data: bytes) -> dict[int, int]:
    """The byte behind the closing bracket for each opening one that has one."""
    pairs: dict[int, int] = {}
    opened: list[int] = []
    for match in _BRACKET.finditer(data):
        if match[0] == b"[":
            opened.append(match.start())
        elif match[0] == b"]" and opened:
            pairs[opened.pop()] = match.end()
    return pairs


def _in_bytes(text: str, binds: list[tuple[int, int]]) -> list[tuple[int, int]]:
    if text.isascii():
        return binds
    return [(len(text[:start].encode()), len(text[:end].encode())) for start, end in binds]


def _stand_in(query: bytes, binds: list[tuple[int, int]]) -> bytes:
    """A call of the same length whose arguments are the binds (offsets behind the bracket)."""
    found = bytearray(_NOT_BREAK.sub(b" ", query))
    found[0:1] = b"Q"
    keyword = re.search(rb"\S", query[1:])
    assert keyword is not None
    found[keyword.end()] = 0x28  # (
    found[-1:] = b")"
    for index, (start, end) in enumerate(binds):
        found[start + 1 : end + 1] = query[start + 1 : end + 1]
        if index:
            found[query.rindex(b":", 0, start + 1)] = 0x2C  # ,
    return bytes(found)
