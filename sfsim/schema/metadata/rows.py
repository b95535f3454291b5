"""The rows of custom metadata types: records of the source as the values of fields, with ids."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sfsim.errors import Diagnostic, SourceError
from sfsim.ids import make_id
from sfsim.names import fold
from sfsim.schema.metadata.records import CustomMetadataRecord, record_values
from sfsim.schema.model import Schema, SObjectType


def metadata_rows(
    schema: Schema, records: Iterable[CustomMetadataRecord]
) -> Iterator[tuple[SObjectType, list[dict[str, Any]]]]:
    """The rows of each type, by type and developer name; relationships hold the target's Id.

    Raises:
        SourceError: a record's type does not exist, or a value does not fit its field.
    """
    by_type: dict[str, list[CustomMetadataRecord]] = {}
    problems = []
    for record in records:
        found = schema.find(record.type_name)
        if found is None:
            message = f"There is no custom metadata type {record.type_name}."
            problems.append(Diagnostic(record.path, 1, 1, message))
        else:
            by_type.setdefault(found.name, []).append(record)
    if problems:
        raise SourceError(problems)
    ids = _ids(schema, by_type)
    for name in sorted(by_type):
        sobject_type = schema.sobject(name)
        rows = []
        for record in sorted(by_type[name], key=lambda each: each.developer_name):
            values = record_values(sobject_type, record)
            _resolve(sobject_type, values, ids)
            values["Id"] = ids[name, fold(record.developer_name)]
            rows.append(values)
        yield sobject_type, rows


def _ids(
    schema: Schema, by_type: dict[str, list[CustomMetadataRecord]]
) -> dict[tuple[str, str], str]:
    ids = {}
    for name in sorted(by_type):
        prefix = schema.sobject(name).key_prefix
        assert prefix is not None, "custom metadata types have key prefixes"
        names = sorted(record.developer_name for record in by_type[name])
        for number, developer_name in enumerate(names, start=1):
            ids[name, fold(developer_name)] = make_id(prefix, number)
    return ids


def _resolve(
    sobject_type: SObjectType, values: dict[str, Any], ids: dict[tuple[str, str], str]
) -> None:
    """Replaces the developer names that metadata relationships hold by ids."""
    for field in sobject_type.fields:
        value = values.get(field.name)
        if field.is_reference and isinstance(value, str):
            developer_name = fold(value.rpartition(".")[2])
            values[field.name] = ids.get((field.reference_to[0], developer_name))
