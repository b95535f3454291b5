"""ApexPages.StandardController: one record behind a page.

Source: Apex Developer Guide, "Standard Controllers"; Apex Reference Guide, "StandardController
Class".
"""

from __future__ import annotations

from typing import Any, Final

from sfsim.runtime.caller import Caller
from sfsim.runtime.collections import ApexList, not_null
from sfsim.runtime.exceptions import SObjectException
from sfsim.stdlib.registry import apex_class, apex_constructor, apex_method
from sfsim.stdlib.system.pagereference import PageReference

DATA_IS_GIVEN: Final = (
    "You cannot call addFields when the data is being passed into the controller by the caller."
)
"""Source: as far as known, not checked on an org."""


@apex_class("ApexPages.StandardController")
class StandardController:
    """Holds a record; its actions save it or lead to its pages."""

    @apex_constructor("StandardController(SObject record)")
    def __init__(self, record: Any) -> None:
        self.record = not_null(record)

    @apex_method("SObject getRecord()")
    def getRecord(self) -> Any:
        """The record itself."""
        return self.record

    @apex_method("String getId()")
    def getId(self) -> str | None:
        """The record's id, null for a new one."""
        found: str | None = self.record.__dict__.get("Id")
        return found

    @apex_method("void addFields(List<String> fieldNames)")
    def addFields(self, names: ApexList) -> None:
        """Raises SObjectException: Apex gave the record, the page did not read it."""
        raise SObjectException(DATA_IS_GIVEN)

    @apex_method("PageReference save()", caller=True)
    def save(self, caller: Caller) -> PageReference:
        """Inserts or updates the record; its page. Raises DmlException."""
        caller.org.dml(caller, "update" if self.getId() else "insert", self.record, "user")
        return self.view()

    @apex_method("PageReference delete()", caller=True)
    def delete(self, caller: Caller) -> PageReference:
        """Deletes the record; the object's own page. Raises DmlException."""
        caller.org.dml(caller, "delete", self.record, "user")
        return self._object_page()

    @apex_method("PageReference cancel()")
    def cancel(self) -> PageReference:
        """The record's page, the object's own for a new record."""
        return self.view() if self.getId() else self._object_page()

    @apex_method("PageReference view()")
    def view(self) -> PageReference:
        """The record's page."""
        return PageReference(f"/{self.getId()}")

    @apex_method("PageReference edit()")
    def edit(self) -> PageReference:
        """The page on which the record is changed."""
        return PageReference(f"/{self.getId()}/e")

    @apex_method("String toString()")
    def toString(self) -> str:
        """Its name. Not seen on a real org."""
        return "ApexPages.StandardController"

    def _object_page(self) -> PageReference:
        return PageReference(f"/{self.record.sobject_type.key_prefix}/o")
