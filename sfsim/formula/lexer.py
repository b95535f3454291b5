"""Formula text into tokens.

Source: salesforce/formula-engine, LexerRules.g4: a path with its dots is one identifier, keywords
ignore case, literals take no raw line break, comments are `/* */`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from sfsim.formula.messages import FOUND, MISSING, SYNTAX
from sfsim.names import fold

NUMBER: Final = "number"
TEXT: Final = "text"
NAME: Final = "name"
KEYWORD: Final = "keyword"
OPERATOR: Final = "operator"
END: Final = "end"

KEYWORDS: Final = frozenset({"true", "false", "null", "not"})
TOKEN: Final = re.compile(
    r"""(?P<space>[ \t\f\r\n\u00a0]+|/\*.*?\*/)
      | (?P<number>[0-9]+(?:\.[0-9]+)?)
      | (?P<name>[A-Za-z$][A-Za-z0-9_$:.\#]*)
      | (?P<text>"(?:[^"\\\r\n]|\\.)*"|'(?:[^'\\\r\n]|\\.)*')
      | (?P<operator>\|\||&&|<>|!=|==|<=|>=|[-+*/^&=<>!(),])
    """,
    re.VERBOSE | re.DOTALL,
)
ESCAPE: Final = re.compile(r"\\(.)", re.DOTALL)
ESCAPES: Final[dict[str, str]] = {
    "n": "\n", "r": "\r", "t": "\t", '"': '"', "'": "'", "\\": "\\",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Token:
    """One token: its kind, its text (a literal's without quotes, a keyword's folded), its place."""

    kind: str
    text: str
    position: int


def tokens_of(text: str) -> list[Token]:
    """The tokens of a formula, the last of kind END. Raises FormulaError."""
    found: list[Token] = []
    position = 0
    while position < len(text):
        match = TOKEN.match(text, position)
        if match is None:
            raise _unreadable(text, position)
        kind, raw = match.lastgroup, match.group()
        if kind == "text":
            found.append(Token(TEXT, _unescaped(raw[1:-1], position), position))
        elif kind == "name" and fold(raw) in KEYWORDS:
            found.append(Token(KEYWORD, fold(raw), position))
        elif kind is not None and kind != "space":
            found.append(Token(kind, raw, position))
        position = match.end()
    found.append(Token(END, "", len(text)))
    return found


def _unreadable(text: str, position: int) -> Exception:
    character = text[position]
    if character in "\"'":
        return MISSING.error(position, token=character)
    return FOUND.error(position, token=character)


def _unescaped(raw: str, position: int) -> str:
    if "\\" not in raw:
        return raw

    def replace(match: re.Match[str]) -> str:
        character = ESCAPES.get(fold(match.group(1)))
        if character is None:
            raise SYNTAX.error(position)
        return character

    return ESCAPE.sub(replace, raw)
