"""A row store whose transaction can be parked: undone for a while, and written again.

While a transaction is suspended others read committed rows and write their own. Only orgs of a
policy that interleaves transactions have this store before their database: keeping the rows as they
were before each write costs a read.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sfsim.errors import Unsupported
from sfsim.kernel.locks import LockTable
from sfsim.platform.dml.services import RowStore, Values
from sfsim.platform.dml.write_set import Change, Segment, WriteSet
from sfsim.schema.model import SObjectType


class ParkingStore:
    """A `RowStore` that records what the running transaction writes.

    Its savepoint tokens outlive parking; the database's behind them do not. A row that a parked
    transaction has written cannot be written by another one: waiting for it is not modelled.
    """

    def __init__(self, store: RowStore, locks: LockTable) -> None:
        self._store = store
        self._locks = locks
        self._running = WriteSet()
        self._last_token = 0

    @property
    def running(self) -> WriteSet:
        """What the running transaction has written."""
        return self._running

    # Parking

    def park(self) -> WriteSet:
        """Undoes what the running transaction has written; `unpark` brings it back."""
        parked, self._running = self._running, WriteSet()
        if parked.segments:
            self._store.rollback_to(parked.segments[0].inner)
        return parked

    def unpark(self, parked: WriteSet) -> None:
        """Makes a parked transaction the running one again, its rows and savepoints as before."""
        assert not self._running.segments, "another transaction is running"
        self._running = parked
        parked.apply(self._store)

    # Savepoints

    def savepoint(self) -> int:
        """Opens a savepoint."""
        self._last_token += 1
        self._running.segments.append(Segment(self._last_token, self._store.savepoint()))
        return self._last_token

    def rollback_to(self, token: int) -> None:
        """Undoes everything since a savepoint and closes it."""
        self._store.rollback_to(self._running.close(token, keep=False).inner)
        self._forget_if_over()

    def release(self, token: int) -> None:
        """Keeps everything since a savepoint and closes it."""
        self._store.release(self._running.close(token, keep=True).inner)
        self._forget_if_over()

    def _forget_if_over(self) -> None:
        if not self._running.segments:
            self._locks.release(self._running)
            self._running = WriteSet()

    # Writing

    def insert(self, sobject_type: SObjectType, rows: Sequence[Mapping[str, Any]]) -> None:
        """Writes new rows, each with its Id."""
        self._store.insert(sobject_type, rows)
        if self._running.segments:
            for row in rows:
                self._running.record(
                    Change(sobject_type, row["Id"], None, _stored(sobject_type, row))
                )

    def update(self, sobject_type: SObjectType, rows: Sequence[Mapping[str, Any]]) -> None:
        """Writes the given fields of existing rows, each with its Id."""
        before = self._before(sobject_type, [row["Id"] for row in rows])
        self._store.update(sobject_type, rows)
        for row in rows:
            image = before.get(row["Id"])
            if image is not None:
                after = {**image, **_stored(sobject_type, row)}
                self._running.record(Change(sobject_type, row["Id"], image, after))
                before[row["Id"]] = after

    def purge(self, sobject_type: SObjectType, ids: Collection[str]) -> None:
        """Removes rows for good."""
        before = self._before(sobject_type, ids)
        self._store.purge(sobject_type, ids)
        for record_id, image in before.items():
            self._running.record(Change(sobject_type, record_id, image, None))

    def _before(self, sobject_type: SObjectType, ids: Collection[str]) -> dict[str, Values]:
        """The rows that a write is about to change, locked; nothing outside of a transaction."""
        if not self._running.segments:
            return {}
        held = self._locks.acquire(self._running, [(sobject_type.name, each) for each in ids])
        if held is not None:
            raise Unsupported(f"waiting for the lock on {held[0]} {held[1]}")
        return self._store.read(sobject_type, ids)

    # Reading and numbers

    def new_id(self, sobject_type: SObjectType) -> str:
        """The next id of a type."""
        return self._store.new_id(sobject_type)

    def next_number(self, sobject_type: SObjectType, field: str) -> int:
        """The next number of an autonumber field, from 1."""
        return self._store.next_number(sobject_type, field)

    def read(self, sobject_type: SObjectType, ids: Collection[str]) -> dict[str, Values]:
        """Whole rows by id."""
        return self._store.read(sobject_type, ids)

    def find(self, sobject_type: SObjectType, field: str, values: Collection[Any]) -> list[Values]:
        """Whole rows whose field has one of the values."""
        return self._store.find(sobject_type, field, values)

    def all_rows(self, sobject_type: SObjectType) -> list[Values]:
        """All rows in id order."""
        return self._store.all_rows(sobject_type)

    def has_rows(self, sobject_type: SObjectType) -> bool:
        """Whether the type has any row."""
        return self._store.has_rows(sobject_type)


def _stored(sobject_type: SObjectType, row: Mapping[str, Any]) -> dict[str, Any]:
    """The stored fields of a row: relationships and the like are passed over."""
    return {name: value for name, value in row.items() if sobject_type.find_field(name)}
