"""Tests of an org from outside: which there are, running them, and checking source for errors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol

from sfsim.org.checking import check
from sfsim.org.org import Org
from sfsim.org.results import CheckReport, LimitUse, TestCase, TestResult, UnsupportedUse

__all__ = [
    "CheckReport",
    "LimitUse",
    "TestCase",
    "TestOrg",
    "TestResult",
    "UnsupportedUse",
    "check_source",
    "deploy_for_tests",
]


class TestOrg(Protocol):
    """An org whose tests can be run."""

    def tests(self) -> Sequence[TestCase]:
        """All test methods: classes by name, methods in source order."""
        ...

    def run_tests(self, cases: Sequence[TestCase]) -> Iterator[TestResult]:
        """Runs tests class by class; @TestSetup runs once per class."""
        ...


def deploy_for_tests(paths: Sequence[Path], *, seed: int) -> TestOrg:
    """A fresh org with the source under `paths`. Bodies compile when a test first needs them.

    Raises:
        SourceError: the source has syntax errors or signatures that cannot be resolved.
    """
    return Org.deployed(paths, seed=seed)


def check_source(paths: Sequence[Path]) -> CheckReport:
    """Compiles everything under `paths` and reports what is wrong or not supported."""
    return check(paths)
