"""The trace of a run: one record per thing that happened, in order, as plain data.

A trace is what `replay` reads, so it holds choices and causes and no instants of the machine.
"""

from __future__ import annotations

from typing import Protocol, Union

TraceValue = Union[str, int, float, bool, None, list["TraceValue"], dict[str, "TraceValue"]]


class Trace(Protocol):
    """Receives the records of a run."""

    enabled: bool

    def record(self, kind: str, **fields: TraceValue) -> None:
        """Appends a record. Callers test `enabled` first where building the fields costs."""
        ...


class NoTrace:
    """Drops every record."""

    enabled = False

    def record(self, kind: str, **fields: TraceValue) -> None:
        """Does nothing."""


class MemoryTrace:
    """Keeps the records as dicts with their `kind` first."""

    enabled = True

    def __init__(self) -> None:
        self.records: list[dict[str, TraceValue]] = []

    def record(self, kind: str, **fields: TraceValue) -> None:
        """Appends a record."""
        self.records.append({"kind": kind, **fields})
