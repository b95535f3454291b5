"""System.SObject: what every record can do; the work is done by `runtime.sobject.SObject`.

Source: Apex Reference Guide, "SObject Class".
"""

from __future__ import annotations

from typing import Any

from sfsim.platform.dml.results import RowError
from sfsim.runtime.collections import ApexList
from sfsim.runtime.sobject import SObject as Record
from sfsim.stdlib.database.results import ERRORS, Error
from sfsim.stdlib.registry import apex_class, apex_method

ADD_ERROR_STATUS = "FIELD_CUSTOM_VALIDATION_EXCEPTION"
"""The status of an error that `addError` put on a record. Source: Apex Reference Guide."""


@apex_class("System.SObject", python="sfsim.runtime.sobject:SObject")
class SObject:
    """The members of records."""

    @apex_method("Object get(String field)", inline="{0}.get({1})")
    @apex_method("Object get(Schema.SObjectField field)", inline="{0}.get({1})")
    @apex_method("Object put(String field, Object value)", inline="{0}.put({1}, {2})")
    @apex_method("Object put(Schema.SObjectField field, Object value)", inline="{0}.put({1}, {2})")
    @apex_method("SObject getSObject(String relationship)", inline="{0}.getSObject({1})")
    @apex_method("SObject getSObject(Schema.SObjectField field)", inline="{0}.getSObject({1})")
    @apex_method("List<SObject> getSObjects(String relationship)", inline="{0}.getSObjects({1})")
    @apex_method(
        "List<SObject> getSObjects(Schema.SObjectType relationship)", inline="{0}.getSObjects({1})"
    )
    @apex_method(
        "SObject putSObject(String relationship, SObject value)",
        inline="{0}.putSObject({1}, {2})",
    )
    @apex_method(
        "SObject putSObject(Schema.SObjectField field, SObject value)",
        inline="{0}.putSObject({1}, {2})",
    )
    @apex_method("Boolean isSet(String field)", inline="{0}.isSet({1})")
    @apex_method("Boolean isSet(Schema.SObjectField field)", inline="{0}.isSet({1})")
    @apex_method(
        "Map<String, Object> getPopulatedFieldsAsMap()", inline="{0}.getPopulatedFieldsAsMap()"
    )
    @apex_method("Schema.SObjectType getSObjectType()", inline="{0}.getSObjectType()")
    @apex_method("SObject clone()", inline="{0}.clone()")
    @apex_method("SObject clone(Boolean preserveId)", inline="{0}.clone({1})")
    @apex_method(
        "SObject clone(Boolean preserveId, Boolean isDeepClone)", inline="{0}.clone({1}, {2})"
    )
    @apex_method(
        "SObject clone(Boolean preserveId, Boolean isDeepClone,"
        " Boolean preserveReadonlyTimestamps)",
        inline="{0}.clone({1}, {2}, {3})",
    )
    @apex_method(
        "SObject clone(Boolean preserveId, Boolean isDeepClone,"
        " Boolean preserveReadonlyTimestamps, Boolean preserveAutonumber)",
        inline="{0}.clone({1}, {2}, {3}, {4})",
    )
    @apex_method("Boolean isClone()", inline="{0}.isClone()")
    @apex_method("Id getCloneSourceId()", inline="{0}.getCloneSourceId()")
    @apex_method("void clear()", inline="{0}.clear()")
    @apex_method("Boolean hasErrors()", inline="{0}.hasErrors()")
    @apex_method("Boolean equals(Object other)", inline="{0}.equals({1})")
    @apex_method("Integer hashCode()", inline="{0}.hashCode()")
    @staticmethod
    def members(record: Record) -> None:
        """Carries the marks of the members that the Python class itself has."""

    @apex_method("void addError(String message)", inline="{0}.addError({1})")
    @apex_method("void addError(Exception cause)", inline="{0}.addError({1})")
    @apex_method("void addError(String message, Boolean escape)", inline="{0}.addError({1}, {2})")
    @apex_method("void addError(Exception cause, Boolean escape)", inline="{0}.addError({1}, {2})")
    @apex_method("void addError(String field, String message)", inline="{0}.addError({1}, {2})")
    @apex_method(
        "void addError(Schema.SObjectField field, String message)", inline="{0}.addError({1}, {2})"
    )
    @apex_method(
        "void addError(String field, String message, Boolean escape)",
        inline="{0}.addError({1}, {2}, {3})",
    )
    @apex_method(
        "void addError(Schema.SObjectField field, String message, Boolean escape)",
        inline="{0}.addError({1}, {2}, {3})",
    )
    @staticmethod
    def add_error(record: Record, *arguments: Any) -> None:
        """Marks the record or a field of it as wrong."""
        record.addError(*arguments)

    @apex_method("List<Database.Error> getErrors()")
    @staticmethod
    def get_errors(record: Record) -> ApexList:
        """The errors that were added."""
        errors = (
            Error(RowError(ADD_ERROR_STATUS, each.message, each.fields))
            for each in record.errors()
        )
        return ApexList(ERRORS, errors)
