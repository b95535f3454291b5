"""`Database.setSavepoint`, `rollback` and `releaseSavepoint`.

Source: Apex Developer Guide, "Transaction Control".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Protocol

from sfsim.platform.transaction import Transaction
from sfsim.runtime.caller import Caller
from sfsim.runtime.exceptions import (
    InvalidOperationException,
    NullPointerException,
    TypeException,
)

UNKNOWN: Final = "Savepoint does not exist in this context"
RELEASED: Final = "Savepoint has been released"
"""The text is not seen on a real org, the type is documented."""


class Unit(Protocol):
    """The database's own savepoints."""

    def savepoint(self) -> int:
        """Opens a savepoint."""
        ...

    def rollback_to(self, token: int) -> None:
        """Undoes everything since a savepoint and closes it."""
        ...

    def release(self, token: int) -> None:
        """Keeps everything since a savepoint and closes it."""
        ...


@dataclass(slots=True)
class Savepoint:
    """One savepoint of Apex: the database's token and how much work was pending then.

    `depth` is the number of triggers that were running: a savepoint belongs to its trigger.
    Rolling back to it keeps it open: the token is then a new one.
    """

    number: int
    token: int
    effects: int
    was_pending: bool
    depth: int = 0
    is_released: bool = False


class Savepoints:
    """The savepoints of one transaction, oldest first."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit
        self._open: list[Savepoint] = []
        self._numbers = 0
        self._released: set[int] = set()

    def set(self, transaction: Transaction, caller: Caller) -> int:
        """`setSavepoint`: one DML statement; returns the savepoint's number."""
        transaction.limits.charge("dmlStatements", 1, caller)
        self._numbers += 1
        savepoint = Savepoint(
            self._numbers,
            self._unit.savepoint(),
            len(transaction.after_commit),
            transaction.work.is_pending,
            len(transaction.triggers),
        )
        self._open.append(savepoint)
        transaction.work.savepoints_open = len(self._open)
        return savepoint.number

    def rollback(self, transaction: Transaction, caller: Caller, number: int | None) -> None:
        """`rollback`: one DML statement; undoes rows and enqueued work, neither statics nor ids.

        Raises:
            NullPointerException: there is no savepoint.
            TypeException: it is not an open savepoint of this transaction.
            InvalidOperationException: it was released.
        """
        if number in self._released:
            raise InvalidOperationException(RELEASED)
        found = self._find(transaction, number)
        transaction.limits.charge("dmlStatements", 1, caller)
        self._close_after(found)
        self._unit.rollback_to(found.token)
        found.token = self._unit.savepoint()
        del transaction.after_commit[found.effects :]
        transaction.work.is_pending = found.was_pending
        transaction.work.savepoints_open = len(self._open)

    def release(self, transaction: Transaction, number: int | None) -> None:
        """`releaseSavepoint`: closes it and all later ones.

        Raises:
            NullPointerException: there is no savepoint.
            TypeException: it is not an open savepoint of this transaction.
        """
        found = self._find(transaction, number)
        for savepoint in self._open[self._open.index(found) :]:
            self._released.add(savepoint.number)
        self._close_after(found)
        self._unit.release(found.token)
        self._open.remove(found)
        transaction.work.savepoints_open = len(self._open)

    def release_all(self, transaction: Transaction) -> None:
        """Closes every savepoint, as startTest and stopTest do."""
        if self._open:
            self.release(transaction, self._open[0].number)

    def end_trigger(self, transaction: Transaction) -> None:
        """Forgets the savepoints of a trigger that has ended; its statement closes them."""
        depth = len(transaction.triggers)
        while self._open and self._open[-1].depth > depth:
            self._open.pop()
        transaction.work.savepoints_open = len(self._open)

    def _find(self, transaction: Transaction, number: int | None) -> Savepoint:
        """The open savepoint of the running trigger, or of the code outside of all triggers.

        Source: Apex Developer Guide, "Transaction Control": references to savepoints cannot cross
        trigger invocations.
        """
        if number is None:
            raise NullPointerException("Argument cannot be null.")
        found = next((each for each in self._open if each.number == number), None)
        if found is None or found.depth != len(transaction.triggers):
            raise TypeException(UNKNOWN)
        return found

    def _close_after(self, savepoint: Savepoint) -> None:
        """Forgets the later savepoints; the database closes theirs with this one."""
        del self._open[self._open.index(savepoint) + 1 :]
