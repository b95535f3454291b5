"""ApexPages.StandardSetController: records behind a page, page by page.

Source: Apex Reference Guide, "StandardSetController Class".
"""

from __future__ import annotations

from itertools import chain
from typing import Any, Final

from sfsim.runtime.caller import Caller
from sfsim.runtime.collections import ApexList, not_null
from sfsim.stdlib.database.query_locator import QueryLocator
from sfsim.stdlib.registry import apex_class, apex_constructor, apex_method
from sfsim.stdlib.system.pagereference import PageReference
from sfsim.typeref import SOBJECT, list_of

PAGE_SIZE: Final = 20
RECORDS_MAX: Final = 10_000
CHUNK: Final = 2_000
HOME: Final = "/home/home.jsp"


@apex_class("ApexPages.StandardSetController")
class StandardSetController:
    """A list of records, the part that is shown, and those that the user chose."""

    def __init__(self, records: ApexList, is_complete: bool = True) -> None:
        self.records = records
        self.is_complete = is_complete
        self.page_size = PAGE_SIZE
        self.page_number = 1
        self.selected = ApexList(records.type)
        self.prototype: Any = None
        self.filter_id: str | None = None

    @apex_constructor("StandardSetController(List<SObject> records)")
    @staticmethod
    def of_records(records: ApexList | None) -> StandardSetController:
        """The records of a list. Raises NullPointerException."""
        given = not_null(records)
        return StandardSetController(ApexList(given.type, given))

    @apex_constructor("StandardSetController(Database.QueryLocator locator)")
    @staticmethod
    def of_locator(locator: QueryLocator | None) -> StandardSetController:
        """The first 10,000 rows of a query. Raises NullPointerException."""
        rows = list(chain.from_iterable(not_null(locator).chunks(CHUNK)))
        kept = ApexList(list_of(SOBJECT), rows[:RECORDS_MAX])
        return StandardSetController(kept, len(rows) <= RECORDS_MAX)

    @apex_method("List<SObject> getRecords()")
    def getRecords(self) -> ApexList:
        """The records of the current page."""
        start = (self.page_number - 1) * self.page_size
        return ApexList(self.records.type, self.records[start : start + self.page_size])

    @apex_method("SObject getRecord()", caller=True)
    def getRecord(self, caller: Caller) -> Any:
        """The record whose values `save` writes into the chosen records."""
        if self.prototype is None and self.records:
            self.prototype = caller.org.new_record(self.records[0].sobject_type.name)
        return self.prototype

    @apex_method("List<SObject> getSelected()")
    def getSelected(self) -> ApexList:
        """The chosen records."""
        return self.selected

    @apex_method("void setSelected(List<SObject> selected)")
    def setSelected(self, selected: ApexList) -> None:
        """Sets the chosen records."""
        self.selected = ApexList(self.records.type, not_null(selected))

    @apex_method("Integer getResultSize()")
    def getResultSize(self) -> int:
        """How many records there are."""
        return len(self.records)

    @apex_method("Boolean getCompleteResult()")
    def getCompleteResult(self) -> bool:
        """Whether the query had no more rows than a controller holds."""
        return self.is_complete

    @apex_method("Integer getPageSize()")
    def getPageSize(self) -> int:
        """How many records a page shows."""
        return self.page_size

    @apex_method("void setPageSize(Integer pageSize)")
    def setPageSize(self, size: int) -> None:
        """Sets how many records a page shows."""
        self.page_size = not_null(size)
        self.setPageNumber(self.page_number)

    @apex_method("Integer getPageNumber()")
    def getPageNumber(self) -> int:
        """The number of the current page, from 1."""
        return self.page_number

    @apex_method("void setPageNumber(Integer pageNumber)")
    def setPageNumber(self, number: int) -> None:
        """Goes to a page, the last one if there are fewer."""
        self.page_number = max(1, min(not_null(number), self._pages()))

    @apex_method("Boolean getHasNext()")
    def getHasNext(self) -> bool:
        """Whether a page follows."""
        return self.page_number < self._pages()

    @apex_method("Boolean getHasPrevious()")
    def getHasPrevious(self) -> bool:
        """Whether a page precedes."""
        return self.page_number > 1

    @apex_method("void first()")
    def first(self) -> None:
        """Goes to the first page."""
        self.page_number = 1

    @apex_method("void last()")
    def last(self) -> None:
        """Goes to the last page."""
        self.page_number = self._pages()

    @apex_method("void next()")
    def next(self) -> None:
        """Goes to the next page."""
        self.setPageNumber(self.page_number + 1)

    @apex_method("void previous()")
    def previous(self) -> None:
        """Goes to the previous page."""
        self.setPageNumber(self.page_number - 1)

    @apex_method("String getFilterId()")
    def getFilterId(self) -> str | None:
        """The list view that filters the records."""
        return self.filter_id

    @apex_method("void setFilterId(String filterId)")
    def setFilterId(self, filter_id: str | None) -> None:
        """Sets the list view; there are none, so it filters nothing."""
        self.filter_id = filter_id

    @apex_method("PageReference save()", caller=True)
    def save(self, caller: Caller) -> PageReference:
        """Writes the prototype's values into the chosen records, and those to the database."""
        if self.prototype is not None:
            for record in self.selected:
                record.__dict__.update(self.prototype.__dict__)
        if self.selected:
            caller.org.dml(caller, "update", self.selected, "user")
        return PageReference(HOME)

    @apex_method("PageReference cancel()")
    def cancel(self) -> PageReference:
        """The home page: where the user came from is not known."""
        return PageReference(HOME)

    @apex_method("String toString()")
    def toString(self) -> str:
        """Its name. Not seen on a real org."""
        return "ApexPages.StandardSetController"

    def _pages(self) -> int:
        return max(1, -(-len(self.records) // self.page_size))
