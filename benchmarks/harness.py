"""What every benchmark shares: repeated timing, medians, and the row that it prints."""

from __future__ import annotations

import gc
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

REPETITIONS = 5


@dataclass(frozen=True)
class Row:
    """One budget row: what was measured against what, in which unit, and what must be reached.

    `ratio` is measured / yardstick, or the measured figure itself for an absolute budget. `is_met`
    is None for a part of a row that has no budget of its own.
    """

    key: str
    what: str
    measured: str
    yardstick: str
    ratio: float
    reach: str
    is_met: bool | None


def median_seconds(action: Callable[[], object], repetitions: int = REPETITIONS) -> float:
    """The median wall time of an action, after one run that is not counted."""
    action()
    seconds = []
    for _ in range(repetitions):
        gc.collect()
        started = time.perf_counter()
        action()
        seconds.append(time.perf_counter() - started)
    return statistics.median(seconds)


def command_seconds(arguments: Sequence[str], repetitions: int = REPETITIONS) -> float:
    """The median wall time of a Python process with these arguments."""

    def run() -> None:
        subprocess.run([sys.executable, *arguments], check=True, capture_output=True)

    return median_seconds(run, repetitions)


def milliseconds(seconds: float) -> str:
    """Seconds as text in milliseconds."""
    return f"{seconds * 1000:.1f} ms"


def print_rows(rows: Sequence[Row]) -> None:
    """The rows as a table."""
    header = ("row", "what", "measured", "yardstick", "ratio", "reach", "")
    table = [header] + [
        (
            row.key,
            row.what,
            row.measured,
            row.yardstick,
            f"{row.ratio:.2f}",
            row.reach,
            {True: "met", False: "NOT MET", None: ""}[row.is_met],
        )
        for row in rows
    ]
    widths = [max(len(line[column]) for line in table) for column in range(len(header))]
    for line in table:
        cells = (cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        print("  ".join(cells).rstrip())
