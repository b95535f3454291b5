"""How many segments a text is sent in: GSM-7 where every character allows it, else UCS-2.

Source: Twilio documentation, "What is SMS character limit"; 3GPP TS 23.038, section 6.2.1.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

GSM_BASIC: Final = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
GSM_EXTENDED: Final = frozenset("\f^{}\\[~]|€")
"""Characters sent as an escape and a second septet."""


@dataclass(frozen=True, slots=True)
class Encoding:
    """How many units fit into a text of one segment, and into each segment of a longer one."""

    name: str
    single_units_max: int
    multiple_units_max: int


GSM_7: Final = Encoding("GSM-7", 160, 153)
UCS_2: Final = Encoding("UCS-2", 70, 67)


def encoding_of(text: str) -> Encoding:
    """The encoding of a text; one character outside GSM-7 makes all of it UCS-2."""
    is_gsm = all(char in GSM_BASIC or char in GSM_EXTENDED for char in text)
    return GSM_7 if is_gsm else UCS_2


def count_units(text: str) -> int:
    """Septets in GSM-7, UTF-16 units in UCS-2."""
    return sum(_widths(text, encoding_of(text)))


def count_segments(text: str) -> int:
    """The number of segments; 1 for an empty text.

    An escape pair or a surrogate pair is never divided between two segments.
    """
    encoding = encoding_of(text)
    widths = _widths(text, encoding)
    if sum(widths) <= encoding.single_units_max:
        return 1
    segments, used = 1, 0
    for width in widths:
        if used + width > encoding.multiple_units_max:
            segments, used = segments + 1, 0
        used += width
    return segments


def _widths(text: str, encoding: Encoding) -> list[int]:
    if encoding is GSM_7:
        return [2 if char in GSM_EXTENDED else 1 for char in text]
    return [2 if ord(char) > 0xFFFF else 1 for char in text]
