"""Dom.Document: an XML document as a tree. Source: Apex Reference Guide, "Document Class"."""

from __future__ import annotations

from typing import Final

from sfsim.runtime.collections import not_null
from sfsim.stdlib.dom.xmlnode import XmlNode, element
from sfsim.stdlib.registry import apex_class, apex_constructor, apex_method
from sfsim.stdlib.xml_events import Event, read_events

DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8"?>'


@apex_class("Dom.Document")
class Document:
    """Its root is null until it is made or loaded."""

    @apex_constructor("Document()")
    def __init__(self) -> None:
        self.root: XmlNode | None = None

    @apex_method("void load(String xml)")
    def load(self, xml: str | None) -> None:
        """Reads a text. Raises XmlException."""
        self.root = tree(read_events(not_null(xml)))

    @apex_method("Dom.XmlNode createRootElement(String name, String namespace, String prefix)")
    def createRootElement(
        self, name: str | None, namespace: str | None, prefix: str | None
    ) -> XmlNode:
        """Makes the root and returns it."""
        self.root = element(not_null(name), namespace, prefix, None)
        return self.root

    @apex_method("Dom.XmlNode getRootElement()")
    def getRootElement(self) -> XmlNode | None:
        """The root."""
        return self.root

    @apex_method("String toXmlString()")
    def toXmlString(self) -> str:
        """The document as text, without added white space."""
        return DECLARATION + "".join(self.root.xml() if self.root else ())

    @apex_method("String toString()")
    def toString(self) -> str:
        """Its name. Not seen on a real org."""
        return "Dom.Document"


def tree(events: list[Event]) -> XmlNode | None:
    """The root element of a document."""
    root: XmlNode | None = None
    current: XmlNode | None = None
    for event in events:
        if event.kind == "START_ELEMENT":
            made = _element(event)
            if current is None:
                root = made
            else:
                current.append(made)
            current = made
        elif event.kind == "END_ELEMENT":
            assert current is not None, "an end has a start"
            current = current.parent
        elif current is not None and event.kind in ("CHARACTERS", "CDATA"):
            current.append(XmlNode("TEXT", text=event.text))
        elif current is not None and event.kind == "COMMENT":
            current.append(XmlNode("COMMENT", text=event.text))
    return root


def _element(event: Event) -> XmlNode:
    assert event.name is not None, "an element has a name"
    made = XmlNode("ELEMENT", name=event.name.local, namespace=event.name.namespace)
    made.prefixes = {prefix or "": namespace for prefix, namespace in event.declared}
    made.attributes = {(name.namespace, name.local): value for name, value in event.attributes}
    return made
