"""System.Schema: the describe calls. Source: Apex Reference Guide, "Schema Class"."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sfsim.runtime.caller import Caller
from sfsim.runtime.collections import ApexList, ApexMap, FoldedMap, not_null
from sfsim.runtime.exceptions import InvalidParameterValueException
from sfsim.runtime.schema_tokens import sobject_type
from sfsim.stdlib.registry import apex_class, apex_method
from sfsim.stdlib.schema.describe import describe_sobject
from sfsim.typeref import STRING, TypeRef, list_of, map_of

TOKENS_BY_NAME = map_of(STRING, TypeRef("Schema.SObjectType"))
UNKNOWN_TYPE = "sObject type '{}' is not supported."


@apex_class("System.Schema")
class Schema:
    """Descriptions of the org's objects."""

    @apex_method("static Map<String, Schema.SObjectType> getGlobalDescribe()", caller=True)
    @staticmethod
    def get_global_describe(caller: Caller) -> ApexMap:
        """All tokens by lower-case API name, looked up in any case."""
        names = caller.org.schema.names()
        return FoldedMap(TOKENS_BY_NAME, ((name, sobject_type(caller, name)) for name in names))

    @apex_method(
        "static List<Schema.DescribeSObjectResult> describeSObjects(List<String> types)",
        caller=True,
    )
    @apex_method(
        "static List<Schema.DescribeSObjectResult> describeSObjects(List<String> types,"
        " Object options)",
        caller=True,
    )
    @staticmethod
    def describe_sobjects(
        caller: Caller, types: Iterable[str], options: Any = None
    ) -> ApexList:
        """The descriptions of named objects. Raises InvalidParameterValueException."""
        results = ApexList(list_of(TypeRef("Schema.DescribeSObjectResult")))
        for name in not_null(types):
            if name is None or name not in caller.org.schema:
                raise InvalidParameterValueException(UNKNOWN_TYPE.format(name))
            results.append(describe_sobject(caller, name))
        return results
