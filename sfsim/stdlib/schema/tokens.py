"""Schema.SObjectType and Schema.SObjectField: the members of tokens.

Source: Apex Reference Guide, "SObjectType Class", "SObjectField Class".
"""

from __future__ import annotations

from typing import Any

from sfsim.runtime.caller import Caller
from sfsim.runtime.schema_tokens import SObjectFieldToken, SObjectTypeToken
from sfsim.stdlib.registry import apex_class, apex_method
from sfsim.stdlib.schema.describe import DescribeSObjectResult, describe_field, describe_sobject
from sfsim.stdlib.schema.describe_field import DescribeFieldResult


@apex_class("Schema.SObjectType", python="sfsim.runtime.schema_tokens:SObjectTypeToken")
class SObjectType:
    """The members of an sObject type's token."""

    @apex_method("Schema.DescribeSObjectResult getDescribe()", caller=True)
    @apex_method("Schema.DescribeSObjectResult getDescribe(Object options)", caller=True)
    @staticmethod
    def get_describe(
        token: SObjectTypeToken, caller: Caller, options: Any = None
    ) -> DescribeSObjectResult:
        """The description; options only change what is loaded when."""
        return describe_sobject(caller, token.sobject.name)

    @apex_method("SObject newSObject()", caller=True)
    @staticmethod
    def new_sobject(token: SObjectTypeToken, caller: Caller) -> Any:
        """A new record without fields."""
        return caller.org.new_record(token.sobject.name)

    @apex_method("SObject newSObject(Id id)", caller=True)
    @staticmethod
    def new_sobject_with_id(token: SObjectTypeToken, caller: Caller, record_id: str | None) -> Any:
        """A new record with an Id."""
        record = caller.org.new_record(token.sobject.name)
        record.Id = record_id
        return record

    @apex_method("SObject newSObject(Id recordTypeId, Boolean loadDefaultValues)", caller=True)
    @staticmethod
    def new_sobject_with_defaults(
        token: SObjectTypeToken, caller: Caller, record_type_id: str | None, defaults: bool
    ) -> Any:
        """A new record with a record type and, if asked for, its default values."""
        return caller.org.new_record(token.sobject.name, record_type_id, bool(defaults))

    @apex_method("String toString()", inline="{0}.toString()")
    @staticmethod
    def to_string(token: SObjectTypeToken) -> str:
        """The API name."""
        return token.sobject.name


@apex_class("Schema.SObjectField", python="sfsim.runtime.schema_tokens:SObjectFieldToken")
class SObjectField:
    """The members of a field's token."""

    @apex_method("Schema.DescribeFieldResult getDescribe()", caller=True)
    @apex_method("Schema.DescribeFieldResult getDescribe(Object options)", caller=True)
    @staticmethod
    def get_describe(
        token: SObjectFieldToken, caller: Caller, options: Any = None
    ) -> DescribeFieldResult:
        """The description; options only change what is loaded when."""
        return describe_field(caller, token.sobject.name, token.field.name)

    @apex_method("String toString()", inline="{0}.toString()")
    @staticmethod
    def to_string(token: SObjectFieldToken) -> str:
        """The API name of the field."""
        return token.field.name
