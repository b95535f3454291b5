"""What Java calls a blank, a letter, a kind of character; matching that ignores case.

String methods of the platform are Java's and Apache Commons Lang's, so these definitions are too.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

TRIMMED: Final = "".join(map(chr, range(0x21)))
"""What `String.trim()` takes off: everything up to the blank."""

_NOT_BLANK: Final = "\u00a0\u2007\u202f\u0085"
"""Blank to Python's str.isspace, but not to Java's Character.isWhitespace."""

BLANKS: Final = re.compile(r"[^\S\u00a0\u2007\u202f\u0085]+")
"""A run of Java's white space."""


def is_blank(character: str) -> bool:
    """Character.isWhitespace."""
    return character.isspace() and character not in _NOT_BLANK


def all_blank(text: str) -> bool:
    """Whether there is nothing but white space, or nothing at all."""
    return not text or (
        text.isspace() and (text.isascii() or all(is_blank(character) for character in text))
    )


def strip_blanks(text: str) -> str:
    """The text without white space at both ends."""
    start, end = 0, len(text)
    while start < end and is_blank(text[start]):
        start += 1
    while end > start and is_blank(text[end - 1]):
        end -= 1
    return text[start:end]


def folded(text: str) -> str:
    """The text for matching without regard to case, with as many characters as before."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(one if len(one := c.lower()) == 1 else c for c in text)


def character_type(character: str) -> str:
    """The general category, Java's Character.getType."""
    return unicodedata.category(character)


def split_by_type(text: str, *, is_camel_case: bool) -> list[str]:
    """Runs of one character type; with camel case a capital joins the small letters behind it."""
    parts: list[str] = []
    start = 0
    for place in range(1, len(text) + 1):
        kind = character_type(text[place - 1])
        if place < len(text) and character_type(text[place]) == kind:
            continue
        begins_word = (
            is_camel_case
            and kind == "Lu"
            and place < len(text)
            and character_type(text[place]) == "Ll"
        )
        end = place - 1 if begins_word else place
        if end > start:
            parts.append(text[start:end])
        start = end
    return parts


def levenshtein_distance(left: str, right: str) -> int:
    """How many insertions, deletions and substitutions turn one text into the other."""
    row = list(range(len(right) + 1))
    for count, character in enumerate(left, start=1):
        previous, row[0] = row[0], count
        for place, other in enumerate(right, start=1):
            cost = previous if character == other else 1 + min(previous, row[place], row[place - 1])
            previous, row[place] = row[place], cost
    return row[-1]
