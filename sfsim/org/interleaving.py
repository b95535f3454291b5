"""Suspending the running transaction of an org, so that others run before it goes on.

A transaction takes with it what it has written (parked), its statics, its meters and its place in
the executor; the org is then as if it had never begun.
"""

from __future__ import annotations

from collections.abc import Callable

from sfsim.kernel.suspension import Task, suspend
from sfsim.org.execution import Executor
from sfsim.platform.dml.parking import ParkingStore
from sfsim.runtime.numbers import enter_decimal_context


class Interleaving:
    """Starts code that may be suspended, and suspends it. On the simulation thread only."""

    def __init__(self, executor: Executor, store: ParkingStore) -> None:
        self._executor = executor
        self._store = store

    def task(self, body: Callable[[], None]) -> Task:
        """Code that runs a transaction; it begins when it is resumed the first time."""
        return Task(body, enter_decimal_context)

    def suspend(self) -> None:
        """Suspends the task in the middle of its transaction, if it is in one."""
        aside = self._executor.put_aside()
        parked = self._store.park()
        try:
            suspend()
        finally:
            self._store.unpark(parked)
            self._executor.bring_back(aside)
