"""Schema.ChildRelationship. Source: Apex Reference Guide, "ChildRelationship Class"."""

from __future__ import annotations

from sfsim.runtime.caller import Caller
from sfsim.runtime.collections import ApexList
from sfsim.runtime.schema_tokens import (
    SObjectFieldToken,
    SObjectTypeToken,
    sobject_field,
    sobject_type,
)
from sfsim.schema import model
from sfsim.stdlib.registry import apex_class, apex_method, getters_as_properties
from sfsim.typeref import STRING, TypeRef, list_of


@apex_class("Schema.ChildRelationship")
@getters_as_properties
class ChildRelationship:
    """One relationship from a parent down to its children."""

    def __init__(self, caller: Caller, relationship: model.ChildRelationship) -> None:
        self.caller = caller
        self.relationship = relationship

    def __eq__(self, other: object) -> bool:
        """Source: recorded (fflib_QueryFactory): one relationship, described twice, is one key."""
        return isinstance(other, ChildRelationship) and other.relationship == self.relationship

    def __hash__(self) -> int:
        return hash(self.relationship)

    @apex_method("Schema.SObjectType getChildSObject()")
    def getChildSObject(self) -> SObjectTypeToken:
        """The children's type."""
        return sobject_type(self.caller, self.relationship.child)

    @apex_method("Schema.SObjectField getField()")
    def getField(self) -> SObjectFieldToken:
        """The field of the child that points to the parent."""
        return sobject_field(self.caller, self.relationship.child, self.relationship.field)

    @apex_method("String getRelationshipName()")
    def getRelationshipName(self) -> str | None:
        """The name in subqueries."""
        return self.relationship.name

    @apex_method("Boolean isCascadeDelete()")
    def isCascadeDelete(self) -> bool:
        """Whether deleting the parent deletes the children."""
        return self.relationship.cascade_delete

    @apex_method("Boolean isRestrictedDelete()")
    def isRestrictedDelete(self) -> bool:
        """Whether children forbid deleting the parent."""
        return self.relationship.restricted_delete

    @apex_method("Boolean isDeprecatedAndHidden()")
    def isDeprecatedAndHidden(self) -> bool:
        """Reserved."""
        return False

    @apex_method("List<String> getJunctionIdListNames()")
    def getJunctionIdListNames(self) -> ApexList:
        """Junction id lists: none is modelled."""
        return ApexList(list_of(STRING))

    @apex_method("List<Schema.SObjectType> getJunctionReferenceTo()")
    def getJunctionReferenceTo(self) -> ApexList:
        """Targets of junction id lists: none is modelled."""
        return ApexList(list_of(TypeRef("Schema.SObjectType")))
