"""The simulation thread: one thread with a large stack on which everything of a run happens.

Apex calls are plain Python calls up to depth 1000, which needs far more C stack than a thread gets
by default. Other threads (event loops, I/O pools) only submit to it and wait.
"""

from __future__ import annotations

import queue
import sys
import threading
from collections.abc import Callable
from typing import Final, Generic, TypeVar

T = TypeVar("T")

STACK_BYTES: Final = 256 * 1024 * 1024
RECURSION_LIMIT: Final = 200_000
"""Python frames; the Apex depth limit strikes long before."""


class _Call(Generic[T]):
    """One submitted call: the result or the exception it ended with."""

    def __init__(self, function: Callable[[], T]) -> None:
        self._function = function
        self._done = threading.Event()
        self._result: T | None = None
        self._error: BaseException | None = None

    def run(self) -> None:
        try:
            self._result = self._function()
        except BaseException as error:  # noqa: BLE001 - handed to the submitter unchanged
            self._error = error
        self._done.set()

    def wait(self) -> T:
        self._done.wait()
        if self._error is not None:
            raise self._error
        return self._result  # type: ignore[return-value]  # None is a T where a T may be None


class SimulationThread:
    """Runs submitted calls one after the other on its own thread, made at the first call.

    `prepare` runs once on the new thread (arithmetic contexts and the like belong to a thread).
    """

    def __init__(self, prepare: Callable[[], None] | None = None) -> None:
        self._prepare = prepare
        self._calls: queue.SimpleQueue[_Call[object] | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None

    def on_start(self, prepare: Callable[[], None]) -> None:
        """Runs `prepare` on each thread that is started from now on, instead of what was given."""
        self._prepare = prepare

    def run(self, function: Callable[[], T]) -> T:
        """Runs `function` on the thread and returns its result or raises what it raised.

        Called on the thread itself it is a plain call.
        """
        if self._thread is threading.current_thread():
            return function()
        if self._thread is None or not self._thread.is_alive():
            self._start()
        call: _Call[T] = _Call(function)
        self._calls.put(call)  # type: ignore[arg-type]  # the queue does not look at the result
        return call.wait()

    def close(self) -> None:
        """Ends the thread; a later call makes a new one."""
        if self._thread is not None and self._thread.is_alive():
            self._calls.put(None)
            self._thread.join()
        self._thread = None

    def _start(self) -> None:
        self._calls = queue.SimpleQueue()  # a forked process inherits neither thread nor calls
        previous = threading.stack_size(STACK_BYTES)
        try:
            self._thread = threading.Thread(target=self._work, name="sfsim", daemon=True)
            self._thread.start()
        finally:
            threading.stack_size(previous)

    def _work(self) -> None:
        if self._prepare is not None:
            self._prepare()
        calls = self._calls
        while (call := calls.get()) is not None:
            # The limit is the process's, and whoever else sets it (test tools do) sets ours.
            sys.setrecursionlimit(max(RECURSION_LIMIT, sys.getrecursionlimit()))
            call.run()
