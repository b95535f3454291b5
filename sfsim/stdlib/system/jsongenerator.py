"""System.JSONGenerator: writing JSON piece by piece.

Source: Apex Reference Guide, JSONGenerator Class.
"""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

from sfsim.runtime.caller import Caller
from sfsim.runtime.exceptions import JSONException
from sfsim.stdlib.json_output import JSONOutput
from sfsim.stdlib.json_writing import JSONWriter
from sfsim.stdlib.registry import apex_class, apex_method


@apex_class("System.JSONGenerator", source="Apex Reference Guide, JSONGenerator Class")
class JSONGenerator:
    """A JSON text that grows. Raises JSONException where the structure does not allow a piece."""

    def __init__(self, pretty: bool) -> None:
        self._output = JSONOutput(pretty=pretty)
        self._is_closed = False

    @apex_method("void close()")
    def close(self) -> None:
        """Closes what is open and refuses more."""
        self._output.close()
        self._is_closed = True

    @apex_method("Boolean isClosed()")
    def isClosed(self) -> bool:
        """Whether `close` or `getAsString` was called."""
        return self._is_closed

    @apex_method("String getAsString()")
    def getAsString(self) -> str:
        """The text, after closing what is open."""
        self.close()
        return self._output.text()

    @apex_method("Object clone()")
    def clone(self) -> JSONGenerator:
        """The generator itself: a stream has one end."""
        return self

    def _open(self) -> JSONOutput:
        if self._is_closed:
            raise JSONException("JSONGenerator is closed")
        return self._output

    def _write(self, caller: Caller, value: Any) -> None:  # any Apex value
        JSONWriter(self._open(), caller, suppresses_nulls=False).write(value)

    # Structure

    @apex_method("void writeStartObject()")
    def writeStartObject(self) -> None:
        """Opens an object."""
        self._open().start_object()

    @apex_method("void writeEndObject()")
    def writeEndObject(self) -> None:
        """Closes an object."""
        self._open().end_object()

    @apex_method("void writeStartArray()")
    def writeStartArray(self) -> None:
        """Opens an array."""
        self._open().start_array()

    @apex_method("void writeEndArray()")
    def writeEndArray(self) -> None:
        """Closes an array."""
        self._open().end_array()

    @apex_method("void writeFieldName(String fieldName)")
    def writeFieldName(self, name: str) -> None:
        """The name of the member that follows."""
        self._open().name(name)

    @apex_method("void writeNull()")
    def writeNull(self) -> None:
        """Null."""
        self._open().raw("null")

    @apex_method("void writeNullField(String fieldName)")
    def writeNullField(self, name: str) -> None:
        """A member that is null."""
        self._open().name(name)
        self._output.raw("null")

    # Values

    @apex_method("void writeNumber(Integer i)", caller=True)
    @apex_method("void writeNumber(Long lng)", caller=True)
    @apex_method("void writeNumber(Double d)", caller=True)
    @apex_method("void writeNumber(Decimal d)", caller=True)
    def writeNumber(self, caller: Caller, value: float | Decimal | None) -> None:
        """A number."""
        self._write(caller, value)

    @apex_method("void writeNumberField(String fieldName, Integer i)", caller=True)
    @apex_method("void writeNumberField(String fieldName, Long lng)", caller=True)
    @apex_method("void writeNumberField(String fieldName, Double d)", caller=True)
    @apex_method("void writeNumberField(String fieldName, Decimal d)", caller=True)
    def writeNumberField(self, caller: Caller, name: str, value: float | Decimal | None) -> None:
        """A member that is a number."""
        self._open().name(name)
        self._write(caller, value)

    @apex_method("void writeBlob(Blob b)", caller=True)
    def writeBlob(self, caller: Caller, value: bytes | None) -> None:
        """Bytes in base64."""
        self._write(caller, value)

    @apex_method("void writeBlobField(String fieldName, Blob b)", caller=True)
    def writeBlobField(self, caller: Caller, name: str, value: bytes | None) -> None:
        """A member that is bytes in base64."""
        self._open().name(name)
        self._write(caller, value)

    @apex_method("void writeBoolean(Boolean b)", caller=True)
    def writeBoolean(self, caller: Caller, value: bool | None) -> None:
        """True or false."""
        self._write(caller, value)

    @apex_method("void writeBooleanField(String fieldName, Boolean b)", caller=True)
    def writeBooleanField(self, caller: Caller, name: str, value: bool | None) -> None:
        """A member that is true or false."""
        self._open().name(name)
        self._write(caller, value)

    @apex_method("void writeDate(Date d)", caller=True)
    def writeDate(self, caller: Caller, value: datetime.date | None) -> None:
        """A date."""
        self._write(caller, value)

    @apex_method("void writeDateField(String fieldName, Date d)", caller=True)
    def writeDateField(self, caller: Caller, name: str, value: datetime.date | None) -> None:
        """A member that is a date."""
        self._open().name(name)
        self._write(caller, value)

    @apex_method("void writeDateTime(Datetime dt)", caller=True)
    def writeDateTime(self, caller: Caller, value: datetime.datetime | None) -> None:
        """A moment."""
        self._write(caller, value)

    @apex_method("void writeDateTimeField(String fieldName, Datetime dt)", caller=True)
    def writeDateTimeField(
        self, caller: Caller, name: str, value: datetime.datetime | None
    ) -> None:
        """A member that is a moment."""
        self._open().name(name)
        self._write(caller, value)

    @apex_method("void writeId(Id id)", caller=True)
    def writeId(self, caller: Caller, value: str | None) -> None:
        """An Id."""
        self._write(caller, value)

    @apex_method("void writeIdField(String fieldName, Id id)", caller=True)
    def writeIdField(self, caller: Caller, name: str, value: str | None) -> None:
        """A member that is an Id."""
        self._open().name(name)
        self._write(caller, value)

    @apex_method("void writeObject(Object o)", caller=True)
    def writeObject(self, caller: Caller, value: Any) -> None:  # Object
        """Any value."""
        self._write(caller, value)

    @apex_method("void writeObjectField(String fieldName, Object o)", caller=True)
    def writeObjectField(self, caller: Caller, name: str, value: Any) -> None:  # Object
        """A member that is any value."""
        self._open().name(name)
        self._write(caller, value)

    @apex_method("void writeString(String str)", caller=True)
    def writeString(self, caller: Caller, value: str | None) -> None:
        """A text."""
        self._write(caller, value)

    @apex_method("void writeStringField(String fieldName, String str)", caller=True)
    def writeStringField(self, caller: Caller, name: str, value: str | None) -> None:
        """A member that is a text."""
        self._open().name(name)
        self._write(caller, value)

    @apex_method("void writeTime(Time t)", caller=True)
    def writeTime(self, caller: Caller, value: datetime.time | None) -> None:
        """A time of day."""
        self._write(caller, value)

    @apex_method("void writeTimeField(String fieldName, Time t)", caller=True)
    def writeTimeField(self, caller: Caller, name: str, value: datetime.time | None) -> None:
        """A member that is a time of day."""
        self._open().name(name)
        self._write(caller, value)
