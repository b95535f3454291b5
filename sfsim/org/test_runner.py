"""Running the Apex tests of an org: discovery, data of @TestSetup, isolation, results.

Every method runs inside a savepoint that is rolled back; what @TestSetup wrote lives in an outer
one, so each method sees the same data.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import Final

from sfsim.apex.declarations import MethodDeclaration, TypeDeclaration
from sfsim.errors import ApexException, SourceError, UncatchableException, Unsupported
from sfsim.org.results import LimitUse, TestCase, TestResult
from sfsim.org.runtime import OrgRuntime
from sfsim.platform.limits.cpu_costs import milliseconds
from sfsim.platform.limits.table import BY_KEY, EntryKind
from sfsim.runtime.caller import UserService
from sfsim.runtime.stack import describe

IS_TEST: Final = "istest"
TEST_SETUP: Final = "testsetup"
TEST_METHOD: Final = "testmethod"
INTERNAL_ERROR: Final = "sfsim failed"


def discover(declarations: Sequence[TypeDeclaration]) -> tuple[TestCase, ...]:
    """All test methods: classes by name, methods in source order."""
    return tuple(
        TestCase(declaration.name, method.name)
        for declaration in sorted(declarations, key=lambda each: each.name)
        for method in _methods(declaration, _is_test)
    )


class TestRunner:
    """Runs tests of one org, on the simulation thread."""

    __test__ = False

    def __init__(
        self,
        runtime: OrgRuntime,
        user: UserService,
        find: Callable[[str], TypeDeclaration | None],
    ) -> None:
        self._runtime = runtime
        self._user = user
        self._find = find

    def run(self, cases: Sequence[TestCase]) -> Iterator[TestResult]:
        """Runs the cases class by class and yields each result as it is known."""
        for class_name, group in groupby(cases, key=lambda case: case.class_name):
            yield from self._run_class(class_name, list(group))

    def _run_class(self, class_name: str, cases: Sequence[TestCase]) -> Iterator[TestResult]:
        database = self._runtime.database
        declaration = self._find(class_name)
        assert declaration is not None, f"the class {class_name} was discovered"
        token = database.savepoint()
        try:
            failure = self._set_up(declaration, cases[0])
            for case in cases:
                if failure is not None:
                    yield TestResult(case, failure.outcome, failure.message, failure.stack)
                else:
                    yield self._run_case(case)
        finally:
            database.rollback_to(token)

    def _set_up(self, declaration: TypeDeclaration, case: TestCase) -> TestResult | None:
        """Runs the @TestSetup methods; the failure, if one of them did not pass."""
        for method in _methods(declaration, lambda each: TEST_SETUP in each.annotations):
            result = self._run_method(TestCase(declaration.name, method.name))
            if result.outcome != "passed":
                return result
        return None

    def _run_case(self, case: TestCase) -> TestResult:
        token = self._runtime.database.savepoint()
        try:
            return self._run_method(case)
        finally:
            self._runtime.database.rollback_to(token)

    def _run_method(self, case: TestCase) -> TestResult:
        runtime = self._runtime
        outcome, message, stack = "passed", "", tuple[str, ...]()
        run = runtime.new_test_run(self._user)
        try:
            run.execute(lambda: runtime.program.call_static(case.class_name, case.method))
        except (ApexException, UncatchableException) as error:
            outcome = "failed"
            message, stack = describe(error)
        except Unsupported as error:
            outcome, message = "unsupported", str(error)
        except SourceError as error:
            outcome, message = "failed", str(error)
        except Exception as error:  # noqa: BLE001 - a defect of sfsim fails one test, not the run
            outcome, message = "failed", f"{INTERNAL_ERROR}: {type(error).__name__}: {error}"
            stack = tuple(traceback.format_exc().splitlines())
        limits = tuple(
            LimitUse(key, used, BY_KEY[key].value(EntryKind.TEST)) for key, used in run.used.items()
        )
        return TestResult(
            case, outcome, message, stack, tuple(run.log), milliseconds(run.cpu_ticks), limits
        )


def _methods(
    declaration: TypeDeclaration, wanted: Callable[[MethodDeclaration], bool]
) -> list[MethodDeclaration]:
    """The static methods without parameters that are wanted, in source order."""
    if IS_TEST not in declaration.annotations:
        candidates = _all(declaration, lambda each: TEST_METHOD in each.modifiers)
    else:
        candidates = _all(declaration, wanted)
    return [each for each in candidates if wanted(each)]


def _all(
    declaration: TypeDeclaration, wanted: Callable[[MethodDeclaration], bool]
) -> list[MethodDeclaration]:
    found = [
        method
        for overloads in declaration.methods.values()
        for method in overloads
        if wanted(method)
    ]
    return sorted(found, key=_line)


def _line(method: MethodDeclaration) -> tuple[int, int]:
    assert method.node is not None, "test methods are user code"
    return method.node.span.line, method.node.span.column


def _is_test(method: MethodDeclaration) -> bool:
    return IS_TEST in method.annotations or TEST_METHOD in method.modifiers
