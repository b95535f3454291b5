"""Unique fields, judged on the end state of the rows that are saved together.

Source: Salesforce Help, "Custom Field Attributes"; texts observed.
"""

from __future__ import annotations

from typing import Any, Final

from sfsim.names import fold
from sfsim.platform.dml.messages import DUPLICATE_VALUE
from sfsim.platform.dml.rows import Row, Save
from sfsim.schema.field import Field

UNKNOWN: Final = "<unknown>"
"""What the platform prints for a duplicate among the rows of one statement."""

SHORT_ID: Final = 15


def check_unique(save: Save) -> None:
    """Refuses rows whose unique fields repeat a stored value or one of an earlier row."""
    for field in save.services.plan(save.type).unique:
        _check(save, field)


def _check(save: Save, field: Field) -> None:
    first: dict[Any, Row] = {}
    for row in save.live():
        value = row.working.__dict__.get(field.name)
        if value is None:
            continue
        if unique_key(field, value) in first:
            row.errors.append(DUPLICATE_VALUE.error(field=UNKNOWN, id=UNKNOWN))
        else:
            first[unique_key(field, value)] = row
    if not first:
        return
    saved = {row.id for row in save.rows if row.id is not None}
    values = [row.working.__dict__[field.name] for row in first.values()]
    for stored in save.services.database.find(save.type, field.name, values):
        if stored["Id"] not in saved and not stored.get("IsDeleted"):
            row = first[unique_key(field, stored[field.name])]
            if not row.errors:
                row.errors.append(
                    DUPLICATE_VALUE.error(field=field.name, id=stored["Id"][:SHORT_ID])
                )


def unique_key(field: Field, value: Any) -> Any:
    """What two values of a unique field are compared by."""
    return fold(value) if isinstance(value, str) and not field.case_sensitive else value
