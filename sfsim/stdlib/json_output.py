"""Writing JSON as the platform does: compact, or in Jackson's pretty form.

{"b":1,"a":[1,2]}          {
                             "b" : 1,
                             "a" : [ 1, 2 ]
                           }
"""

from __future__ import annotations

import re
from json.encoder import encode_basestring
from typing import Final

from sfsim.runtime.exceptions import JSONException

_CONTROL = re.compile(r"[\x00-\x1f]")
_NAMED: Final = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r"}


def quoted(text: str) -> str:
    """A text as JSON string: quotes, backslashes and control characters escaped, nothing else."""
    if not _CONTROL.search(text):
        return str(encode_basestring(text))
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + _CONTROL.sub(_escape, escaped) + '"'


def _escape(match: re.Match[str]) -> str:
    return _NAMED.get(match[0]) or f"\\u{ord(match[0]):04X}"


class JSONOutput:
    """A stream of JSON events; the structure is checked as Jackson's generator checks it."""

    def __init__(self, *, pretty: bool) -> None:
        self._pretty = pretty
        self._parts: list[str] = []
        self._open: list[str] = []
        self._counts: list[int] = [0]
        self._name_pending = False

    def text(self) -> str:
        """Everything written so far."""
        return "".join(self._parts)

    def close(self) -> None:
        """Closes what is open."""
        if self._name_pending:
            self.raw("null")
        while self._open:
            self._end("}" if self._open[-1] == "{" else "]")

    def start_object(self) -> None:
        """`{`. Raises JSONException where no value may stand."""
        self._before_value()
        self._begin("{")

    def end_object(self) -> None:
        """`}`. Raises JSONException outside of an object."""
        if not self._open or self._open[-1] != "{":
            raise JSONException(f"Current context not an object but {self._context()}")
        self._end("}")

    def start_array(self) -> None:
        """`[`. Raises JSONException where no value may stand."""
        self._before_value()
        self._begin("[")

    def end_array(self) -> None:
        """`]`. Raises JSONException outside of an array."""
        if not self._open or self._open[-1] != "[":
            raise JSONException(f"Current context not an ARRAY but {self._context()}")
        self._end("]")

    def name(self, name: str) -> None:
        """The name of the member that follows. Raises JSONException outside of an object."""
        if not self._open or self._open[-1] != "{" or self._name_pending:
            raise JSONException("Can not write a field name, expecting a value")
        if self._counts[-1]:
            self._parts.append(",")
        if self._pretty:
            self._new_line()
        self._counts[-1] += 1
        self._parts += (quoted(name), " : " if self._pretty else ":")
        self._name_pending = True

    def raw(self, text: str) -> None:
        """A scalar in its JSON form. Raises JSONException where no value may stand."""
        self._before_value()
        self._parts.append(text)

    def _before_value(self) -> None:
        if self._name_pending:
            self._name_pending = False
            return
        if self._open and self._open[-1] == "{":
            raise JSONException("Can not write a value, expecting a field name")
        if self._counts[-1]:
            if not self._open:
                self._parts.append(" ")
            else:
                self._parts.append(", " if self._pretty else ",")
        elif self._open and self._pretty:
            self._parts.append(" ")
        self._counts[-1] += 1

    def _begin(self, bracket: str) -> None:
        self._parts.append(bracket)
        self._open.append(bracket)
        self._counts.append(0)

    def _end(self, bracket: str) -> None:
        opened = self._open.pop()
        count = self._counts.pop()
        if self._pretty:
            if opened == "[" or not count:
                self._parts.append(" ")
            else:
                self._new_line()
        self._parts.append(bracket)

    def _new_line(self) -> None:
        """Only objects indent."""
        self._parts.append("\n" + "  " * self._open.count("{"))

    def _context(self) -> str:
        return {"{": "OBJECT", "[": "ARRAY"}[self._open[-1]] if self._open else "ROOT"
