"""System.Matcher: one pattern on one input, its region, its last match.

A region is matched on a slice of the input, so its ends anchor and nothing outside is seen, which
is what the platform does unless told otherwise. Source: Apex Reference Guide, Matcher Class.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import regex

from sfsim.errors import Unsupported
from sfsim.runtime.exceptions import StringException
from sfsim.runtime.text import gather, length, spread
from sfsim.stdlib.arguments import required_numbered
from sfsim.stdlib.java_regex_matches import INPUT_MAX, check_length, replaced
from sfsim.stdlib.registry import apex_class, apex_method

if TYPE_CHECKING:
    from sfsim.stdlib.system.pattern import Pattern

_NO_MATCH = "No match found"


@apex_class("System.Matcher", source="Apex Reference Guide, Matcher Class")
class Matcher:
    """The state of matching. Positions inside are code points, outside UTF-16 units."""

    def __init__(self, pattern: Pattern, subject: str) -> None:
        self._pattern = pattern
        self._subject = subject
        self._region_start = 0
        self._region_end = len(subject)
        self._match: regex.Match[str] | None = None
        self._next = 0
        self._anchoring = True
        self._transparent = False

    # Matching

    @apex_method("Boolean matches()")
    def matches(self) -> bool:
        """Whether the whole region matches."""
        return self._keep(self._pattern.compiled.fullmatch(self._region()))

    @apex_method("Boolean lookingAt()")
    def lookingAt(self) -> bool:
        """Whether the region begins with a match."""
        return self._keep(self._pattern.compiled.match(self._region()))

    @apex_method("Boolean find()")
    def find(self) -> bool:
        """Looks for the next match behind the last one."""
        if self._next > self._region_end - self._region_start:
            return self._keep(None)
        return self._keep(self._pattern.compiled.search(self._region(), self._next))

    @apex_method("Boolean find(Integer start)")
    def find_from(self, start: int) -> bool:
        """Starts anew and looks for a match from a position. Raises StringException outside."""
        if not 0 <= start <= length(self._subject):
            raise StringException(f"Illegal start index: {start}")
        self.reset()
        self._next = self._place(start)
        return self.find()

    def _keep(self, match: regex.Match[str] | None) -> bool:
        self._match = match
        if match is None:
            return False
        self._next = match.end() + (match.end() == match.start())
        return True

    def _region(self) -> str:
        if self._region_start == 0 and self._region_end == len(self._subject):
            return self._subject
        if not self._anchoring or self._transparent:
            raise Unsupported("Matcher regions with non-anchoring or transparent bounds")
        return self._subject[self._region_start : self._region_end]

    def _place(self, unit: int) -> int:
        """The code point that begins at a UTF-16 unit."""
        return unit if self._subject.isascii() else len(gather(spread(self._subject)[:unit]))

    def _unit(self, place: int) -> int:
        """The UTF-16 unit of a code point of the input."""
        return place if self._subject.isascii() else length(self._subject[:place])

    # The last match

    @apex_method("String group()")
    def group(self) -> str:
        """The text of the last match. Raises StringException without one."""
        return str(self._found()[0])

    @apex_method("String group(Integer start)")
    def group_number(self, group: int) -> str | None:
        """The text of a group, null when it took no part. Raises StringException without one."""
        match = self._found()
        self._check_group(group)
        text: str | None = match[group]
        return text

    @apex_method("Integer start()")
    def start(self) -> int:
        """Where the last match begins. Raises StringException without one."""
        return self._unit(self._region_start + self._found().start())

    @apex_method("Integer start(Integer grp)")
    def start_group(self, group: int) -> int:
        """Where a group begins, -1 when it took no part."""
        place = self._found().start(self._check_group(group))
        return place if place < 0 else self._unit(self._region_start + place)

    @apex_method("Integer end()")
    def end(self) -> int:
        """The position behind the last match. Raises StringException without one."""
        return self._unit(self._region_start + self._found().end())

    @apex_method("Integer end(Integer grp)")
    def end_group(self, group: int) -> int:
        """The position behind a group, -1 when it took no part."""
        place = self._found().end(self._check_group(group))
        return place if place < 0 else self._unit(self._region_start + place)

    @apex_method("Integer groupCount()")
    def groupCount(self) -> int:
        """How many groups the pattern has, without the whole match."""
        return int(self._pattern.compiled.groups)

    def _found(self) -> regex.Match[str]:
        if self._match is None:
            raise StringException(_NO_MATCH)
        return self._match

    def _check_group(self, group: int) -> int:
        if not 0 <= group <= self._pattern.compiled.groups:
            raise StringException(f"No group {group}")
        return group

    # Replacing

    @apex_method("String replaceAll(String replacement)")
    def replaceAll(self, replacement: str) -> str:
        """The input with each match replaced."""
        required_numbered(replacement)
        self.reset()
        return replaced(self._pattern.compiled, self._subject, replacement, 0)

    @apex_method("String replaceFirst(String replacement)")
    def replaceFirst(self, replacement: str) -> str:
        """The input with the first match replaced."""
        required_numbered(replacement)
        self.reset()
        return replaced(self._pattern.compiled, self._subject, replacement, 1)

    @apex_method("static String quoteReplacement(String s)")
    @staticmethod
    def quoteReplacement(text: str) -> str:
        """A replacement text that stands for itself."""
        return text.replace("\\", "\\\\").replace("$", "\\$")

    # State

    @apex_method("Pattern pattern()")
    def pattern(self) -> Pattern:
        """The pattern."""
        return self._pattern

    @apex_method("Matcher usePattern(Pattern p)")
    def usePattern(self, pattern: Pattern) -> Matcher:
        """Goes on with another pattern at the same place."""
        required_numbered(pattern)
        self._pattern = pattern
        self._match = None
        return self

    @apex_method("Matcher reset()")
    def reset(self) -> Matcher:
        """Forgets the last match and the region."""
        self._region_start, self._region_end = 0, len(self._subject)
        self._match = None
        self._next = 0
        return self

    @apex_method("Matcher reset(String input)")
    def reset_input(self, subject: str) -> Matcher:
        """Starts anew on another input."""
        required_numbered(subject)
        check_length(subject, INPUT_MAX)
        self._subject = subject
        return self.reset()

    @apex_method("Matcher region(Integer start, Integer ending)")
    def region(self, start: int, end: int) -> Matcher:
        """Limits matching to a part of the input. Raises StringException outside of it."""
        if not 0 <= start <= end <= length(self._subject):
            raise StringException(f"Region out of bounds: {start}, {end}")
        self.reset()
        self._region_start, self._region_end = self._place(start), self._place(end)
        return self

    @apex_method("Integer regionStart()")
    def regionStart(self) -> int:
        """Where the region begins."""
        return self._unit(self._region_start)

    @apex_method("Integer regionEnd()")
    def regionEnd(self) -> int:
        """The position behind the region."""
        return self._unit(self._region_end)

    @apex_method("Boolean hasAnchoringBounds()")
    def hasAnchoringBounds(self) -> bool:
        """Whether the ends of the region match `^` and `$`."""
        return self._anchoring

    @apex_method("Matcher useAnchoringBounds(Boolean b)")
    def useAnchoringBounds(self, value: bool) -> Matcher:
        """Says whether the ends of the region match `^` and `$`."""
        self._anchoring = value
        return self

    @apex_method("Boolean hasTransparentBounds()")
    def hasTransparentBounds(self) -> bool:
        """Whether lookaround sees beyond the region."""
        return self._transparent

    @apex_method("Matcher useTransparentBounds(Boolean b)")
    def useTransparentBounds(self, value: bool) -> Matcher:
        """Says whether lookaround sees beyond the region."""
        self._transparent = value
        return self

    @apex_method("Object clone()")
    def clone(self) -> Any:  # Object
        """A matcher on the same input, at its beginning."""
        return Matcher(self._pattern, self._subject)

    def toString(self) -> str:
        """Java's own description."""
        last = self._match[0] if self._match else ""
        return (
            f"java.util.regex.Matcher[pattern={self._pattern.text} "
            f"region={self.regionStart()},{self.regionEnd()} lastmatch={last}]"
        )
