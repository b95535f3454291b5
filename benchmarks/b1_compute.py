"""B1: Apex programs, metered and null-checked, against the same programs hand-written in Python."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks import compute_twins
from benchmarks.harness import Row, median_seconds, milliseconds
from sfsim.apex.compiler import ClassSource, Compiler, read_project
from sfsim.kernel.thread import SimulationThread
from sfsim.platform.limits.cpu import CPUMeter
from sfsim.runtime.collections import ApexList
from sfsim.runtime.numbers import enter_decimal_context
from sfsim.runtime.program import Program
from sfsim.source import read_source
from sfsim.stdlib.catalogue import StandardCatalogue
from sfsim.typeref import STRING, list_of

SOURCE = Path(__file__).parent / "compute" / "Compute.cls"
WORDS = ["alpha", "beta", "gamma", "Delta", "epsilon", "ZETA", "eta", "theta"] * 8
CPU_LIMIT_MS = 10**9

PROGRAMS: tuple[tuple[str, tuple[Any, ...]], ...] = (
    ("sumLoop", (200_000,)),
    ("collatz", (1_500,)),
    ("hashText", ("the quick brown fox jumps over the lazy dog", 2_000)),
    ("gcdSum", (15_000,)),
    ("fibonacci", (19,)),
    ("bubble", (300,)),
    ("sieve", (60_000,)),
    ("filterAndSum", (100_000,)),
    ("wordCount", (WORDS, 1_500)),
    ("group", (100_000,)),
    ("distinct", (100_000,)),
    ("buildText", (60_000,)),
    ("joinAndSplit", (40_000,)),
    ("compareText", (WORDS, 1_000)),
    ("sortItems", (5_000,)),
    ("shapes", (1_000,)),
    ("objects", (30_000,)),
    ("exceptions", (30_000,)),
    ("statics", (100_000,)),
)
EACH_MAX = 6.0
MEAN_MAX = 3.0


def rows() -> list[Row]:
    """One row per program and their geometric mean."""
    return SimulationThread(enter_decimal_context).run(_rows)


def _rows() -> list[Row]:
    program = _program()
    found = []
    ratios = []
    for name, arguments in PROGRAMS:
        apex = program.static_method("Compute", name, len(arguments))
        given = tuple(_apex_value(argument) for argument in arguments)
        twin: Callable[..., Any] = getattr(compute_twins, name)
        assert apex(*given) == twin(*arguments), f"{name} and its twin disagree"
        measured = median_seconds(lambda apex=apex, given=given: apex(*given), 7)
        yardstick = median_seconds(lambda twin=twin, given=arguments: twin(*given), 7)
        ratio = measured / yardstick
        ratios.append(ratio)
        found.append(_row(name, measured, yardstick, ratio))
    mean = math.exp(sum(map(math.log, ratios)) / len(ratios))
    reach = f"<= {MEAN_MAX}"
    found.append(Row("B1", "geometric mean", "", "", mean, reach, mean <= MEAN_MAX))
    return found


def _row(name: str, measured: float, yardstick: float, ratio: float) -> Row:
    return Row(
        "B1",
        name,
        milliseconds(measured),
        milliseconds(yardstick),
        ratio,
        f"<= {EACH_MAX}",
        ratio <= EACH_MAX,
    )


def _program() -> Program:
    project = read_project(StandardCatalogue(), [ClassSource(read_source(SOURCE))])
    org: Any = _Org()
    org.program = Program(org, Compiler(project))
    CPUMeter(CPU_LIMIT_MS, bind=org.program.bind_tick, exceeded=AssertionError)
    return org.program  # type: ignore[no-any-return]  # the program made above


def _apex_value(value: Any) -> Any:
    return ApexList(list_of(STRING), value) if isinstance(value, list) else value


class _Org:
    program: Program


if __name__ == "__main__":
    from benchmarks.harness import print_rows

    print_rows(rows())
