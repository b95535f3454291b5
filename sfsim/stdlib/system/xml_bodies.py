"""XML in the bodies of System.HttpRequest and System.HttpResponse.

Source: Apex Reference Guide, "HttpRequest Class", "HttpResponse Class".
"""

from __future__ import annotations

from typing import Any

from sfsim.runtime.collections import not_null
from sfsim.stdlib.dom.document import Document
from sfsim.stdlib.registry import apex_class, apex_method
from sfsim.stdlib.system.xmlstreamreader import XmlStreamReader


@apex_class("System.HttpRequest", python="sfsim.stdlib.system.httprequest:HttpRequest")
class RequestDocument:
    """The body of a request as a tree."""

    @apex_method("Dom.Document getBodyDocument()")
    @staticmethod
    def get_body_document(message: Any) -> Document:
        """The body as a tree. Raises XmlException."""
        return _document(message)

    @apex_method("void setBodyDocument(Dom.Document document)")
    @staticmethod
    def set_body_document(message: Any, document: Document | None) -> None:
        """Makes a tree the body."""
        message.setBody(not_null(document).toXmlString())


@apex_class("System.HttpResponse", python="sfsim.stdlib.system.httpresponse:HttpResponse")
class ResponseDocument:
    """The body of a response as a tree or as events."""

    @apex_method("Dom.Document getBodyDocument()")
    @staticmethod
    def get_body_document(message: Any) -> Document:
        """The body as a tree. Raises XmlException."""
        return _document(message)

    @apex_method("XmlStreamReader getXmlStreamReader()")
    @staticmethod
    def get_xml_stream_reader(message: Any) -> XmlStreamReader:
        """The body as events. Raises XmlException."""
        return XmlStreamReader(message.getBody())


def _document(message: Any) -> Document:
    made = Document()
    made.load(message.getBody())
    return made
