"""System.Id: record ids, always in their 18-character form.

Source: Apex Reference Guide, Id Class; recorded, a suffix that does not fit is accepted.
"""

from __future__ import annotations

from sfsim import ids
from sfsim.runtime.exceptions import StringException
from sfsim.stdlib.arguments import required
from sfsim.stdlib.registry import apex_class, apex_method


def to_id(text: str | None) -> str | None:
    """A String as Id: null stays null. Raises StringException `Invalid id: {text}`."""
    if text is None:
        return None
    if not ids.is_id(text):
        raise StringException(f"Invalid id: {text}")
    return ids.to_long(text)


@apex_class("System.Id", source="Apex Reference Guide, Id Class")
class Id:
    """An Id."""

    @apex_method("static Id valueOf(String str)")
    @staticmethod
    def valueOf(text: str | None) -> str | None:
        """The Id of a text. Raises StringException `Invalid id: {text}`."""
        required(text)
        return to_id(text)

    @apex_method("static Id valueOf(String str, Boolean restoreCasing)")
    @staticmethod
    def valueOf_restored(text: str, restores_casing: bool) -> str | None:
        """The same; the casing of 18 characters is put right by their suffix."""
        required(text)
        if not restores_casing:
            return to_id(text)
        try:
            return ids.repair(text)
        except ValueError:
            raise StringException(f"Invalid id: {text}") from None

    @apex_method("String to15()")
    @staticmethod
    def to15(identifier: str) -> str:
        """The first 15 characters."""
        return ids.to_short(identifier)

    @apex_method("Boolean equals(String o)")
    @staticmethod
    def equals(identifier: str, other: str | None) -> bool:
        """Whether a text is the same id in either form."""
        return other is not None and ids.is_id(other) and ids.to_short(other) == identifier[:15]
