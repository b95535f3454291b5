"""Runs the benchmarks named on the command line, or all: `python -m benchmarks b1 b4`."""

from __future__ import annotations

import importlib
import sys

from benchmarks.harness import print_rows

BENCHMARKS = {
    "b1": "benchmarks.b1_compute",
    "b2": "benchmarks.b2_compile",
    "b3": "benchmarks.b3_warm_start",
    "b4": "benchmarks.b4_import",
    "b5": "benchmarks.b5_test_throughput",
}


def main() -> int:
    """Returns 1 when a budget is not met, 2 for an unknown name."""
    chosen = sys.argv[1:] or list(BENCHMARKS)
    unknown = [name for name in chosen if name not in BENCHMARKS]
    if unknown:
        print(f"unknown: {', '.join(unknown)}; there are {', '.join(BENCHMARKS)}", file=sys.stderr)
        return 2
    rows = [row for name in chosen for row in importlib.import_module(BENCHMARKS[name]).rows()]
    print_rows(rows)
    return 1 if any(row.is_met is False for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
