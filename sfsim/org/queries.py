"""SOQL of one org: the query engine in the name of the running transaction."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Any

from sfsim.errors import Unsupported
from sfsim.kernel.clock import Clock
from sfsim.org.execution import Executor
from sfsim.platform.limits.cpu_costs import COST
from sfsim.platform.limits.heap import sample_size
from sfsim.platform.query import QueryEngine
from sfsim.platform.query.searching import SearchEngine
from sfsim.platform.security.modes import Enforcement, query_enforcement
from sfsim.platform.security.oracle import AccessOracle
from sfsim.platform.security.query_check import check_query
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
        access: AccessOracle,
    ) -> None:
        self.engine = engine
        self._searches = searches
        self._fixed_ids = fixed_ids
        self._access = access
        self._executor = executor
        self._clock = clock

    def query(self, caller: Caller, query: soql.Query, binds: Sequence[object]) -> Any:
        """An ApexList of records or AggregateResults; an int for `COUNT()`."""
        self._check(caller, query, binds)
        found = self.engine.run(query, binds, self.session(caller))
        if isinstance(found, list):
            self._executor.allocated(sample_size(found))
        return found

    def query_chunks(
        self, caller: Caller, query: soql.Query, binds: Sequence[object], size: int
    ) -> Iterator[Any]:
        """The rows of a SOQL for loop in lists of at most `size`."""
        self._check(caller, query, binds)
        for chunk in self.engine.chunks(query, binds, size, self.session(caller)):
            self._executor.allocated(sample_size(chunk))
            yield chunk

    def search(self, caller: Caller, search: soql.Search, binds: Sequence[object]) -> Any:
        """A list of records per object; only what a test fixed as results is found."""
        if self._enforcement(caller, search.with_clauses) is not Enforcement.NOTHING:
            raise Unsupported("SOSL in user mode for a user who is not an administrator")
        return self._searches.run(search, binds, self._fixed_ids(), self.session(caller))

    def _check(self, caller: Caller, query: soql.Query, binds: Sequence[object]) -> None:
        """Refuses what the running user may not read, in user mode. Raises QueryException."""
        enforcement = self._enforcement(caller, query.with_clauses)
        if enforcement is not Enforcement.NOTHING:
            uses = self.engine.plan(query, binds).accessed
            check_query(self._access, self._executor.transaction.user, uses, enforcement)

    def _enforcement(self, caller: Caller, clauses: Collection[str]) -> Enforcement:
        """What is checked for the running user: nothing for an administrator."""
        enforcement = query_enforcement(caller, clauses)
        is_free = self._access.is_unrestricted(self._executor.transaction.user)
        return Enforcement.NOTHING if is_free else enforcement

    def session(self, caller: Caller) -> Session:
        """Who runs a query now."""
        return Session(self._executor, self._clock, caller)
