"""System.Search: SOSL given as text, and its results with snippets.

Source: Apex Reference Guide, "Search Class", "Search.SearchResults Class".
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from sfsim.names import fold
from sfsim.runtime.caller import Caller
from sfsim.runtime.collections import ApexList, not_null
from sfsim.stdlib.dynamic_query import frame_binds, parsed_search
from sfsim.stdlib.registry import apex_class, apex_method
from sfsim.stdlib.system.access_level import AccessLevel
from sfsim.typeref import TypeRef, list_of

RESULTS: Final = list_of(TypeRef("Search.SearchResult"))


@apex_class("Search.SearchResult")
class SearchResult:
    """A record that was found."""

    def __init__(self, record: Any) -> None:
        self.record = record

    @apex_method("SObject getSObject()")
    def getSObject(self) -> Any:
        """The record."""
        return self.record

    @apex_method("String getSnippet()")
    @apex_method("String getSnippet(String field)")
    def getSnippet(self, field: str | None = None) -> str | None:
        """Null: fixed results have no text around a word."""
        return None


@apex_class("Search.SearchResults")
class SearchResults:
    """What `Search.find` found."""

    def __init__(self, groups: ApexList) -> None:
        self.groups = groups

    @apex_method("List<Search.SearchResult> get(String sObjectType)")
    def get(self, sobject: str | None) -> ApexList:
        """The records of one object."""
        wanted = fold(not_null(sobject))
        records = [each for group in self.groups for each in group]
        found = [each for each in records if fold(each.sobject_type.name) == wanted]
        return ApexList(RESULTS, map(SearchResult, found))


@apex_class("System.Search")
class Search:
    """Static members only."""

    @apex_method("static List<List<SObject>> query(String searchQuery)", caller=True)
    @apex_method(
        "static List<List<SObject>> query(String searchQuery, AccessLevel accessLevel)",
        caller=True,
    )
    @staticmethod
    def query(caller: Caller, text: str | None, access: AccessLevel | None = None) -> ApexList:
        """A list of records per object. Raises SearchException."""
        search = parsed_search(text)
        if access is not None and not search.with_clauses:
            search = replace(search, with_clauses=(access.clause,))
        found: ApexList = caller.org.search(caller, search, frame_binds(caller, search))
        return found

    @apex_method("static Search.SearchResults find(String searchQuery)", caller=True)
    @apex_method(
        "static Search.SearchResults find(String searchQuery, AccessLevel accessLevel)",
        caller=True,
    )
    @staticmethod
    def find(
        caller: Caller, text: str | None, access: AccessLevel | None = None
    ) -> SearchResults:
        """The records with their snippets. Raises SearchException."""
        return SearchResults(Search.query(caller, text, access))
