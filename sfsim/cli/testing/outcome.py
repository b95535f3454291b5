"""A test result with what only the command line knows: the real time it took."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sfsim.org.results import TestResult

PASSED = "passed"
FAILED = "failed"
UNSUPPORTED = "unsupported"


@dataclass(frozen=True, slots=True)
class TimedResult:
    """A result with the real seconds it took, which only the command line knows."""

    result: TestResult
    seconds: float

    @property
    def outcome(self) -> str:
        """'passed', 'failed' or 'unsupported'."""
        return self.result.outcome


@dataclass(frozen=True, slots=True)
class Summary:
    """How many tests ended in which way; a test that is unsupported counts neither way."""

    passed: int
    failed: int
    unsupported: int
    not_run: int
    seconds: float

    @classmethod
    def of(cls, results: Sequence[TimedResult], selected: int) -> Summary:
        """The counts of a run in which `selected` tests were to run."""
        outcomes = [timed.outcome for timed in results]
        return cls(
            outcomes.count(PASSED),
            outcomes.count(FAILED),
            outcomes.count(UNSUPPORTED),
            selected - len(outcomes),
            sum(timed.seconds for timed in results),
        )
