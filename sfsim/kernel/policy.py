"""Scheduler policies: which of the entries that are due runs next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from sfsim.kernel.agenda import Entry


class SchedulerPolicy(Protocol):
    """Chooses among what may run now. A choice is an index, so that a trace can replay it."""

    name: str
    interleaves: bool
    """Whether a transaction may be suspended while others run."""

    def choose(self, due: Sequence[Entry]) -> int:
        """The index of the entry to run; `due` is not empty and in agenda order."""
        ...


class FIFO:
    """First come, first served: the platform's order when nothing else interferes."""

    name = "fifo"
    interleaves = False

    def choose(self, due: Sequence[Entry]) -> int:
        """Always the first."""
        assert due, "a policy chooses among at least one entry"
        return 0
