"""B4: what starting sfsim costs, against starting Python."""

from __future__ import annotations

from benchmarks.harness import Row, command_seconds, milliseconds

RATIO_MAX = 8.0
REPETITIONS = 15


def rows() -> list[Row]:
    """`import sfsim` and `sfsim --help` against `python -c pass`."""
    nothing = command_seconds(["-c", "pass"], REPETITIONS)
    cases = {
        "import sfsim": ["-c", "import sfsim"],
        "sfsim --help": [
            "-c",
            "import sys; sys.argv = ['sfsim', '--help']\nfrom sfsim.cli.main import main\nmain()",
        ],
    }
    found = []
    for what, arguments in cases.items():
        seconds = command_seconds(arguments, REPETITIONS)
        ratio = seconds / nothing
        found.append(
            Row(
                "B4",
                what,
                milliseconds(seconds),
                f"python -c pass {milliseconds(nothing)}",
                ratio,
                f"<= {RATIO_MAX:.0f}",
                ratio <= RATIO_MAX,
            )
        )
    return found
