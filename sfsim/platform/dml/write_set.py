"""What one transaction has written so far: rows before and after, by open savepoint."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from sfsim.platform.dml.services import RowStore
from sfsim.schema.model import SObjectType

Image = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """One write of one row: `before` is None for a new row, `after` for a removed one."""

    type: SObjectType
    id: str
    before: Image | None
    after: Image | None

    @property
    def kind(self) -> str:
        """'insert', 'update' or 'purge'."""
        if self.after is None:
            return "purge"
        return "insert" if self.before is None else "update"

    def difference(self) -> dict[str, Any]:
        """The id and the fields that an update has changed."""
        assert self.before is not None, "only an update has a difference"
        assert self.after is not None, "only an update has a difference"
        changed = {
            name: value for name, value in self.after.items() if self.before.get(name) != value
        }
        return {"Id": self.id, **changed}


@dataclass(slots=True, eq=False)
class Segment:
    """The changes since a savepoint; `token` is the transaction's, `inner` the database's."""

    token: int
    inner: int
    changes: list[Change] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class WriteSet:
    """The open savepoints of one transaction, outermost first, each with what followed it."""

    segments: list[Segment] = field(default_factory=list)

    def changes(self) -> Iterator[Change]:
        """All changes in order."""
        for segment in self.segments:
            yield from segment.changes

    def record(self, change: Change) -> None:
        """Adds a change."""
        self.segments[-1].changes.append(change)

    def close(self, token: int, *, keep: bool) -> Segment:
        """Closes a savepoint and those inside; what they hold goes to the outer one or is lost."""
        place = next(n for n, each in enumerate(self.segments) if each.token == token)
        closed = self.segments[place:]
        del self.segments[place:]
        if keep and self.segments:
            for segment in closed:
                self.segments[-1].changes.extend(segment.changes)
        return closed[0]

    def apply(self, store: RowStore) -> None:
        """Opens the savepoints again in a store and writes the rows as they were."""
        for segment in self.segments:
            segment.inner = store.savepoint()
            _write(store, segment.changes)


def _write(store: RowStore, changes: list[Change]) -> None:
    for _, group in groupby(changes, key=lambda change: (change.type.name, change.kind)):
        alike = list(group)
        first = alike[0]
        if first.kind == "insert":
            store.insert(first.type, [each.after for each in alike if each.after is not None])
        elif first.kind == "update":
            store.update(first.type, [each.difference() for each in alike])
        else:
            store.purge(first.type, [each.id for each in alike])
