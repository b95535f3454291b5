"""SOSL, as far as tests can tell: searches over the records that a test fixed as results.

A search index is not modelled: without fixed results a test finds nothing, as on the platform.
Source: Apex Developer Guide, "Adding SOSL Queries to Unit Tests".
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sfsim.errors import Unsupported
from sfsim.names import fold
from sfsim.platform.query.engine import QueryEngine, QuerySession
from sfsim.runtime.collections import ApexList
from sfsim.schema.model import Schema
from sfsim.soql import nodes
from sfsim.typeref import SOBJECT, TypeRef, list_of

SEARCHES = "soslQueries"


class SearchEngine:
    """Runs searches over fixed results."""

    def __init__(self, schema: Schema, engine: QueryEngine) -> None:
        self._schema = schema
        self._engine = engine
        self._queries: dict[nodes.Returning, nodes.Query] = {}

    def run(
        self,
        search: nodes.Search,
        binds: Sequence[Any],
        fixed_ids: Sequence[str],
        session: QuerySession,
    ) -> ApexList:
        """One list of records per object of RETURNING, in that order.

        `fixed_ids` are those of `Test.setFixedSearchResults`, none when it was not called.

        Raises:
            QueryException, LimitException, Unsupported.
        """
        session.charge(SEARCHES, 1)
        if not search.returning:
            raise Unsupported("SOSL without RETURNING")
        groups: dict[str, ApexList] = {}
        remaining = self._limit(search, binds)
        values = (*binds, list(fixed_ids))
        for returning in search.returning:
            sobject_type = self._schema.sobject(returning.sobject)
            if fold(sobject_type.name) in groups:
                continue
            query = self._query(returning, len(binds))
            found = self._engine.run(query, values, _Uncharged(session))
            assert isinstance(found, ApexList), "a search selects records"
            kept = found if remaining is None else found[:remaining]
            if remaining is not None:
                remaining -= len(kept)
            groups[fold(sobject_type.name)] = ApexList(
                list_of(TypeRef(sobject_type.name)), kept
            )
        return ApexList(list_of(list_of(SOBJECT)), groups.values())

    def _limit(self, search: nodes.Search, binds: Sequence[Any]) -> int | None:
        limit = search.limit
        if isinstance(limit, nodes.Bind):
            return int(binds[limit.index])
        return int(str(limit.value)) if isinstance(limit, nodes.Constant) else None

    def _query(self, returning: nodes.Returning, bind_index: int) -> nodes.Query:
        """The query that picks one object's records out of the fixed ids."""
        known = self._queries.get(returning)
        if known is not None:
            return known
        span = returning.span
        own_id = nodes.FieldPath(span, ("Id",))
        condition: nodes.Condition = nodes.Comparison(
            span, own_id, "IN", nodes.Bind(span, "ids", bind_index)
        )
        if returning.where is not None:
            condition = nodes.And(span, (condition, returning.where))
        query = nodes.Query(
            span,
            select=returning.fields or (nodes.SelectField(span, own_id, None),),
            sources=(nodes.FromItem(span, (returning.sobject,), None),),
            using_scope=None,
            where=condition,
            with_clauses=(),
            group_by=None,
            having=None,
            order_by=returning.order_by,
            limit=returning.limit,
            offset=returning.offset,
            for_clauses=(),
            all_rows=False,
            text="",
        )
        self._queries[returning] = query
        return query


class _Uncharged:
    """The session of the searcher, with searches' own meters instead of those of queries."""

    def __init__(self, session: QuerySession) -> None:
        self._session = session
        self.now = session.now
        self.time_zone = session.time_zone
        self.user_id = session.user_id

    def charge(self, key: str, amount: int) -> None:
        """Charges nothing: a search was charged as one."""
