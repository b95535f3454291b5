"""Database.QueryLocator: a query whose rows are read in chunks, and its iterator.

Source: Apex Reference Guide, "QueryLocator Class".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from sfsim.errors import Unsupported
from sfsim.runtime.collections import ApexList
from sfsim.runtime.collections.elements import NO_MORE_ELEMENTS
from sfsim.runtime.exceptions import NoSuchElementException
from sfsim.stdlib.registry import apex_class, apex_method

ITERATOR_CHUNK = 200


@apex_class("Database.QueryLocatorIterator", implements=("Iterator<SObject>",))
class QueryLocatorIterator:
    """Walks over the records."""

    def __init__(self, chunks: Iterator[ApexList]) -> None:
        self.rows = (record for chunk in chunks for record in chunk)
        self.following: list[Any] = []

    @apex_method("Boolean hasNext()")
    def hasNext(self) -> bool:
        """Whether `next` will return a record."""
        if not self.following:
            for record in self.rows:
                self.following.append(record)
                break
        return bool(self.following)

    @apex_method("SObject next()")
    def next(self) -> Any:
        """The next record. Raises NoSuchElementException at the end."""
        if not self.hasNext():
            raise NoSuchElementException(NO_MORE_ELEMENTS)
        return self.following.pop()


@apex_class("Database.QueryLocator")
class QueryLocator:
    """A query; `read` runs it and yields lists of at most the given size."""

    def __init__(self, query: str | None, read: Callable[[int], Iterator[ApexList]]) -> None:
        self.query = query
        self.chunks = read

    @apex_method("String getQuery()")
    def getQuery(self) -> str:
        """The text of the query. Raises Unsupported for an inline query."""
        if self.query is None:
            raise Unsupported("Database.QueryLocator.getQuery of an inline query")
        return self.query

    @apex_method("Database.QueryLocatorIterator iterator()")
    def iterator(self) -> QueryLocatorIterator:
        """A new iterator."""
        return QueryLocatorIterator(self.chunks(ITERATOR_CHUNK))

    @apex_method("String toString()")
    def toString(self) -> str:
        """`Database.QueryLocator[Query=SELECT …]`. Source: observed."""
        return f"Database.QueryLocator[Query={self.query}]"
