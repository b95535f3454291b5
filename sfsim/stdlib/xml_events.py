"""XML text as a list of events, read by expat with document types refused.

A document type could define entities that expand without bound or read files, so any is an error.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from xml.parsers import expat

from sfsim.runtime.exceptions import XmlException

SEPARATOR: Final = "\x01"
"""Stands between namespace, name and prefix in what expat reports; it cannot stand in XML."""

NOT_PARSED: Final = "Failed to parse XML due to: {}"
NO_DOCTYPE: Final = "DOCTYPE is not allowed"
"""The wording after the colon is the parser's own, not the platform's."""


@dataclass(frozen=True, slots=True)
class Name:
    """A qualified name; `namespace` and `prefix` are None where there is none."""

    namespace: str | None
    local: str
    prefix: str | None


@dataclass(frozen=True, slots=True)
class Event:
    """`kind` is a name of System.XmlTag. `declared`: (prefix, namespace) pairs of an element."""

    kind: str
    line: int
    column: int
    name: Name | None = None
    attributes: tuple[tuple[Name, str], ...] = ()
    declared: tuple[tuple[str | None, str], ...] = ()
    text: str | None = None


def read_events(text: str) -> list[Event]:
    """The events of a document, START_DOCUMENT first. Raises XmlException."""
    reader = _Reader()
    try:
        reader.parser.Parse(text.encode(), True)
    except expat.ExpatError as error:
        reason = f"{expat.ErrorString(error.code)}: line {error.lineno}, column {error.offset}"
        raise XmlException(NOT_PARSED.format(reason)) from error
    reader.add("END_DOCUMENT")
    return reader.events


class _Reader:
    def __init__(self) -> None:
        self.events: list[Event] = []
        self._declared: list[tuple[str | None, str]] = []
        self._is_cdata = False
        self.parser = parser = expat.ParserCreate("UTF-8", SEPARATOR)
        parser.namespace_prefixes = True
        parser.ordered_attributes = True
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.StartNamespaceDeclHandler = self._declare
        parser.CharacterDataHandler = self._characters
        parser.CommentHandler = lambda text: self.add("COMMENT", text=text)
        parser.ProcessingInstructionHandler = self._instruction
        parser.StartCdataSectionHandler = lambda: self._cdata(True)
        parser.EndCdataSectionHandler = lambda: self._cdata(False)
        self.events.append(Event("START_DOCUMENT", 1, 1))

    def add(
        self,
        kind: str,
        name: Name | None = None,
        attributes: tuple[tuple[Name, str], ...] = (),
        text: str | None = None,
    ) -> None:
        """Adds an event at the parser's place."""
        parser = self.parser
        declared = tuple(self._declared)
        self._declared.clear()
        line, column = parser.CurrentLineNumber, parser.CurrentColumnNumber + 1
        self.events.append(Event(kind, line, column, name, attributes, declared, text))

    def _doctype(self, *declaration: object) -> None:
        raise XmlException(NOT_PARSED.format(NO_DOCTYPE))

    def _declare(self, prefix: str | None, namespace: str | None) -> None:
        self._declared.append((prefix, namespace or ""))

    def _start(self, name: str, attributes: list[str]) -> None:
        pairs = zip(attributes[::2], attributes[1::2], strict=True)
        self.add("START_ELEMENT", _name(name), tuple((_name(key), value) for key, value in pairs))

    def _end(self, name: str) -> None:
        self.add("END_ELEMENT", _name(name))

    def _cdata(self, begins: bool) -> None:
        self._is_cdata = begins

    def _characters(self, text: str) -> None:
        self.add("CDATA" if self._is_cdata else "CHARACTERS", text=text)

    def _instruction(self, target: str, data: str) -> None:
        self.add("PROCESSING_INSTRUCTION", Name(None, target, None), text=data)


def _name(reported: str) -> Name:
    parts = reported.split(SEPARATOR)
    if len(parts) == 1:
        return Name(None, parts[0], None)
    return Name(parts[0], parts[1], parts[2] if len(parts) > 2 else None)
