"""The kernel of one simulation: clock, agenda, policy, seed, faults, trace and thread together."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import TypeVar

from sfsim.kernel.agenda import Agenda
from sfsim.kernel.clock import Clock, VirtualClock
from sfsim.kernel.faults import FaultPlan
from sfsim.kernel.generator import Generator
from sfsim.kernel.policy import FIFO, SchedulerPolicy
from sfsim.kernel.thread import SimulationThread
from sfsim.kernel.trace import NoTrace, Trace

T = TypeVar("T")


class Kernel:
    """What a simulation shares among its orgs."""

    def __init__(
        self,
        seed: int = 0,
        *,
        clock: Clock | None = None,
        policy: SchedulerPolicy | None = None,
        faults: FaultPlan | None = None,
        trace: Trace | None = None,
    ) -> None:
        self.seed = seed
        self.clock: Clock = clock or VirtualClock()
        self.policy: SchedulerPolicy = policy or FIFO()
        self.faults = faults or FaultPlan()
        self.trace: Trace = trace or NoTrace()
        self.generator = Generator(seed)
        self.agenda = Agenda()
        self.thread = SimulationThread()

    def run(self, function: Callable[[], T]) -> T:
        """Runs a function on the simulation thread, where everything of a run happens."""
        return self.thread.run(function)

    def run_due(self, until: Callable[[], bool] = lambda: False) -> int:
        """Runs entries that are due, in the policy's order, until none is left or `until` holds.

        Time does not pass. Returns how many ran.
        """
        return self.run(lambda: self._run_due(until))

    def advance(self, duration: datetime.timedelta) -> None:
        """Lets time pass: jumps from deadline to deadline and runs what becomes due.

        Raises:
            ValueError: the duration is negative, or the clock is not a virtual one.
        """
        if duration < datetime.timedelta(0):
            raise ValueError(f"a clock cannot go back by {-duration}")
        self.run(lambda: self._advance(self.clock.now() + duration))

    def _run_due(self, until: Callable[[], bool]) -> int:
        count = 0
        while not until() and self.agenda.first_due(self.clock.now()) is not None:
            due = self.agenda.due(self.clock.now()) if self.policy.name != "fifo" else ()
            entry = due[self.policy.choose(due)] if due else self.agenda.first_due(self.clock.now())
            assert entry is not None, "something is due"
            if self.trace.enabled:
                self.trace.record("run", label=entry.label, owner=entry.owner, of=len(due))
            self.agenda.take(entry).action()
            count += 1
        return count

    def _advance(self, end: datetime.datetime) -> None:
        self._run_due(lambda: False)
        while (deadline := self.agenda.next_time()) is not None and deadline <= end:
            self.clock.jump(max(deadline, self.clock.now()))
            self._run_due(lambda: False)
        # Callouts take simulated time, so the last entry may have ended later than asked for.
        self.clock.jump(max(end, self.clock.now()))
