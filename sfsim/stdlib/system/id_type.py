"""System.Id: the members that need the org's schema."""

from __future__ import annotations

from typing import Any

from sfsim.runtime.caller import Caller
from sfsim.runtime.collections import not_null
from sfsim.runtime.exceptions import SObjectException
from sfsim.runtime.schema_tokens import sobject_type
from sfsim.stdlib.registry import apex_class, apex_method

NO_TYPE = "Cannot locate Apex Type for ID: {}"
"""Source: observed."""


@apex_class("System.Id", source="Apex Reference Guide, Id Class")
class IdType:
    """The object behind an id."""

    @apex_method("Schema.SObjectType getSobjectType()", caller=True)
    @staticmethod
    def get_sobject_type(record_id: str, caller: Caller) -> Any:
        """The type whose key prefix the id carries. Raises SObjectException."""
        found = caller.org.schema.type_of_id(not_null(record_id))
        if found is None:
            raise SObjectException(NO_TYPE.format(record_id))
        return sobject_type(caller, found.name)
