"""Custom metadata records and custom labels from metadata files."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Final

from sfsim.schema.field_types import Storage
from sfsim.schema.metadata.xml import NIL, XMLNode, metadata_error
from sfsim.schema.model import SObjectType


@dataclass(frozen=True, slots=True)
class CustomMetadataValue:
    """One value as the file spells it; None for an explicit null."""

    field: str
    text: str | None
    line: int


@dataclass(frozen=True, slots=True)
class CustomMetadataRecord:
    """A record of a custom metadata type. `type_name` ends in `__mdt`."""

    type_name: str
    developer_name: str
    label: str
    is_protected: bool
    values: tuple[CustomMetadataValue, ...]
    path: str


@dataclass(frozen=True, slots=True)
class Label:
    """A custom label."""

    name: str
    value: str
    language: str
    is_protected: bool
    description: str | None
    categories: str | None
    path: str


MDT: Final = "__mdt"


def read_custom_metadata(node: XMLNode, full_name: str) -> CustomMetadataRecord:
    """A record from a file named `Type.Record`. Raises SourceError."""
    type_name, _, developer_name = full_name.partition(".")
    if not developer_name:
        message = f"The file name of a custom metadata record is Type.Record, not {full_name}."
        raise node.error(message)
    values = []
    for each in node.children("values"):
        value = each.child("value")
        is_null = value is None or value.element.get(NIL) in ("true", "1")
        text = None if value is None or is_null else (value.element.text or "")
        values.append(CustomMetadataValue(each.required("field"), text, each.line))
    return CustomMetadataRecord(
        type_name if type_name.endswith(MDT) else type_name + MDT,
        developer_name,
        node.text("label") or developer_name,
        node.flag("protected"),
        tuple(values),
        node.path,
    )


def read_labels(node: XMLNode) -> Iterator[Label]:
    """The labels of a `CustomLabels` file."""
    for each in node.children("labels"):
        yield Label(
            name=each.required("fullName"),
            value=each.text("value") or "",
            language=each.text("language") or "en_US",
            is_protected=each.flag("protected"),
            description=each.text("shortDescription"),
            categories=each.text("categories"),
            path=each.path,
        )


def record_values(sobject_type: SObjectType, record: CustomMetadataRecord) -> dict[str, object]:
    """A record's fields as Apex values, without id and system fields.

    Raises:
        SourceError: the type lacks a field that the record sets, or a value is not of its type.
    """
    values: dict[str, object] = {
        "DeveloperName": record.developer_name,
        "MasterLabel": record.label,
        "Label": record.label,
        "QualifiedApiName": record.developer_name,
        "Language": "en_US",
    }
    for each in record.values:
        found = sobject_type.find_field(each.field)
        if found is None:
            message = f"The type {sobject_type.name} has no field {each.field}."
            raise metadata_error(record.path, each.line, message)
        if each.text is None or not each.text:
            values[found.name] = False if found.storage is Storage.FLAG else None
            continue
        try:
            values[found.name] = parse_value(each.text, found.storage, found.scale)
        except (ValueError, InvalidOperation) as error:
            message = f"'{each.text}' is no value for {found.name} ({found.type})."
            raise metadata_error(record.path, each.line, message) from error
    for found in sobject_type.fields:
        if found.storage is Storage.FLAG:
            values.setdefault(found.name, False)
    return values


def parse_value(text: str, storage: Storage, scale: int) -> object:
    """A value of XML Schema's lexical form. Raises ValueError, InvalidOperation."""
    if storage is Storage.FLAG:
        return text.strip().lower() in ("true", "1")
    if storage is Storage.INTEGER:
        return int(Decimal(text))
    if storage is Storage.DECIMAL:
        return Decimal(text).quantize(Decimal(1).scaleb(-scale))
    if storage is Storage.DAY:
        return datetime.date.fromisoformat(text.strip()[:10])
    if storage is Storage.INSTANT:
        moment = datetime.datetime.fromisoformat(text.strip().replace("Z", "+00:00"))
        if moment.tzinfo is not None:
            moment = moment.astimezone(datetime.UTC).replace(tzinfo=None)
        return moment
    if storage is Storage.CLOCK:
        return datetime.time.fromisoformat(text.strip().rstrip("Z"))
    return text
