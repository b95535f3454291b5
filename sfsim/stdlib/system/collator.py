"""System.Collator: the order of text in the user's locale, for sorting.

Source: Apex Reference Guide, Collator Class.
"""

from __future__ import annotations

from sfsim import collation
from sfsim.stdlib.registry import apex_class, apex_method


@apex_class(
    "System.Collator",
    source="Apex Reference Guide, Collator Class",
    implements=["Comparator<String>"],
)
class Collator:
    """Compares texts as the `<` operator does, null first."""

    @apex_method("static Collator getInstance()")
    @staticmethod
    def getInstance() -> Collator:
        """The collator of the user's locale."""
        return Collator()

    @apex_method("Integer compare(String s1, String s2)")
    def compare(self, left: str | None, right: str | None) -> int:
        """-1, 0 or 1."""
        if left is None or right is None:
            return (left is not None) - (right is not None)
        return collation.compare(left, right)

    @apex_method("Object clone()")
    def clone(self) -> Collator:
        """Another collator."""
        return Collator()
