"""Running test classes on one or several processes; results come back in the order of the classes.

Each process deploys the source once into an org of its own (compiled code comes from the disk
cache) and runs whole classes, so that data of @TestSetup is made once per class. Under `fork` the
deployed org is inherited; under `spawn` each worker deploys.
"""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sfsim.cli.testing.report import TimedResult
from sfsim.org.testing import TestCase, TestOrg, deploy_for_tests


@dataclass(frozen=True, slots=True)
class OrgSpec:
    """All that a worker needs to build the org under test."""

    paths: tuple[Path, ...]
    seed: int


_orgs: Final[dict[OrgSpec, TestOrg]] = {}
"""The org of this process, by what it was built from."""


def org_for(spec: OrgSpec) -> TestOrg:
    """The deployed org of this process. Raises SourceError when the source does not compile."""
    if spec not in _orgs:
        _orgs[spec] = deploy_for_tests(spec.paths, seed=spec.seed)
    return _orgs[spec]


def run(
    spec: OrgSpec, classes: Sequence[Sequence[TestCase]], workers: int
) -> Iterator[TimedResult]:
    """Runs the classes; yields each result, class by class in the given order."""
    if workers <= 1 or len(classes) <= 1:
        for cases in classes:
            yield from _timed(spec, cases)
        return
    context = multiprocessing.get_context()
    with ProcessPoolExecutor(min(workers, len(classes)), mp_context=context) as pool:
        pending = [pool.submit(_run_class, spec, list(cases)) for cases in classes]
        for future in pending:
            yield from future.result()


def _run_class(spec: OrgSpec, cases: Sequence[TestCase]) -> list[TimedResult]:
    return list(_timed(spec, cases))


def _timed(spec: OrgSpec, cases: Sequence[TestCase]) -> Iterator[TimedResult]:
    """Results with the real time each took; the org itself never sees a real clock."""
    results = org_for(spec).run_tests(cases)
    started = time.perf_counter()
    for result in results:
        finished = time.perf_counter()
        yield TimedResult(result, finished - started)
        started = time.perf_counter()
