"""Tests of an org from outside: which there are, running them, and checking source for errors."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from sfsim.org.checking import check
from sfsim.org.deployment import DeployOptions
from sfsim.org.org import Org
from sfsim.org.results import CheckReport, CoverableFile, TestCase, TestResult
from sfsim.org.test_runner import OnFailure


class TestOrg(Protocol):
    """An org whose tests can be run."""

    def tests(self) -> Sequence[TestCase]:
        """All test methods: classes by name, methods in source order."""
        ...

    def run_tests(
        self, cases: Sequence[TestCase], *, on_failure: OnFailure | None = None
    ) -> Iterator[TestResult]:
        """Runs tests class by class; @TestSetup runs once per class."""
        ...

    def coverable(self) -> Sequence[CoverableFile]:
        """The lines that coverage counts, for each class and trigger that is no test."""
        ...

    def take_hits(self) -> Mapping[str, bytes]:
        """Which lines ran since the last call, by path."""
        ...

    def release_thread(self) -> None:
        """Ends the simulation's thread until the next call: before the process forks."""
        ...

    def close(self) -> None:
        """Gives back what the org holds."""
        ...


def deploy_for_tests(
    paths: Sequence[Path],
    *,
    seed: int,
    namespace: str | None = None,
    coverage: bool = False,
) -> TestOrg:
    """A fresh org with the source under `paths`. Bodies compile when a test first needs them.

    `namespace`: the source is a package's. `coverage`: the lines that run are counted.

    Raises:
        SourceError: the source has syntax errors or signatures that cannot be resolved.
    """
    return Org.deployed(paths, seed=seed, options=DeployOptions(namespace, coverage))


def check_source(paths: Sequence[Path]) -> CheckReport:
    """Compiles everything under `paths` and reports what is wrong or not supported."""
    return check(paths)
