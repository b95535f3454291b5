"""The folded key of a text: what the database compares and sorts instead of the text itself.

A key ignores case and orders punctuation before digits before letters, so that byte comparison of
keys (SQLite's BINARY, PostgreSQL's "C") gives the platform's order on every database. The fold
works character by character, so patterns can be folded too.
Source: SOQL and SOSL Reference, "ORDER BY": English locales compare without case by upper-cased
value, with `_` before `.`.
"""

from __future__ import annotations

from typing import Final

from sfsim.collation import PUNCTUATION

WHITE_SPACE: Final = "\t\n\r -"
"""Before all other characters, in this order."""

ESCAPABLE: Final = "%_"
SEPARATOR: Final = "\x01"
"""Occurs in no key, and sorts before all characters of one: `key + SEPARATOR + value`."""


def _translation() -> dict[int, str]:
    """A permutation of ASCII that leaves digits and capital letters where they are."""
    first = [each for each in WHITE_SPACE + PUNCTUATION if ord(each) < 128]
    first = list(dict.fromkeys(first))
    assert len(first) < ord("0"), "white space and punctuation fit below the digits"
    start = ord("0") - len(first)
    table = {ord(each): chr(start + place) for place, each in enumerate(first)}
    kept = {each for each in range(128) if chr(each).isalnum() and chr(each).upper() == chr(each)}
    table.update({code: chr(code) for code in kept})
    used = {ord(each) for each in table.values()}
    # NUL stays free because some databases end a text there, and SEPARATOR for composed keys.
    free = [code for code in range(2, 128) if code not in used]
    # Small letters come last: none is left after `upper()`, so it does not matter who goes without.
    rest = sorted((each for each in range(128) if each not in table), key=_is_small_letter)
    table.update({code: chr(place) for code, place in zip(rest, free, strict=False)})
    return table


def _is_small_letter(code: int) -> bool:
    return chr(code).islower()


TRANSLATION: Final = _translation()


def fold_text(text: str) -> str:
    """The key of a text."""
    return text.upper().translate(TRANSLATION)


def fold_optional(text: str | None) -> str | None:
    """The key of a text that may be missing."""
    return None if text is None else text.upper().translate(TRANSLATION)


def like_parts(pattern: str) -> list[str | None]:
    """A LIKE pattern as literal characters, None for any one character, '' for any number of them.

    A backslash escapes `%` and `_`; before anything else it is a character like any other.
    """
    parts: list[str | None] = []
    position = 0
    while position < len(pattern):
        character = pattern[position]
        if character == "\\" and pattern[position + 1 : position + 2] in tuple(ESCAPABLE):
            position += 1
            parts.append(pattern[position])
        elif character == "%":
            parts.append("")
        elif character == "_":
            parts.append(None)
        else:
            parts.append(character)
        position += 1
    return parts
