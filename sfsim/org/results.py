"""What tests and checks of an org return."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sfsim.errors import Diagnostic


@dataclass(frozen=True, slots=True)
class TestCase:
    """One test method."""

    __test__ = False

    class_name: str
    method: str

    def __str__(self) -> str:
        return f"{self.class_name}.{self.method}"


@dataclass(frozen=True, slots=True)
class TestClass:
    """A class with test methods: their names and those of @TestSetup methods, in source order.

    `seeing` are the test methods that see the data of the org (`SeeAllData=true` on them or on the
    class); no other does.
    """

    __test__ = False

    name: str
    methods: tuple[str, ...]
    setups: tuple[str, ...] = ()
    seeing: frozenset[str] = frozenset()

    def cases(self) -> Iterator[TestCase]:
        """Its test methods, in source order."""
        for method in self.methods:
            yield TestCase(self.name, method)


@dataclass(frozen=True, slots=True)
class CoverableFile:
    """A class or trigger that is no test, and the lines of it that coverage counts."""

    name: str
    path: str
    lines: frozenset[int]


@dataclass(frozen=True, slots=True)
class LimitUse:
    """What a test used of one governor limit: its key in `platform.limits.table`."""

    key: str
    used: int
    limit: int


@dataclass(frozen=True, slots=True)
class Place:
    """A line of a source file."""

    path: str
    line: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a failed assertion of equality compared: a line of text for each part of a value.

    The parts are the elements of a collection, the fields of a record, the lines of a text.
    """

    expected: tuple[str, ...]
    actual: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TestResult:
    """How a test ended.

    `outcome` is 'passed', 'failed' or 'unsupported' (it needs what sfsim does not model). `message`
    is like `System.AssertException: Assertion Failed`, `stack` has one Apex frame a line and
    `places` where each of them is, `log` the debug log, `cost_ms` the simulated CPU time.
    """

    __test__ = False

    case: TestCase
    outcome: str
    message: str = ""
    stack: tuple[str, ...] = ()
    log: tuple[str, ...] = ()
    cost_ms: int = 0
    limits: tuple[LimitUse, ...] = ()
    places: tuple[Place, ...] = ()
    comparison: Comparison | None = None


@dataclass(frozen=True, slots=True)
class UnsupportedUse:
    """A place in source that uses what sfsim does not model."""

    name: str
    path: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What compiling everything found."""

    files: int
    diagnostics: tuple[Diagnostic, ...]
    unsupported: tuple[UnsupportedUse, ...]
