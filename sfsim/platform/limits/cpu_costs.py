"""What things cost in CPU time: a published, deterministic tariff instead of a clock.

Emitted code ticks once per loop back-edge, method entry and sixteen statements of straight-line
code; the library and the database layers add the costs below. The unit is the tick, worth
`MICROSECONDS_PER_TICK`. The tariff has the order of magnitude of published measurements on the
platform, whose own figure for identical code varies by 0.86 to 1.36 around the median, so a run
can ask for the pessimistic end.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

MICROSECONDS_PER_TICK: Final = 1
TICKS_PER_MILLISECOND: Final = 1000 // MICROSECONDS_PER_TICK
PESSIMISTIC_FACTOR: Final = 1.36
MEASUREMENTS: Final = "public benchmarks of Apex loops, DML and JSON, order of magnitude"


@dataclass(frozen=True, slots=True)
class Cost:
    """Ticks for one use of something, and for each unit (row, character) that it handles."""

    key: str
    once: int
    per_unit: int
    unit: str
    source: str = MEASUREMENTS

    def ticks(self, units: int) -> int:
        """The cost of one use with that many units."""
        return self.once + self.per_unit * units


COSTS: Final[tuple[Cost, ...]] = (
    Cost("query", 200, 20, "row"),
    Cost("dml", 400, 150, "row"),
    Cost("trigger", 50, 5, "row"),
    Cost("callout", 500, 0, "callout"),
    Cost("enqueue", 300, 0, "job"),
    Cost("sort", 5, 1, "comparison"),
    Cost("json", 20, 1, "16 characters"),
    Cost("regex", 10, 1, "16 characters"),
    Cost("describe", 10, 1, "field"),
)
COST: Final[dict[str, Cost]] = {cost.key: cost for cost in COSTS}
assert len(COST) == len(COSTS), "cost keys are unique"


def milliseconds(ticks: int) -> int:
    """Whole milliseconds of CPU time that ticks are worth."""
    return ticks // TICKS_PER_MILLISECOND
