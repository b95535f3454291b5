"""System.String: escaping for other languages and back.

Source: Apex Reference Guide, String Class; Apache Commons Lang, StringEscapeUtils.
"""

from __future__ import annotations

from sfsim.stdlib import markup
from sfsim.stdlib.registry import apex_class, apex_method


@apex_class("System.String", source="Apex Reference Guide, String Class")
class StringEscapes:
    """Methods that write a String so that another language reads it as text, and back."""

    @apex_method("static String escapeSingleQuotes(String s)")
    @staticmethod
    def escapeSingleQuotes(text: str | None) -> str | None:
        """A backslash before each quote and each backslash. Source: recorded."""
        return None if text is None else text.replace("\\", "\\\\").replace("'", "\\'")

    @apex_method("String escapeCsv()")
    @staticmethod
    def escapeCsv(text: str) -> str:
        """A column of CSV."""
        return markup.escape_csv(text)

    @apex_method("String unescapeCsv()")
    @staticmethod
    def unescapeCsv(text: str) -> str:
        """A column of CSV without its quotes."""
        return markup.unescape_csv(text)

    @apex_method("String escapeEcmaScript()")
    @staticmethod
    def escapeEcmaScript(text: str) -> str:
        """For a JavaScript literal: both quotes and the slash too."""
        return markup.escape_source(text, markup.ECMASCRIPT_ESCAPES)

    @apex_method("String unescapeEcmaScript()")
    @staticmethod
    def unescapeEcmaScript(text: str) -> str:
        """A JavaScript literal's text."""
        return markup.unescape_source(text)

    @apex_method("String escapeHtml3()")
    @staticmethod
    def escapeHtml3(text: str) -> str:
        """With the entities of HTML 3."""
        return markup.escape_entities(text, markup.HTML3_ENTITIES)

    @apex_method("String unescapeHtml3()")
    @staticmethod
    def unescapeHtml3(text: str) -> str:
        """Entities of HTML 3 as characters."""
        return markup.unescape_entities(text, markup.HTML3_ENTITIES)

    @apex_method("String escapeHtml4()")
    @staticmethod
    def escapeHtml4(text: str) -> str:
        """With the entities of HTML 4."""
        return markup.escape_entities(text, markup.HTML4_ENTITIES)

    @apex_method("String unescapeHtml4()")
    @staticmethod
    def unescapeHtml4(text: str) -> str:
        """Entities of HTML 4 as characters."""
        return markup.unescape_entities(text, markup.HTML4_ENTITIES)

    @apex_method("String escapeJava()")
    @staticmethod
    def escapeJava(text: str) -> str:
        """For a Java literal."""
        return markup.escape_source(text, markup.JAVA_ESCAPES)

    @apex_method("String unescapeJava()")
    @staticmethod
    def unescapeJava(text: str) -> str:
        """A Java literal's text."""
        return markup.unescape_source(text)

    @apex_method("String escapeUnicode()")
    @staticmethod
    def escapeUnicode(text: str) -> str:
        """Characters beyond ASCII as `\\uXXXX`."""
        return markup.escape_unicode(text)

    @apex_method("String unescapeUnicode()")
    @staticmethod
    def unescapeUnicode(text: str) -> str:
        """`\\uXXXX` as characters."""
        return markup.unescape_unicode(text)

    @apex_method("String escapeXml()")
    @staticmethod
    def escapeXml(text: str) -> str:
        """With the five entities of XML."""
        return markup.escape_entities(text, markup.XML_ENTITIES)

    @apex_method("String unescapeXml()")
    @staticmethod
    def unescapeXml(text: str) -> str:
        """Entities of XML as characters."""
        return markup.unescape_entities(text, markup.XML_ENTITIES)
