"""One transaction: meters, savepoints, uncommitted work, the running user, what waits for commit.

A transaction begins when something enters the org (a request, a job, a test) and ends by commit or
by rollback; the org makes it, asks it while code runs, and acts on `after_commit` at its end.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

from sfsim.platform.limits.meter import Meters
from sfsim.platform.limits.table import EntryKind
from sfsim.runtime.caller import UserService

if TYPE_CHECKING:
    from sfsim.platform.savepoints import Savepoints
    from sfsim.platform.triggers import TriggerContext

P = TypeVar("P")
AT_ONCE: Final = datetime.timedelta(0)


@dataclass(frozen=True, slots=True)
class JobScope:
    """Where a job stands: its depth in a chain of queueables, that chain's own maximum, how many
    rounds of asynchronous work lie between it and what a user (or a test) started, and how often in
    a row its finalizer has enqueued it again."""

    depth: int = 0
    depth_max: int | None = None
    generation: int = 0
    requeues: int = 0


NO_JOB: Final = JobScope()


@dataclass(slots=True, eq=False)
class Effect:
    """Something that happens when the transaction commits: a job starts, an email leaves."""

    label: str
    action: Callable[[], None]
    delay: datetime.timedelta
    generation: int


@dataclass(slots=True)
class UncommittedWork:
    """Why a callout is refused now: pending DML or jobs, and savepoints that are still open."""

    is_pending: bool = False
    savepoints_open: int = 0


@dataclass(slots=True, eq=False)
class Transaction:
    """One execution with its own limits, statics, savepoints and uncommitted work.

    `work` is replaced for the time between `Test.startTest` and `Test.stopTest`. `triggers` is the
    stack of running triggers, innermost last. `modified_setup` and `modified_data` name the first
    setup and non-setup object that was changed (mixed DML).
    """

    entry_kind: EntryKind
    limits: Meters
    user: UserService
    is_test: bool = False
    allows_callouts: bool = True
    job_id: str | None = None
    job: JobScope = NO_JOB
    finalizer: Any = None  # an Apex object, dynamic
    work: UncommittedWork = field(default_factory=UncommittedWork)
    triggers: list[TriggerContext] = field(default_factory=list)
    trigger_depth: int = 0
    after_commit: list[Effect] = field(default_factory=list)
    modified_setup: str | None = None
    modified_data: str | None = None
    rest: dict[str, Any] = field(default_factory=dict)  # RestContext, dynamic
    savepoints: Savepoints | None = None
    log: list[str] = field(default_factory=list)
    parts: dict[type, Any] = field(default_factory=dict)  # one object per class, see `part`

    def part(self, kind: type[P]) -> P:
        """What a feature keeps for this transaction: its one object of a class, made at need."""
        found = self.parts.get(kind)
        if found is None:
            found = self.parts[kind] = kind()
        return cast("P", found)

    def debug(self, line: str) -> None:
        """Adds a line to the debug log."""
        self.log.append(line)

    def note_uncommitted(self) -> None:
        """Records that there is something to commit: from now on callouts are refused."""
        self.work.is_pending = True

    @property
    def generation(self) -> int:
        """How many rounds of asynchronous work lead to this transaction."""
        return self.job.generation

    def at_commit(
        self,
        label: str,
        action: Callable[[], None],
        delay: datetime.timedelta = AT_ONCE,
        *,
        generation: int | None = None,
    ) -> Effect:
        """Registers what happens when this transaction commits; a rollback forgets it."""
        following = self.generation + 1 if generation is None else generation
        effect = Effect(label, action, delay, following)
        self.after_commit.append(effect)
        return effect
