"""Java's regular expressions on the `regex` module: patterns translated.

The two flavours share their structure; what differs is written out: line terminators of `.`, `^`
and `$`, ASCII meanings of `\\d \\w \\s`, set operations, quoting, property names, flags.
Source: java.util.regex.Pattern and Matcher.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

import regex

from sfsim.runtime.exceptions import StringException
from sfsim.stdlib import java_regex_classes as classes

Compiled: TypeAlias = "regex.Pattern[str]"

_END = r"(?:(?=(?:\r\n|[\r\u0085\u2028\u2029])?\Z)|(?<!\r)(?=\n\Z))"
_END_UNIX = r"(?=\n?\Z)"
_LINE_START = r"(?:\A|(?<=[\n\u0085\u2028\u2029])(?!\Z)|(?<=\r)(?!\n)(?!\Z))"
_LINE_START_UNIX = r"(?:\A|(?<=\n)(?!\Z))"
_LINE_END = r"(?:(?=[\r\u0085\u2028\u2029]|\Z)|(?<!\r)(?=\n))"
_LINE_END_UNIX = r"(?=\n|\Z)"
_LINE_BREAK = rf"(?:\r\n|[{classes.VERTICAL}])"

_FLAG_LETTERS: Final = "idmsuxU"
_SIMPLE_ESCAPES: Final = {"t": "\t", "n": "\n", "r": "\r", "f": "\f", "a": "\x07", "e": "\x1b"}
_QUANTIFIER = re.compile(r"\{(\d+)(,(\d*))?\}")
_GROUP_NAME = re.compile(r"[a-zA-Z][a-zA-Z0-9]*")
_INLINE_FLAGS = re.compile(r"([idmsuxU]*)(?:-([idmsuxU]*))?([:)])")
_MARKERS: Final = ("?:", "?=", "?!", "?>", "?<=", "?<!")
_WHITE: Final = " \t\n\x0b\f\r"


@dataclass(frozen=True, slots=True)
class _Flags:
    """The flags in force at a place of the pattern, by Java's letters."""

    i: bool = False
    d: bool = False
    m: bool = False
    s: bool = False
    u: bool = False
    x: bool = False
    U: bool = False


@functools.lru_cache(maxsize=1024)
def compile_pattern(pattern: str) -> Compiled:
    """Compiles a Java pattern.

    Raises:
        StringException: `Invalid regex: {why} near index {n}` and the pattern, as Java words it.
    """
    translated = _Translator(pattern).translate()
    try:
        compiled: Compiled = regex.compile(translated, regex.V1)
    except regex.error as error:
        raise StringException(f"Invalid regex: {error.msg}\n{pattern}") from error
    return compiled


class _Translator:
    """One walk over a pattern. Methods return translated text and leave `_place` behind it."""

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern
        self._place = 0
        self._flags = _Flags()
        self._groups = _count_groups(pattern)

    def translate(self) -> str:
        """The whole pattern."""
        text = self._alternatives()
        if self._place < len(self._pattern):
            raise self._error("Unmatched closing ')'", self._place - 1)
        return text

    def _error(self, why: str, place: int | None = None) -> StringException:
        index = self._place if place is None else place
        pointer = " " * max(index, 0) + "^"
        near = f" near index {index}" if index >= 0 else ""
        return StringException(f"Invalid regex: {why}{near}\n{self._pattern}\n{pointer}")

    def _peek(self, count: int = 1) -> str:
        return self._pattern[self._place : self._place + count]

    def _take(self, count: int = 1) -> str:
        taken = self._pattern[self._place : self._place + count]
        self._place += len(taken)
        return taken

    # Structure

    def _alternatives(self) -> str:
        """Up to the closing parenthesis or the end; flags set inside end with it."""
        outer = self._flags
        parts = []
        while self._place < len(self._pattern) and self._peek() != ")":
            if self._flags.x and self._skip_comment():
                continue
            parts.append("|" if self._peek() == "|" and self._take() else self._term())
        self._flags = outer
        return "".join(parts)

    def _skip_comment(self) -> bool:
        if self._peek() in _WHITE:
            self._place += 1
            return True
        if self._peek() == "#":
            while self._place < len(self._pattern) and self._take() != "\n":
                continue
            return True
        return False

    def _term(self) -> str:
        character = self._peek()
        if character in "*+?":
            raise self._error(f"Dangling meta character '{character}'")
        if character == "{":
            raise self._error("Illegal repetition")
        if character == "(":
            atom = self._group()
        elif character == "[":
            self._place += 1
            atom = self._insensitive("[" + self._set() + "]")
        elif character == "\\":
            atom = self._escape()
        else:
            self._place += 1
            atom = self._plain(character)
        return atom + self._quantifier() if atom else ""

    def _plain(self, character: str) -> str:
        flags = self._flags
        if character == ".":
            if flags.s:
                return "(?s:.)"
            return r"[^\n]" if flags.d else f"[^{classes.LINE_TERMINATORS}]"
        if character == "^":
            if not flags.m:
                return r"\A"
            return _LINE_START_UNIX if flags.d else _LINE_START
        if character == "$":
            if flags.m:
                return _LINE_END_UNIX if flags.d else _LINE_END
            return _END_UNIX if flags.d else _END
        return self._literal(character)

    def _literal(self, text: str) -> str:
        escaped = regex.escape(text, special_only=False, literal_spaces=False)
        ignores_case = self._flags.i and (text.isascii() or self._flags.u or self._flags.U)
        if ignores_case and any(character.isalpha() for character in text):
            return f"(?i:{escaped})"
        return escaped if len(text) == 1 else f"(?:{escaped})"

    def _insensitive(self, text: str) -> str:
        return f"(?i:{text})" if self._flags.i else text

    def _quantifier(self) -> str:
        while self._flags.x and self._place < len(self._pattern) and self._skip_comment():
            continue
        character = self._peek()
        if character == "{":
            found = _QUANTIFIER.match(self._pattern, self._place)
            if not found:
                raise self._error("Illegal repetition")
            if found[3] and int(found[3]) < int(found[1]):
                raise self._error("Illegal repetition range", found.end() - 1)
            text = self._take(len(found[0]))
        elif character and character in "*+?":
            text = self._take()
        else:
            return ""
        if self._peek() and self._peek() in "?+":
            text += self._take()
        return text

    # Groups

    def _group(self) -> str:
        start = self._place
        self._place += 1
        if self._peek() != "?":
            return self._close("(", start)
        for marker in sorted(_MARKERS, key=len, reverse=True):
            if self._peek(len(marker)) == marker:
                self._place += len(marker)
                return self._close("(" + marker, start)
        if self._peek(2) == "?<":
            name = _GROUP_NAME.match(self._pattern, self._place + 2)
            if not name or self._pattern[name.end() : name.end() + 1] != ">":
                raise self._error("capturing group name does not start with a Latin letter")
            self._place = name.end() + 1
            return self._close(f"(?P<{name[0]}>", start)
        return self._inline_flags(start)

    def _close(self, opening: str, start: int) -> str:
        inner = self._alternatives()
        if self._take() != ")":
            raise self._error("Unclosed group", len(self._pattern))
        return f"{opening}{inner})"

    def _inline_flags(self, start: int) -> str:
        found = _INLINE_FLAGS.match(self._pattern, self._place + 1)
        if not found:
            raise self._error("Unknown inline modifier", self._place + 1)
        outer = self._flags
        self._place = found.end()
        for letters, value in ((found[1], True), (found[2] or "", False)):
            self._flags = replace(self._flags, **dict.fromkeys(letters, value))
        if found[3] == ")":
            return ""
        text = self._close("(?:", start)
        self._flags = outer
        return text

    # Escapes

    def _escape(self) -> str:
        self._place += 1
        character = self._take()
        if not character:
            raise self._error("Unexpected internal error", self._place)
        if character == "Q":
            return self._quoted()
        if character.lower() in classes.SHORTHANDS:
            return self._shorthand(character, in_set=False)
        if character in "pP":
            return self._insensitive(self._property(character, in_set=False))
        anchors = {"A": r"\A", "z": r"\Z", "b": r"\b", "B": r"\B", "G": r"\G", "X": r"\X"}
        if character in anchors:
            return anchors[character]
        if character == "Z":
            return _END_UNIX if self._flags.d else _END
        if character == "R":
            return _LINE_BREAK
        if character == "k":
            return self._named_reference()
        if "1" <= character <= "9":
            return self._numbered_reference(character)
        return self._literal(self._character_escape(character))

    def _quoted(self) -> str:
        end = self._pattern.find("\\E", self._place)
        text = self._pattern[self._place : end if end >= 0 else len(self._pattern)]
        self._place = end + 2 if end >= 0 else len(self._pattern)
        if not text:
            return ""
        # A quantifier behind \Q…\E applies to the last character only.
        head = self._literal(text[:-1]) if len(text) > 1 else ""
        return head + self._literal(text[-1])

    def _shorthand(self, character: str, *, in_set: bool) -> str:
        table = classes.UNICODE_SHORTHANDS if self._flags.U else classes.SHORTHANDS
        inner = table[character.lower()]
        if character.isupper():
            return f"[^{inner}]"
        return inner if in_set else f"[{inner}]"

    def _property(self, letter: str, *, in_set: bool) -> str:
        if self._peek() == "{":
            end = self._pattern.find("}", self._place)
            if end < 0:
                raise self._error("Unclosed character family", len(self._pattern) - 1)
            name = self._pattern[self._place + 1 : end]
            self._place = end + 1
        else:
            name = self._take()
        inner = classes.property_set(name, is_unicode=self._flags.U)
        if inner is None:
            raise self._error(f"Unknown character property name {{{name}}}", self._place - 1)
        if letter == "P":
            return f"[^{inner}]"
        return inner if in_set else f"[{inner}]"

    def _named_reference(self) -> str:
        found = re.compile(r"<([a-zA-Z][a-zA-Z0-9]*)>").match(self._pattern, self._place)
        if not found:
            raise self._error("\\k is not followed by '<' for named capturing group")
        self._place = found.end()
        return self._insensitive(f"(?P={found[1]})")

    def _numbered_reference(self, digit: str) -> str:
        number = int(digit)
        while self._peek() and "0" <= self._peek() <= "9":
            longer = number * 10 + int(self._peek())
            if longer > self._groups:
                break
            number = longer
            self._place += 1
        if number > self._groups:
            return "(?!)"  # Java lets a reference to a group that does not exist fail to match
        return self._insensitive(rf"(?:\{number})")

    def _character_escape(self, character: str) -> str:
        """The character that an escape such as `\\t`, `\\x41`, `\\u0041`, `\\cA` stands for."""
        if character in _SIMPLE_ESCAPES:
            return _SIMPLE_ESCAPES[character]
        if character == "c":
            return chr(ord(self._take() or "@") ^ 64)
        if character == "0":
            found = re.compile(r"[0-3]?[0-7]{1,2}").match(self._pattern, self._place)
            return self._code(found, 8, "Illegal octal escape sequence")
        if character == "x":
            braced = re.compile(r"\{([0-9a-fA-F]+)\}").match(self._pattern, self._place)
            found = braced or re.compile(r"[0-9a-fA-F]{2}").match(self._pattern, self._place)
            return self._code(found, 16, "Illegal hexadecimal escape sequence")
        if character == "u":
            return self._unicode_escape()
        if character == "N":
            return self._named_character()
        if character.isalpha() and character.isascii():
            raise self._error("Illegal/unsupported escape sequence", self._place - 1)
        return character

    def _code(self, found: re.Match[str] | None, radix: int, why: str) -> str:
        if not found:
            raise self._error(why)
        self._place = found.end()
        code = int(found[found.re.groups], radix)
        if code > 0x10FFFF:
            raise self._error("Hexadecimal codepoint is too big")
        return chr(code)

    def _unicode_escape(self) -> str:
        four = re.compile(r"[0-9a-fA-F]{4}")
        high = self._code(
            four.match(self._pattern, self._place), 16, "Illegal Unicode escape sequence"
        )
        if "\ud800" <= high <= "\udbff" and self._peek(2) == "\\u":
            low = four.match(self._pattern, self._place + 2)
            if low and 0xDC00 <= int(low[0], 16) <= 0xDFFF:
                self._place = low.end()
                return chr(0x10000 + ((ord(high) & 0x3FF) << 10) + (int(low[0], 16) & 0x3FF))
        return high

    def _named_character(self) -> str:
        found = re.compile(r"\{([^}]*)\}").match(self._pattern, self._place)
        character = classes.named_character(found[1]) if found else None
        if not found or character is None:
            raise self._error("Unknown character name")
        self._place = found.end()
        return character

    # Character classes

    def _set(self) -> str:
        """What stands between brackets, behind the opening one; takes the closing one."""
        negated = self._peek() == "^" and bool(self._take())
        operands: list[str] = []
        items: list[str] = []
        is_first = True
        while True:
            character = self._peek()
            if not character:
                raise self._error("Unclosed character class", len(self._pattern) - 1)
            if character == "]" and not is_first:
                self._place += 1
                break
            if self._flags.x and self._skip_comment():
                continue
            if self._peek(2) == "&&":
                self._place += 2
                if items:
                    operands.append("".join(items))
                    items = []
                continue
            items.append(self._set_item())
            is_first = False
        if items:
            operands.append("".join(items))
        inner = operands[0] if len(operands) == 1 else "&&".join(f"[{one}]" for one in operands)
        return ("^" if negated else "") + inner

    def _set_item(self) -> str:
        character = self._take()
        if character == "[":
            return "[" + self._set() + "]"
        if character == "\\":
            escaped = self._take()
            if escaped.lower() in classes.SHORTHANDS:
                return self._shorthand(escaped, in_set=True)
            if escaped and escaped in "pP":
                return self._property(escaped, in_set=True)
            if escaped == "Q":
                end = self._pattern.find("\\E", self._place)
                text = self._pattern[self._place : end if end >= 0 else len(self._pattern)]
                self._place += len(text) + 2
                return "".join(map(_set_literal, text))
            character = self._character_escape(escaped)
        return self._range(character)

    def _range(self, first: str) -> str:
        following = self._peek(2)
        if len(following) < 2 or following[0] != "-" or following[1] in "[]":
            return _set_literal(first)
        self._place += 1
        last = self._take()
        if last == "\\":
            last = self._character_escape(self._take())
        if last < first:
            raise self._error("Illegal character range", self._place - 1)
        return f"{_set_literal(first)}-{_set_literal(last)}"


def _set_literal(character: str) -> str:
    if character.isalnum():
        return character
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\U{code:08x}"


def _count_groups(pattern: str) -> int:
    """How many capturing groups the pattern has; escapes, quotes and classes are skipped."""
    bare = re.sub(r"\\Q.*?(?:\\E|\Z)|\\.|\[\^?\]?(?:\\.|[^\]\\])*\]", "", pattern, flags=re.DOTALL)
    return len(re.findall(r"\((?!\?)|\(\?<[a-zA-Z]", bare))
