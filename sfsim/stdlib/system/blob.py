"""System.Blob: bytes. Source: Apex Reference Guide, Blob Class."""

from __future__ import annotations

from sfsim.runtime.exceptions import StringException
from sfsim.stdlib.arguments import required
from sfsim.stdlib.registry import apex_class, apex_method

NOT_TEXT = "BLOB is not a valid UTF-8 string"


@apex_class("System.Blob", source="Apex Reference Guide, Blob Class")
class Blob:
    """A sequence of bytes. `toPdf` is not modelled."""

    @apex_method("static Blob valueOf(String o)")
    @staticmethod
    def valueOf(text: str) -> bytes:
        """The UTF-8 bytes of a text."""
        required(text)
        return text.encode("utf-8", "replace")

    @apex_method("Integer size()", inline="len({0})")
    @staticmethod
    def size(blob: bytes) -> int:
        """How many bytes there are."""
        return len(blob)

    @apex_method("String toString()")
    @staticmethod
    def toString(blob: bytes) -> str:
        """The text whose UTF-8 bytes these are. Raises StringException when there is none."""
        try:
            return blob.decode("utf-8")
        except UnicodeDecodeError:
            raise StringException(NOT_TEXT) from None
