"""Escapes of HTML, XML, Java, JavaScript and CSV, as Apache Commons Lang writes and reads them."""

from __future__ import annotations

import html.entities
import re
from collections.abc import Mapping
from typing import Final

XML_ENTITIES: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;"}
_MARKUP: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
HTML4_ENTITIES: Final = _MARKUP | {
    chr(code): f"&{name};"
    for name, code in sorted(html.entities.name2codepoint.items())
    if code > 0x7F
}
"""The 252 entities of HTML 4.0; the apostrophe is not among them."""
HTML3_ENTITIES: Final = _MARKUP | {
    character: entity
    for character, entity in HTML4_ENTITIES.items()
    if "\xa0" <= character <= "\xff"
}
"""The entities of HTML 3: those of ISO 8859-1."""

JAVA_ESCAPES: Final = {
    '"': '\\"', "\\": "\\\\", "\b": "\\b", "\n": "\\n", "\t": "\\t", "\f": "\\f", "\r": "\\r",
}  # fmt: skip
ECMASCRIPT_ESCAPES: Final = JAVA_ESCAPES | {"'": "\\'", "/": "\\/"}

_TAG = re.compile(r"<[^>]*>")
_ENTITY = re.compile(r"&(?:#(\d+)|#[xX]([0-9a-fA-F]+)|(\w+));")
_BACKSLASH = re.compile(r"\\(?:u+([0-9a-fA-F]{4})|([0-3]?[0-7]{1,2})|(.))", re.DOTALL)
_UNICODE = re.compile(r"\\u+\+?([0-9a-fA-F]{4})")
_CONTROLS: Final = {"b": "\b", "n": "\n", "t": "\t", "f": "\f", "r": "\r"}


def strip_tags(text: str) -> str:
    """The text without anything between angle brackets."""
    return _TAG.sub("", text)


def escape_entities(text: str, entities: Mapping[str, str]) -> str:
    """Characters of the table as entities."""
    return "".join(entities.get(character, character) for character in text)


def unescape_entities(text: str, entities: Mapping[str, str]) -> str:
    """Entities of the table and numeric ones as characters; unknown ones stay."""
    characters = {entity[1:-1]: character for character, entity in entities.items()}

    def character(match: re.Match[str]) -> str:
        if match[3]:
            return characters.get(match[3], match[0])
        code = int(match[1]) if match[1] else int(match[2], 16)
        return chr(code) if code <= 0x10FFFF else match[0]

    return _ENTITY.sub(character, text)


def escape_source(text: str, escapes: Mapping[str, str]) -> str:
    """Characters of the table and those outside of ASCII's printable range with a backslash."""
    return "".join(
        escapes.get(character) or (character if " " <= character <= "\x7f" else _units(character))
        for character in text
    )


def escape_unicode(text: str) -> str:
    """Characters beyond ASCII as `\\uXXXX`."""
    return "".join(character if character <= "\x7f" else _units(character) for character in text)


def _units(character: str) -> str:
    encoded = character.encode("utf-16-be", "surrogatepass")
    return "".join(
        f"\\u{encoded[place]:02X}{encoded[place + 1]:02X}" for place in range(0, len(encoded), 2)
    )


def unescape_source(text: str) -> str:
    """Backslash escapes of Java and JavaScript as characters."""

    def character(match: re.Match[str]) -> str:
        if match[1]:
            return chr(int(match[1], 16))
        if match[2]:
            return chr(int(match[2], 8))
        return _CONTROLS.get(match[3], match[3])

    return _joined(_BACKSLASH.sub(character, text))


def unescape_unicode(text: str) -> str:
    """`\\uXXXX` as characters, everything else as it is."""
    return _joined(_UNICODE.sub(lambda match: chr(int(match[1], 16)), text))


def _joined(text: str) -> str:
    """Surrogate pairs that escapes left behind as one character."""
    if text.isascii():
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


def escape_csv(text: str) -> str:
    """A column of CSV: in quotes where it holds a comma, quote or line break."""
    if any(character in text for character in ',"\r\n'):
        return '"' + text.replace('"', '""') + '"'
    return text


def unescape_csv(text: str) -> str:
    """A column of CSV without the quotes it needed."""
    if len(text) < 2 or text[0] != '"' or text[-1] != '"':
        return text
    inner = text[1:-1]
    if any(character in inner for character in ',"\r\n'):
        return inner.replace('""', '"')
    return text
