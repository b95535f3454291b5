"""System.JSONParser: walking through JSON token by token.

Source: Apex Reference Guide, JSONParser Class.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Final

from sfsim.runtime.caller import Caller
from sfsim.runtime.exceptions import JSONException, NullPointerException
from sfsim.runtime.objects import ApexEnum
from sfsim.runtime.values import ApexType
from sfsim.stdlib import json_tokens
from sfsim.stdlib.arguments import required_numbered
from sfsim.stdlib.json_primitives import PRIMITIVES
from sfsim.stdlib.json_reading import JSONReader
from sfsim.stdlib.json_tokens import JSONText, JSONTokenizer
from sfsim.stdlib.json_tree import NULL_INPUT, NumberText, build
from sfsim.stdlib.registry import apex_class, apex_method
from sfsim.stdlib.system.jsontoken import JSONToken

_STARTS: Final = (json_tokens.START_OBJECT, json_tokens.START_ARRAY)
_ENDS: Final = (json_tokens.END_OBJECT, json_tokens.END_ARRAY)
_NUMBERS: Final = (json_tokens.VALUE_INT, json_tokens.VALUE_FLOAT)
_WRONG: Final = "Current token ({token}) not {wanted}, can not use {wanted} value accessors"


def _constant(kind: str) -> ApexEnum:
    found: ApexEnum = getattr(JSONToken, kind)
    return found


@apex_class("System.JSONParser", source="Apex Reference Guide, JSONParser Class")
class JSONParser:
    """A place in a stream of tokens. Syntax errors show when the place is reached (recorded)."""

    def __init__(self, text: str | None) -> None:
        if text is None:
            raise NullPointerException(NULL_INPUT)
        self._tokens: Iterator[JSONText] = JSONTokenizer(text).tokens()
        self._current: JSONText | None = None
        self._cleared: str | None = None
        self._names: list[str | None] = [None]

    # Moving

    @apex_method("JSONToken nextToken()")
    def nextToken(self) -> ApexEnum | None:
        """The next token, null at the end. Raises JSONException for bad text."""
        return self.getCurrentToken() if self._advance() else None

    @apex_method("JSONToken nextValue()")
    def nextValue(self) -> ApexEnum | None:
        """The next token that is no field name, null at the end. Raises JSONException."""
        while self._advance():
            if self._kind() != json_tokens.FIELD_NAME:
                return self.getCurrentToken()
        return None

    @apex_method("void skipChildren()")
    def skipChildren(self) -> None:
        """From the start of an object or array to its end; elsewhere nothing happens."""
        if self._kind() not in _STARTS:
            return
        depth = 1
        while depth and self._advance():
            depth += (self._kind() in _STARTS) - (self._kind() in _ENDS)

    @apex_method("void clearCurrentToken()")
    def clearCurrentToken(self) -> None:
        """Forgets the current token; `getLastClearedToken` still knows its kind."""
        if self._current is not None:
            self._cleared = self._current.kind
            self._current = None

    def _advance(self) -> bool:
        if self._kind() in _STARTS:
            self._names.append(None)
        elif self._kind() in _ENDS and len(self._names) > 1:
            self._names.pop()
        self._current = next(self._tokens, None)
        if self._current is not None and self._current.kind == json_tokens.FIELD_NAME:
            self._names[-1] = self._current.text
        return self._current is not None

    def _kind(self) -> str:
        return "" if self._current is None else self._current.kind

    # The current token

    @apex_method("Boolean hasCurrentToken()")
    def hasCurrentToken(self) -> bool:
        """Whether there is a current token."""
        return self._current is not None

    @apex_method("JSONToken getCurrentToken()")
    def getCurrentToken(self) -> ApexEnum | None:
        """The kind of the current token, null without one."""
        return None if self._current is None else _constant(self._current.kind)

    @apex_method("JSONToken getLastClearedToken()")
    def getLastClearedToken(self) -> ApexEnum | None:
        """The kind of the token that was cleared last, null without one."""
        return None if self._cleared is None else _constant(self._cleared)

    @apex_method("String getCurrentName()")
    def getCurrentName(self) -> str | None:
        """The name of the member that the current token is or belongs to."""
        if self._kind() in _ENDS and len(self._names) > 1:
            return self._names[-2]
        return self._names[-1]

    @apex_method("String getText()")
    def getText(self) -> str | None:
        """The text of the current token, null without one."""
        return None if self._current is None else self._current.text

    def _value(self, wanted: str, kinds: tuple[str, ...]) -> Any:
        """The token as a primitive. Raises JSONException when it is of another kind."""
        current = self._current
        if current is None or current.kind not in kinds:
            raise JSONException(_WRONG.format(token=self._kind() or "null", wanted=wanted))
        text = NumberText(current.text) if current.kind in _NUMBERS else current.text
        if current.kind in (json_tokens.VALUE_TRUE, json_tokens.VALUE_FALSE):
            return current.kind == json_tokens.VALUE_TRUE
        return PRIMITIVES[wanted](text)

    @apex_method("Blob getBlobValue()")
    def getBlobValue(self) -> bytes:
        """The bytes of a base64 text."""
        value: bytes = self._value("Blob", (json_tokens.VALUE_STRING,))
        return value

    @apex_method("Boolean getBooleanValue()")
    def getBooleanValue(self) -> bool:
        """True or false."""
        value: bool = self._value("Boolean", (json_tokens.VALUE_TRUE, json_tokens.VALUE_FALSE))
        return value

    @apex_method("Datetime getDateTimeValue()")
    def getDateTimeValue(self) -> datetime.datetime:
        """The moment of an ISO 8601 text."""
        value: datetime.datetime = self._value("Datetime", (json_tokens.VALUE_STRING,))
        return value

    @apex_method("Date getDateValue()")
    def getDateValue(self) -> datetime.date:
        """The date of an ISO 8601 text."""
        value: datetime.date = self._value("Date", (json_tokens.VALUE_STRING,))
        return value

    @apex_method("Time getTimeValue()")
    def getTimeValue(self) -> datetime.time:
        """The time of an ISO 8601 text."""
        value: datetime.time = self._value("Time", (json_tokens.VALUE_STRING,))
        return value

    @apex_method("Id getIdValue()")
    def getIdValue(self) -> str:
        """The Id of a text."""
        value: str = self._value("Id", (json_tokens.VALUE_STRING,))
        return value

    @apex_method("Integer getIntegerValue()")
    def getIntegerValue(self) -> int:
        """A number without its fraction."""
        value: int = self._value("Integer", _NUMBERS)
        return value

    @apex_method("Long getLongValue()")
    def getLongValue(self) -> int:
        """A number without its fraction."""
        value: int = self._value("Long", _NUMBERS)
        return value

    @apex_method("Double getDoubleValue()")
    def getDoubleValue(self) -> float:
        """A number as Double."""
        value: float = self._value("Double", _NUMBERS)
        return value

    @apex_method("Decimal getDecimalValue()")
    def getDecimalValue(self) -> Decimal:
        """A number with the scale it is written with."""
        value: Decimal = self._value("Decimal", _NUMBERS)
        return value

    # Whole values

    @apex_method("Object readValueAs(Type apexType)", caller=True)
    def readValueAs(self, caller: Caller, wanted: ApexType) -> Any:
        """The value at the current token as a type; the parser then stands at its end."""
        return self._read(caller, wanted, is_strict=False)

    @apex_method("Object readValueAsStrict(Type apexType)", caller=True)
    def readValueAsStrict(self, caller: Caller, wanted: ApexType) -> Any:
        """The same. Raises JSONException for members that the type does not have."""
        return self._read(caller, wanted, is_strict=True)

    def _read(self, caller: Caller, wanted: ApexType, *, is_strict: bool) -> Any:
        required_numbered(wanted)
        if self._current is None and not self._advance():
            raise JSONException("No content to map to Object due to end of input")
        if self._kind() == json_tokens.FIELD_NAME:
            self._advance()
        first = self._current
        assert first is not None, "a field name is always followed by a value"
        tree = build(first, self._tokens)
        if first.kind in _STARTS:
            end = json_tokens.END_OBJECT if first.kind == _STARTS[0] else json_tokens.END_ARRAY
            self._names.append(None)
            self._current = JSONText(end, "}" if first.kind == _STARTS[0] else "]")
        return JSONReader(caller, is_strict=is_strict).read(tree, wanted.ref)

    @apex_method("Object clone()")
    def clone(self) -> JSONParser:
        """The parser itself: a stream has one place."""
        return self
