"""System.XmlStreamWriter: writes XML piece by piece.

Source: Apex Reference Guide, "XmlStreamWriter Class" with its example's output.
"""

from __future__ import annotations

from sfsim.runtime.collections import not_null
from sfsim.runtime.exceptions import XmlException
from sfsim.stdlib.registry import apex_class, apex_constructor, apex_method
from sfsim.stdlib.xml_output import escaped_attribute, escaped_text

NO_OPEN_TAG = "Attribute not associated with any element"
NO_ELEMENT = "No element was found to write"
"""Not seen on a real org."""


@apex_class("System.XmlStreamWriter", source="Apex Reference Guide, XmlStreamWriter Class")
class XmlStreamWriter:
    """A start tag stays open for attributes until something else is written."""

    @apex_constructor("XmlStreamWriter()")
    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.names: list[str] = []
        self.closing: str | None = None

    @apex_method("void writeStartDocument(String encoding, String version)")
    def writeStartDocument(self, encoding: str | None, version: str | None) -> None:
        """The XML declaration."""
        declared = f' encoding="{encoding}"' if encoding else ""
        self._write(f'<?xml version="{version or "1.0"}"{declared}?>')

    @apex_method("void writeEndDocument()")
    def writeEndDocument(self) -> None:
        """Ends all open elements."""
        self._write("")
        while self.names:
            self.writeEndElement()

    @apex_method("void writeStartElement(String prefix, String localName, String namespace)")
    def writeStartElement(
        self, prefix: str | None, name: str | None, namespace: str | None
    ) -> None:
        """A start tag."""
        qualified = _qualified(prefix, name)
        self._write(f"<{qualified}")
        self.names.append(qualified)
        self.closing = ">"

    @apex_method("void writeEmptyElement(String prefix, String localName, String namespace)")
    def writeEmptyElement(
        self, prefix: str | None, name: str | None, namespace: str | None
    ) -> None:
        """A tag that ends itself."""
        self._write(f"<{_qualified(prefix, name)}")
        self.closing = "/>"

    @apex_method("void writeEndElement()")
    def writeEndElement(self) -> None:
        """The end tag of the innermost open element. Raises XmlException."""
        if not self.names:
            raise XmlException(NO_ELEMENT)
        self._write(f"</{self.names.pop()}>")

    @apex_method(
        "void writeAttribute(String prefix, String namespace, String localName, String value)"
    )
    def writeAttribute(
        self, prefix: str | None, namespace: str | None, name: str | None, value: str | None
    ) -> None:
        """An attribute of the open start tag. Raises XmlException."""
        self._attribute(_qualified(prefix, name), not_null(value))

    @apex_method("void writeNamespace(String prefix, String namespace)")
    def writeNamespace(self, prefix: str | None, namespace: str | None) -> None:
        """Declares a prefix."""
        self._attribute(f"xmlns:{prefix}" if prefix else "xmlns", not_null(namespace))

    @apex_method("void writeDefaultNamespace(String namespace)")
    def writeDefaultNamespace(self, namespace: str | None) -> None:
        """Declares the namespace of names without a prefix."""
        self._attribute("xmlns", not_null(namespace))

    @apex_method("void setDefaultNamespace(String namespace)")
    def setDefaultNamespace(self, namespace: str | None) -> None:
        """Binds the namespace without writing it: names are written as they are given."""

    @apex_method("void writeCharacters(String text)")
    def writeCharacters(self, text: str | None) -> None:
        """Text."""
        self._write(escaped_text(not_null(text)))

    @apex_method("void writeCData(String data)")
    def writeCData(self, data: str | None) -> None:
        """A CDATA section."""
        self._write(f"<![CDATA[{not_null(data)}]]>")

    @apex_method("void writeComment(String comment)")
    def writeComment(self, comment: str | None) -> None:
        """A comment."""
        self._write(f"<!--{not_null(comment)}-->")

    @apex_method("void writeProcessingInstruction(String target, String data)")
    def writeProcessingInstruction(self, target: str | None, data: str | None) -> None:
        """A processing instruction."""
        self._write(f"<?{target} {data}?>" if data else f"<?{target}?>")

    @apex_method("String getXmlString()")
    def getXmlString(self) -> str:
        """What was written."""
        self._write("")
        return "".join(self.pieces)

    @apex_method("void close()")
    def close(self) -> None:
        """Frees what the writer holds: nothing here."""

    def _attribute(self, name: str, value: str) -> None:
        if self.closing is None:
            raise XmlException(NO_OPEN_TAG)
        self.pieces.append(f' {name}="{escaped_attribute(value)}"')

    def _write(self, text: str) -> None:
        if self.closing is not None:
            self.pieces.append(self.closing)
            self.closing = None
        self.pieces.append(text)


def _qualified(prefix: str | None, name: str | None) -> str:
    local: str = not_null(name)
    return f"{prefix}:{local}" if prefix else local
