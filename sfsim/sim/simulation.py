"""A simulation: one clock, one agenda, one seed, and the orgs that share them."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from pathlib import Path

from sfsim.kernel.clock import Clock
from sfsim.kernel.faults import FaultPlan
from sfsim.kernel.kernel import Kernel
from sfsim.kernel.policy import SchedulerPolicy
from sfsim.kernel.trace import Trace
from sfsim.org.org import Org


class Simulation:
    """Runs orgs on one simulated clock.

        sim = Simulation(seed=7)
        org = sim.org(source=[Path("force-app")])
        org.apex("insert new Account(Name = 'Acme');")
        sim.advance(minutes=5)

    The same seed and the same calls give the same run.
    """

    def __init__(
        self,
        seed: int = 0,
        *,
        clock: Clock | None = None,
        policy: SchedulerPolicy | None = None,
        faults: FaultPlan | None = None,
        trace: Trace | None = None,
    ) -> None:
        self.kernel = Kernel(seed, clock=clock, policy=policy, faults=faults, trace=trace)
        self.orgs: dict[str, Org] = {}

    @property
    def clock(self) -> Clock:
        """The clock that all orgs share."""
        return self.kernel.clock

    def org(self, name: str = "org", *, source: Sequence[Path | str] = ()) -> Org:
        """The org of that name, made at the first call and given `source` to deploy.

        Raises:
            SourceError: the source has errors.
        """
        if name not in self.orgs:
            self.orgs[name] = Org(self.kernel, name=name)
        org = self.orgs[name]
        if source:
            org.deploy([Path(path) for path in source])
        return org

    def advance(
        self, duration: datetime.timedelta | None = None, *, seconds: float = 0, minutes: float = 0
    ) -> None:
        """Lets time pass, running everything that becomes due on the way."""
        step = duration or datetime.timedelta(seconds=seconds, minutes=minutes)
        self.kernel.advance(step)

    def run_until_idle(self, until: Callable[[], bool] = lambda: False) -> int:
        """Runs what is due now, without letting time pass; returns how many entries ran."""
        return self.kernel.run_due(until)
