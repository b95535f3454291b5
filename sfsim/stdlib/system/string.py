"""System.String: comparing, searching, counting, telling what kind of characters there are.

The receiver comes first. Positions count UTF-16 units, so a text beyond the basic plane is spread
before it is indexed; ASCII, the common case, skips that. Methods taken from Apache Commons Lang
tolerate a null argument as the original does; the others raise NullPointerException.
Source of all: Apex Reference Guide, String Class.
"""

from __future__ import annotations

from typing import Any

from sfsim.runtime import text as texts
from sfsim.runtime.collections import ApexList
from sfsim.runtime.exceptions import StringException
from sfsim.runtime.text import gather, spread
from sfsim.stdlib.arguments import required_numbered
from sfsim.stdlib.characters import all_blank, folded, is_blank
from sfsim.stdlib.registry import apex_class, apex_method
from sfsim.typeref import INTEGER, list_of


def _index(text: str, index: int) -> str:
    if not 0 <= index < len(text):
        raise StringException(f"String index out of range: {index}")
    return text[index]


@apex_class("System.String", source="Apex Reference Guide, String Class")
class StringSearch:
    """Methods that look at a String and leave it as it is."""

    @apex_method("Integer length()")
    @staticmethod
    def length(text: str) -> int:
        """UTF-16 units."""
        if text.isascii():
            return len(text)
        return texts.length(text)

    @apex_method("Integer charAt(Integer index)")
    @staticmethod
    def charAt(text: str, index: int) -> int:
        """The UTF-16 unit at a position. Raises StringException outside of the text."""
        return ord(_index(spread(text), index))

    @apex_method("Integer codePointAt(Integer index)")
    @staticmethod
    def codePointAt(text: str, index: int) -> int:
        """The code point that begins at a unit. Raises StringException outside of the text."""
        units = spread(text)
        _index(units, index)
        return ord(gather(units[index : index + 2])[0])

    @apex_method("Integer codePointBefore(Integer index)")
    @staticmethod
    def codePointBefore(text: str, index: int) -> int:
        """The code point that ends before a unit. Raises StringException outside of the text."""
        units = spread(text)
        _index(units, index - 1)
        return ord(gather(units[max(index - 2, 0) : index])[-1])

    @apex_method("Integer codePointCount(Integer beginIndex, Integer endIndex)")
    @staticmethod
    def codePointCount(text: str, begin: int, end: int) -> int:
        """Code points between two units. Raises StringException outside of the text."""
        units = spread(text)
        if not 0 <= begin <= end <= len(units):
            raise StringException(f"String index out of range: {begin if begin < 0 else end}")
        return len(gather(units[begin:end]))

    @apex_method("Integer offsetByCodePoints(Integer index, Integer codePointOffset)")
    @staticmethod
    def offsetByCodePoints(text: str, index: int, offset: int) -> int:
        """The unit that lies so many code points away. Raises StringException outside."""
        units = spread(text)
        if not 0 <= index <= len(units):
            raise StringException(f"String index out of range: {index}")
        before, after = gather(units[:index]), gather(units[index:])
        if not -len(before) <= offset <= len(after):
            raise StringException(f"String index out of range: {index + offset}")
        if offset >= 0:
            return index + texts.length(after[:offset])
        return index - texts.length(before[offset:])

    @apex_method("List<Integer> getChars()")
    @staticmethod
    def getChars(text: str) -> ApexList:
        """The UTF-16 units as numbers."""
        return ApexList(list_of(INTEGER), [ord(unit) for unit in spread(text)])

    # Comparing

    @apex_method("Integer compareTo(String str)")
    @staticmethod
    def compareTo(text: str, other: str) -> int:
        """Code-unit order, with regard to case."""
        required_numbered(other)
        return texts.compare_units(text, other)

    @apex_method("Boolean equals(Object other)")
    @staticmethod
    def equals(text: str, other: Any) -> bool:  # Object
        """Equality with regard to case; two forms of one Id are equal."""
        if text == other:
            return True
        if type(other) is not str or {len(text), len(other)} != {15, 18}:
            return False
        return text[:15] == other[:15] and text.isalnum() and other.isalnum()

    @apex_method("Boolean equalsIgnoreCase(String other)")
    @staticmethod
    def equalsIgnoreCase(text: str, other: str | None) -> bool:
        """Equality without regard to case; never equal to null."""
        return texts.equal(text, other)

    @apex_method("Integer hashCode()")
    @staticmethod
    def hashCode(text: str) -> int:
        """Java's hash code."""
        return texts.hash_code(text)

    # Searching

    @apex_method("Boolean contains(String str)")
    @staticmethod
    def contains(text: str, part: str) -> bool:
        """Whether the text holds the part."""
        required_numbered(part)
        return part in text

    @apex_method("Boolean containsIgnoreCase(String searchStr)")
    @staticmethod
    def containsIgnoreCase(text: str, part: str | None) -> bool:
        """Whether the text holds the part, in any case."""
        return part is not None and folded(part) in folded(text)

    @apex_method("Boolean containsAny(String validChars)")
    @staticmethod
    def containsAny(text: str, characters: str | None) -> bool:
        """Whether any of the characters is in the text."""
        return any(character in text for character in characters or "")

    @apex_method("Boolean containsNone(String invalidChars)")
    @staticmethod
    def containsNone(text: str, characters: str | None) -> bool:
        """Whether none of the characters is in the text."""
        return not any(character in text for character in characters or "")

    @apex_method("Boolean containsOnly(String validChars)")
    @staticmethod
    def containsOnly(text: str, characters: str | None) -> bool:
        """Whether the text holds no other characters."""
        return characters is not None and all(character in characters for character in text)

    @apex_method("Boolean containsWhitespace()")
    @staticmethod
    def containsWhitespace(text: str) -> bool:
        """Whether there is any white space."""
        return any(map(is_blank, text))

    @apex_method("Boolean startsWith(String str)")
    @staticmethod
    def startsWith(text: str, part: str) -> bool:
        """Whether the text begins with the part."""
        required_numbered(part)
        return text.startswith(part)

    @apex_method("Boolean startsWithIgnoreCase(String prefix)")
    @staticmethod
    def startsWithIgnoreCase(text: str, part: str | None) -> bool:
        """Whether the text begins with the part, in any case."""
        return part is not None and folded(text).startswith(folded(part))

    @apex_method("Boolean endsWith(String str)")
    @staticmethod
    def endsWith(text: str, part: str) -> bool:
        """Whether the text ends with the part."""
        required_numbered(part)
        return text.endswith(part)

    @apex_method("Boolean endsWithIgnoreCase(String suffix)")
    @staticmethod
    def endsWithIgnoreCase(text: str, part: str | None) -> bool:
        """Whether the text ends with the part, in any case."""
        return part is not None and folded(text).endswith(folded(part))

    @apex_method("Integer countMatches(String searchStr)")
    @staticmethod
    def countMatches(text: str, part: str | None) -> int:
        """How often the part occurs, without overlap; 0 for an empty part."""
        return text.count(part) if part else 0

    @apex_method("Integer indexOf(String str)")
    @staticmethod
    def indexOf(text: str, part: str) -> int:
        """Where the part first begins, -1 where it does not."""
        required_numbered(part)
        return text.find(part) if text.isascii() else spread(text).find(spread(part))

    @apex_method("Integer indexOf(String str, Integer startPos)")
    @staticmethod
    def indexOf_from(text: str, part: str, start: int) -> int:
        """The same at or behind a position; a negative one counts as 0."""
        required_numbered(part)
        units = spread(text)
        return units.find(spread(part), min(max(start, 0), len(units)))

    @apex_method("Integer indexOfIgnoreCase(String searchStr)")
    @staticmethod
    def indexOfIgnoreCase(text: str, part: str | None) -> int:
        """`indexOf` in any case."""
        return -1 if part is None else spread(folded(text)).find(spread(folded(part)))

    @apex_method("Integer indexOfIgnoreCase(String searchStr, Integer startPos)")
    @staticmethod
    def indexOfIgnoreCase_from(text: str, part: str | None, start: int) -> int:
        """`indexOf` from a position in any case; -1 behind the end."""
        if part is None:
            return -1
        return spread(folded(text)).find(spread(folded(part)), max(start, 0))

    @apex_method("Integer indexOfChar(Integer ch)")
    @staticmethod
    def indexOfChar(text: str, character: int) -> int:
        """Where a character first is, -1 where it is not."""
        return spread(text).find(spread(chr(character)))

    @apex_method("Integer indexOfChar(Integer ch, Integer fromIndex)")
    @staticmethod
    def indexOfChar_from(text: str, character: int, start: int) -> int:
        """The same at or behind a position."""
        return spread(text).find(spread(chr(character)), max(start, 0))

    @apex_method("Integer indexOfAny(String searchChars)")
    @staticmethod
    def indexOfAny(text: str, characters: str | None) -> int:
        """Where the first of any of the characters is, -1 where there is none."""
        return _first(spread(text), spread(characters or ""), is_member=True)

    @apex_method("Integer indexOfAnyBut(String searchChars)")
    @staticmethod
    def indexOfAnyBut(text: str, characters: str | None) -> int:
        """Where the first character is that is none of these, -1 where there is none."""
        return _first(spread(text), spread(characters), is_member=False) if characters else -1

    @apex_method("Integer indexOfDifference(String other)")
    @staticmethod
    def indexOfDifference(text: str, other: str | None) -> int:
        """Where two texts begin to differ, -1 where they are equal."""
        return difference_index(spread(text), spread(other or ""))

    @apex_method("Integer lastIndexOf(String str)")
    @staticmethod
    def lastIndexOf(text: str, part: str) -> int:
        """Where the part last begins, -1 where it does not."""
        required_numbered(part)
        return text.rfind(part) if text.isascii() else spread(text).rfind(spread(part))

    @apex_method("Integer lastIndexOf(String searchStr, Integer startPos)")
    @staticmethod
    def lastIndexOf_from(text: str, part: str, start: int) -> int:
        """The same at or before a position."""
        required_numbered(part)
        return _last(spread(text), spread(part), start)

    @apex_method("Integer lastIndexOfChar(Integer ch)")
    @staticmethod
    def lastIndexOfChar(text: str, character: int) -> int:
        """Where a character last is, -1 where it is not."""
        return spread(text).rfind(spread(chr(character)))

    @apex_method("Integer lastIndexOfChar(Integer ch, Integer fromIndex)")
    @staticmethod
    def lastIndexOfChar_from(text: str, character: int, start: int) -> int:
        """The same at or before a position."""
        return _last(spread(text), spread(chr(character)), start)

    @apex_method("Integer lastIndexOfIgnoreCase(String searchStr)")
    @staticmethod
    def lastIndexOfIgnoreCase(text: str, part: str | None) -> int:
        """`lastIndexOf` in any case."""
        return -1 if part is None else spread(folded(text)).rfind(spread(folded(part)))

    @apex_method("Integer lastIndexOfIgnoreCase(String searchStr, Integer startPos)")
    @staticmethod
    def lastIndexOfIgnoreCase_from(text: str, part: str | None, start: int) -> int:
        """`lastIndexOf` from a position in any case."""
        return -1 if part is None else _last(spread(folded(text)), spread(folded(part)), start)

    # Kinds of characters

    @apex_method("Boolean isAllLowerCase()")
    @staticmethod
    def isAllLowerCase(text: str) -> bool:
        """Whether each character is a small letter; false for the empty text."""
        return bool(text) and all(map(str.islower, text))

    @apex_method("Boolean isAllUpperCase()")
    @staticmethod
    def isAllUpperCase(text: str) -> bool:
        """Whether each character is a capital; false for the empty text."""
        return bool(text) and all(map(str.isupper, text))

    @apex_method("Boolean isAlpha()")
    @staticmethod
    def isAlpha(text: str) -> bool:
        """Whether each character is a letter; false for the empty text."""
        return text.isalpha()

    @apex_method("Boolean isAlphaSpace()")
    @staticmethod
    def isAlphaSpace(text: str) -> bool:
        """Whether each character is a letter or a blank."""
        return all(character.isalpha() or character == " " for character in text)

    @apex_method("Boolean isAlphanumeric()")
    @staticmethod
    def isAlphanumeric(text: str) -> bool:
        """Whether each character is a letter or digit; false for the empty text."""
        return bool(text) and all(one.isalpha() or one.isdecimal() for one in text)

    @apex_method("Boolean isAlphanumericSpace()")
    @staticmethod
    def isAlphanumericSpace(text: str) -> bool:
        """Whether each character is a letter, digit or blank."""
        return all(one.isalpha() or one.isdecimal() or one == " " for one in text)

    @apex_method("Boolean isAsciiPrintable()")
    @staticmethod
    def isAsciiPrintable(text: str) -> bool:
        """Whether each character lies between the blank and the tilde."""
        return all(" " <= character <= "~" for character in text)

    @apex_method("Boolean isNumeric()")
    @staticmethod
    def isNumeric(text: str) -> bool:
        """Whether each character is a digit; false for the empty text."""
        return text.isdecimal()

    @apex_method("Boolean isNumericSpace()")
    @staticmethod
    def isNumericSpace(text: str) -> bool:
        """Whether each character is a digit or a blank."""
        return all(character.isdecimal() or character == " " for character in text)

    @apex_method("Boolean isWhitespace()")
    @staticmethod
    def isWhitespace(text: str) -> bool:
        """Whether there is nothing but white space."""
        return all_blank(text)


def difference_index(left: str, right: str) -> int:
    """Where two texts begin to differ, -1 when they are equal."""
    if left == right:
        return -1
    for place, (first, second) in enumerate(zip(left, right, strict=False)):
        if first != second:
            return place
    return min(len(left), len(right))


def _first(units: str, characters: str, *, is_member: bool) -> int:
    for place, unit in enumerate(units):
        if (unit in characters) == is_member:
            return place
    return -1


def _last(units: str, part: str, start: int) -> int:
    return -1 if start < 0 else units.rfind(part, 0, start + len(part))
