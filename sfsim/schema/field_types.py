"""The field types of the platform as a table: what each is in Apex, in SOAP and in storage.

Source: Object Reference, "Field Types"; Apex Reference Guide, "DisplayType Enum", "SOAPType Enum".
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Final

from sfsim import typeref
from sfsim.typeref import TypeRef


class Storage(Enum):
    """How the values of a field are kept in a column."""

    TEXT = "text, with a folded key beside it when it can be filtered"
    ID = "an 18-character id"
    FLAG = "0 or 1"
    INTEGER = "a whole number"
    DECIMAL = "a whole number of units of the last decimal place"
    DAY = "days since the proleptic epoch of `date.toordinal`"
    INSTANT = "milliseconds since 1970"
    CLOCK = "milliseconds since midnight"
    BYTES = "bytes"
    NONE = "no column: computed from other fields"


@dataclass(frozen=True, slots=True)
class FieldType:
    """One field type by the name that describe calls give it.

    The four flags say what a field of this type can be used for unless the field itself says less.
    """

    name: str
    apex: TypeRef
    soap: str
    storage: Storage
    filterable: bool = True
    sortable: bool = True
    groupable: bool = True
    aggregatable: bool = True

    @property
    def display(self) -> str:
        """The constant of `Schema.DisplayType`."""
        return "INTEGER" if self.name == "int" else self.name.upper()


ADDRESS: Final = TypeRef("Address")
LOCATION: Final = TypeRef("Location")

FIELD_TYPES: Final = (
    FieldType("id", typeref.ID, "ID", Storage.ID),
    FieldType("reference", typeref.ID, "ID", Storage.ID),
    FieldType("string", typeref.STRING, "STRING", Storage.TEXT),
    FieldType("picklist", typeref.STRING, "STRING", Storage.TEXT),
    FieldType("combobox", typeref.STRING, "STRING", Storage.TEXT),
    FieldType("email", typeref.STRING, "STRING", Storage.TEXT),
    FieldType("phone", typeref.STRING, "STRING", Storage.TEXT),
    FieldType("url", typeref.STRING, "STRING", Storage.TEXT),
    FieldType("textarea", typeref.STRING, "STRING", Storage.TEXT),
    FieldType(
        "multipicklist", typeref.STRING, "STRING", Storage.TEXT, sortable=False, groupable=False,
        aggregatable=False,
    ),
    FieldType(
        "encryptedstring", typeref.STRING, "STRING", Storage.TEXT, filterable=False,
        sortable=False, groupable=False, aggregatable=False,
    ),
    FieldType("boolean", typeref.BOOLEAN, "BOOLEAN", Storage.FLAG, aggregatable=False),
    FieldType("int", typeref.INTEGER, "INTEGER", Storage.INTEGER),
    FieldType("long", typeref.LONG, "LONG", Storage.INTEGER),
    FieldType("double", typeref.DECIMAL, "DOUBLE", Storage.DECIMAL, groupable=False),
    FieldType("currency", typeref.DECIMAL, "DOUBLE", Storage.DECIMAL, groupable=False),
    FieldType("percent", typeref.DECIMAL, "DOUBLE", Storage.DECIMAL, groupable=False),
    FieldType("date", typeref.DATE, "DATE", Storage.DAY),
    FieldType("datetime", typeref.DATETIME, "DATETIME", Storage.INSTANT, groupable=False),
    FieldType("time", typeref.TIME, "TIME", Storage.CLOCK, groupable=False),
    FieldType(
        "base64", typeref.BLOB, "BASE64BINARY", Storage.BYTES, filterable=False, sortable=False,
        groupable=False, aggregatable=False,
    ),
    FieldType(
        "address", ADDRESS, "ADDRESS", Storage.NONE, sortable=False, groupable=False,
        aggregatable=False,
    ),
    FieldType(
        "location", LOCATION, "LOCATION", Storage.NONE, sortable=False, groupable=False,
        aggregatable=False,
    ),
    FieldType(
        "anyType", typeref.OBJECT, "ANYTYPE", Storage.TEXT, filterable=False, sortable=False,
        groupable=False, aggregatable=False,
    ),
    FieldType(
        "junctionIdList", typeref.list_of(typeref.STRING), "ID", Storage.NONE, filterable=False,
        sortable=False, groupable=False, aggregatable=False,
    ),
    FieldType(
        "complexvalue", typeref.OBJECT, "ANYTYPE", Storage.NONE, filterable=False,
        sortable=False, groupable=False, aggregatable=False,
    ),
)
FIELD_TYPE: Final = {field_type.name: field_type for field_type in FIELD_TYPES}
