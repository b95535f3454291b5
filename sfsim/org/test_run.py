"""One running test method: its transaction, startTest and stopTest, the work it leaves behind."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from typing import Any, Final

from sfsim.org.comparison import compare
from sfsim.org.execution import Executor
from sfsim.org.results import Comparison
from sfsim.platform.limits.table import EntryKind
from sfsim.platform.savepoints import Savepoints
from sfsim.platform.test_context import TestContext
from sfsim.platform.transaction import Effect
from sfsim.runtime.caller import UserService
from sfsim.runtime.exceptions import AssertException

ROUNDS_MAX: Final = 2
"""Rounds of asynchronous work that run in a test: what the method enqueues, and what that does."""


class TestRun:
    """Runs one test method and keeps what is asked about it afterwards."""

    __test__ = False

    def __init__(self, executor: Executor, user: UserService) -> None:
        self._executor = executor
        self._user = user
        self._context: TestContext | None = None
        self.callout_mocks: dict[str, Any] = {}
        self.parts: dict[type, Any] = {}
        self.log: list[str] = []
        self.comparison: Comparison | None = None
        self.used: dict[str, int] = {}
        self.cpu_ticks = 0

    def execute(
        self,
        method: Callable[[], None],
        *,
        on_failure: Callable[[BaseException], None] | None = None,
    ) -> None:
        """Runs the method, then the work that no stopTest ran; raises what they raise.

        `on_failure` sees the error first, while the transaction is still open.
        """

        def body() -> None:
            transaction = self._executor.transaction
            cpu = self._executor.cpu
            self._context = TestContext(transaction, read_cpu=lambda: cpu.ticks, set_cpu=cpu.reset)
            try:
                method()
                self._run_rest(self._context)
            except BaseException as error:
                if isinstance(error, AssertException) and error.compared is not None:
                    self.comparison = compare(*error.compared)
                if on_failure is not None:
                    on_failure(error)
                raise
            finally:
                self.used = transaction.limits.totals()
                self.cpu_ticks = cpu.ticks
                self._context = None

        with self._executor.logging_to(self.log):
            self._executor.run(EntryKind.TEST, self._user, body, label="test", is_test=True)

    def is_before_start(self, user: UserService) -> bool:
        """Whether the method runs as its first user still and has not called startTest."""
        return user is self._user and (self._context is None or not self._context.was_started)

    def start(self, savepoints: Savepoints) -> None:
        """`Test.startTest()`. Raises FinalException the second time."""
        context = self._running()
        savepoints.release_all(self._executor.transaction)
        context.start()

    def stop(self, savepoints: Savepoints) -> None:
        """`Test.stopTest()`: runs the work enqueued since startTest, and raises what it raises."""
        context = self._running()
        savepoints.release_all(self._executor.transaction)
        self._run_effects(context.stop())

    def _running(self) -> TestContext:
        assert self._context is not None, "a test method is running"
        return self._context

    def _run_effects(self, effects: Sequence[Effect]) -> None:
        """Runs work in order. What continues its own chain goes on at once; the rest waits."""
        transaction = self._executor.transaction
        queue = deque(effects)
        while queue:
            effect = queue.popleft()
            mark = len(transaction.after_commit)
            effect.action()
            enqueued = transaction.after_commit[mark:]
            del transaction.after_commit[mark:]
            for following in enqueued:
                if following.generation <= effect.generation:
                    queue.append(following)
                else:
                    transaction.after_commit.append(following)

    def _run_rest(self, context: TestContext) -> None:
        """What the method enqueued outside of its window, then what its jobs enqueued, once."""
        for generation in range(1, ROUNDS_MAX + 1):
            effects = context.take_rest()
            self._run_effects([each for each in effects if each.generation == generation])
            context.put_back([each for each in effects if each.generation > generation])
