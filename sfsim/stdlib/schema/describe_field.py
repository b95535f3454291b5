"""Schema.DescribeFieldResult and Schema.PicklistEntry.

Source: Apex Reference Guide, "DescribeFieldResult Class", "PicklistEntry Class".
"""

from __future__ import annotations

from typing import Any

from sfsim.platform.security.oracle import is_permissionable
from sfsim.runtime.caller import Caller
from sfsim.runtime.collections import ApexList
from sfsim.runtime.objects import ApexEnum
from sfsim.runtime.schema_tokens import (
    SObjectFieldToken,
    SObjectTypeToken,
    sobject_field,
    sobject_type,
)
from sfsim.schema.field import CASCADE, RESTRICT, Field, PicklistValue
from sfsim.schema.model import SObjectType
from sfsim.stdlib.platform_enums import constant
from sfsim.stdlib.registry import apex_class, apex_method, getters_as_properties
from sfsim.stdlib.schema.access import may_use_field
from sfsim.typeref import TypeRef, list_of

BYTES_PER_CHARACTER = 3
"""`getByteLength` of text. Source: Apex Reference Guide, getByteLength."""


DISPLAY_NAMES = {"INT": "INTEGER"}
"""Constants of DisplayType that are not the upper-case name of the field type."""


def display_type(field: Field) -> ApexEnum:
    """The constant of Schema.DisplayType."""
    name = field.field_type.display
    return constant("Schema.DisplayType", DISPLAY_NAMES.get(name, name))


@apex_class("Schema.PicklistEntry")
@getters_as_properties
class PicklistEntry:
    """One value of a picklist."""

    def __init__(self, value: PicklistValue) -> None:
        self.value = value

    @apex_method("String getLabel()")
    def getLabel(self) -> str:
        """What users see."""
        return self.value.label

    @apex_method("String getValue()")
    def getValue(self) -> str:
        """What is stored."""
        return self.value.value

    @apex_method("Boolean isActive()")
    def isActive(self) -> bool:
        """Whether it can be chosen."""
        return self.value.is_active

    @apex_method("Boolean isDefaultValue()")
    def isDefaultValue(self) -> bool:
        """Whether it is chosen at first."""
        return self.value.is_default

    @apex_method("String toString()")
    def toString(self) -> str:
        """The shape in which describe results print."""
        active, default = str(self.isActive()).lower(), str(self.isDefaultValue()).lower()
        return (
            f"Schema.PicklistEntry[getLabel={self.getLabel()};getValue={self.getValue()};"
            f"isActive={active};isDefaultValue={default};]"
        )


class _FieldNames:
    """The names and texts of a field."""

    caller: Caller
    sobject: SObjectType
    field: Field

    @apex_method("String getName()")
    def getName(self) -> str:
        """The API name."""
        return self.field.name

    @apex_method("String getLocalName()")
    def getLocalName(self) -> str:
        """The API name without a namespace."""
        parts = self.field.name.split("__")
        return "__".join(parts[1:]) if len(parts) > 2 else self.field.name

    @apex_method("String getLabel()")
    def getLabel(self) -> str:
        """The label."""
        return self.field.label

    @apex_method("String getInlineHelpText()")
    def getInlineHelpText(self) -> str | None:
        """The help text."""
        return self.field.inline_help_text

    @apex_method("String getCalculatedFormula()")
    def getCalculatedFormula(self) -> str | None:
        """The formula of a formula field."""
        return self.field.formula

    @apex_method("String getDefaultValueFormula()")
    def getDefaultValueFormula(self) -> str | None:
        """The formula of the default value."""
        return self.field.default_formula

    @apex_method("String getCompoundFieldName()")
    def getCompoundFieldName(self) -> str | None:
        """The compound field that this is a component of."""
        return self.field.compound

    @apex_method("String getRelationshipName()")
    def getRelationshipName(self) -> str | None:
        """The name of the relationship to the parent."""
        return self.field.relationship_name

    @apex_method("Schema.SObjectField getSobjectField()")
    def getSobjectField(self) -> SObjectFieldToken:
        """The token."""
        return sobject_field(self.caller, self.sobject.name, self.field.name)

    @apex_method("Schema.SObjectType getSObjectType()")
    def getSObjectType(self) -> SObjectTypeToken:
        """The token of the object."""
        return sobject_type(self.caller, self.sobject.name)


class _FieldShape(_FieldNames):
    """What values a field can hold."""

    @apex_method("Schema.DisplayType getType()")
    def getType(self) -> ApexEnum:
        """The field type."""
        return display_type(self.field)

    @apex_method("Schema.SoapType getSoapType()")
    def getSoapType(self) -> ApexEnum:
        """The type in SOAP."""
        return constant("Schema.SoapType", self.field.field_type.soap)

    @apex_method("Integer getLength()")
    def getLength(self) -> int:
        """The most characters; 0 for what is not text."""
        return self.field.describe_length

    @apex_method("Integer getByteLength()")
    def getByteLength(self) -> int:
        """The most bytes; 0 for what is not text."""
        if self.field.type in ("id", "reference"):
            return self.field.describe_length
        return self.field.describe_length * BYTES_PER_CHARACTER

    @apex_method("Integer getDigits()")
    def getDigits(self) -> int:
        """The most digits of an Integer field."""
        return self.field.precision if self.field.type == "int" else 0

    @apex_method("Integer getPrecision()")
    def getPrecision(self) -> int:
        """The most digits of a number."""
        return 0 if self.field.type == "int" else self.field.precision

    @apex_method("Integer getScale()")
    def getScale(self) -> int:
        """The digits after the point."""
        return self.field.scale

    @apex_method("Object getDefaultValue()")
    def getDefaultValue(self) -> Any:
        """The default of a checkbox or picklist."""
        if self.field.type == "boolean":
            return bool(self.field.default_value)
        return self.field.default_value

    @apex_method("List<Schema.PicklistEntry> getPicklistValues()")
    def getPicklistValues(self) -> ApexList:
        """The values of a picklist in their defined order."""
        values = map(PicklistEntry, self.field.picklist_values)
        return ApexList(list_of(TypeRef("Schema.PicklistEntry")), values)

    @apex_method("List<Schema.SObjectType> getReferenceTo()")
    def getReferenceTo(self) -> ApexList:
        """The objects that a reference can point to."""
        tokens = (sobject_type(self.caller, name) for name in self.field.reference_to)
        return ApexList(list_of(TypeRef("Schema.SObjectType")), tokens)

    @apex_method("Integer getRelationshipOrder()")
    def getRelationshipOrder(self) -> int | None:
        """0 or 1 for the primary or secondary master, null for a lookup."""
        return self.field.relationship_order

    @apex_method("Schema.SObjectField getController()")
    def getController(self) -> SObjectFieldToken | None:
        """The field that controls a dependent picklist."""
        name = self.field.controlling_field
        return None if name is None else sobject_field(self.caller, self.sobject.name, name)


@apex_class("Schema.DescribeFieldResult")
@getters_as_properties
class DescribeFieldResult(_FieldShape):
    """One field as the running user sees it."""

    def __init__(self, caller: Caller, sobject: SObjectType, field: Field) -> None:
        self.caller = caller
        self.sobject = sobject
        self.field = field

    def equals(self, other: Any) -> bool:
        """Two descriptions of one field."""
        return isinstance(other, DescribeFieldResult) and other.field is self.field

    def _may(self, permission: str) -> bool:
        return may_use_field(self.caller, self.sobject.name, self.field.name, permission)

    @apex_method("Boolean isAccessible()")
    def isAccessible(self) -> bool:
        """Whether the user may read it."""
        return self._may("read")

    @apex_method("Boolean isCreateable()")
    def isCreateable(self) -> bool:
        """Whether the user may set it on a new record."""
        return self.field.createable and self._may("create")

    @apex_method("Boolean isUpdateable()")
    def isUpdateable(self) -> bool:
        """Whether the user may change it."""
        return self.field.updateable and self._may("edit")

    @apex_method("Boolean isAggregatable()")
    def isAggregatable(self) -> bool:
        """Whether it can stand in MIN, MAX, COUNT."""
        return self.field.is_aggregatable

    @apex_method("Boolean isAutoNumber()")
    def isAutoNumber(self) -> bool:
        """Whether it counts by itself."""
        return self.field.auto_number

    @apex_method("Boolean isCalculated()")
    def isCalculated(self) -> bool:
        """Whether it is a formula or a roll-up."""
        return self.field.calculated

    @apex_method("Boolean isCascadeDelete()")
    def isCascadeDelete(self) -> bool:
        """Whether the record goes with its parent."""
        return self.field.delete_constraint == CASCADE

    @apex_method("Boolean isRestrictedDelete()")
    def isRestrictedDelete(self) -> bool:
        """Whether the record forbids deleting its parent."""
        return self.field.delete_constraint == RESTRICT

    @apex_method("Boolean isCaseSensitive()")
    def isCaseSensitive(self) -> bool:
        """Whether unique values differ by case."""
        return self.field.case_sensitive

    @apex_method("Boolean isCustom()")
    def isCustom(self) -> bool:
        """Whether it is a custom field."""
        return self.field.custom

    @apex_method("Boolean isDefaultedOnCreate()")
    def isDefaultedOnCreate(self) -> bool:
        """Whether a new record gets a value without giving one."""
        return self.field.defaulted_on_create

    @apex_method("Boolean isDependentPicklist()")
    def isDependentPicklist(self) -> bool:
        """Whether another field controls its values."""
        return self.field.controlling_field is not None and self.field.type in (
            "picklist",
            "multipicklist",
        )

    @apex_method("Boolean isDeprecatedAndHidden()")
    @apex_method("Boolean isAiPredictionField()")
    @apex_method("Boolean isDisplayLocationInDecimal()")
    @apex_method("Boolean isHighScaleNumber()")
    @apex_method("Boolean isSearchPrefilterable()")
    def isReserved(self) -> bool:
        """Features that no field of a simulated org has."""
        return False

    @apex_method("Boolean isEncrypted()")
    def isEncrypted(self) -> bool:
        """Whether it is encrypted text."""
        return self.field.type == "encryptedstring"

    @apex_method("Boolean isExternalId()")
    def isExternalId(self) -> bool:
        """Whether it identifies the record in another system."""
        return self.field.external_id

    @apex_method("Boolean isFilterable()")
    def isFilterable(self) -> bool:
        """Whether WHERE may name it."""
        return self.field.is_filterable

    @apex_method("Boolean isFormulaTreatNullNumberAsZero()")
    def isFormulaTreatNullNumberAsZero(self) -> bool:
        """Whether blanks in its formula are zeros."""
        return self.field.formula is not None and self.field.formula_treats_blanks_as_zero

    @apex_method("Boolean isGroupable()")
    def isGroupable(self) -> bool:
        """Whether GROUP BY may name it."""
        return self.field.is_groupable

    @apex_method("Boolean isHtmlFormatted()")
    def isHtmlFormatted(self) -> bool:
        """Whether its text is HTML."""
        return self.field.html_formatted

    @apex_method("Boolean isIdLookup()")
    def isIdLookup(self) -> bool:
        """Whether upsert may match by it."""
        return self.field.external_id or self.field.type == "id"

    @apex_method("Boolean isNameField()")
    def isNameField(self) -> bool:
        """Whether it names the record."""
        return self.field.name_field

    @apex_method("Boolean isNamePointing()")
    def isNamePointing(self) -> bool:
        """Whether it can point to several objects."""
        return self.field.name_pointing

    @apex_method("Boolean isNillable()")
    def isNillable(self) -> bool:
        """Whether it can be empty."""
        return self.field.nillable

    @apex_method("Boolean isPermissionable()")
    def isPermissionable(self) -> bool:
        """Whether field permissions can be set on it."""
        return is_permissionable(self.sobject, self.field)

    @apex_method("Boolean isRestrictedPicklist()")
    def isRestrictedPicklist(self) -> bool:
        """Whether other values are refused."""
        return self.field.restricted_picklist

    @apex_method("Boolean isSortable()")
    def isSortable(self) -> bool:
        """Whether ORDER BY may name it."""
        return self.field.is_sortable

    @apex_method("Boolean isUnique()")
    def isUnique(self) -> bool:
        """Whether values are unique."""
        return self.field.unique

    @apex_method("Boolean isWriteRequiresMasterRead()")
    def isWriteRequiresMasterRead(self) -> bool:
        """Whether reading the master is enough to edit the detail."""
        return self.field.write_requires_master_read

    @apex_method("String toString()")
    def toString(self) -> str:
        """The shape in which describe results print."""
        return (
            f"Schema.DescribeFieldResult[getLabel={self.getLabel()};getName={self.getName()};"
            f"getType={self.getType().name};]"
        )
