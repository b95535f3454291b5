"""Literals: numbers, strings and text blocks, decoded and checked.

The grammar is laxer than Apex: it takes line breaks in strings, `1e3`, `1_000`, `1.` and `1f`.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from tree_sitter import Node

from sfsim.apex import nodes
from sfsim.apex.parser.tree import Unit, span, text

_ESCAPES: Final = {
    "n": "\n",
    "r": "\r",
    "t": "\t",
    "b": "\b",
    "f": "\f",
    '"': '"',
    "'": "'",
    "\\": "\\",
}
_ESCAPE: Final = re.compile(r"\\(?:[uU]([0-9a-fA-F]{4})|(.?))", re.DOTALL)
_DECIMAL: Final = re.compile(r"[0-9]*\.[0-9]+([dD]?)")

LINE_BREAK_MESSAGE: Final = "line breaks not allowed in string literals"
ESCAPE_MESSAGE: Final = (
    "Invalid string literal '{literal}'. Illegal character sequence '{sequence}' in string literal."
)
NUMBER_MESSAGE: Final = "Unexpected token '{literal}'."


class IllegalEscapeError(Exception):
    """An escape sequence that Apex does not have; `sequence` is its text."""

    def __init__(self, sequence: str) -> None:
        self.sequence = sequence
        super().__init__(sequence)


def decode_string(raw: str) -> str:
    r"""The value of a string literal's text without its quotes; `\N` means the same as `\n`.

    Raises:
        IllegalEscapeError: naming the sequence.
    """
    return _ESCAPE.sub(_unescape, raw) if "\\" in raw else raw


def _unescape(match: re.Match[str]) -> str:
    code, letter = match.groups()
    if code is not None:
        return chr(int(code, 16))
    value = _ESCAPES.get(letter.lower())
    if value is None:
        raise IllegalEscapeError(match[0])
    return value


def text_block(raw: str) -> str:
    r"""The value of a `'''` block: `raw` is what follows the line break after the opening quotes.

    As in Java: the common indent of the lines that are not blank (and of the closing quotes' line)
    goes, trailing blanks go, line breaks become `\n`, then escapes are decoded.

    Raises:
        IllegalEscapeError: naming the sequence.
    Source: Apex Developer Guide, "Multiline Strings".
    """
    lines = raw.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    counted = [line for line in lines[:-1] if line.strip()] + [lines[-1]]
    indent = min(len(line) - len(line.lstrip()) for line in counted)
    return decode_string("\n".join(line[indent:].rstrip() for line in lines))


def string(node: Node, unit: Unit) -> nodes.Literal:
    """`'text'`, or a text block that was masked."""
    place = span(node)
    if unit.text_blocks and (value := unit.text_blocks.get(node.start_byte)) is not None:
        return nodes.Literal(place, "string", value)
    raw = text(node)[1:-1]
    if "\n" in raw or "\r" in raw:
        unit.refuse(node, LINE_BREAK_MESSAGE)
    try:
        return nodes.Literal(place, "string", decode_string(raw))
    except IllegalEscapeError as error:
        unit.refuse(node, ESCAPE_MESSAGE.format(literal=raw, sequence=error.sequence))
        return nodes.Literal(place, "string", raw)


def integer(node: Node, unit: Unit) -> nodes.Literal:
    """`12` and `12L`: the magnitude as written."""
    raw = text(node)
    if "_" in raw:
        unit.refuse(node, NUMBER_MESSAGE.format(literal=raw))
        return nodes.Literal(span(node), "integer", 0)
    if raw[-1] in "lL":
        return nodes.Literal(span(node), "long", _magnitude(raw[:-1]))
    return nodes.Literal(span(node), "integer", _magnitude(raw))


def _magnitude(digits: str) -> int:
    """Python refuses to read thousands of digits; all that are out of range are alike."""
    return int(digits) if len(digits) < 1000 else 10**1000


def decimal(node: Node, unit: Unit) -> nodes.Literal:
    """`1.50` is a Decimal that keeps its scale, `1.5d` a Double."""
    raw = text(node)
    match = _DECIMAL.fullmatch(raw)
    if match is None:
        unit.refuse(node, NUMBER_MESSAGE.format(literal=raw))
        return nodes.Literal(span(node), "decimal", Decimal(0))
    if match[1]:
        return nodes.Literal(span(node), "double", float(raw[:-1]))
    return nodes.Literal(span(node), "decimal", Decimal(raw))


def boolean(node: Node, unit: Unit) -> nodes.Literal:
    """`true` and `false` in any case."""
    return nodes.Literal(span(node), "boolean", text(node).lower() == "true")


def null(node: Node, unit: Unit) -> nodes.Literal:
    """`null` in any case."""
    return nodes.Literal(span(node), "null", None)
