"""The fields that the platform itself gives to custom objects of each kind.

Source: Object Reference, "System Fields", "Custom Objects"; Custom Metadata Types Implementation
Guide, "Custom Metadata Type Fields"; Platform Events Developer Guide, "Platform Event Fields".
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from sfsim.schema.field import CASCADE, Field

USER: Final = ("User",)


def _stamp(name: str, label: str) -> Field:
    return Field(
        name, "datetime", label, createable=False, updateable=False, defaulted_on_create=True
    )


def _by(name: str, label: str, relationship: str) -> Field:
    return Field(
        name, "reference", label, length=18, createable=False, updateable=False,
        defaulted_on_create=True, reference_to=USER, relationship_name=relationship,
    )  # fmt: skip


ID: Final = Field(
    "Id", "id", "Record ID", length=18, createable=False, updateable=False,
    defaulted_on_create=True,
)  # fmt: skip
IS_DELETED: Final = Field(
    "IsDeleted", "boolean", "Deleted", createable=False, updateable=False,
    defaulted_on_create=True, default_value=False,
)  # fmt: skip
OWNER: Final = Field(
    "OwnerId", "reference", "Owner ID", length=18, defaulted_on_create=True,
    reference_to=("Group", "User"), relationship_name="Owner", name_pointing=True,
)  # fmt: skip
CREATED: Final = (
    _stamp("CreatedDate", "Created Date"),
    _by("CreatedById", "Created By ID", "CreatedBy"),
)
STAMPS: Final = (
    *CREATED,
    _stamp("LastModifiedDate", "Last Modified Date"),
    _by("LastModifiedById", "Last Modified By ID", "LastModifiedBy"),
    _stamp("SystemModstamp", "System Modstamp"),
)
LAST_ACTIVITY: Final = Field(
    "LastActivityDate", "date", "Last Activity Date", nillable=True, createable=False,
    updateable=False,
)  # fmt: skip
LAST_VIEWED: Final = (
    Field("LastViewedDate", "datetime", "Last Viewed Date", nillable=True, createable=False,
          updateable=False),
    Field("LastReferencedDate", "datetime", "Last Referenced Date", nillable=True,
          createable=False, updateable=False),
)  # fmt: skip
RECORD_TYPE: Final = Field(
    "RecordTypeId", "reference", "Record Type ID", length=18, nillable=True,
    defaulted_on_create=True, reference_to=("RecordType",), relationship_name="RecordType",
)  # fmt: skip
SETUP_OWNER: Final = Field(
    "SetupOwnerId", "reference", "Location", length=18, defaulted_on_create=True,
    updateable=False, reference_to=("Organization", "Profile", "User"),
    relationship_name="SetupOwner", name_pointing=True,
)  # fmt: skip
NAME: Final = Field(
    "Name", "string", "Name", length=80, nillable=True, defaulted_on_create=True, name_field=True
)
METADATA_FIELDS: Final = (
    ID,
    Field("DeveloperName", "string", "Custom Metadata Record Name", length=40),
    Field("MasterLabel", "string", "Label", length=40, name_field=True),
    Field("Language", "picklist", "Master Language", length=40, defaulted_on_create=True,
          createable=False, updateable=False),
    Field("NamespacePrefix", "string", "Namespace Prefix", length=15, nillable=True,
          createable=False, updateable=False),
    Field("Label", "string", "Label", length=40, createable=False, updateable=False,
          defaulted_on_create=True),
    Field("QualifiedApiName", "string", "Qualified API Name", length=70, createable=False,
          updateable=False, defaulted_on_create=True),
    STAMPS[-1],
)  # fmt: skip
EVENT_FIELDS: Final = (
    Field("ReplayId", "string", "Replay ID", length=1000, nillable=True, createable=False,
          updateable=False),
    Field("EventUuid", "string", "Event UUID", length=36, nillable=True, createable=False,
          updateable=False),
    *CREATED,
)  # fmt: skip


def share_fields(owner: str) -> tuple[Field, ...]:
    """The fields of `X__Share`."""
    return (
        ID,
        _parent(owner),
        Field("AccessLevel", "picklist", "Access Level", length=40),
        Field("UserOrGroupId", "reference", "User/Group ID", length=18, updateable=False,
              reference_to=("Group", "User"), relationship_name="UserOrGroup",
              name_pointing=True),
        Field("RowCause", "picklist", "Row Cause", length=40, nillable=True,
              defaulted_on_create=True, updateable=False, default_value="Manual"),
        _stamp("LastModifiedDate", "Last Modified Date"),
        _by("LastModifiedById", "Last Modified By ID", "LastModifiedBy"),
        IS_DELETED,
    )  # fmt: skip


def history_fields(owner: str) -> tuple[Field, ...]:
    """The fields of `X__History`."""
    return (
        ID,
        IS_DELETED,
        replace(_parent(owner), createable=False),
        *CREATED,
        Field("Field", "picklist", "Changed Field", length=255, createable=False,
              updateable=False),
        Field("DataType", "picklist", "Datatype", length=40, nillable=True, createable=False,
              updateable=False),
        Field("OldValue", "anyType", "Old Value", length=255, nillable=True, createable=False,
              updateable=False),
        Field("NewValue", "anyType", "New Value", length=255, nillable=True, createable=False,
              updateable=False),
    )  # fmt: skip


def _parent(owner: str) -> Field:
    return Field(
        "ParentId", "reference", "Parent ID", length=18, updateable=False, reference_to=(owner,),
        relationship_name="Parent", delete_constraint=CASCADE,
    )  # fmt: skip
