"""The agenda: everything that happens later, as a heap of (time, priority, sequence).

Ties are first come, first served, so a run repeats exactly. A policy may choose another of the
entries that are due (`policy.SchedulerPolicy`).
"""

from __future__ import annotations

import datetime
import heapq
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """One thing to do at an instant. Smaller priorities go first; `sequence` breaks ties.

    `label` names it in traces; `owner` says whose it is, by an org's name.
    """

    time: datetime.datetime
    priority: int
    sequence: int
    label: str = field(compare=False)
    action: Callable[[], None] = field(compare=False, repr=False)
    owner: str = field(compare=False, default="")


class Agenda:
    """A heap of entries; cancelled ones are skipped when they surface."""

    def __init__(self) -> None:
        self._heap: list[Entry] = []
        self._cancelled: set[int] = set()
        self._sequence = 0

    def __len__(self) -> int:
        return len(self._heap) - len(self._cancelled)

    def add(
        self,
        time: datetime.datetime,
        label: str,
        action: Callable[[], None],
        *,
        priority: int = 0,
        owner: str = "",
    ) -> Entry:
        """Puts an action on the agenda and returns its entry, with which it can be cancelled."""
        self._sequence += 1
        entry = Entry(time, priority, self._sequence, label, action, owner)
        heapq.heappush(self._heap, entry)
        return entry

    def cancel(self, entry: Entry) -> bool:
        """Takes an entry off; False when it has already run or was cancelled before."""
        if entry.sequence in self._cancelled or entry not in self._heap:
            return False
        self._cancelled.add(entry.sequence)
        self._drop_cancelled()
        return True

    def next_time(self) -> datetime.datetime | None:
        """The instant of the earliest entry, None when there is nothing to do."""
        return self._heap[0].time if self._heap else None

    def due(self, instant: datetime.datetime) -> Sequence[Entry]:
        """All entries that may run at `instant`, in their order."""
        return sorted(
            entry
            for entry in self._heap
            if entry.time <= instant and entry.sequence not in self._cancelled
        )

    def first_due(self, instant: datetime.datetime) -> Entry | None:
        """The entry that comes first at `instant`, None when nothing is due."""
        return self._heap[0] if self._heap and self._heap[0].time <= instant else None

    def take(self, entry: Entry) -> Entry:
        """Removes an entry that is about to run."""
        if self._heap[0] is entry:
            heapq.heappop(self._heap)
        else:
            self._heap.remove(entry)
            heapq.heapify(self._heap)
        self._drop_cancelled()
        return entry

    def _drop_cancelled(self) -> None:
        while self._heap and self._heap[0].sequence in self._cancelled:
            self._cancelled.remove(heapq.heappop(self._heap).sequence)
