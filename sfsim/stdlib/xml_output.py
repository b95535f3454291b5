"""XML text: what must be written as references."""

from __future__ import annotations

from typing import Final

IN_TEXT: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
IN_ATTRIBUTE: Final = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;", "\t": "&#9;"}
)


def escaped_text(text: str) -> str:
    """Text between tags."""
    return text.translate(IN_TEXT)


def escaped_attribute(text: str) -> str:
    """The value of an attribute, without its quotes."""
    return text.translate(IN_ATTRIBUTE)
