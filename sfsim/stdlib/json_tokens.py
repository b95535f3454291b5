"""Reading JSON token by token, refusing what Jackson refuses in Jackson's words.

Every refusal ends with `at input location [line,column]`, counted as Jackson counts: the column
behind the last character read. Source: Jackson's ReaderBasedJsonParser; the form is known from
countless reports, such as `Unexpected character ('<' (code 60)): expected a valid value (number,
String, array, object, 'true', 'false' or 'null') at input location [1,2]`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from sfsim.runtime.exceptions import JSONException

START_OBJECT: Final = "START_OBJECT"
END_OBJECT: Final = "END_OBJECT"
START_ARRAY: Final = "START_ARRAY"
END_ARRAY: Final = "END_ARRAY"
FIELD_NAME: Final = "FIELD_NAME"
VALUE_STRING: Final = "VALUE_STRING"
VALUE_INT: Final = "VALUE_NUMBER_INT"
VALUE_FLOAT: Final = "VALUE_NUMBER_FLOAT"
VALUE_TRUE: Final = "VALUE_TRUE"
VALUE_FALSE: Final = "VALUE_FALSE"
VALUE_NULL: Final = "VALUE_NULL"

EXPECTED_VALUE: Final = (
    "expected a valid value (number, String, array, object, 'true', 'false' or 'null')"
)
_BLANK = re.compile(r"[ \t\r\n]*")
_NUMBER = re.compile(r"-?\d+(\.\d+)?([eE][+-]?\d+)?")
_WORD = re.compile(r"\w+")
_PLAIN = re.compile(r'[^"\\\x00-\x1f]*')
_HEX = re.compile(r"[0-9a-fA-F]{4}")
_ESCAPES: Final = {
    '"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t",
}  # fmt: skip
_LITERALS: Final = {"true": VALUE_TRUE, "false": VALUE_FALSE, "null": VALUE_NULL}


@dataclass(frozen=True, slots=True)
class JSONText:
    """A token: its kind (a constant of System.JSONToken) and its text, decoded."""

    kind: str
    text: str


class JSONTokenizer:
    """The tokens of a text; several values may follow each other, separated by white space."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._place = 0

    def tokens(self) -> Iterator[JSONText]:
        """All tokens in order. Raises JSONException where the text stops being JSON."""
        while self._skip():
            yield from self._value()

    def location(self) -> str:
        """`[line,column]` of the character that comes next."""
        before = self._text[: self._place]
        return f"[{before.count(chr(10)) + 1},{self._place - (before.rfind(chr(10)) + 1) + 1}]"

    def _error(self, why: str) -> JSONException:
        return JSONException(f"{why} at input location {self.location()}")

    def _unexpected(self, why: str) -> JSONException:
        character = self._text[self._place]
        self._place += 1
        shown = f"'{character}' " if character.isprintable() else ""
        return self._error(f"Unexpected character ({shown}(code {ord(character)})): {why}")

    def _skip(self) -> bool:
        """Passes white space; whether anything is left."""
        match = _BLANK.match(self._text, self._place)
        assert match, "the pattern matches the empty text too"
        self._place = match.end()
        return self._place < len(self._text)

    def _need(self, kind: str) -> str:
        """The next character inside of an object or array."""
        if not self._skip():
            raise self._error(f"Unexpected end-of-input: expected close marker for {kind}")
        return self._text[self._place]

    def _value(self) -> Iterator[JSONText]:
        character = self._text[self._place]
        if character == "{":
            return self._object()
        if character == "[":
            return self._array()
        if character == '"':
            return iter((JSONText(VALUE_STRING, self._string()),))
        if character == "-" or character.isdigit():
            return iter((self._number(),))
        if character.isalpha():
            return iter((self._literal(),))
        raise self._unexpected(EXPECTED_VALUE)

    def _object(self) -> Iterator[JSONText]:
        self._place += 1
        yield JSONText(START_OBJECT, "{")
        is_first = True
        while True:
            character = self._need("OBJECT")
            if character == "}" and is_first:
                break
            if character != '"':
                raise self._unexpected("was expecting double-quote to start field name")
            yield JSONText(FIELD_NAME, self._string())
            if self._need("OBJECT") != ":":
                raise self._unexpected("was expecting a colon to separate field name and value")
            self._place += 1
            self._need("OBJECT")
            yield from self._value()
            is_first = False
            character = self._need("OBJECT")
            if character == "}":
                break
            if character != ",":
                raise self._unexpected("was expecting comma to separate OBJECT entries")
            self._place += 1
        self._place += 1
        yield JSONText(END_OBJECT, "}")

    def _array(self) -> Iterator[JSONText]:
        self._place += 1
        yield JSONText(START_ARRAY, "[")
        if self._need("ARRAY") != "]":
            while True:
                self._need("ARRAY")
                yield from self._value()
                character = self._need("ARRAY")
                if character == "]":
                    break
                if character != ",":
                    raise self._unexpected("was expecting comma to separate ARRAY entries")
                self._place += 1
        self._place += 1
        yield JSONText(END_ARRAY, "]")

    def _string(self) -> str:
        self._place += 1
        parts: list[str] = []
        while True:
            match = _PLAIN.match(self._text, self._place)
            assert match, "the pattern matches the empty text too"
            parts.append(match[0])
            self._place = match.end()
            if self._place >= len(self._text):
                raise self._error(
                    "Unexpected end-of-input: was expecting closing quote for a string value"
                )
            character = self._text[self._place]
            self._place += 1
            if character == '"':
                return _joined("".join(parts))
            if character != "\\":
                raise self._error(
                    f"Illegal unquoted character ((CTRL-CHAR, code {ord(character)})): "
                    "has to be escaped using backslash to be included in string value"
                )
            parts.append(self._escape())

    def _escape(self) -> str:
        character = self._text[self._place : self._place + 1]
        self._place += 1
        if character == "u":
            match = _HEX.match(self._text, self._place)
            if not match:
                raise self._error(
                    "Unexpected character: expected a hex-digit for character escape sequence"
                )
            self._place = match.end()
            return chr(int(match[0], 16))
        if character not in _ESCAPES or not character:
            code = ord(character) if character else 0
            raise self._error(f"Unrecognized character escape '{character}' (code {code})")
        return _ESCAPES[character]

    def _number(self) -> JSONText:
        match = _NUMBER.match(self._text, self._place)
        if not match:
            self._place += 1
            if self._place >= len(self._text):
                raise self._error("Unexpected end-of-input in a numeric value")
            raise self._unexpected(
                "expected digit (0-9) to follow minus sign, for valid numeric value"
            )
        digits = match[0].lstrip("-")
        if len(digits) > 1 and digits[0] == "0" and digits[1].isdigit():
            self._place += 1
            raise self._error("Invalid numeric value: Leading zeroes not allowed")
        self._place = match.end()
        following = self._text[self._place : self._place + 1]
        if following and following in ".eE":
            self._place += 1
            if self._place >= len(self._text):
                raise self._error("Unexpected end-of-input in a numeric value")
            raise self._unexpected("Decimal point not followed by a digit")
        return JSONText(VALUE_FLOAT if match[1] or match[2] else VALUE_INT, match[0])

    def _literal(self) -> JSONText:
        match = _WORD.match(self._text, self._place)
        assert match, "called at a letter"
        self._place = match.end()
        kind = _LITERALS.get(match[0])
        if kind is None:
            raise self._error(
                f"Unrecognized token '{match[0]}': was expecting ('true', 'false' or 'null')"
            )
        return JSONText(kind, match[0])


def _joined(text: str) -> str:
    """Surrogate pairs that escapes left behind as one character."""
    if text.isascii() or not any("\ud800" <= character <= "\udbff" for character in text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
