"""Worker processes that run test classes, and what happens when one of them dies.

A worker is told the number of a class and its methods; it answers with each result, then with the
lines that ran. A worker that dies costs the one test that it was running: that test fails with how
the process ended, the methods after it and the other classes run on a new worker.
"""

from __future__ import annotations

import multiprocessing
import signal
import traceback
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from typing import Any, Final

from sfsim.cli.testing.outcome import FAILED, TimedResult
from sfsim.cli.testing.workers import Arrival, Hits, OrgSpec, org_for, run_cases
from sfsim.errors import SfsimError
from sfsim.org.results import TestCase, TestResult

READY: Final = "ready"
RESULT: Final = "result"
DONE: Final = "done"
BROKEN: Final = "broken"
SECONDS_TO_END: Final = 5


class WorkerError(SfsimError):
    """The worker processes cannot do their work at all."""


@dataclass(slots=True)
class _Task:
    """Test methods of one class that are still to run; `group` is the place of the class."""

    group: int
    cases: deque[TestCase]


@dataclass(slots=True)
class _Worker:
    """One process and what it is running."""

    process: Any  # multiprocessing.Process and its context's subclasses share no public base
    connection: Connection
    task: _Task | None = None
    is_ready: bool = False


@dataclass(slots=True)
class Pool:
    """Runs classes on several processes. `hits` collects the lines that ran on all of them."""

    spec: OrgSpec
    workers: int
    start_method: str | None = None
    hits: list[Hits] = field(default_factory=list)
    _running: list[_Worker] = field(default_factory=list)
    _tasks: deque[_Task] = field(default_factory=deque)

    def run(self, groups: Sequence[Sequence[TestCase]]) -> Iterator[Arrival]:
        """Yields each result as soon as it is known.

        Raises:
            WorkerError: workers die before they can run anything, or fail with an error of ours.
        """
        context = multiprocessing.get_context(self.start_method)
        if context.get_start_method() == "fork":
            org_for(self.spec).release_thread()
        self._tasks.extend(_Task(number, deque(cases)) for number, cases in enumerate(groups))
        try:
            for _ in range(min(self.workers, len(groups))):
                self._start(context)
            while self._running:
                heard = wait([worker.connection for worker in self._running])
                for worker in [each for each in self._running if each.connection in heard]:
                    yield from self._hear(worker, context)
        finally:
            self._stop()

    def _start(self, context: BaseContext) -> None:
        here, there = context.Pipe()
        process = context.Process(  # type: ignore[attr-defined]  # every concrete context has it
            target=_work, args=(there, self.spec), name="sfsim-worker", daemon=True
        )
        process.start()
        there.close()
        self._running.append(_Worker(process, here))

    def _hear(self, worker: _Worker, context: BaseContext) -> Iterator[Arrival]:
        """Takes one message of a worker, or its death."""
        try:
            kind, content = worker.connection.recv()
        except (EOFError, ConnectionResetError):
            yield from self._bury(worker, context)
            return
        if kind == RESULT:
            assert worker.task is not None, "a worker reports only what it was told to run"
            worker.task.cases.popleft()
            yield Arrival(worker.task.group, content)
        elif kind == BROKEN:
            raise WorkerError(f"a worker failed:\n{content}")
        else:
            worker.is_ready = True
            if kind == DONE:
                self.hits.append(content)
            self._assign(worker)

    def _assign(self, worker: _Worker) -> None:
        """Gives the next class to a worker, or sends it home."""
        worker.task = self._tasks.popleft() if self._tasks else None
        if worker.task is not None:
            worker.connection.send(list(worker.task.cases))
            return
        worker.connection.send(None)
        self._running.remove(worker)
        worker.connection.close()
        worker.process.join(SECONDS_TO_END)

    def _bury(self, worker: _Worker, context: BaseContext) -> Iterator[Arrival]:
        """Fails the test that a dead worker was running; the rest goes to a new one."""
        self._running.remove(worker)
        worker.connection.close()
        worker.process.join()
        ending = _ending(worker.process.exitcode)
        task = worker.task
        if not worker.is_ready or task is None:
            raise WorkerError(f"a worker process {ending} before it could run a test")
        if task.cases:
            case = task.cases.popleft()
            message = f"The worker process {ending} while it was running {case}."
            yield Arrival(task.group, TimedResult(TestResult(case, FAILED, message), 0.0))
        if task.cases:
            self._tasks.appendleft(task)
        if self._tasks:
            self._start(context)

    def _stop(self) -> None:
        for worker in self._running:
            worker.process.terminate()
        for worker in self._running:
            worker.process.join(SECONDS_TO_END)
            worker.connection.close()
        self._running.clear()


def _ending(exit_code: int) -> str:
    """`was killed by SIGKILL`, `ended with exit code 3`."""
    if exit_code >= 0:
        return f"ended with exit code {exit_code}"
    try:
        return f"was killed by {signal.Signals(-exit_code).name}"
    except ValueError:
        return f"was killed by signal {-exit_code}"


def _work(connection: Connection, spec: OrgSpec) -> None:
    """What a worker process does until it is sent home. Ctrl-C is the parent's business."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        org = org_for(spec)
        connection.send((READY, None))
        while (cases := connection.recv()) is not None:
            for timed in run_cases(spec, cases):
                connection.send((RESULT, timed))
            connection.send((DONE, org.take_hits()))
    except (EOFError, BrokenPipeError):
        return
    except BaseException:  # noqa: BLE001 - handed to the parent, which reports it
        connection.send((BROKEN, traceback.format_exc()))
