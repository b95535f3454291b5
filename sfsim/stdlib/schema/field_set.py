"""Schema.FieldSet and Schema.FieldSetMember.

Source: Apex Reference Guide, "FieldSet Class", "FieldSetMember Class".
"""

from __future__ import annotations

from sfsim.names import fold
from sfsim.runtime.caller import Caller
from sfsim.runtime.collections import ApexList
from sfsim.runtime.objects import ApexEnum
from sfsim.runtime.schema_tokens import (
    SObjectFieldToken,
    SObjectTypeToken,
    sobject_field,
    sobject_type,
)
from sfsim.schema import model
from sfsim.schema.field import Field
from sfsim.stdlib.registry import apex_class, apex_method, getters_as_properties
from sfsim.stdlib.schema.describe_field import display_type
from sfsim.typeref import TypeRef, list_of


@apex_class("Schema.FieldSet")
@getters_as_properties
class FieldSet:
    """A named list of fields."""

    def __init__(
        self, caller: Caller, sobject: model.SObjectType, field_set: model.FieldSet
    ) -> None:
        self.caller = caller
        self.sobject = sobject
        self.field_set = field_set

    @apex_method("String getDescription()")
    def getDescription(self) -> str | None:
        """The description."""
        return self.field_set.description

    @apex_method("List<Schema.FieldSetMember> getFields()")
    def getFields(self) -> ApexList:
        """The displayed fields, in order."""
        members = (
            FieldSetMember(self.caller, self.sobject, each) for each in self.field_set.members
        )
        return ApexList(list_of(TypeRef("Schema.FieldSetMember")), members)

    @apex_method("String getLabel()")
    def getLabel(self) -> str:
        """The label."""
        return self.field_set.label

    @apex_method("String getName()")
    def getName(self) -> str:
        """The API name without a namespace."""
        return self.field_set.name.rpartition("__")[2]

    @apex_method("String getNameSpace()")
    def getNameSpace(self) -> str | None:
        """The namespace, null when it has none."""
        return self.field_set.name.rpartition("__")[0] or None

    @apex_method("Schema.SObjectType getSObjectType()")
    def getSObjectType(self) -> SObjectTypeToken:
        """The object it belongs to."""
        return sobject_type(self.caller, self.sobject.name)


@apex_class("Schema.FieldSetMember")
@getters_as_properties
class FieldSetMember:
    """One field of a field set, maybe through a relationship."""

    def __init__(
        self, caller: Caller, sobject: model.SObjectType, member: model.FieldSetMember
    ) -> None:
        self.caller = caller
        self.member = member
        self.sobject, self.field = _resolve(caller, sobject, member.path)

    @apex_method("Boolean getDbRequired()")
    def getDbRequired(self) -> bool:
        """Whether the field itself is required."""
        return self.field.is_required

    @apex_method("String getFieldPath()")
    def getFieldPath(self) -> str:
        """`Name` or `Account.Name`."""
        return self.member.path

    @apex_method("String getLabel()")
    def getLabel(self) -> str:
        """The field's label."""
        return self.field.label

    @apex_method("Boolean getRequired()")
    def getRequired(self) -> bool:
        """Whether the field set says that it is required."""
        return self.member.is_required

    @apex_method("Schema.SObjectField getSObjectField()")
    def getSObjectField(self) -> SObjectFieldToken:
        """The field's token."""
        return sobject_field(self.caller, self.sobject.name, self.field.name)

    @apex_method("Schema.DisplayType getType()")
    def getType(self) -> ApexEnum:
        """The field's type."""
        return display_type(self.field)


def field_set(caller: Caller, sobject: str, name: str) -> FieldSet:
    """What `Schema.SObjectType.Account.fieldSets.Name` evaluates to. Raises UnknownName."""
    owner = caller.org.schema.sobject(sobject)
    for each in owner.field_sets:
        if fold(each.name) == fold(name):
            return FieldSet(caller, owner, each)
    raise model.UnknownName(name, owner.name)


def _resolve(
    caller: Caller, sobject: model.SObjectType, path: str
) -> tuple[model.SObjectType, Field]:
    """The object and field at the end of a path."""
    *relationships, last = path.split(".")
    for name in relationships:
        reference = sobject.parent_relationship(name)
        if reference is None:
            raise model.UnknownName(name, sobject.name)
        sobject = caller.org.schema.sobject(reference.reference_to[0])
    return sobject, sobject.field(last)
