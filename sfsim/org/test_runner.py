"""Running the Apex tests of an org: data of @TestSetup, isolation, results.

Savepoints nest: the outermost one hides the org's data from tests without SeeAllData and is undone
after the class; inside of it lies what @TestSetup wrote, and inside of that each method, undone
when it ends. Each method starts with the same next ids and the same random numbers whatever ran
before it, so a test does the same alone, in another order and on another worker.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import groupby
from typing import Final

from sfsim.errors import ApexException, SourceError, UncatchableException, Unsupported
from sfsim.kernel.generator import Generator
from sfsim.org.results import LimitUse, Place, TestCase, TestClass, TestResult
from sfsim.org.runtime import OrgRuntime
from sfsim.org.test_run import TestRun
from sfsim.platform.limits.cpu_costs import milliseconds
from sfsim.platform.limits.table import BY_KEY, EntryKind
from sfsim.platform.test_data import is_visible
from sfsim.runtime.caller import UserService
from sfsim.runtime.stack import apex_frames, describe
from sfsim.storage.database import Database

INTERNAL_ERROR: Final = "sfsim failed"
SETUP_WITH_ALL_DATA: Final = (
    "System.UnexpectedException: A test class with SeeAllData=true cannot have @TestSetup methods"
)
"""Real orgs refuse to compile such a class; the exact text was not seen."""

OnFailure = Callable[[TestCase, BaseException], None]


class TestRunner:
    """Runs tests of one org, on the simulation thread.

    `on_failure` is called with the error of each test that does not pass while its data is still
    there: a debugger looks around at that moment.
    """

    __test__ = False

    def __init__(
        self,
        runtime: OrgRuntime,
        store: Database,
        user: UserService,
        *,
        seed: int = 0,
        on_failure: OnFailure | None = None,
    ) -> None:
        self._runtime = runtime
        self._store = store
        self._user = user
        self._seed = seed
        self._on_failure = on_failure

    def run(self, cases: Sequence[TestCase], classes: Sequence[TestClass]) -> Iterator[TestResult]:
        """Runs the cases class by class and yields each result as it is known."""
        by_name = {each.name: each for each in classes}
        for class_name, group in groupby(cases, key=lambda case: case.class_name):
            yield from self._run_class(by_name[class_name], list(group))

    def _run_class(self, tests: TestClass, cases: Sequence[TestCase]) -> Iterator[TestResult]:
        if tests.seeing and tests.setups:
            yield from (TestResult(case, "failed", SETUP_WITH_ALL_DATA) for case in cases)
            return
        for sees_all_data, group in groupby(cases, key=lambda case: case.method in tests.seeing):
            yield from self._run_alike(tests, list(group), sees_all_data=sees_all_data)

    def _run_alike(
        self, tests: TestClass, cases: Sequence[TestCase], *, sees_all_data: bool
    ) -> Iterator[TestResult]:
        """Runs methods of one class that see the same data."""
        numbers = self._store.numbers_given()
        token = self._store.savepoint()
        self._runtime.sees_all_data = sees_all_data
        try:
            failure = None
            if not sees_all_data:
                self._hide_data()
                failure = self._set_up(tests)
            for case in cases:
                yield self._run_case(case) if failure is None else replace(failure, case=case)
        finally:
            self._store.rollback_to(token)
            self._store.give_again(numbers)

    def _hide_data(self) -> None:
        schema = self._runtime.schema
        for name in self._store.stored_types():
            sobject = schema.find(name)
            if sobject is not None and not is_visible(sobject) and self._store.has_rows(sobject):
                self._store.clear(sobject)

    def _set_up(self, tests: TestClass) -> TestResult | None:
        """Runs the @TestSetup methods; the failure, if one of them did not pass."""
        for method in tests.setups:
            result = self._run_method(TestCase(tests.name, method))
            if result.outcome != "passed":
                return result
        return None

    def _run_case(self, case: TestCase) -> TestResult:
        numbers = self._store.numbers_given()
        token = self._store.savepoint()
        try:
            return self._run_method(case)
        finally:
            self._store.rollback_to(token)
            self._store.give_again(numbers)

    def _run_method(self, case: TestCase) -> TestResult:
        runtime = self._runtime
        random, runtime.random = runtime.random, Generator(self._seed, str(case))
        run = runtime.new_test_run(self._user)
        try:
            run.execute(
                lambda: runtime.program.call_static(case.class_name, case.method),
                on_failure=partial(self._on_failure, case) if self._on_failure else None,
            )
        except SourceError as error:
            return _result(run, TestResult(case, "failed", str(error)))
        except Unsupported as error:
            return _result(run, TestResult(case, "unsupported", str(error)), error)
        except (ApexException, UncatchableException) as error:
            message, _ = describe(error)
            return _result(run, TestResult(case, "failed", message), error)
        except Exception as error:  # noqa: BLE001 - a defect of sfsim fails one test, not the run
            message = f"{INTERNAL_ERROR}: {type(error).__name__}: {error}"
            stack = tuple(traceback.format_exc().splitlines())
            return _result(run, TestResult(case, "failed", message, stack))
        finally:
            runtime.random = random
        return _result(run, TestResult(case, "passed"))


def _result(run: TestRun, known: TestResult, error: BaseException | None = None) -> TestResult:
    """A result with its Apex stack, log and limits."""
    frames = apex_frames(error) if error is not None else ()
    return TestResult(
        known.case,
        known.outcome,
        known.message,
        known.stack or tuple(map(str, frames)),
        tuple(run.log),
        milliseconds(run.cpu_ticks),
        tuple(
            LimitUse(key, used, BY_KEY[key].value(EntryKind.TEST)) for key, used in run.used.items()
        ),
        tuple(Place(frame.path, frame.line) for frame in frames),
        run.comparison,
    )
