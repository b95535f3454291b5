"""Running test classes on one or several processes; results come as they are known.

Each process deploys the source once into an org of its own (compiled code comes from the disk
cache) and runs whole classes, so that data of @TestSetup is made once per class. Under `fork` the
deployed org is inherited; under `spawn` each worker deploys.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sfsim.cli.testing.outcome import TimedResult
from sfsim.org.results import TestCase
from sfsim.org.test_runner import OnFailure
from sfsim.org.testing import TestOrg, deploy_for_tests

Hits = Mapping[str, bytes]
"""By path of a source file: for each line a byte, 1 where it ran."""


@dataclass(frozen=True, slots=True)
class OrgSpec:
    """All that a worker needs to build the org under test."""

    paths: tuple[Path, ...]
    seed: int = 0
    namespace: str | None = None
    coverage: bool = False


@dataclass(frozen=True, slots=True)
class Arrival:
    """A result, and the place of its class in the plan."""

    group: int
    timed: TimedResult


_orgs: Final[dict[OrgSpec, TestOrg]] = {}
"""The org of this process, by what it was built from."""


def org_for(spec: OrgSpec) -> TestOrg:
    """The deployed org of this process. Raises SourceError when the source does not compile."""
    if spec not in _orgs:
        _orgs[spec] = deploy_for_tests(
            spec.paths, seed=spec.seed, namespace=spec.namespace, coverage=spec.coverage
        )
    return _orgs[spec]


def forget_orgs() -> None:
    """The next `org_for` deploys anew: the source has changed."""
    for org in _orgs.values():
        org.close()
    _orgs.clear()
    gc.unfreeze()


def run_here(
    spec: OrgSpec, groups: Sequence[Sequence[TestCase]], on_failure: OnFailure | None = None
) -> Iterator[Arrival]:
    """Runs the classes one after the other in this process."""
    for number, cases in enumerate(groups):
        for timed in run_cases(spec, cases, on_failure):
            yield Arrival(number, timed)


def run_cases(
    spec: OrgSpec, cases: Sequence[TestCase], on_failure: OnFailure | None = None
) -> Iterator[TimedResult]:
    """Results with the real time each took; the org itself never sees a real clock."""
    results = org_for(spec).run_tests(cases, on_failure=on_failure)
    started = time.perf_counter()
    for result in results:
        finished = time.perf_counter()
        yield TimedResult(result, finished - started)
        started = time.perf_counter()
