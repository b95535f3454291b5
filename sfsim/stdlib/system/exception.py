"""The members of System.Exception and of the exceptions that carry failed rows.

Source: Apex Reference Guide, "Exception Class and Built-In Exceptions".
"""

from __future__ import annotations

from typing import Any

from sfsim.runtime.caller import Caller
from sfsim.runtime.collections import ApexList, ApexMap, ApexSet
from sfsim.runtime.exceptions import ListException, SystemException, TypeException
from sfsim.runtime.objects import ApexEnum
from sfsim.runtime.schema_tokens import sobject_field
from sfsim.stdlib.platform_enums import constant
from sfsim.stdlib.registry import apex_class, apex_method
from sfsim.typeref import STRING, TypeRef, list_of, map_of, set_of

OUT_OF_BOUNDS = "List index out of bounds: {}"
NO_ROWS = "DmlException methods are not supported on {}"
"""Not seen on a real org."""


def failure(exception: SystemException, index: int) -> Any:
    """The failed row of that number. Raises ListException, TypeException."""
    if not exception.failures:
        raise TypeException(NO_ROWS.format(exception.getTypeName()))
    if not 0 <= index < len(exception.failures):
        raise ListException(OUT_OF_BOUNDS.format(index))
    return exception.failures[index]


@apex_class("System.Exception", abstract=True)
class Exception_:
    """What every exception can do; the text members are methods of the Python classes."""

    @apex_method("Exception getCause()", inline="{0}.getCause()")
    @apex_method("Integer getLineNumber()", inline="{0}.getLineNumber()")
    @apex_method("String getMessage()", inline="{0}.getMessage()")
    @apex_method("String getStackTraceString()", inline="{0}.getStackTraceString()")
    @apex_method("String getTypeName()", inline="{0}.getTypeName()")
    @apex_method("void initCause(Exception cause)", inline="{0}.initCause({1})")
    @apex_method("void setMessage(String message)", inline="{0}.setMessage({1})")
    @apex_method("String toString()", inline="{0}.toString()")
    @staticmethod
    def members(exception: SystemException) -> None:
        """Carries the marks of the members that the Python class itself has."""

    @apex_method("Integer getNumDml()")
    @staticmethod
    def get_num_dml(exception: SystemException) -> int:
        """How many rows failed."""
        return len(exception.failures)

    @apex_method("String getDmlMessage(Integer index)")
    @staticmethod
    def get_dml_message(exception: SystemException, index: int) -> str:
        """The message of a failed row."""
        message: str = failure(exception, index).errors[0].message
        return message

    @apex_method("String getDmlStatusCode(Integer index)")
    @staticmethod
    def get_dml_status_code(exception: SystemException, index: int) -> str:
        """The status code's name of a failed row."""
        status: str = failure(exception, index).errors[0].status
        return status

    @apex_method("StatusCode getDmlType(Integer index)")
    @staticmethod
    def get_dml_type(exception: SystemException, index: int) -> ApexEnum:
        """The status code of a failed row."""
        return constant("System.StatusCode", failure(exception, index).errors[0].status)

    @apex_method("List<String> getDmlFieldNames(Integer index)")
    @staticmethod
    def get_dml_field_names(exception: SystemException, index: int) -> ApexList:
        """The API names of the fields at fault."""
        return ApexList(list_of(STRING), failure(exception, index).errors[0].fields)

    @apex_method("List<Schema.SObjectField> getDmlFields(Integer index)", caller=True)
    @staticmethod
    def get_dml_fields(exception: SystemException, caller: Caller, index: int) -> ApexList:
        """The tokens of the fields at fault."""
        row = failure(exception, index)
        sobject = getattr(row, "sobject", "")
        tokens = (sobject_field(caller, sobject, name) for name in row.errors[0].fields)
        return ApexList(list_of(TypeRef("Schema.SObjectField")), tokens)

    @apex_method("String getDmlId(Integer index)")
    @staticmethod
    def get_dml_id(exception: SystemException, index: int) -> str | None:
        """The id of a failed row, null for a new one."""
        record_id: str | None = failure(exception, index).id
        return record_id

    @apex_method("Integer getDmlIndex(Integer index)")
    @staticmethod
    def get_dml_index(exception: SystemException, index: int) -> int:
        """The place of a failed row in the input."""
        place: int = failure(exception, index).index
        return place

    @apex_method("Map<String, Set<String>> getInaccessibleFields()")
    @staticmethod
    def get_inaccessible_fields(exception: SystemException) -> ApexMap:
        """The fields that the user may not read, by object."""
        names = set_of(STRING)
        pairs = [
            (sobject, ApexSet(names, fields)) for sobject, fields in exception.inaccessible_fields
        ]
        return ApexMap(map_of(STRING, names), pairs)
