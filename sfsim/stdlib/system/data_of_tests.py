"""Test.loadData: records out of a static resource; permission set groups.

Source: Apex Developer Guide, "Loading Test Data"; Apex Reference Guide, "Test Class".
"""

from __future__ import annotations

import csv
import io
from typing import Any, Final

from sfsim.runtime.caller import Caller
from sfsim.runtime.collections import ApexList, not_null
from sfsim.runtime.exceptions import QueryException
from sfsim.stdlib.json_records import RecordReader
from sfsim.stdlib.json_tree import Members
from sfsim.stdlib.registry import apex_class, apex_method
from sfsim.typeref import TypeRef, list_of

NO_RESOURCE: Final = "Static Resource not found: {}"
"""Not seen on a real org."""


@apex_class("System.Test")
class TestData:
    """Static members only."""

    __test__ = False

    @apex_method(
        "static List<SObject> loadData(Schema.SObjectType sobjectType, String resourceName)",
        caller=True,
    )
    @staticmethod
    def load_data(caller: Caller, token: Any, resource: str | None) -> ApexList:
        """Inserts a record per line of a CSV file, whose first line names the fields."""
        content = caller.org.static_resource(not_null(resource))
        if content is None:
            raise QueryException(NO_RESOURCE.format(resource))
        wanted = TypeRef(not_null(token).sobject.name)
        reader = RecordReader(caller, is_strict=False)
        lines = csv.DictReader(io.StringIO(content.decode("utf-8-sig")))
        records = ApexList(list_of(wanted), [reader.read(_tree(line), wanted) for line in lines])
        caller.org.dml(caller, "insert", records)
        return records

    @apex_method("static void calculatePermissionSetGroup(String groupId)")
    @apex_method("static void calculatePermissionSetGroup(List<String> groupIds)")
    @staticmethod
    def calculate_permission_set_group(groups: Any) -> None:
        """What a group grants is computed when it is asked for, so nothing is left to do."""
        not_null(groups)


def _tree(line: dict[str, str]) -> Members:
    """A line as if it had been JSON; empty fields are left out."""
    return Members((name.strip(), value) for name, value in line.items() if value)
