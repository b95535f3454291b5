"""System.XmlStreamReader: walks over the events of an XML text.

Source: Apex Reference Guide, "XmlStreamReader Class", "XmlTag Enum".
"""

from __future__ import annotations

from typing import Final

from sfsim.runtime.collections import not_null
from sfsim.runtime.exceptions import NoSuchElementException, XmlException
from sfsim.runtime.objects import ApexEnum
from sfsim.stdlib.platform_enums import constant
from sfsim.stdlib.registry import apex_class, apex_constructor, apex_method
from sfsim.stdlib.xml_events import Event, Name, read_events

NUMBERS: Final = (
    "START_ELEMENT", "END_ELEMENT", "PROCESSING_INSTRUCTION", "CHARACTERS", "COMMENT", "SPACE",
    "START_DOCUMENT", "END_DOCUMENT", "ENTITY_REFERENCE", "ATTRIBUTE", "DTD", "CDATA",
)  # fmt: skip
"""Event kinds by their numbers, from 1. Source: javax.xml.stream.XMLStreamConstants."""

WITH_TEXT: Final = frozenset({"CHARACTERS", "CDATA", "COMMENT", "SPACE"})
NO_TAG: Final = "expected start or end tag"
NO_MORE: Final = "No more parsing events"
"""Not seen on a real org."""


@apex_class("System.XmlStreamReader", source="Apex Reference Guide, XmlStreamReader Class")
class XmlStreamReader:
    """Stands on one event; the first is START_DOCUMENT."""

    @apex_constructor("XmlStreamReader(String xml)")
    def __init__(self, xml: str | None) -> None:
        self.events = read_events(not_null(xml))
        self.place = 0
        self.scopes: list[tuple[tuple[str | None, str], ...]] = []

    @property
    def event(self) -> Event:
        """The current event."""
        return self.events[self.place]

    # Moving

    @apex_method("Boolean hasNext()")
    def hasNext(self) -> bool:
        """Whether an event follows."""
        return self.place + 1 < len(self.events)

    @apex_method("Integer next()")
    def next(self) -> int:
        """Goes to the next event; its number. Raises NoSuchElementException at the end."""
        if not self.hasNext():
            raise NoSuchElementException(NO_MORE)
        if self.event.kind == "END_ELEMENT":
            self.scopes.pop()
        self.place += 1
        if self.event.kind == "START_ELEMENT":
            self.scopes.append(self.event.declared)
        return NUMBERS.index(self.event.kind) + 1

    @apex_method("Integer nextTag()")
    def nextTag(self) -> int:
        """Goes over white space and comments to the next tag. Raises XmlException on text."""
        number = self.next()
        while self.isWhitespace() or self.event.kind in ("COMMENT", "PROCESSING_INSTRUCTION"):
            number = self.next()
        if self.event.kind not in ("START_ELEMENT", "END_ELEMENT"):
            raise XmlException(NO_TAG)
        return number

    @apex_method("void setCoalescing(Boolean returnAsSingleBlock)")
    @apex_method("void setNamespaceAware(Boolean isNamespaceAware)")
    def set_option(self, value: bool | None) -> None:
        """Text always comes in one block, and namespaces are always read."""

    # The event

    @apex_method("XmlTag getEventType()")
    def getEventType(self) -> ApexEnum:
        """The kind of the event."""
        return constant("System.XmlTag", self.event.kind)

    @apex_method("String getLocation()")
    def getLocation(self) -> str:
        """Where the event stands."""
        return f"Location: Row:{self.event.line} Column:{self.event.column}"

    @apex_method("String getVersion()")
    def getVersion(self) -> str | None:
        """The version of XML."""
        return "1.0"

    @apex_method("Boolean isStartElement()")
    def isStartElement(self) -> bool:
        """Whether it is a start tag."""
        return self.event.kind == "START_ELEMENT"

    @apex_method("Boolean isEndElement()")
    def isEndElement(self) -> bool:
        """Whether it is an end tag."""
        return self.event.kind == "END_ELEMENT"

    @apex_method("Boolean isCharacters()")
    def isCharacters(self) -> bool:
        """Whether it is text."""
        return self.event.kind == "CHARACTERS"

    @apex_method("Boolean isWhitespace()")
    def isWhitespace(self) -> bool:
        """Whether it is text of nothing but white space."""
        return self.event.kind == "CHARACTERS" and not (self.event.text or "").strip()

    @apex_method("Boolean hasName()")
    def hasName(self) -> bool:
        """Whether it is a tag."""
        return self.event.kind in ("START_ELEMENT", "END_ELEMENT")

    @apex_method("Boolean hasText()")
    def hasText(self) -> bool:
        """Whether it has text."""
        return self.event.kind in WITH_TEXT

    @apex_method("String getText()")
    def getText(self) -> str | None:
        """The text of characters, a comment or a CDATA section."""
        return self.event.text if self.hasText() else None

    @apex_method("String getPITarget()")
    def getPITarget(self) -> str | None:
        """The target of a processing instruction."""
        return self._name().local if self.event.kind == "PROCESSING_INSTRUCTION" else None

    @apex_method("String getPIData()")
    def getPIData(self) -> str | None:
        """The data of a processing instruction."""
        return self.event.text if self.event.kind == "PROCESSING_INSTRUCTION" else None

    @apex_method("String getLocalName()")
    def getLocalName(self) -> str | None:
        """The name of a tag without its prefix."""
        return self._name().local if self.hasName() else None

    @apex_method("String getNamespace()")
    def getNamespace(self) -> str | None:
        """The namespace of a tag."""
        return self._name().namespace if self.hasName() else None

    @apex_method("String getPrefix()")
    def getPrefix(self) -> str | None:
        """The prefix of a tag."""
        return self._name().prefix if self.hasName() else None

    # Attributes and namespaces

    @apex_method("Integer getAttributeCount()")
    def getAttributeCount(self) -> int:
        """How many attributes the start tag has."""
        return len(self.event.attributes)

    @apex_method("String getAttributeLocalName(Integer index)")
    def getAttributeLocalName(self, index: int) -> str:
        """The name of an attribute."""
        return self.event.attributes[index][0].local

    @apex_method("String getAttributeNamespace(Integer index)")
    def getAttributeNamespace(self, index: int) -> str | None:
        """The namespace of an attribute."""
        return self.event.attributes[index][0].namespace

    @apex_method("String getAttributePrefix(Integer index)")
    def getAttributePrefix(self, index: int) -> str | None:
        """The prefix of an attribute."""
        return self.event.attributes[index][0].prefix

    @apex_method("String getAttributeType(Integer index)")
    def getAttributeType(self, index: int) -> str:
        """`CDATA`: without a document type every attribute is text."""
        return "CDATA"

    @apex_method("String getAttributeValueAt(Integer index)")
    def getAttributeValueAt(self, index: int) -> str:
        """The value of an attribute by its place."""
        return self.event.attributes[index][1]

    @apex_method("String getAttributeValue(String namespace, String localName)")
    def getAttributeValue(self, namespace: str | None, name: str | None) -> str | None:
        """The value of an attribute by its name; a null namespace matches any."""
        for own, value in self.event.attributes:
            if own.local == name and namespace in (None, "", own.namespace):
                return value
        return None

    @apex_method("Integer getNamespaceCount()")
    def getNamespaceCount(self) -> int:
        """How many namespaces the tag declares."""
        return len(self._declared())

    @apex_method("String getNamespacePrefix(Integer index)")
    def getNamespacePrefix(self, index: int) -> str | None:
        """The prefix of a declared namespace."""
        return self._declared()[index][0]

    @apex_method("String getNamespaceURIAt(Integer index)")
    def getNamespaceURIAt(self, index: int) -> str:
        """A declared namespace."""
        return self._declared()[index][1]

    @apex_method("String getNamespaceURI(String prefix)")
    def getNamespaceURI(self, prefix: str | None) -> str | None:
        """The namespace of a prefix here."""
        for declared in reversed(self.scopes):
            for own, namespace in declared:
                if (own or "") == (prefix or ""):
                    return namespace
        return None

    def _declared(self) -> tuple[tuple[str | None, str], ...]:
        return self.scopes[-1] if self.scopes and self.hasName() else ()

    def _name(self) -> Name:
        assert self.event.name is not None, "asked only where there is one"
        return self.event.name
