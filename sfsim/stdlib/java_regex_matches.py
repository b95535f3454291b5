"""Walking the matches of a Java pattern: replacing, and the limits on input length.

Source: java.util.regex.Matcher, `find` and `appendReplacement`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import regex

from sfsim.runtime.exceptions import LimitException, StringException
from sfsim.stdlib.java_regex import Compiled

INPUT_MAX: Final = 1_000_000
SPLIT_INPUT_MAX: Final = 500_000
"""Longer texts are refused as too complicated. Source: release notes of a peer, 1.2.2."""


def check_length(subject: str, longest: int) -> None:
    """Raises LimitException for an input that the platform finds too complicated."""
    if len(subject) > longest:
        raise LimitException("Regex too complicated")


def matches_in(compiled: Compiled, subject: str) -> Iterator[regex.Match[str]]:
    """The matches one after the other, as Java's `find` walks: an empty match moves on by one."""
    place = 0
    while place <= len(subject):
        match = compiled.search(subject, place)
        if match is None:
            return
        yield match
        place = match.end() + (match.end() == match.start())


def replaced(compiled: Compiled, subject: str, replacement: str, count: int) -> str:
    """The subject with `count` matches replaced, all when it is 0."""
    pieces: list[str] = []
    start = 0
    parts: tuple[str | int, ...] | None = None
    for match in matches_in(compiled, subject):
        if parts is None:
            parts = parse_replacement(replacement, compiled)
        pieces += (subject[start : match.start()], expand(parts, match))
        start = match.end()
        count -= 1
        if count == 0:
            break
    return "".join(pieces) + subject[start:] if pieces else subject


def parse_replacement(text: str, pattern: Compiled) -> tuple[str | int, ...]:
    """A Java replacement text as literals and group numbers.

    `$1` and `${name}` are groups, a backslash makes the next character a literal; `$12` is group 1
    and `2` when there are fewer than 12 groups.

    Raises:
        StringException: a group that does not exist, or a `$` or backslash that ends the text.
    """
    if "$" not in text and "\\" not in text:
        return (text,)
    parts: list[str | int] = []
    place = 0
    while place < len(text):
        character = text[place]
        if character == "\\":
            if place + 1 == len(text):
                raise StringException("character to be escaped is missing")
            parts.append(text[place + 1])
            place += 2
        elif character == "$":
            group, place = _replacement_group(text, place + 1, pattern)
            parts.append(group)
        else:
            parts.append(character)
            place += 1
    return tuple(parts)


def _replacement_group(text: str, place: int, pattern: Compiled) -> tuple[int, int]:
    if text[place : place + 1] == "{":
        end = text.find("}", place)
        name = text[place + 1 : end]
        if end < 0 or name not in pattern.groupindex:
            raise StringException(f"No group with name {{{name}}}")
        return pattern.groupindex[name], end + 1
    if not ("0" <= text[place : place + 1] <= "9"):
        raise StringException("Illegal group reference")
    group = int(text[place])
    place += 1
    if group > pattern.groups:
        raise StringException(f"No group {group}")
    while "0" <= text[place : place + 1] <= "9":
        longer = group * 10 + int(text[place])
        if longer > pattern.groups:
            break
        group, place = longer, place + 1
    return group, place


def expand(parts: tuple[str | int, ...], match: regex.Match[str]) -> str:
    """The replacement for one match; a group that took no part adds nothing."""
    return "".join(part if isinstance(part, str) else match.group(part) or "" for part in parts)
