"""Running transactions: begin, the body, commit or rollback, and what happens after commit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final, Protocol

from sfsim.errors import ApexException, UncatchableException
from sfsim.kernel.kernel import Kernel
from sfsim.platform.limits.cpu import CPUMeter
from sfsim.platform.limits.heap import HeapMeter, frame_locals
from sfsim.platform.limits.meter import Charge, Meters, limit_exception
from sfsim.platform.limits.table import BY_KEY, EntryKind
from sfsim.platform.transaction import NO_JOB, Effect, JobScope, Transaction
from sfsim.runtime.caller import UserService
from sfsim.runtime.program import Program, TransactionState
from sfsim.runtime.stack import as_apex_exception, current_place

REQUEST_PREFIX: Final = "TID:"


class Unit(Protocol):
    """The database as a transaction sees it: savepoints only, COMMIT is the outermost release."""

    def savepoint(self) -> int:
        """Opens a savepoint."""
        ...

    def rollback_to(self, token: int) -> None:
        """Undoes everything since a savepoint and closes it."""
        ...

    def release(self, token: int) -> None:
        """Keeps everything since a savepoint and closes it."""
        ...


@dataclass(frozen=True, slots=True)
class TransactionReport:
    """What one finished transaction was and used; hooks receive it."""

    kind: EntryKind
    label: str
    committed: bool
    used: dict[str, int]
    charges: tuple[Charge, ...]


@dataclass(frozen=True, slots=True)
class PutAside:
    """What a suspended transaction takes with it, but for its rows."""

    running: list[tuple[Transaction, CPUMeter]]
    state: TransactionState
    request_id: str


class Executor:
    """Runs transactions of one org, nested only where a test runs its jobs."""

    def __init__(self, kernel: Kernel, name: str, unit: Unit) -> None:
        self._kernel = kernel
        self._name = name
        self._unit = unit
        self._program: Program | None = None
        self._running: list[tuple[Transaction, CPUMeter]] = []
        self.log: list[str] = []
        self.request_id = ""
        self.hooks: list[Callable[[TransactionReport], None]] = []

    def attach(self, program: Program) -> None:
        """Runs transactions on this code from now on."""
        assert not self._running, "code is not replaced under a running transaction"
        self._program = program
        program.on_allocation(self.allocated)

    @property
    def program(self) -> Program:
        """The org's compiled code."""
        assert self._program is not None, "the org has a program from the start"
        return self._program

    @property
    def transaction(self) -> Transaction:
        """The running transaction."""
        assert self._running, "no transaction is running"
        return self._running[-1][0]

    @property
    def cpu(self) -> CPUMeter:
        """The CPU meter of the running transaction."""
        assert self._running, "no transaction is running"
        return self._running[-1][1]

    @property
    def is_running(self) -> bool:
        """Whether a transaction is running."""
        return bool(self._running)

    def run(
        self,
        kind: EntryKind,
        user: UserService,
        body: Callable[[], None],
        *,
        label: str = "",
        job: JobScope = NO_JOB,
        job_id: str | None = None,
        allows_callouts: bool = True,
        is_test: bool = False,
        shares_statics: bool = False,
    ) -> Transaction:
        """Runs `body` as one transaction and commits it, or rolls it back and raises.

        Work that it enqueued goes on the agenda after the commit; in a test it stays with the
        transaction, for the test to run.

        Raises whatever the body raised, as an Apex exception where it is one.
        """
        if not self._running:
            self.request_id = self._new_request_id()
        transaction = self._begin(kind, user, is_test)
        transaction.job, transaction.job_id = job, job_id
        transaction.allows_callouts = allows_callouts
        committed = False
        token = self._unit.savepoint()
        try:
            with self._isolated(shares_statics):
                self._call(body)
            committed = True
        finally:
            if committed:
                self._unit.release(token)
            else:
                self._unit.rollback_to(token)
            self._end(transaction, label, committed=committed)
        if not is_test:
            self.dispatch(transaction.after_commit)
        return transaction

    def allocated(self, size: int) -> None:
        """Notes a large value that has just been made. Raises LimitException."""
        if self._running:
            self._running[-1][0].part(HeapMeter).allocated(size)

    def put_aside(self) -> PutAside:
        """Makes the org forget the running transaction; `bring_back` lets it go on."""
        aside = PutAside(self._running, self.program.suspend(), self.request_id)
        self._running = []
        return aside

    def bring_back(self, aside: PutAside) -> None:
        """Makes a transaction that was put aside the running one again."""
        assert not self._running, "another transaction is running"
        self._running, self.request_id = aside.running, aside.request_id
        self.program.resume(aside.state)
        if self._running:
            self.cpu.resume()

    @contextmanager
    def logging_to(self, log: list[str]) -> Iterator[None]:
        """Sends the debug log of transactions to another list for a while."""
        previous, self.log = self.log, log
        try:
            yield
        finally:
            self.log = previous

    def dispatch(self, effects: list[Effect]) -> None:
        """Puts committed work on the agenda."""
        now = self._kernel.clock.now()
        for effect in effects:
            self._kernel.agenda.add(
                now + effect.delay, effect.label, effect.action, owner=self._name
            )

    def _new_request_id(self) -> str:
        """The id of a request that enters the org, as logs show it."""
        return REQUEST_PREFIX + self._kernel.generator.stream("requests").randbytes(8).hex()

    def _begin(self, kind: EntryKind, user: UserService, is_test: bool) -> Transaction:
        meters = Meters(kind, locate=current_place)
        cpu = CPUMeter(
            BY_KEY["cpu"].value(kind),
            bind=self.program.bind_tick,
            exceeded=lambda: limit_exception(BY_KEY["cpu"], cpu.time_ms(), ""),
            checkpoint=lambda: heap.checkpoint(),
        )
        heap = HeapMeter(
            BY_KEY["heap"].value(kind),
            roots=self._heap_roots,
            ticks=lambda: cpu.ticks,
            exceeded=lambda size: limit_exception(BY_KEY["heap"], size, ""),
        )
        meters.measure("cpu", cpu.time_ms)
        meters.measure("heap", heap.size, lambda: heap.peak)
        transaction = Transaction(kind, meters, user, is_test=is_test, log=self.log)
        transaction.parts[HeapMeter] = heap
        self._running.append((transaction, cpu))
        return transaction

    def _heap_roots(self) -> Iterable[object]:
        """Where the walk of the heap begins: statics, then the locals of running frames."""
        for holder in self.program.live_statics():
            yield from vars(holder).values()
        yield from frame_locals(until=CALL)

    def _end(self, transaction: Transaction, label: str, *, committed: bool) -> None:
        ended, _ = self._running.pop()
        assert ended is transaction, "transactions end in reverse order"
        if self._running:
            self._running[-1][1].resume()
        if self.hooks:
            report = TransactionReport(
                transaction.entry_kind,
                label,
                committed,
                transaction.limits.totals(),
                tuple(transaction.limits.charges()),
            )
            for hook in self.hooks:
                hook(report)

    @contextmanager
    def _isolated(self, shares_statics: bool) -> Iterator[None]:
        if shares_statics:
            yield
            return
        previous = self.program.enter()
        try:
            yield
        finally:
            self.program.leave(previous)

    def _call(self, body: Callable[[], None]) -> None:
        try:
            body()
        except Exception as error:
            apex = as_apex_exception(error)
            if apex is not error and isinstance(apex, ApexException | UncatchableException):
                raise apex from error
            raise


CALL: Final = Executor._call.__code__
"""The frame under which a transaction's own frames lie."""
