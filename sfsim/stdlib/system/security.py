"""System.Security and System.SObjectAccessDecision.

Source: Apex Developer Guide, "Enforce Security with the stripInaccessible Method".
"""

from __future__ import annotations

from typing import Final

from sfsim.runtime.caller import Caller
from sfsim.runtime.collections import ApexList, ApexMap, ApexSet, not_null
from sfsim.runtime.exceptions import NoAccessException
from sfsim.runtime.objects import ApexEnum
from sfsim.runtime.sobject import AggregateResultMixin
from sfsim.stdlib.registry import apex_class, apex_method
from sfsim.stdlib.system.stripping import Stripper
from sfsim.typeref import INTEGER, STRING, map_of, set_of

AGGREGATES: Final = "AggregateResult SObject types are not supported"
"""Source: recorded (soql-lib, stripInaccessibleToAggregated)."""

NO_ACCESS: Final = "No access to entity: {}"
"""Source: observed."""


@apex_class("System.SObjectAccessDecision")
class SObjectAccessDecision:
    """Records without what the user may not touch, and what was taken away."""

    def __init__(
        self, records: ApexList, removed: dict[str, dict[str, None]], modified: list[int]
    ) -> None:
        self.records = records
        self.removed = removed
        self.modified = modified

    @apex_method("List<SObject> getRecords()")
    def getRecords(self) -> ApexList:
        """Copies of the records."""
        return self.records

    @apex_method("Map<String, Set<String>> getRemovedFields()")
    def getRemovedFields(self) -> ApexMap:
        """The fields that were taken away, by object."""
        names = set_of(STRING)
        pairs = [(sobject, ApexSet(names, fields)) for sobject, fields in self.removed.items()]
        return ApexMap(map_of(STRING, names), pairs)

    @apex_method("Set<Integer> getModifiedIndexes()")
    def getModifiedIndexes(self) -> ApexSet:
        """The places of the records that lost something."""
        return ApexSet(set_of(INTEGER), self.modified)


@apex_class("System.Security")
class Security:
    """Static members only."""

    @apex_method(
        "static SObjectAccessDecision stripInaccessible(AccessType accessType,"
        " List<SObject> records)",
        caller=True,
    )
    @apex_method(
        "static SObjectAccessDecision stripInaccessible(AccessType accessType,"
        " List<SObject> records, Boolean enforceRootObjectCRUD)",
        caller=True,
    )
    @staticmethod
    def strip_inaccessible(
        caller: Caller, access: ApexEnum, records: ApexList, enforces_crud: bool = True
    ) -> SObjectAccessDecision:
        """Copies of the records without the fields that the user may not use.

        Raises:
            NoAccessException: the user may not use the object at all.
        """
        stripper = Stripper(caller, not_null(access).name)
        modified = []
        copies = ApexList(not_null(records).type)
        for index, record in enumerate(records):
            if isinstance(record, AggregateResultMixin):
                raise NoAccessException(AGGREGATES)
            if enforces_crud and not stripper.may_use(record):
                raise NoAccessException(NO_ACCESS.format(record.sobject_type.name))
            copy, is_modified = stripper.strip(record)
            if is_modified:
                modified.append(index)
            copies.append(copy)
        return SObjectAccessDecision(copies, stripper.removed, modified)
