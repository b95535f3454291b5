"""The data types of the formula language, and which of them the values of a field are.

Source: Salesforce Help, "Formula Data Types"; names as in messages of salesforce/formula-engine.
"""

from __future__ import annotations

from enum import Enum
from typing import Final

from sfsim.schema.field import Field


class Kind(Enum):
    """A data type; its value is its name in messages. Ids are text to the platform's messages."""

    NUMBER = "Number"
    TEXT = "Text"
    DATE = "Date"
    DATETIME = "DateTime"
    TIME = "Time"
    BOOLEAN = "Boolean"
    ID = "Id"
    PICKLIST = "Picklist"
    MULTIPICKLIST = "Multi-Select Picklist"
    LOCATION = "Location"
    NULL = "Null"
    ANY = "Any"

    @property
    def shown(self) -> str:
        """The name in messages."""
        return "Text" if self is Kind.ID else self.value

    @property
    def is_text(self) -> bool:
        """Whether its values are texts that a blank one of is `''`."""
        return self in (Kind.TEXT, Kind.ID)


KIND_OF_FIELD: Final[dict[str, Kind]] = {
    "id": Kind.ID,
    "reference": Kind.ID,
    "string": Kind.TEXT,
    "combobox": Kind.TEXT,
    "email": Kind.TEXT,
    "phone": Kind.TEXT,
    "url": Kind.TEXT,
    "textarea": Kind.TEXT,
    "encryptedstring": Kind.TEXT,
    "picklist": Kind.PICKLIST,
    "multipicklist": Kind.MULTIPICKLIST,
    "boolean": Kind.BOOLEAN,
    "int": Kind.NUMBER,
    "long": Kind.NUMBER,
    "double": Kind.NUMBER,
    "currency": Kind.NUMBER,
    "percent": Kind.NUMBER,
    "date": Kind.DATE,
    "datetime": Kind.DATETIME,
    "time": Kind.TIME,
    "location": Kind.LOCATION,
}
"""Field types that are missing here cannot be named in a formula."""

UNSUPPORTED_LABELS: Final[dict[str, str]] = {
    "base64": "Base64",
    "address": "Address",
    "textarea": "Long Text Area",
}
"""What messages call field types that a formula cannot use."""


def result_kind(field: Field) -> Kind | None:
    """The kind that a formula must have to give a field its value; None when none can.

    A picklist takes the text of one of its values.
    """
    kind = KIND_OF_FIELD.get(field.type)
    return Kind.TEXT if kind in (Kind.PICKLIST, Kind.MULTIPICKLIST, Kind.ID) else kind


def unify(first: Kind, second: Kind) -> Kind | None:
    """The kind of an expression that is either of two; None when they do not go together."""
    if first is second or second is Kind.NULL:
        return first
    if first is Kind.NULL:
        return second
    if first.is_text and second.is_text:
        return Kind.TEXT
    return None
