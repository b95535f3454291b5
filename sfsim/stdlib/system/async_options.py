"""System.AsyncOptions and System.QueueableDuplicateSignature.

Source: Apex Reference Guide, "AsyncOptions Class", "QueueableDuplicateSignature Class".
"""

from __future__ import annotations

from typing import Any

from sfsim.stdlib.registry import apex_class, apex_constructor, apex_method


@apex_class("System.QueueableDuplicateSignature")
class QueueableDuplicateSignature:
    """What two equal jobs have in common; equal when built from equal parts."""

    def __init__(self, parts: tuple[Any, ...]) -> None:
        self.parts = parts

    @apex_method("static QueueableDuplicateSignature.Builder builder()")
    @staticmethod
    def builder() -> Builder:
        """A new builder."""
        return Builder()

    def equals(self, other: Any) -> bool:
        """Whether the parts are equal."""
        return isinstance(other, QueueableDuplicateSignature) and other.parts == self.parts

    def hashCode(self) -> int:
        """Agrees with `equals`."""
        return hash(self.parts) & 0x7FFFFFFF

    @apex_method("String toString()")
    def toString(self) -> str:
        """The parts."""
        return f"QueueableDuplicateSignature{list(self.parts)}"


@apex_class("System.QueueableDuplicateSignature.Builder")
class Builder:
    """Collects the parts of a signature."""

    @apex_constructor("Builder()")
    def __init__(self) -> None:
        self.parts: list[Any] = []

    @apex_method("QueueableDuplicateSignature.Builder addString(String part)")
    @apex_method("QueueableDuplicateSignature.Builder addId(Id part)")
    @apex_method("QueueableDuplicateSignature.Builder addInteger(Integer part)")
    def add(self, part: Any) -> Builder:
        """Adds a part."""
        self.parts.append(part)
        return self

    @apex_method("QueueableDuplicateSignature build()")
    def build(self) -> QueueableDuplicateSignature:
        """The signature."""
        return QueueableDuplicateSignature(tuple(self.parts))


@apex_class(
    "System.AsyncOptions",
    attributes=(
        "QueueableDuplicateSignature DuplicateSignature { get; set; }",
        "Integer MaximumQueueableStackDepth { get; set; }",
        "Integer MinimumQueueableDelayInMinutes { get; set; }",
    ),
)
class AsyncOptions:
    """Options of `System.enqueueJob`."""

    @apex_constructor("AsyncOptions()")
    def __init__(self) -> None:
        self.DuplicateSignature: QueueableDuplicateSignature | None = None
        self.MaximumQueueableStackDepth: int | None = None
        self.MinimumQueueableDelayInMinutes: int | None = None
