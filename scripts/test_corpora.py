"""Runs `sfsim test` and `sfsim check` on public code bases laid out under SFSIM_CORPORA.

Each code base is a folder named for its repository. Prints one row per code base; exits 1 when one
that must pass whole does not. Nothing of theirs is ever part of this project.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class CodeBase:
    """A public code base: the roots that go together, and how many of its tests must pass."""

    name: str
    roots: tuple[str, ...]
    tests: int


CODE_BASES = (
    CodeBase("jsonparse", (".",), 39),
    CodeBase("sfdc-trigger-framework", ("src",), 13),
    CodeBase("fflib-apex-mocks", ("sfdx-source/apex-mocks",), 471),
)


def main() -> int:
    """Runs all code bases; returns the exit code."""
    place = os.environ.get("SFSIM_CORPORA")
    if not place:
        print("Set SFSIM_CORPORA to the folder that holds the code bases.", file=sys.stderr)
        return 2
    wrong = 0
    for base in CODE_BASES:
        roots = [str(Path(place) / base.name / root) for root in base.roots]
        command = [sys.executable, "-m", "sfsim", "test", *roots]
        result = subprocess.run(command, capture_output=True, text=True, check=False)
        found = re.search(r"^(\d+) passed, (\d+) failed", result.stdout, re.MULTILINE)
        passed = int(found[1]) if found else 0
        verdict = "ok" if passed == base.tests and result.returncode == 0 else "WRONG"
        wrong += verdict != "ok"
        print(f"{base.name:28} {passed:5} of {base.tests:5}  {verdict}")
        if verdict != "ok":
            print(result.stdout[-4000:], result.stderr[-2000:])
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
