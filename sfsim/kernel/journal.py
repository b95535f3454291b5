"""Where a part of the simulation that is no org keeps its durable state."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol


class Journal(Protocol):
    """An append-only list of entries, each a line of text, in the order they were written."""

    def append(self, line: str) -> None:
        """Writes one entry durably."""
        ...

    def __iter__(self) -> Iterator[str]:
        """The entries from the first on."""
        ...


class MemoryJournal:
    """A journal that lives as long as the process."""

    def __init__(self) -> None:
        self._lines: list[str] = []

    def append(self, line: str) -> None:
        """Keeps one entry."""
        self._lines.append(line)

    def __iter__(self) -> Iterator[str]:
        return iter(self._lines)
