"""System.Database: queries given as text, query locators.

Source: Apex Reference Guide, "Database Class".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from sfsim.errors import Unsupported
from sfsim.runtime.caller import Caller
from sfsim.runtime.collections import ApexList, ApexMap, not_null
from sfsim.runtime.exceptions import QueryException
from sfsim.soql import nodes as soql
from sfsim.stdlib.database.query_locator import QueryLocator
from sfsim.stdlib.dynamic_query import frame_binds, map_binds, parse
from sfsim.stdlib.registry import apex_class, apex_method
from sfsim.stdlib.system.access_level import AccessLevel

NOT_A_COUNT = "Only count() queries are allowed in Database.countQuery"
"""Not seen on a real org."""


@apex_class("System.Database", source="Apex Reference Guide, Database Class")
class DatabaseQueries:
    """The members that read."""

    @apex_method("static List<SObject> query(String query)", caller=True)
    @apex_method("static List<SObject> query(String query, AccessLevel accessLevel)", caller=True)
    @staticmethod
    def query(caller: Caller, text: str | None, access: AccessLevel | None = None) -> ApexList:
        """The rows of a query. Raises QueryException."""
        query = in_mode(parse(text), access)
        return _rows(caller, query, frame_binds(caller, query))

    @apex_method(
        "static List<SObject> queryWithBinds(String query, Map<String, Object> bindMap,"
        " AccessLevel accessLevel)",
        caller=True,
    )
    @staticmethod
    def query_with_binds(
        caller: Caller, text: str | None, binds: ApexMap | None, access: AccessLevel | None
    ) -> ApexList:
        """The rows of a query whose binds are keys of a map. Raises QueryException."""
        query = in_mode(parse(text), access)
        return _rows(caller, query, map_binds(query, binds))

    @apex_method("static Integer countQuery(String query)", caller=True)
    @apex_method("static Integer countQuery(String query, AccessLevel accessLevel)", caller=True)
    @staticmethod
    def count_query(caller: Caller, text: str | None, access: AccessLevel | None = None) -> int:
        """The number that a `SELECT COUNT()` finds. Raises QueryException."""
        query = in_mode(parse(text), access)
        return _count(caller, query, frame_binds(caller, query))

    @apex_method(
        "static Integer countQueryWithBinds(String query, Map<String, Object> bindMap,"
        " AccessLevel accessLevel)",
        caller=True,
    )
    @staticmethod
    def count_query_with_binds(
        caller: Caller, text: str | None, binds: ApexMap | None, access: AccessLevel | None
    ) -> int:
        """The number that a `SELECT COUNT()` finds. Raises QueryException."""
        query = in_mode(parse(text), access)
        return _count(caller, query, map_binds(query, binds))

    @apex_method("static Database.QueryLocator getQueryLocator(String query)", caller=True)
    @apex_method(
        "static Database.QueryLocator getQueryLocator(String query, AccessLevel accessLevel)",
        caller=True,
    )
    @staticmethod
    def get_query_locator(
        caller: Caller, text: str | None, access: AccessLevel | None = None
    ) -> QueryLocator:
        """A locator of a query. Raises QueryException at once when the text is wrong."""
        query = in_mode(parse(text), access)
        return _locator(caller, text, query, frame_binds(caller, query))

    @apex_method(
        "static Database.QueryLocator getQueryLocatorWithBinds(String query,"
        " Map<String, Object> bindMap, AccessLevel accessLevel)",
        caller=True,
    )
    @staticmethod
    def get_query_locator_with_binds(
        caller: Caller, text: str | None, binds: ApexMap | None, access: AccessLevel | None
    ) -> QueryLocator:
        """A locator of a query whose binds are keys of a map."""
        query = in_mode(parse(text), access)
        return _locator(caller, text, query, map_binds(query, binds))

    @apex_method(
        "static Database.QueryLocator getQueryLocator(List<SObject> query)", caller=True
    )
    @apex_method(
        "static Database.QueryLocator getQueryLocator(List<SObject> query, AccessLevel access)",
        caller=True,
    )
    @staticmethod
    def get_inline_query_locator(
        caller: Caller, rows: ApexList, access: AccessLevel | None = None
    ) -> QueryLocator:
        """A locator of an inline query, whose rows have been read already.

        The query was checked as its own text says; an access level beside it comes too late.
        """
        if access is not None and not caller.org.is_unrestricted(caller):
            raise Unsupported("an access level beside an inline query, for a user with limits")
        found = not_null(rows)

        def read(size: int) -> Iterator[ApexList]:
            for start in range(0, len(found), size):
                yield ApexList(found.type, found[start : start + size])

        return QueryLocator(getattr(found, "query", None), read)


def in_mode(query: soql.Query, access: AccessLevel | None) -> soql.Query:
    """The query with the access mode of an argument, unless the text names one itself."""
    if access is None or query.with_clauses:
        return query
    return replace(query, with_clauses=(access.clause,))


def _rows(caller: Caller, query: soql.Query, binds: tuple[Any, ...]) -> ApexList:
    rows: ApexList = caller.org.query(caller, query, binds)
    return rows


def _count(caller: Caller, query: soql.Query, binds: tuple[Any, ...]) -> int:
    found = caller.org.query(caller, query, binds)
    if not isinstance(found, int):
        raise QueryException(NOT_A_COUNT)
    return found


def _locator(
    caller: Caller, text: str | None, query: soql.Query, binds: tuple[Any, ...]
) -> QueryLocator:
    def read(size: int) -> Iterator[ApexList]:
        return caller.org.query_chunks(caller, query, binds, size)

    return QueryLocator(text, read)
