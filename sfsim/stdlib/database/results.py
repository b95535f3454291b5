"""Database.SaveResult, UpsertResult, DeleteResult, … and Database.Error.

Source: Apex Reference Guide, the page of each class; the text of a result is observed.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from sfsim.platform.dml.results import RowError, RowOutcome
from sfsim.runtime.collections import ApexList
from sfsim.runtime.display import text_of
from sfsim.runtime.objects import ApexEnum
from sfsim.stdlib.platform_enums import constant
from sfsim.stdlib.registry import apex_class, apex_method, getters_as_properties
from sfsim.typeref import STRING, TypeRef, list_of

ERRORS = list_of(TypeRef("Database.Error"))


@apex_class("Database.Error", virtual=True)
@getters_as_properties
class Error:
    """One error of one row."""

    def __init__(self, error: RowError) -> None:
        self.error = error

    @apex_method("String getMessage()")
    def getMessage(self) -> str:
        """The text."""
        return self.error.message

    @apex_method("StatusCode getStatusCode()")
    def getStatusCode(self) -> ApexEnum:
        """The status code."""
        return constant("System.StatusCode", self.error.status)

    @apex_method("List<String> getFields()")
    def getFields(self) -> ApexList:
        """The API names of the fields at fault."""
        return ApexList(list_of(STRING), self.error.fields)

    @apex_method("String toString()")
    def toString(self) -> str:
        """The shape in which results print."""
        fields = text_of(self.getFields())
        return (
            f"Database.Error[getFields={fields};getMessage={self.error.message};"
            f"getStatusCode={self.error.status};]"
        )

    def json_fields(self) -> Iterable[tuple[str, Any]]:
        """What JSON.serialize writes."""
        return (
            ("fields", self.getFields()),
            ("message", self.error.message),
            ("statusCode", self.error.status),
        )


class _Result:
    """What all results have."""

    text_name: ClassVar[str] = "Database.SaveResult"

    def __init__(self, outcome: RowOutcome) -> None:
        self.outcome = outcome

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> Any:
        """A result out of JSON, as tests make them: `{"success":true,"id":"001…"}`."""
        errors = tuple(
            RowError(
                str(each.get("statusCode")),
                each.get("message") or "",
                tuple(each.get("fields") or ()),
            )
            for each in values.get("errors") or ()
        )
        is_success = bool(values.get("success"))
        if not is_success and not errors:
            errors = (RowError("UNKNOWN_EXCEPTION", ""),)
        outcome = RowOutcome(
            0, values.get("id"), bool(values.get("created")), () if is_success else errors
        )
        return cls(outcome)

    def json_fields(self) -> Iterable[tuple[str, Any]]:
        """What JSON.serialize writes."""
        return (
            ("success", self.isSuccess()),
            ("id", self.getId()),
            ("errors", self.getErrors()),
        )

    @apex_method("Boolean isSuccess()")
    def isSuccess(self) -> bool:
        """Whether the row was saved."""
        return self.outcome.is_success

    @apex_method("Id getId()")
    def getId(self) -> str | None:
        """The record's id, null for one that was not created."""
        return self.outcome.id

    @apex_method("List<Database.Error> getErrors()")
    def getErrors(self) -> ApexList:
        """Why the row was not saved."""
        return ApexList(ERRORS, map(Error, self.outcome.errors))

    @apex_method("String toString()")
    def toString(self) -> str:
        """The shape in which results print."""
        success = text_of(self.isSuccess())
        errors, record_id = text_of(self.getErrors()), text_of(self.getId())
        return f"{self.text_name}[getErrors={errors};getId={record_id};isSuccess={success};]"


@apex_class("Database.SaveResult")
@getters_as_properties
class SaveResult(_Result):
    """Of an insert or update."""


@apex_class("Database.UpsertResult")
@getters_as_properties
class UpsertResult(_Result):
    """Of an upsert."""

    text_name = "Database.UpsertResult"

    @apex_method("Boolean isCreated()")
    def isCreated(self) -> bool:
        """Whether the record is new."""
        return self.outcome.created


@apex_class("Database.DeleteResult")
@getters_as_properties
class DeleteResult(_Result):
    """Of a delete."""

    text_name = "Database.DeleteResult"


@apex_class("Database.UndeleteResult")
@getters_as_properties
class UndeleteResult(_Result):
    """Of an undelete."""

    text_name = "Database.UndeleteResult"


@apex_class("Database.EmptyRecycleBinResult")
@getters_as_properties
class EmptyRecycleBinResult(_Result):
    """Of emptying the recycle bin."""

    text_name = "Database.EmptyRecycleBinResult"


@apex_class("Database.MergeResult")
@getters_as_properties
class MergeResult(_Result):
    """Of a merge."""

    text_name = "Database.MergeResult"

    @apex_method("List<String> getMergedRecordIds()")
    def getMergedRecordIds(self) -> ApexList:
        """The records that were merged away."""
        return ApexList(list_of(STRING), self.outcome.merged_ids)

    @apex_method("List<String> getUpdatedRelatedIds()")
    def getUpdatedRelatedIds(self) -> ApexList:
        """The children that were moved."""
        return ApexList(list_of(STRING), self.outcome.related_ids)
