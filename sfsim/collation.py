"""The order of text that `<` on Strings follows: punctuation, digits, letters, ignoring case.

The platform compares by the user's locale; for English the order is that of Java's Collator at
secondary strength: blanks and hyphens count only between texts that are equal without them,
accents only between texts that are equal without those, case never.
Source: Apex Developer Guide, "Expression Operators"; recorded: `'- Default - ' < 'Banner'` is
false, `'/ Default -' < 'Banner'` is true, `'a' < 'A'` is false.
"""

from __future__ import annotations

import unicodedata
from typing import Final

IGNORED: Final = " \u00a0-\u00ad\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
"""Characters without a primary weight, in the order of their secondary weights."""

PUNCTUATION: Final = "_¯,;:!¡?¿/.´`^¨'\"«»()[]{}§¶©®@¤฿¢₡₢$₫€₣₤₥₦₧£₨₪₩¥*\\&#%+±÷×<=>¬|¦~°µ"
"""Characters before the digits, in their order. Source: java.text.CollationRules."""

_EXPANSIONS: Final = {"æ": "ae", "œ": "oe", "ß": "ss", "þ": "th", "ø": "o", "đ": "d", "ł": "l"}
_LETTERS: Final = 0x1000
"""Primary weights of digits and letters begin here; those of punctuation lie below."""
_HIGHEST: Final = 0x10FFFF


class _PrimaryTable(dict[int, str | None]):
    """What `str.translate` makes of a decomposed, lower-case character: its primary weights."""

    def __missing__(self, code: int) -> str | None:
        character = chr(code)
        weights: str | None
        if unicodedata.combining(character) or unicodedata.category(character) == "Cc":
            weights = None
        else:
            letters = _EXPANSIONS.get(character, character)
            weights = "".join(chr(min(_LETTERS + ord(letter), _HIGHEST)) for letter in letters)
        self[code] = weights
        return weights


def _primary_table() -> _PrimaryTable:
    table = _PrimaryTable()
    table.update({ord(character): None for character in IGNORED})
    for weight, character in enumerate(PUNCTUATION, start=1):
        table[ord(character)] = chr(weight)
    return table


_PRIMARY: Final = _primary_table()


def primary_key(text: str) -> str:
    """The letters, digits and punctuation of a text as weights: compares without accents."""
    lowered = text.lower()
    if not lowered.isascii():
        lowered = unicodedata.normalize("NFKD", lowered)
    return lowered.translate(_PRIMARY)


def collation_key(text: str) -> tuple[str, str]:
    """A sort key: two texts compare as their keys do, and equal ones have equal keys."""
    return primary_key(text), _secondary_key(text)


def compare(left: str, right: str) -> int:
    """Negative, zero or positive: the order of two texts."""
    if left == right:
        return 0
    first, second = primary_key(left), primary_key(right)
    if first == second:
        first, second = _secondary_key(left), _secondary_key(right)
    return (first > second) - (first < second)


def _secondary_key(text: str) -> str:
    """One mark for each character: none for a base, the rank of an accent, blank or hyphen."""
    marks = []
    for character in unicodedata.normalize("NFKD", text.lower()):
        if character in IGNORED:
            marks.append(chr(2 + IGNORED.index(character)))
        elif unicodedata.combining(character):
            marks.append(chr(0x100 + ord(character)))
        else:
            marks.append("\x01")
    return "".join(marks)
