"""System.EncodingUtil: base64, hexadecimal and URL encoding.

Source: Apex Reference Guide, EncodingUtil Class; recorded, what base64Decode ignores and refuses.
"""

from __future__ import annotations

import base64
import binascii
import codecs
import re
import string
import urllib.parse
from typing import Final

from sfsim.runtime.exceptions import (
    IllegalArgumentException,
    InvalidParameterValueException,
    StringException,
)
from sfsim.stdlib.arguments import required
from sfsim.stdlib.registry import apex_class, apex_constructor, apex_method

_BASE64: Final = frozenset(string.ascii_letters + string.digits + "+/")
_IGNORED = re.compile(r"[\s=]+")
_SAFE: Final = frozenset(string.ascii_letters + string.digits + ".-*_")


def _codec(name: str) -> str:
    """Python's name of a character set. Raises InvalidParameterValueException when unknown."""
    required(name)
    try:
        return codecs.lookup(name).name
    except LookupError:
        raise InvalidParameterValueException(f"Invalid encoding: {name}") from None


@apex_class("System.EncodingUtil", source="Apex Reference Guide, EncodingUtil Class")
class EncodingUtil:
    """Bytes as text and text as parts of a URL."""

    @apex_constructor("EncodingUtil()")
    def __init__(self) -> None:
        """An object without use; the class has static members only."""

    @apex_method("Object clone()")
    def clone(self) -> EncodingUtil:
        """Another such object."""
        return EncodingUtil()

    @apex_method("static String base64Encode(Blob s)")
    @staticmethod
    def base64Encode(blob: bytes) -> str:
        """The bytes in base64, on one line."""
        required(blob)
        return base64.b64encode(blob).decode("ascii")

    @apex_method("static Blob base64Decode(String s)")
    @staticmethod
    def base64Decode(text: str) -> bytes:
        """The bytes of a base64 text; white space and `=` count for nothing wherever they are.

        Raises:
            StringException: `Unrecognized base64 character: {c}`.
        """
        required(text)
        bare = _IGNORED.sub("", text)
        for character in bare:
            if character not in _BASE64:
                raise StringException(f"Unrecognized base64 character: {character}")
        whole = bare[:-1] if len(bare) % 4 == 1 else bare
        return base64.b64decode(whole + "=" * (-len(whole) % 4))

    @apex_method("static String convertToHex(Blob s)")
    @staticmethod
    def convertToHex(blob: bytes) -> str:
        """The bytes as small hexadecimal digits."""
        required(blob)
        return blob.hex()

    @apex_method("static Blob convertFromHex(String input)")
    @staticmethod
    def convertFromHex(text: str) -> bytes:
        """The bytes of hexadecimal digits. Raises InvalidParameterValueException for others."""
        required(text)
        try:
            return binascii.unhexlify(text)
        except (binascii.Error, ValueError):
            raise InvalidParameterValueException(f"Invalid hex string: {text}") from None

    @apex_method("static String urlEncode(String s, String enc)")
    @staticmethod
    def urlEncode(text: str, encoding: str) -> str:
        """As a form writes it: a blank is `+`. Raises InvalidParameterValueException."""
        required(text)
        codec = _codec(encoding)
        return "".join(
            character
            if character in _SAFE
            else "+"
            if character == " "
            else _percent(character, codec)
            for character in text
        )

    @apex_method("static String urlDecode(String s, String enc)")
    @staticmethod
    def urlDecode(text: str, encoding: str) -> str:
        """The opposite. Raises IllegalArgumentException for a `%` without two digits."""
        required(text)
        if re.search(r"%(?![0-9a-fA-F]{2})", text):
            raise IllegalArgumentException(
                "URLDecoder: Illegal hex characters in escape (%) pattern"
            )
        return urllib.parse.unquote_plus(text, _codec(encoding), "replace")


def _percent(character: str, codec: str) -> str:
    return "".join(f"%{byte:02X}" for byte in character.encode(codec, "replace"))
