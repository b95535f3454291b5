"""SOQL of one org: the query engine in the name of the running transaction."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from sfsim.kernel.clock import Clock
from sfsim.org.execution import Executor
from sfsim.platform.limits.cpu_costs import COST
from sfsim.platform.query import QueryEngine
from sfsim.platform.query.searching import SearchEngine
from sfsim.runtime.caller import Caller
from sfsim.soql import nodes as soql

ROWS = "soqlRows"


class Session:
    """`QuerySession`: one caller in the running transaction."""

    __slots__ = ("_caller", "_clock", "_executor")

    def __init__(self, executor: Executor, clock: Clock, caller: Caller) -> None:
        self._executor = executor
        self._clock = clock
        self._caller = caller

    @property
    def now(self) -> datetime.datetime:
        """The current instant."""
        return self._clock.now()

    @property
    def time_zone(self) -> str:
        """The time zone of the running user."""
        return self._executor.transaction.user.time_zone

    @property
    def user_id(self) -> str:
        """The running user."""
        return self._executor.transaction.user.id

    def charge(self, key: str, amount: int) -> None:
        """Adds to a meter; rows cost CPU time too. Raises LimitException."""
        if key == ROWS:
            self._executor.cpu.charge(COST["query"].ticks(amount))
        self._executor.transaction.limits.charge(key, amount, self._caller)


class OrgQueries:
    """Answers the queries of one org (`org.runtime.Queries`)."""

    def __init__(
        self,
        engine: QueryEngine,
        executor: Executor,
        clock: Clock,
        searches: SearchEngine,
        fixed_ids: Callable[[], Sequence[str]],
    ) -> None:
        self.engine = engine
        self._searches = searches
        self._fixed_ids = fixed_ids
        self._executor = executor
        self._clock = clock

    def query(self, caller: Caller, query: soql.Query, binds: Sequence[object]) -> Any:
        """An ApexList of records or AggregateResults; an int for `COUNT()`."""
        return self.engine.run(query, binds, self.session(caller))

    def query_chunks(
        self, caller: Caller, query: soql.Query, binds: Sequence[object], size: int
    ) -> Iterator[Any]:
        """The rows of a SOQL for loop in lists of at most `size`."""
        return self.engine.chunks(query, binds, size, self.session(caller))

    def search(self, caller: Caller, search: soql.Search, binds: Sequence[object]) -> Any:
        """A list of records per object; only what a test fixed as results is found."""
        return self._searches.run(search, binds, self._fixed_ids(), self.session(caller))

    def session(self, caller: Caller) -> Session:
        """Who runs a query now."""
        return Session(self._executor, self._clock, caller)
