"""System.Pattern: a compiled regular expression, and the replacing and splitting built on it.

Source: Apex Reference Guide, Pattern Class; java.util.regex.Pattern.
"""

from __future__ import annotations

from typing import Any

from sfsim.runtime.collections import ApexList
from sfsim.stdlib.arguments import required, required_numbered
from sfsim.stdlib.java_regex import Compiled, compile_pattern
from sfsim.stdlib.java_regex_matches import (
    INPUT_MAX,
    SPLIT_INPUT_MAX,
    check_length,
    matches_in,
    replaced,
)
from sfsim.stdlib.registry import apex_class, apex_method
from sfsim.stdlib.system.matcher import Matcher
from sfsim.typeref import STRING, list_of

_STRINGS = list_of(STRING)
_META = frozenset("\\^$.|?*+()[{")
"""Characters that do not stand for themselves: a split on any other one needs no pattern."""


@apex_class("System.Pattern", source="Apex Reference Guide, Pattern Class")
class Pattern:
    """A compiled regular expression."""

    __slots__ = ("compiled", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.compiled: Compiled = compile_pattern(text)

    @apex_method("static Pattern compile(String regex)")
    @staticmethod
    def compile(text: str) -> Pattern:
        """Compiles. Raises StringException for a pattern that is wrong."""
        required_numbered(text)
        return Pattern(text)

    @apex_method("static Boolean matches(String regex, String input)")
    @staticmethod
    def matches(text: str, subject: str) -> bool:
        """Whether the whole input matches."""
        required_numbered(text, subject)
        check_length(subject, INPUT_MAX)
        return compile_pattern(text).fullmatch(subject) is not None

    @apex_method("static String quote(String s)")
    @staticmethod
    def quote(text: str) -> str:
        """A pattern that matches the text literally."""
        return "\\Q" + text.replace("\\E", "\\E\\\\E\\Q") + "\\E"

    @apex_method("Matcher matcher(String input)")
    def matcher(self, subject: str) -> Matcher:
        """A matcher on an input."""
        required_numbered(subject)
        check_length(subject, INPUT_MAX)
        return Matcher(self, subject)

    @apex_method("String pattern()")
    def pattern(self) -> str:
        """The text it was compiled from."""
        return self.text

    @apex_method("List<String> split(String input)")
    def split(self, subject: str) -> ApexList:
        """The parts of the input between the matches."""
        return split(self.text, subject, 0)

    @apex_method("List<String> split(String input, Integer n)")
    def split_limited(self, subject: str, limit: int) -> ApexList:
        """The same with a limit, see `String.split`."""
        return split(self.text, subject, limit)

    @apex_method("Object clone()")
    def clone(self) -> Any:  # Object
        """The pattern itself: it cannot change."""
        return self

    def toString(self) -> str:
        """The text it was compiled from."""
        return self.text


def split(pattern: str, subject: str, limit: int) -> ApexList:
    """`String.split(regex, limit)`.

    At most `limit` parts when it is positive; 0 drops empty parts at the end. An empty match at the
    beginning yields no empty part. Source: Apex Reference Guide, String.split, API 35 and later.
    """
    required(pattern, subject)
    check_length(subject, SPLIT_INPUT_MAX)
    if limit <= 0 and len(pattern) == 1 and pattern not in _META:
        parts = subject.split(pattern)
        return ApexList(_STRINGS, _without_end(parts) if limit == 0 and len(parts) > 1 else parts)
    parts = []
    start = 0
    for match in matches_in(compile_pattern(pattern), subject):
        if limit > 0 and len(parts) == limit - 1:
            break
        if match.end() == 0:
            continue
        parts.append(subject[start : match.start()])
        start = match.end()
    if start == 0 and not parts:
        return ApexList(_STRINGS, [subject])
    parts.append(subject[start:])
    return ApexList(_STRINGS, _without_end(parts) if limit == 0 else parts)


def _without_end(parts: list[str]) -> list[str]:
    """The parts without the empty ones at the end."""
    count = len(parts)
    while count and not parts[count - 1]:
        count -= 1
    return parts[:count]


def replace_all(pattern: str, subject: str, replacement: str) -> str:
    """`String.replaceAll`. Raises StringException for a bad pattern or replacement."""
    required_numbered(pattern, replacement)
    check_length(subject, INPUT_MAX)
    return replaced(compile_pattern(pattern), subject, replacement, 0)


def replace_first(pattern: str, subject: str, replacement: str) -> str:
    """`String.replaceFirst`. Raises like `replace_all`."""
    required_numbered(pattern, replacement)
    check_length(subject, SPLIT_INPUT_MAX)
    return replaced(compile_pattern(pattern), subject, replacement, 1)
