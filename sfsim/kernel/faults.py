"""Faults as data: what goes wrong, where, and at which occurrence.

A part of the simulation that can fail asks `plan.strike(point)` at the point; the answer is the
fault to act out, or None. Points are named by their owners ("callout", "enqueue", "job").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """The `occurrence`-th time (from 1) that `point` is reached, `effect` happens."""

    point: str
    occurrence: int
    effect: str
    detail: str = ""

    def __post_init__(self) -> None:
        assert self.occurrence >= 1, "occurrences count from 1"


class FaultPlan:
    """The faults of one run and how often each point has been reached."""

    def __init__(self, faults: Sequence[Fault] = ()) -> None:
        self._faults = {(fault.point, fault.occurrence): fault for fault in faults}
        self._reached: dict[str, int] = {}

    def strike(self, point: str) -> Fault | None:
        """Counts that `point` was reached and returns the fault planned for it, if any."""
        if not self._faults:
            return None
        count = self._reached.get(point, 0) + 1
        self._reached[point] = count
        return self._faults.get((point, count))
