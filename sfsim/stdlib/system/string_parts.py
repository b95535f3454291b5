"""System.String: taking parts of a text, removing, replacing, padding, splitting, changing case.

Source of all: Apex Reference Guide, String Class; where that is silent, Apache Commons Lang, whose
examples the guide repeats.
"""

from __future__ import annotations

from typing import Any

from sfsim.runtime import text as texts
from sfsim.runtime.collections import ApexList
from sfsim.runtime.exceptions import (
    IllegalArgumentException,
    LimitException,
    StringException,
)
from sfsim.runtime.text import gather, spread
from sfsim.stdlib import characters
from sfsim.stdlib.arguments import required_numbered
from sfsim.stdlib.markup import strip_tags
from sfsim.stdlib.registry import apex_class, apex_method
from sfsim.stdlib.system.pattern import replace_all, replace_first, split
from sfsim.stdlib.system.string import difference_index
from sfsim.typeref import STRING, list_of

_STRINGS = list_of(STRING)


@apex_class("System.String", source="Apex Reference Guide, String Class")
class StringParts:
    """Methods that make a new String of one."""

    # Substrings

    @apex_method("String substring(Integer start)")
    @staticmethod
    def substring(text: str, start: int) -> str:
        """From a position to the end. Raises StringException when it lies outside."""
        units = spread(text)
        if not 0 <= start <= len(units):
            raise StringException(f"Starting position out of bounds: {start}")
        return gather(units[start:])

    @apex_method("String substring(Integer start, Integer end)")
    @staticmethod
    def substring_to(text: str, start: int, end: int) -> str:
        """From a position to before another. Raises StringException when one lies outside."""
        units = text if text.isascii() else spread(text)
        if not 0 <= start <= len(units):
            raise StringException(f"Starting position out of bounds: {start}")
        if not start <= end <= len(units):
            raise StringException(f"Ending position out of bounds: {end}")
        return gather(units[start:end])

    @apex_method("String left(Integer len)")
    @staticmethod
    def left(text: str, length: int) -> str:
        """The first characters; all when there are fewer."""
        return gather(spread(text)[: max(length, 0)])

    @apex_method("String right(Integer len)")
    @staticmethod
    def right(text: str, length: int) -> str:
        """The last characters; all when there are fewer."""
        units = spread(text)
        return gather(units[max(len(units) - length, 0) :]) if length > 0 else ""

    @apex_method("String mid(Integer pos, Integer len)")
    @staticmethod
    def mid(text: str, start: int, length: int) -> str:
        """So many characters from a position; a negative position counts as 0."""
        start = max(start, 0)
        return gather(spread(text)[start : start + length]) if length > 0 else ""

    @apex_method("String substringAfter(String separator)")
    @staticmethod
    def substringAfter(text: str, separator: str | None) -> str:
        """What stands behind the first separator, nothing when there is none."""
        return "" if separator is None else _after(text, separator, text.find(separator))

    @apex_method("String substringAfterLast(String separator)")
    @staticmethod
    def substringAfterLast(text: str, separator: str | None) -> str:
        """What stands behind the last separator, nothing when there is none."""
        return _after(text, separator, text.rfind(separator)) if separator else ""

    @apex_method("String substringBefore(String separator)")
    @staticmethod
    def substringBefore(text: str, separator: str | None) -> str:
        """What stands before the first separator, everything when there is none."""
        return text if separator is None else _before(text, text.find(separator))

    @apex_method("String substringBeforeLast(String separator)")
    @staticmethod
    def substringBeforeLast(text: str, separator: str | None) -> str:
        """What stands before the last separator, everything when there is none."""
        return _before(text, text.rfind(separator)) if separator else text

    @apex_method("String substringBetween(String tag)")
    @staticmethod
    def substringBetween(text: str, tag: str | None) -> str | None:
        """What stands between the first two tags, null when there are not two."""
        return _between(text, tag, tag)

    @apex_method("String substringBetween(String open, String close)")
    @staticmethod
    def substringBetween_two(text: str, opening: str | None, closing: str | None) -> str | None:
        """What stands between the first pair of tags, null when there is none."""
        return _between(text, opening, closing)

    @apex_method("String difference(String other)")
    @staticmethod
    def difference(text: str, other: str | None) -> str:
        """What of the other text is left where it begins to differ."""
        if other is None:
            return text
        place = difference_index(text, other)
        return "" if place < 0 else other[place:]

    @apex_method("String abbreviate(Integer maxWidth)")
    @staticmethod
    def abbreviate(text: str, width: int) -> str:
        """Cut to a width with `...` at the end. Raises IllegalArgumentException below 4."""
        return gather(_abbreviate(spread(text), width, 0))

    @apex_method("String abbreviate(Integer maxWidth, Integer offset)")
    @staticmethod
    def abbreviate_from(text: str, width: int, offset: int) -> str:
        """The same, keeping what is at an offset in sight."""
        return gather(_abbreviate(spread(text), width, offset))

    # Removing and replacing

    @apex_method("String remove(String toRemove)")
    @staticmethod
    def remove(text: str, part: str | None) -> str:
        """Without any occurrence of a part."""
        return text.replace(part, "") if part else text

    @apex_method("String removeEnd(String toRemove)")
    @staticmethod
    def removeEnd(text: str, part: str | None) -> str:
        """Without a part at the end."""
        return text.removesuffix(part) if part else text

    @apex_method("String removeEndIgnoreCase(String toRemove)")
    @staticmethod
    def removeEndIgnoreCase(text: str, part: str | None) -> str:
        """Without a part at the end, in any case."""
        if part and characters.folded(text).endswith(characters.folded(part)):
            return text[: -len(part)]
        return text

    @apex_method("String removeStart(String toRemove)")
    @staticmethod
    def removeStart(text: str, part: str | None) -> str:
        """Without a part at the beginning."""
        return text.removeprefix(part) if part else text

    @apex_method("String removeStartIgnoreCase(String toRemove)")
    @staticmethod
    def removeStartIgnoreCase(text: str, part: str | None) -> str:
        """Without a part at the beginning, in any case."""
        if part and characters.folded(text).startswith(characters.folded(part)):
            return text[len(part) :]
        return text

    @apex_method("String deleteWhitespace()")
    @staticmethod
    def deleteWhitespace(text: str) -> str:
        """Without any white space."""
        return characters.BLANKS.sub("", text)

    @apex_method("String normalizeSpace()")
    @staticmethod
    def normalizeSpace(text: str) -> str:
        """Each run of white space as one blank, none at the ends."""
        return characters.BLANKS.sub(" ", text.replace("\u00a0", " ")).strip(" ")

    @apex_method("String trim()")
    @staticmethod
    def trim(text: str) -> str:
        """Without blanks and control characters at the ends."""
        return text.strip(characters.TRIMMED)

    @apex_method("String stripHtmlTags()")
    @staticmethod
    def stripHtmlTags(text: str) -> str:
        """Without HTML tags."""
        return strip_tags(text)

    @apex_method("String replace(String target, String replacement)")
    @staticmethod
    def replace(text: str, target: str, replacement: str) -> str:
        """Each occurrence of a literal replaced."""
        required_numbered(target, replacement)
        return texts.guard_length(text.replace(target, replacement))

    @apex_method("String replaceAll(String regex, String replacement)")
    @staticmethod
    def replaceAll(text: str, pattern: str, replacement: str) -> str:
        """Each match of a pattern replaced."""
        return replace_all(pattern, text, replacement)

    @apex_method("String replaceFirst(String regex, String replacement)")
    @staticmethod
    def replaceFirst(text: str, pattern: str, replacement: str) -> str:
        """The first match of a pattern replaced."""
        return replace_first(pattern, text, replacement)

    @apex_method("String overlay(String overlay, Integer start, Integer end)")
    @staticmethod
    def overlay(text: str, overlay: str | None, start: int, end: int) -> str:
        """A range replaced; positions outside count as the ends, in either order."""
        units = spread(text)
        first, last = sorted(min(max(place, 0), len(units)) for place in (start, end))
        return gather(units[:first] + (overlay or "") + units[last:])

    # Repeating and padding

    @apex_method("String repeat(Integer numTimes)")
    @staticmethod
    def repeat(text: str, count: int) -> str:
        """The text so many times. Raises LimitException beyond six million characters."""
        if len(text) * count > texts.LENGTH_MAX:
            raise LimitException("String is too long.")
        return texts.guard_length(text * count)

    @apex_method("String repeat(String separator, Integer numTimes)")
    @staticmethod
    def repeat_separated(text: str, separator: str | None, count: int) -> str:
        """The text so many times with a separator between."""
        if (len(text) + len(separator or "")) * count > texts.LENGTH_MAX:
            raise LimitException("String is too long.")
        return texts.guard_length((separator or "").join([text] * count))

    @apex_method("String leftPad(Integer len)")
    @staticmethod
    def leftPad(text: str, size: int) -> str:
        """Filled up with blanks at the left."""
        return _padding(size - texts.length(text), " ") + text

    @apex_method("String leftPad(Integer len, String padStr)")
    @staticmethod
    def leftPad_with(text: str, size: int, padding: str | None) -> str:
        """Filled up at the left."""
        return _padding(size - texts.length(text), padding) + text

    @apex_method("String rightPad(Integer len)")
    @staticmethod
    def rightPad(text: str, size: int) -> str:
        """Filled up with blanks at the right."""
        return text + _padding(size - texts.length(text), " ")

    @apex_method("String rightPad(Integer len, String padStr)")
    @staticmethod
    def rightPad_with(text: str, size: int, padding: str | None) -> str:
        """Filled up at the right."""
        return text + _padding(size - texts.length(text), padding)

    @apex_method("String center(Integer size)")
    @staticmethod
    def center(text: str, size: int) -> str:
        """Filled up with blanks at both sides, the odd one at the right."""
        return _center(text, size, " ")

    @apex_method("String center(Integer size, String padStr)")
    @staticmethod
    def center_with(text: str, size: int, padding: str | None) -> str:
        """Filled up at both sides."""
        return _center(text, size, padding)

    # Order and case

    @apex_method("String reverse()")
    @staticmethod
    def reverse(text: str) -> str:
        """Backwards."""
        return text[::-1]

    @apex_method("String capitalize()")
    @staticmethod
    def capitalize(text: str) -> str:
        """With the first letter in title case."""
        return _single(text[:1], text[:1].title()) + text[1:]

    @apex_method("String uncapitalize()")
    @staticmethod
    def uncapitalize(text: str) -> str:
        """With the first letter small."""
        return _single(text[:1], text[:1].lower()) + text[1:]

    @apex_method("String swapCase()")
    @staticmethod
    def swapCase(text: str) -> str:
        """Capitals small and small letters capital."""
        return "".join(_single(character, character.swapcase()) for character in text)

    @apex_method("String toLowerCase()", inline="{0}.lower()")
    @staticmethod
    def toLowerCase(text: str) -> str:
        """In small letters."""
        return text.lower()

    @apex_method("String toLowerCase(String locale)")
    @staticmethod
    def toLowerCase_in(text: str, locale: str) -> str:
        """In small letters by the rules of a locale."""
        return (text.replace("İ", "i").replace("I", "ı") if _is_turkic(locale) else text).lower()

    @apex_method("String toUpperCase()", inline="{0}.upper()")
    @staticmethod
    def toUpperCase(text: str) -> str:
        """In capitals."""
        return text.upper()

    @apex_method("String toUpperCase(String locale)")
    @staticmethod
    def toUpperCase_in(text: str, locale: str) -> str:
        """In capitals by the rules of a locale."""
        return (text.replace("i", "İ") if _is_turkic(locale) else text).upper()

    # Splitting

    @apex_method("List<String> split(String regex)")
    @staticmethod
    def split(text: str, pattern: str) -> ApexList:
        """The parts between the matches; empty ones at the end are dropped."""
        return split(pattern, text, 0)

    @apex_method("List<String> split(String regex, Integer limit)")
    @staticmethod
    def split_limited(text: str, pattern: str, limit: int) -> ApexList:
        """At most `limit` parts; 0 drops empty ones at the end, a negative limit keeps all."""
        return split(pattern, text, limit)

    @apex_method("List<String> splitByCharacterType()")
    @staticmethod
    def splitByCharacterType(text: str) -> ApexList:
        """Runs of one kind of character."""
        return ApexList(_STRINGS, characters.split_by_type(text, is_camel_case=False))

    @apex_method("List<String> splitByCharacterTypeCamelCase()")
    @staticmethod
    def splitByCharacterTypeCamelCase(text: str) -> ApexList:
        """The same, a capital joining the small letters behind it."""
        return ApexList(_STRINGS, characters.split_by_type(text, is_camel_case=True))

    @apex_method("Integer getLevenshteinDistance(String other)")
    @staticmethod
    def getLevenshteinDistance(text: str, other: Any) -> int:  # String, null is refused
        """How many single changes lie between two texts."""
        required_numbered(other)
        return characters.levenshtein_distance(spread(text), spread(other))

    @apex_method("Integer getLevenshteinDistance(String other, Integer threshold)")
    @staticmethod
    def getLevenshteinDistance_within(text: str, other: Any, threshold: int) -> int:  # String
        """The same, or -1 when it is more than the threshold."""
        required_numbered(other)
        distance = characters.levenshtein_distance(spread(text), spread(other))
        return distance if distance <= threshold else -1


def _after(text: str, separator: str, place: int) -> str:
    return "" if place < 0 else text[place + len(separator) :]


def _before(text: str, place: int) -> str:
    return text if place < 0 else text[:place]


def _between(text: str, opening: str | None, closing: str | None) -> str | None:
    if opening is None or closing is None:
        return None
    start = text.find(opening)
    end = text.find(closing, start + len(opening)) if start >= 0 else -1
    return text[start + len(opening) : end] if end >= 0 else None


def _abbreviate(units: str, width: int, offset: int) -> str:
    if width < 4:
        raise IllegalArgumentException("Minimum abbreviation width is 4")
    if len(units) <= width:
        return units
    offset = min(offset, len(units))
    if len(units) - offset < width - 3:
        offset = len(units) - (width - 3)
    if offset <= 4:
        return units[: width - 3] + "..."
    if width < 7:
        raise IllegalArgumentException("Minimum abbreviation width with offset is 7")
    if offset + width - 3 < len(units):
        return "..." + _abbreviate(units[offset:], width - 3, 0)
    return "..." + units[len(units) - (width - 3) :]


def _padding(count: int, padding: str | None) -> str:
    if count <= 0:
        return ""
    if count > texts.LENGTH_MAX:
        raise LimitException("String is too long.")
    unit = padding or " "
    return texts.guard_length((unit * (count // len(unit) + 1))[:count])


def _center(text: str, size: int, padding: str | None) -> str:
    missing = size - texts.length(text)
    left = _padding(missing // 2, padding)
    return left + text + _padding(missing - len(left), padding)


def _single(character: str, changed: str) -> str:
    """A change of case that Java makes for one character only, so `ß` stays."""
    return changed if len(changed) == 1 else character


def _is_turkic(locale: str) -> bool:
    return locale[:2] in ("tr", "az")
