"""What saving records of one type has to look at, worked out once per type."""

from __future__ import annotations

from typing import Final

from sfsim.platform.dml import derived
from sfsim.schema.field import Field
from sfsim.schema.model import HIERARCHY_SETTING, LIST_SETTING, METADATA, SObjectType

OWNER: Final = "SetupOwnerId"
NICKNAME: Final = "CommunityNickname"
FILLED: Final = frozenset({"OwnerId", OWNER, NICKNAME})
"""Required fields that the platform fills with the running user, the org, or a generated text."""

AUDIT_FIELDS: Final = frozenset(
    {
        "Id",
        "IsDeleted",
        "CreatedById",
        "CreatedDate",
        "LastModifiedById",
        "LastModifiedDate",
        "SystemModstamp",
        "LastViewedDate",
        "LastReferencedDate",
        "LastActivityDate",
    }
)
"""Fields that only the platform writes."""


class TypePlan:
    """The fields of a type sorted by what saving does with them."""

    def __init__(self, sobject_type: SObjectType) -> None:
        fields = sobject_type.fields
        self.type: Final = sobject_type
        self.by_name: Final = {each.name: each for each in fields}
        self.required: Final = tuple(
            each for each in fields if each.is_required and not _fills_itself(sobject_type, each)
        )
        self.references: Final = tuple(each for each in fields if each.is_reference)
        self.checkboxes: Final = tuple(
            each.name for each in fields if each.type == "boolean" and each.formula is None
        )
        self.defaults: Final = tuple(
            each
            for each in fields
            if each.default_value is not None
            or each.default_formula is not None
            or each.default_picklist_value is not None
        )
        self.formulas: Final = tuple(each for each in fields if each.formula is not None)
        self.autonumbers: Final = tuple(each for each in fields if each.auto_number)
        self.unique: Final = tuple(
            each for each in fields if each.unique or _is_setting_key(sobject_type, each)
        )
        self.audit: Final = frozenset(AUDIT_FIELDS & self.by_name.keys())
        self.name_field: Final = sobject_type.name_field
        self.is_person: Final = (
            self.name_field is not None
            and not self.name_field.createable
            and "LastName" in self.by_name
        )

    def is_writeable(self, field: Field, operation: str) -> bool:
        """Whether Apex may write a field in an insert or update; what it may not is ignored."""
        if field.name in AUDIT_FIELDS or field.calculated or field.auto_number:
            return False
        return field.createable if operation == "insert" else field.updateable


def _fills_itself(sobject_type: SObjectType, field: Field) -> bool:
    """Whether the platform fills a required field that was left empty.

    A custom object's name becomes its id; owners and audit fields are those of the running user.
    """
    if field.name in AUDIT_FIELDS or field.name in FILLED or field.auto_number:
        return True
    if (sobject_type.name, field.name) in derived.FILLED:
        return True
    names_itself = sobject_type.is_custom and sobject_type.kind not in (LIST_SETTING, METADATA)
    return field.name_field and names_itself


def _is_setting_key(sobject_type: SObjectType, field: Field) -> bool:
    if sobject_type.kind == HIERARCHY_SETTING:
        return field.name == OWNER
    return sobject_type.kind == LIST_SETTING and field.name == "Name"
