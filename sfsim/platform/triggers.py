"""Triggers: which there are, what they see, and what becomes of their exceptions.

Source: Apex Developer Guide, "Trigger Context Variables" and "Trigger Exceptions".
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from sfsim.errors import ApexException, UncatchableException
from sfsim.names import fold
from sfsim.platform.dml.messages import TRIGGER_DEPTH, TRIGGER_FAILED
from sfsim.platform.dml.results import RowError
from sfsim.platform.limits.cpu_costs import COST
from sfsim.platform.transaction import Transaction
from sfsim.runtime.collections import ApexList, ApexMap
from sfsim.runtime.sobject import SObject
from sfsim.runtime.stack import as_apex_exception, describe

DEPTH_MAX: Final = 16


@dataclass(frozen=True, slots=True)
class TriggerEvent:
    """One of the seven events; `has_new`/`has_old` and the maps say what its triggers see."""

    name: str
    label: str
    operation: str
    is_before: bool
    has_new: bool
    has_new_map: bool
    has_old: bool


EVENTS: Final = (
    TriggerEvent("BEFORE_INSERT", "BeforeInsert", "insert", True, True, False, False),
    TriggerEvent("AFTER_INSERT", "AfterInsert", "insert", False, True, True, False),
    TriggerEvent("BEFORE_UPDATE", "BeforeUpdate", "update", True, True, True, True),
    TriggerEvent("AFTER_UPDATE", "AfterUpdate", "update", False, True, True, True),
    TriggerEvent("BEFORE_DELETE", "BeforeDelete", "delete", True, False, False, True),
    TriggerEvent("AFTER_DELETE", "AfterDelete", "delete", False, False, False, True),
    TriggerEvent("AFTER_UNDELETE", "AfterUndelete", "undelete", False, True, True, False),
)
EVENT: Final = {event.name: event for event in EVENTS}


@dataclass(frozen=True, slots=True)
class Trigger:
    """A trigger of the org: `run` executes its body; `events` are names of `EVENTS`."""

    name: str
    sobject: str
    events: frozenset[str]
    run: Callable[[], None]


@dataclass(slots=True, eq=False)
class TriggerContext:
    """What one running trigger sees."""

    trigger: str
    sobject: str
    event: TriggerEvent
    new: ApexList | None
    new_map: ApexMap | None
    old: ApexList | None
    old_map: ApexMap | None
    is_event: bool = False
    ids: set[str] = field(default_factory=set)
    _members: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        for records in (self.new, self.old):
            for record in records or ():
                self._members.add(id(record))
                if record.__dict__.get("Id") is not None:
                    self.ids.add(record.__dict__["Id"])

    def holds(self, record: SObject) -> bool:
        """Whether a record is one of Trigger.new or Trigger.old itself."""
        return id(record) in self._members

    @property
    def size(self) -> int:
        """The number of records."""
        records = self.new if self.new is not None else self.old
        return len(records or ())


class TriggerFailure(Exception):  # noqa: N818 - carries a row error up to the statement
    """A trigger threw: every row of the statement fails with this error."""

    def __init__(self, error: RowError) -> None:
        super().__init__(str(error))
        self.error = error


VARIABLES: Final[dict[str, Callable[[TriggerContext], Any]]] = {
    "isExecuting": lambda context: True,
    "isInsert": lambda context: context.event.operation == "insert",
    "isUpdate": lambda context: context.event.operation == "update",
    "isDelete": lambda context: context.event.operation == "delete",
    "isUndelete": lambda context: context.event.operation == "undelete",
    "isBefore": lambda context: context.event.is_before,
    "isAfter": lambda context: not context.event.is_before,
    "new": lambda context: context.new,
    "newMap": lambda context: context.new_map,
    "old": lambda context: context.old,
    "oldMap": lambda context: context.old_map,
    "size": lambda context: context.size,
    "operationType": lambda context: context.event.name,
}
BY_FOLDED_NAME: Final = {fold(name): function for name, function in VARIABLES.items()}
OUTSIDE: Final[dict[str, Any]] = {
    fold(name): False if name.startswith("is") else None for name in VARIABLES
}
"""Outside of a trigger the variables are null or false."""


def trigger_variable(transaction: Transaction, name: str) -> Any:
    """`Trigger.<name>` of the innermost running trigger (`operationType` as the event's name)."""
    if not transaction.triggers:
        return OUTSIDE[fold(name)]
    return BY_FOLDED_NAME[fold(name)](transaction.triggers[-1])


class TriggerRegistry:
    """The triggers of one org, by sObject and event."""

    def __init__(self, triggers: Sequence[Trigger] = ()) -> None:
        self._by_event: dict[tuple[str, str], list[Trigger]] = {}
        for trigger in triggers:
            for event in sorted(trigger.events):
                self._by_event.setdefault((fold(trigger.sobject), event), []).append(trigger)

    def find(self, sobject: str, event: str) -> Sequence[Trigger]:
        """The triggers to fire, in deployment order (the platform promises none)."""
        return self._by_event.get((fold(sobject), event), ())

    def fire(
        self,
        transaction: Transaction,
        sobject: str,
        event: str,
        make_context: Callable[[Trigger, TriggerEvent], TriggerContext],
        charge_cpu: Callable[[int], None],
    ) -> None:
        """Runs all triggers of an event.

        Raises:
            TriggerFailure: a trigger threw an exception, or triggers are nested too deep.
        """
        triggers = self.find(sobject, event)
        if not triggers:
            return
        if len(transaction.triggers) >= DEPTH_MAX:
            raise TriggerFailure(_too_deep(transaction, triggers[0].name))
        for trigger in triggers:
            context = make_context(trigger, EVENT[event])
            charge_cpu(COST["trigger"].ticks(context.size))
            transaction.triggers.append(context)
            try:
                trigger.run()
            except Exception as error:
                raise TriggerFailure(_failure(context, error)) from error
            finally:
                transaction.triggers.pop()
                if transaction.savepoints is not None:
                    transaction.savepoints.end_trigger(transaction)


def _failure(context: TriggerContext, error: Exception) -> RowError:
    """The row error for an exception that left a trigger; what is no Apex exception passes on."""
    apex = as_apex_exception(error)
    if isinstance(apex, UncatchableException):
        raise apex from error
    if not isinstance(apex, ApexException):
        raise error
    text, stack = describe(apex)
    own = f"Trigger.{context.trigger}:"
    outermost = next((n for n, frame in enumerate(stack, 1) if frame.startswith(own)), len(stack))
    stack = stack[:outermost]
    return TRIGGER_FAILED.error(
        trigger=context.trigger,
        event=context.event.label,
        exception=text,
        stack="\n".join(stack),
    )


def _too_deep(transaction: Transaction, trigger: str) -> RowError:
    events = "\n".join(
        f"{context.sobject} trigger event {context.event.label}"
        for context in reversed(transaction.triggers)
    )
    return TRIGGER_DEPTH.error(trigger=trigger, events=events)
