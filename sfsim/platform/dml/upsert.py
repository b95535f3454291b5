"""Upsert: which rows are inserts and which are updates.

Source: Apex Developer Guide, "Upserting Records"; texts and case rules observed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from sfsim.platform.dml.messages import (
    DUPLICATE_EXTERNAL_ID,
    DUPLICATE_EXTERNAL_ID_IN_LIST,
    KEY_NOT_SPECIFIED,
)
from sfsim.platform.dml.rows import Row
from sfsim.platform.dml.services import DMLServices
from sfsim.platform.dml.uniqueness import unique_key
from sfsim.schema.field import Field


def resolve_upsert(services: DMLServices, rows: Sequence[Row], key: str | None) -> None:
    """Turns each row into an insert or an update of the record that its key names."""
    if key is None or key == "Id":
        for row in rows:
            row.operation = "insert" if row.given.__dict__.get("Id") is None else "update"
        return
    sobject_type = rows[0].given.sobject_type
    field = services.schema.sobject(sobject_type.name).field(key)
    keys = _distinct_keys(field, rows)
    matches: dict[Any, list[str]] = {}
    stored_type = services.schema.sobject(sobject_type.name)
    values = [row.given.__dict__[field.name] for row in rows if not row.errors]
    for stored in services.database.find(stored_type, field.name, values):
        if not stored.get("IsDeleted"):
            matches.setdefault(unique_key(field, stored[field.name]), []).append(stored["Id"])
    for row in rows:
        if not row.errors:
            _match(row, field, matches.get(keys[row.index], []))


def _distinct_keys(field: Field, rows: Sequence[Row]) -> dict[int, Any]:
    """The key of each row; rows without one, or with one that repeats, fail."""
    keys: dict[int, Any] = {}
    for row in rows:
        value = row.given.__dict__.get(field.name)
        if value in (None, ""):
            row.errors.append(KEY_NOT_SPECIFIED.error(field=field.name))
        else:
            keys[row.index] = unique_key(field, value)
    counts = Counter(keys.values())
    for row in rows:
        if row.index in keys and counts[keys[row.index]] > 1:
            shown = keys[row.index]
            row.errors.append(DUPLICATE_EXTERNAL_ID_IN_LIST.error((field.name,), value=shown))
    return keys


def _match(row: Row, field: Field, ids: Sequence[str]) -> None:
    if len(ids) > 1:
        row.errors.append(
            DUPLICATE_EXTERNAL_ID.error((field.name,), label=field.label, ids=", ".join(ids))
        )
    elif ids:
        row.operation, row.id = "update", ids[0]
    else:
        row.operation = "insert"
