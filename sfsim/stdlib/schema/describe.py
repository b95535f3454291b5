"""Schema.DescribeSObjectResult: what one object is like, for the running user.

Source: Apex Reference Guide, "DescribeSObjectResult Class".
"""

from __future__ import annotations

from typing import Any

from sfsim.runtime.caller import Caller
from sfsim.runtime.collections import ApexList, ApexMap, FoldedMap
from sfsim.runtime.schema_tokens import SObjectTypeToken, sobject_field, sobject_type
from sfsim.schema.model import SObjectType
from sfsim.stdlib.registry import apex_class, apex_method, getters_as_properties
from sfsim.stdlib.schema.access import may_use_object
from sfsim.stdlib.schema.child_relationship import ChildRelationship
from sfsim.stdlib.schema.describe_field import DescribeFieldResult
from sfsim.stdlib.schema.field_set import FieldSet
from sfsim.stdlib.schema.record_type_info import RecordTypeInfo, record_type_infos
from sfsim.typeref import ID, STRING, TypeRef, list_of, map_of

FIELD_TOKENS = map_of(STRING, TypeRef("Schema.SObjectField"))
FIELD_SETS = map_of(STRING, TypeRef("Schema.FieldSet"))


def token_of(caller: Caller, name: str) -> SObjectTypeToken | None:
    """The token of an sObject type's name; null for `SObject` and unknown names."""
    found = caller.org.schema.find(name)
    return None if found is None else sobject_type(caller, found.name)


def describe_sobject(caller: Caller, name: str) -> DescribeSObjectResult:
    """What `Schema.SObjectType.Account` and `getDescribe()` return."""
    return DescribeSObjectResult(caller, caller.org.schema.sobject(name))


def describe_field(caller: Caller, sobject: str, name: str) -> DescribeFieldResult:
    """What `Schema.SObjectType.Account.fields.Name` and `getDescribe()` return."""
    described = caller.org.schema.sobject(sobject)
    return DescribeFieldResult(caller, described, described.field(name))


@apex_class("Schema.SObjectTypeFields")
class SObjectTypeFields:
    """The fields of an object, by name."""

    def __init__(self, caller: Caller, sobject: SObjectType) -> None:
        self.caller = caller
        self.sobject = sobject

    @apex_method("Map<String, Schema.SObjectField> getMap()")
    def getMap(self) -> ApexMap:
        """Tokens by lower-case API name; looked up in any case."""
        name = self.sobject.name
        pairs = (
            (field.name, sobject_field(self.caller, name, field.name))
            for field in self.sobject.fields
        )
        return FoldedMap(FIELD_TOKENS, pairs)


@apex_class("Schema.SObjectTypeFieldSets")
class SObjectTypeFieldSets:
    """The field sets of an object, by name."""

    def __init__(self, caller: Caller, sobject: SObjectType) -> None:
        self.caller = caller
        self.sobject = sobject

    @apex_method("Map<String, Schema.FieldSet> getMap()")
    def getMap(self) -> ApexMap:
        """Field sets by API name, looked up in any case."""
        pairs = (
            (each.name, FieldSet(self.caller, self.sobject, each))
            for each in self.sobject.field_sets
        )
        return FoldedMap(FIELD_SETS, pairs)


@apex_class("Schema.DescribeSObjectResult")
@getters_as_properties
class DescribeSObjectResult:
    """One object as the running user sees it."""

    def __init__(self, caller: Caller, sobject: SObjectType) -> None:
        self.caller = caller
        self.sobject = sobject

    def equals(self, other: Any) -> bool:
        """Two descriptions of one object."""
        return isinstance(other, DescribeSObjectResult) and other.sobject is self.sobject

    @apex_method("List<Schema.ChildRelationship> getChildRelationships()")
    def getChildRelationships(self) -> ApexList:
        """The relationships down to other objects."""
        made = (ChildRelationship(self.caller, each) for each in self.sobject.child_relationships)
        return ApexList(list_of(TypeRef("Schema.ChildRelationship")), made)

    @apex_method("Schema.SObjectTypeFields getFields()")
    def getFields(self) -> SObjectTypeFields:
        """The fields."""
        return SObjectTypeFields(self.caller, self.sobject)

    @apex_method("Schema.SObjectTypeFieldSets getFieldSets()")
    def getFieldSets(self) -> SObjectTypeFieldSets:
        """The field sets."""
        return SObjectTypeFieldSets(self.caller, self.sobject)

    @apex_method("String getKeyPrefix()")
    def getKeyPrefix(self) -> str | None:
        """The first three characters of the ids."""
        return self.sobject.key_prefix

    @apex_method("String getLabel()")
    def getLabel(self) -> str:
        """The label."""
        return self.sobject.label

    @apex_method("String getLabelPlural()")
    def getLabelPlural(self) -> str:
        """The plural label."""
        return self.sobject.plural_label

    @apex_method("String getLocalName()")
    def getLocalName(self) -> str:
        """The API name without the namespace."""
        parts = self.sobject.name.split("__")
        return "__".join(parts[1:]) if len(parts) > 2 else self.sobject.name

    @apex_method("String getName()")
    def getName(self) -> str:
        """The API name."""
        return self.sobject.name

    @apex_method("List<Schema.RecordTypeInfo> getRecordTypeInfos()")
    def getRecordTypeInfos(self) -> ApexList:
        """The record types by label, Master last."""
        infos = record_type_infos(self.caller, self.sobject)
        return ApexList(list_of(TypeRef("Schema.RecordTypeInfo")), infos)

    @apex_method("Map<String, Schema.RecordTypeInfo> getRecordTypeInfosByDeveloperName()")
    def getRecordTypeInfosByDeveloperName(self) -> ApexMap:
        """The record types by developer name."""
        return self._record_types(STRING, RecordTypeInfo.getDeveloperName)

    @apex_method("Map<Id, Schema.RecordTypeInfo> getRecordTypeInfosById()")
    def getRecordTypeInfosById(self) -> ApexMap:
        """The record types by id."""
        return self._record_types(ID, RecordTypeInfo.getRecordTypeId)

    @apex_method("Map<String, Schema.RecordTypeInfo> getRecordTypeInfosByName()")
    def getRecordTypeInfosByName(self) -> ApexMap:
        """The record types by label."""
        return self._record_types(STRING, RecordTypeInfo.getName)

    def _record_types(self, key: TypeRef, key_of: Any) -> ApexMap:
        infos = record_type_infos(self.caller, self.sobject)
        pairs = [(key_of(info), info) for info in infos]
        return ApexMap(map_of(key, TypeRef("Schema.RecordTypeInfo")), pairs)

    @apex_method("Schema.SObjectType getSObjectType()")
    def getSObjectType(self) -> SObjectTypeToken:
        """The token."""
        return sobject_type(self.caller, self.sobject.name)

    @apex_method("Boolean isAccessible()")
    def isAccessible(self) -> bool:
        """Whether the user may read records."""
        return may_use_object(self.caller, self.sobject.name, "read")

    @apex_method("Boolean isCreateable()")
    def isCreateable(self) -> bool:
        """Whether the user may create records."""
        is_possible = self.sobject.traits.createable
        return is_possible and may_use_object(self.caller, self.sobject.name, "create")

    @apex_method("Boolean isUpdateable()")
    def isUpdateable(self) -> bool:
        """Whether the user may edit records."""
        is_possible = self.sobject.traits.updateable
        return is_possible and may_use_object(self.caller, self.sobject.name, "edit")

    @apex_method("Boolean isDeletable()")
    def isDeletable(self) -> bool:
        """Whether the user may delete records."""
        is_possible = self.sobject.traits.deletable
        return is_possible and may_use_object(self.caller, self.sobject.name, "delete")

    @apex_method("Boolean isUndeletable()")
    def isUndeletable(self) -> bool:
        """Whether the user may undelete records."""
        is_possible = self.sobject.traits.undeletable
        return is_possible and may_use_object(self.caller, self.sobject.name, "delete")

    @apex_method("Boolean isMergeable()")
    def isMergeable(self) -> bool:
        """Whether records can be merged."""
        return self.sobject.traits.mergeable

    @apex_method("Boolean isQueryable()")
    def isQueryable(self) -> bool:
        """Whether records can be queried."""
        return self.sobject.traits.queryable

    @apex_method("Boolean isSearchable()")
    def isSearchable(self) -> bool:
        """Whether records can be searched."""
        return self.sobject.traits.searchable

    @apex_method("Boolean isFeedEnabled()")
    def isFeedEnabled(self) -> bool:
        """Whether there are Chatter feeds."""
        return self.sobject.traits.feeds

    @apex_method("Boolean isMruEnabled()")
    def isMruEnabled(self) -> bool:
        """Whether recently used records are kept."""
        return self.sobject.traits.layoutable

    @apex_method("Boolean isCustom()")
    def isCustom(self) -> bool:
        """Whether it is a custom object."""
        return self.sobject.is_custom

    @apex_method("Boolean isCustomSetting()")
    def isCustomSetting(self) -> bool:
        """Whether it is a custom setting."""
        return self.sobject.is_custom_setting

    @apex_method("Boolean isDeprecatedAndHidden()")
    def isDeprecatedAndHidden(self) -> bool:
        """Reserved."""
        return False

    @apex_method("Boolean getHasSubtypes()")
    def getHasSubtypes(self) -> bool:
        """Whether there are subtypes: never, person accounts are off."""
        return False

    @apex_method("Boolean getIsInterface()")
    def getIsInterface(self) -> bool:
        """Reserved."""
        return False

    @apex_method("String toString()")
    def toString(self) -> str:
        """The shape in which describe results print."""
        return (
            f"Schema.DescribeSObjectResult[getKeyPrefix={self.getKeyPrefix()};"
            f"getLabel={self.getLabel()};getName={self.getName()};]"
        )
