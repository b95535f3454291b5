"""The meters of one transaction: what each namespace has used, where, and of how much.

A certified package has its own pool of every per-namespace limit; the pools together are bounded by
eleven times the limit. Code of the org and of uncertified packages shares the pool ''.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Final

from sfsim.platform.limits.table import BY_KEY, CUMULATIVE_FACTOR, EntryKind, Limit, Status
from sfsim.runtime.caller import Caller
from sfsim.runtime.exceptions import LimitException

Place = tuple[str, int]
"""Apex file and line."""

NOWHERE: Final[Place] = ("", 0)


@dataclass(frozen=True, slots=True)
class Charge:
    """What one Apex line used of one limit in one transaction."""

    key: str
    namespace: str
    path: str
    line: int
    amount: int


Snapshot = dict[tuple[str, str], int]


class Meters:
    """Counters by (limit, pool), with a window that `Test.startTest` opens."""

    def __init__(
        self,
        kind: EntryKind,
        *,
        certified: Collection[str] = (),
        locate: Callable[[], Place] = lambda: NOWHERE,
    ) -> None:
        self.kind = kind
        self._certified = frozenset(certified)
        self._locate = locate
        self._used: Snapshot = {}
        self._places: dict[tuple[str, str, str, int], int] = {}
        self._live: dict[str, Callable[[], int]] = {}
        self._total: dict[str, Callable[[], int]] = {}

    def charge(self, key: str, amount: int, caller: Caller) -> None:
        """Adds to a meter and to the calling Apex line.

        Raises:
            LimitException: the limit is passed; the message carries the count that was refused.
        """
        row = BY_KEY[key]
        pool = self._pool(row, caller)
        used = self._used.get((key, pool), 0) + amount
        self._used[key, pool] = used
        place = (key, pool, *self._locate())
        self._places[place] = self._places.get(place, 0) + amount
        if row.status is Status.ENFORCED and used > row.value(self.kind):
            raise self._exceeded(row, used, caller)
        if pool and row.status is Status.ENFORCED:
            self._check_cumulative(row, caller)

    def used(self, key: str, caller: Caller) -> int:
        """What `Limits.get…()` returns to this caller."""
        row = BY_KEY[key]
        if key in self._live:
            return self._live[key]()
        return self._used.get((key, self._pool(row, caller)), 0)

    def limit(self, key: str, caller: Caller) -> int:
        """What `Limits.getLimit…()` returns."""
        return BY_KEY[key].value(self.kind)

    def measure(
        self, key: str, reading: Callable[[], int], total: Callable[[], int] | None = None
    ) -> None:
        """Lets a meter that is kept elsewhere (CPU, heap) be read through this table; `total` is
        what the whole transaction counts for, where that is not the reading at its end."""
        assert key in BY_KEY, key
        self._live[key] = reading
        self._total[key] = total or reading

    def snapshot(self) -> Snapshot:
        """The counters, to be given back to `restore`."""
        return dict(self._used)

    def restore(self, snapshot: Snapshot) -> None:
        """Puts the counters back: after `Test.stopTest`, or for the retry of a partial save."""
        self._used = dict(snapshot)

    def clear(self) -> None:
        """Sets all counters to zero, as `Test.startTest` does."""
        self._used = {}

    def charges(self) -> list[Charge]:
        """Who used what, in the order of first use."""
        return [
            Charge(key, pool, path, line, amount)
            for (key, pool, path, line), amount in self._places.items()
        ]

    def totals(self) -> dict[str, int]:
        """What was used of each limit by all namespaces together; limits not touched are absent."""
        totals: dict[str, int] = {}
        for (key, _), used in self._used.items():
            totals[key] = totals.get(key, 0) + used
        totals.update({key: reading() for key, reading in self._total.items()})
        return totals

    def _pool(self, row: Limit, caller: Caller) -> str:
        if row.per_namespace and caller.namespace in self._certified:
            return caller.namespace
        return ""

    def _check_cumulative(self, row: Limit, caller: Caller) -> None:
        total = sum(used for (key, _), used in self._used.items() if key == row.key)
        if total > CUMULATIVE_FACTOR * row.value(self.kind):
            raise self._exceeded(row, total, caller)

    def _exceeded(self, row: Limit, used: int, caller: Caller) -> LimitException:
        assert row.message is not None, row.key
        return limit_exception(row, used, caller.namespace)


def limit_exception(row: Limit, used: int, namespace: str) -> LimitException:
    """The exception for passing a limit; code of a namespace sees it before the text.

    Source: observed: `System.LimitException: npsp:Too many query rows: 50001`.
    """
    assert row.message is not None, row.key
    text = row.message.format(used=used)
    return LimitException(f"{namespace}:{text}" if namespace else text)
