"""Where the Apex expression after a `:` in a masked query ends.

The grammar finds that itself in a query that it can read. In one that it cannot, the expression
is skipped here, token by token, before the grammar gets to see it as an argument of a call.
"""

from __future__ import annotations

import re
from typing import Final

_SPACE: Final = re.compile(r"(?:\s+|//[^\n]*|/\*.*?\*/)*", re.DOTALL)
_TOKEN: Final = re.compile(
    r"""
    (?P<word>[A-Za-z_]\w*)
    | (?P<literal>'(?:\\.|[^'\\])*'|\d[\w.]*|\.\d\w*)
    | (?P<open>[(\[{])
    | (?P<dot>\?\.|\.)
    | (?P<update>\+\+|--)
    | (?P<infix>\?\?|&&|\|\||===?|!==?|<>|<<|>>>?|<=|>=|[-+*/%&|^<>?])
    | (?P<prefix>[!~])
    | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_BRACKET: Final = re.compile(r"'(?:\\.|[^'\\])*'|//[^\n]*|/\*.*?\*/|[()\[\]{}]", re.DOTALL)
_GENERICS: Final = re.compile(r"\s*<[\w\s.,<>\[\]]*>")

_QUERY_WORDS_TEXT: Final = """
    and or limit offset for order group all with having update using returning in asc desc nulls
    where
"""
_QUERY_WORDS: Final = frozenset(_QUERY_WORDS_TEXT.split())


def bind_end(text: str, offset: int) -> int:
    """The offset behind the expression that starts at `offset`."""
    end = offset
    wants_operand = True
    conditionals = 0
    while True:
        start = _after_space(text, end)
        match = _TOKEN.match(text, start)
        if match is None:
            return end
        kind = match.lastgroup
        if wants_operand:
            if kind in ("prefix", "update") or match[0] in ("+", "-"):
                end = match.end()
                continue
            if kind not in ("word", "literal", "open"):
                return end
            end = _operand(text, match)
            wants_operand = match[0] == "(" and _starts_operand(text, end)
        elif kind == "infix" or (conditionals and match[0] == ":"):
            conditionals += (match[0] == "?") - (match[0] == ":")
            end = match.end()
            wants_operand = True
        else:
            return end


def _after_space(text: str, offset: int) -> int:
    space = _SPACE.match(text, offset)
    return offset if space is None else space.end()


def _operand(text: str, match: re.Match[str]) -> int:
    """The offset behind an operand: a name, call, literal, group or `new`, and what hangs on it."""
    end = _closing(text, match.start()) if match.lastgroup == "open" else match.end()
    if match[0].lower() == "new":
        end = _created_type(text, end)
    while True:
        start = _after_space(text, end)
        found = _TOKEN.match(text, start)
        if found is None:
            return end
        if found.lastgroup == "dot":
            name = _TOKEN.match(text, _after_space(text, found.end()))
            if name is None or name.lastgroup != "word":
                return end
            end = name.end()
        elif found.lastgroup == "open" and match[0] != "(":
            end = _closing(text, start)
        elif found.lastgroup == "update":
            end = found.end()
        else:
            return end


def _created_type(text: str, offset: int) -> int:
    """The offset behind the type after `new`."""
    name = re.compile(r"\s*\w+(?:\s*\.\s*\w+)*").match(text, offset)
    end = offset if name is None else name.end()
    generics = _GENERICS.match(text, end)
    return end if generics is None else generics.end()


def _closing(text: str, start: int) -> int:
    """The offset behind the bracket that closes the one at `start`, or the end of the text."""
    depth = 0
    for match in _BRACKET.finditer(text, start):
        if match[0] in "([{":
            depth += 1
        elif match[0] in ")]}":
            depth -= 1
            if not depth:
                return match.end()
    return len(text)


def _starts_operand(text: str, offset: int) -> bool:
    """Whether a group was a cast: an operand stands behind it that no clause begins with."""
    match = _TOKEN.match(text, _after_space(text, offset))
    if match is None or match.lastgroup not in ("word", "literal"):
        return False
    return match[0].lower() not in _QUERY_WORDS
