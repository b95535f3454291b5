"""What one running test method has beyond a transaction: the startTest window and its jobs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from sfsim.platform.limits.meter import Snapshot
from sfsim.platform.transaction import Effect, Transaction, UncommittedWork
from sfsim.runtime.exceptions import FinalException

ALREADY_STARTED: Final = "Testing already started"
NOT_STARTED: Final = "Testing has not started"
"""Not seen on a real org."""


@dataclass(slots=True)
class _Window:
    """What startTest put aside."""

    counters: Snapshot
    cpu_ticks: int
    effects_before: int


class TestContext:
    """The state of one test method.

    Work that the test enqueues between startTest and stopTest runs at stopTest in submission order;
    all other work runs once after the method has returned. What those jobs enqueue in turn runs
    once more after the method; nothing further does (a batch chained from `finish` and a queueable
    enqueued by a finalizer go on at once).

    Source: Apex Developer Guide, "Using Limits, startTest, and stopTest"; the rounds are observed.
    """

    __test__ = False

    def __init__(
        self,
        transaction: Transaction,
        *,
        read_cpu: Callable[[], int],
        set_cpu: Callable[[int], None],
    ) -> None:
        self._transaction = transaction
        self._read_cpu = read_cpu
        self._set_cpu = set_cpu
        self._window: _Window | None = None
        self.was_started = False
        self.is_stopping = False

    def start(self) -> None:
        """`Test.startTest()`: fresh limits, no uncommitted work, no savepoints.

        Raises:
            FinalException: it was called before in this method.
        """
        if self.was_started:
            raise FinalException(ALREADY_STARTED)
        self.was_started = True
        transaction = self._transaction
        counters = transaction.limits.snapshot()
        self._window = _Window(counters, self._read_cpu(), len(transaction.after_commit))
        transaction.limits.clear()
        self._set_cpu(0)
        transaction.work = UncommittedWork()

    def stop(self) -> Sequence[Effect]:
        """`Test.stopTest()`: puts the counters back and returns the work to run now, in order.

        Raises:
            FinalException: startTest was not called, or stopTest was called before.
        """
        if self._window is None:
            raise FinalException(NOT_STARTED)
        window, self._window = self._window, None
        transaction = self._transaction
        pending = transaction.after_commit[window.effects_before :]
        del transaction.after_commit[window.effects_before :]
        transaction.limits.restore(window.counters)
        self._set_cpu(window.cpu_ticks)
        transaction.work = UncommittedWork()
        return pending

    def take_rest(self) -> Sequence[Effect]:
        """The work to run after the method has returned."""
        self._window = None
        pending = list(self._transaction.after_commit)
        self._transaction.after_commit.clear()
        return pending

    def put_back(self, effects: Sequence[Effect]) -> None:
        """Keeps work for the next round, before what was enqueued meanwhile."""
        self._transaction.after_commit[:0] = effects
