"""Metadata XML, read without trusting it: no entities, no document types, no network."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from lxml import etree

from sfsim.errors import Diagnostic, SourceError

BYTES_MAX: Final = 50_000_000
"""A metadata file larger than the platform's own limit for a deployment is no metadata."""

NIL: Final = "{http://www.w3.org/2001/XMLSchema-instance}nil"
XSI_TYPE: Final = "{http://www.w3.org/2001/XMLSchema-instance}type"


def metadata_error(path: str, line: int, message: str) -> SourceError:
    """A SourceError about one line of a metadata file."""
    return SourceError([Diagnostic(path, line, 1, message)])


class XMLNode:
    """An element of a metadata file. Names are without XML namespaces."""

    __slots__ = ("element", "path")

    def __init__(self, element: etree._Element, path: str) -> None:
        self.element = element
        self.path = path

    @property
    def name(self) -> str:
        """The element's own name."""
        return str(etree.QName(self.element).localname)

    @property
    def line(self) -> int:
        """The line on which the element starts."""
        return self.element.sourceline or 1

    def children(self, name: str) -> Iterator[XMLNode]:
        """The child elements of that name, in order."""
        return (XMLNode(each, self.path) for each in self.element.findall(f"{{*}}{name}"))

    def child(self, name: str) -> XMLNode | None:
        """The first child element of that name."""
        found = self.element.find(f"{{*}}{name}")
        return None if found is None else XMLNode(found, self.path)

    def text(self, name: str) -> str | None:
        """The text of a child element; None when there is none or it is empty."""
        found = self.element.find(f"{{*}}{name}")
        return None if found is None else (found.text or None)

    def required(self, name: str) -> str:
        """The text of a child element that must be there. Raises SourceError."""
        text = self.text(name)
        if text is None or not text.strip():
            raise self.error(f"<{name}> is missing in <{self.name}>.")
        return text.strip()

    def flag(self, name: str, default: bool = False) -> bool:
        """A child element as true or false. Raises SourceError."""
        text = self.text(name)
        if text is None:
            return default
        value = text.strip().lower()
        if value not in ("true", "false", "1", "0"):
            raise self.error(f"<{name}> must be true or false, not '{text.strip()}'.")
        return value in ("true", "1")

    def number(self, name: str, default: int = 0) -> int:
        """A child element as a whole number. Raises SourceError."""
        text = self.text(name)
        if text is None:
            return default
        try:
            return int(text.strip())
        except ValueError:
            message = f"<{name}> must be a whole number, not '{text.strip()}'."
            raise self.error(message) from None

    def error(self, message: str) -> SourceError:
        """A SourceError about this element."""
        return metadata_error(self.path, self.line, message)


def parse_xml(path: Path, name: str) -> XMLNode:
    """The root element of a metadata file; `name` is how messages call the file.

    Raises:
        SourceError: unreadable, too large, not well-formed, or with a document type declaration.
    """
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= BYTES_MAX else b""
    except OSError as error:
        reason = error.strerror or "cannot be read"
        raise metadata_error(name, 1, f"The file cannot be read: {reason}.") from error
    if size > BYTES_MAX:
        raise metadata_error(name, 1, f"The file is larger than {BYTES_MAX} bytes.")
    return parse_xml_bytes(data, name)


def parse_xml_bytes(data: bytes, name: str) -> XMLNode:
    """The root element of XML in memory. Raises SourceError as `parse_xml` does."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        line = error.lineno or 1
        raise metadata_error(name, line, f"The XML is not well-formed: {error.msg}.") from error
    except ValueError as error:
        raise metadata_error(name, 1, f"The XML cannot be read: {error}.") from error
    if root.getroottree().docinfo.doctype:
        raise metadata_error(name, 1, "Document type declarations are not allowed in metadata.")
    return XMLNode(root, name)
