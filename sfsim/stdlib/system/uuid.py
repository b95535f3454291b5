"""System.UUID: a version 4 UUID. Source: Apex Reference Guide, UUID Class."""

from __future__ import annotations

import re

from sfsim.runtime.caller import Caller
from sfsim.runtime.exceptions import IllegalArgumentException
from sfsim.stdlib.arguments import required
from sfsim.stdlib.registry import apex_class, apex_method

_FORM = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


@apex_class("System.UUID", source="Apex Reference Guide, UUID Class")
class UUID:
    """A UUID as its text in small letters."""

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = text.lower()

    @apex_method("static UUID randomUUID()", caller=True)
    @staticmethod
    def randomUUID(caller: Caller) -> UUID:
        """A new one, from the org's seeded generator."""
        random = bytearray(caller.org.random.randbytes(16))
        random[6] = random[6] & 0x0F | 0x40
        random[8] = random[8] & 0x3F | 0x80
        digits = random.hex()
        parts = (digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:])
        return UUID("-".join(parts))

    @apex_method("static UUID fromString(String str)")
    @staticmethod
    def fromString(text: str) -> UUID:
        """The UUID of a text. Raises IllegalArgumentException for another form."""
        required(text)
        if not _FORM.fullmatch(text):
            raise IllegalArgumentException(f"Invalid UUID string: {text}")
        return UUID(text)

    @apex_method("String toString()")
    def toString(self) -> str:
        """36 characters in small letters."""
        return self.text

    @apex_method("Boolean equals(Object o)")
    def equals(self, other: object) -> bool:
        """Whether the other is the same UUID."""
        return isinstance(other, UUID) and other.text == self.text

    def __eq__(self, other: object) -> bool:
        return self.equals(other)

    def __hash__(self) -> int:
        return hash(self.text)

    @apex_method("Integer hashCode()")
    def hashCode(self) -> int:
        """Java's UUID.hashCode: both halves folded to 32 bits."""
        number = int(self.text.replace("-", ""), 16)
        mixed = (number >> 64) ^ (number & 0xFFFFFFFFFFFFFFFF)
        code = (mixed >> 32 ^ mixed) & 0xFFFFFFFF
        return code - 0x1_0000_0000 if code > 0x7FFFFFFF else code

    @apex_method("Object clone()")
    def clone(self) -> UUID:
        """The UUID itself: it cannot change."""
        return self
