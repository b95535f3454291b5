"""Quoted text in the patterns of Java's formats: `'o''clock'`, and `''` for the quote itself.

Source: java.text.MessageFormat and java.text.SimpleDateFormat.
"""

from __future__ import annotations

from dataclasses import dataclass

QUOTE = "'"


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quoted text, the place behind it, and whether the second quote was there."""

    text: str
    end: int
    is_closed: bool = True


def read_quoted(pattern: str, start: int) -> Quoted:
    """The quoted text that begins at a quote."""
    if pattern.startswith(QUOTE * 2, start):
        return Quoted(QUOTE, start + 2)
    parts: list[str] = []
    place = start + 1
    while place < len(pattern):
        if pattern.startswith(QUOTE * 2, place):
            parts.append(QUOTE)
            place += 2
        elif pattern[place] == QUOTE:
            return Quoted("".join(parts), place + 1)
        else:
            parts.append(pattern[place])
            place += 1
    return Quoted("".join(parts), place, is_closed=False)
