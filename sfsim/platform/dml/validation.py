"""System validation: lengths, formats, ranges, restricted picklists, required fields.

Source: Apex Developer Guide, "Triggers and Order of Execution", steps 2 and 5; texts in `messages`.
"""

from __future__ import annotations

import decimal
import re
from collections.abc import Callable
from typing import Any, Final

from sfsim.platform.dml.messages import (
    INVALID_EMAIL,
    NUMBER_OUTSIDE_RANGE,
    REQUIRED_FIELD_MISSING,
    RESTRICTED_PICKLIST,
    STRING_TOO_LONG,
    WRONG_ID_TYPE,
)
from sfsim.platform.dml.results import RowError
from sfsim.platform.dml.rows import Row, Save
from sfsim.schema.field import Field
from sfsim.schema.model import Schema

EMAIL: Final = re.compile(r"[^\s@<>,;\"()\[\]]+@[^\s@<>,;\"()\[\]]+\.[^\s@<>,;\"()\[\].]+")
Check = Callable[[Schema, Field, Any], RowError | None]


def check_values(save: Save) -> None:
    """Checks every value that the statement or a trigger set; fixes the case of picklist values."""
    plan = save.services.plan(save.type)
    schema = save.services.schema
    for row in save.live():
        for field, value in changed_values(row, plan.by_name):
            check = CHECKS.get(field.type)
            error = None if check is None else check(schema, field, value)
            if error is not None:
                row.errors.append(error)
            elif field.picklist_values and isinstance(value, str):
                row.working.__dict__[field.name] = _canonical(field, value)


def check_required(save: Save) -> None:
    """Refuses rows whose required fields are empty; one error names them all."""
    plan = save.services.plan(save.type)
    for row in save.live():
        values = row.working.__dict__
        missing = tuple(field.name for field in plan.required if values.get(field.name) is None)
        if row.old is not None:
            stored = row.old.__dict__
            missing = tuple(name for name in missing if stored.get(name) is not None)
        if missing:
            row.errors.append(REQUIRED_FIELD_MISSING.error(missing, names=", ".join(missing)))


def changed_values(row: Row, fields: dict[str, Field]) -> list[tuple[Field, Any]]:
    """The fields with a value that is not the stored one."""
    stored = row.old.__dict__ if row.old is not None else {}
    return [
        (fields[name], value)
        for name, value in row.working.__dict__.items()
        if value is not None and name in fields and stored.get(name) != value
    ]


def _check_length(schema: Schema, field: Field, value: Any) -> RowError | None:
    if isinstance(value, str) and field.length and len(value) > field.length:
        return STRING_TOO_LONG.error(
            (field.name,), label=field.label, value=value, length=field.length
        )
    return None


def _check_email(schema: Schema, field: Field, value: Any) -> RowError | None:
    if not EMAIL.fullmatch(value):
        return INVALID_EMAIL.error((field.name,), label=field.label, value=value)
    return _check_length(schema, field, value)


def _check_picklist(schema: Schema, field: Field, value: Any) -> RowError | None:
    if field.restricted_picklist and field.picklist_values:
        entry = field.picklist_value(value)
        if entry is None or not entry.is_active:
            shown = value if entry is None else entry.value
            return RESTRICTED_PICKLIST.error((field.name,), label=field.label, value=shown)
    return _check_length(schema, field, value)


def _check_multipicklist(schema: Schema, field: Field, value: Any) -> RowError | None:
    if field.restricted_picklist and field.picklist_values:
        for part in value.split(";"):
            entry = field.picklist_value(part.strip())
            if part.strip() and (entry is None or not entry.is_active):
                return RESTRICTED_PICKLIST.error((field.name,), label=field.label, value=part)
    return None


def _check_number(schema: Schema, field: Field, value: Any) -> RowError | None:
    if not field.precision or isinstance(value, bool):
        return None
    if abs(decimal.Decimal(value)) >= decimal.Decimal(10) ** (field.precision - field.scale):
        return NUMBER_OUTSIDE_RANGE.error((field.name,), label=field.label, value=value)
    return None


def _check_reference(schema: Schema, field: Field, value: Any) -> RowError | None:
    found = schema.type_of_id(value)
    if not field.reference_to or (found is not None and found.name in field.reference_to):
        return None
    return WRONG_ID_TYPE.error((field.name,), label=reference_label(field), id=value)


def reference_label(field: Field) -> str:
    """The label of a lookup as messages print it: standard ones end in `ID`."""
    if field.custom or field.label.endswith("ID"):
        return field.label
    return f"{field.label} ID"


CHECKS: Final[dict[str, Check]] = {
    "string": _check_length,
    "textarea": _check_length,
    "phone": _check_length,
    "url": _check_length,
    "combobox": _check_length,
    "encryptedstring": _check_length,
    "email": _check_email,
    "picklist": _check_picklist,
    "multipicklist": _check_multipicklist,
    "double": _check_number,
    "currency": _check_number,
    "percent": _check_number,
    "int": _check_number,
    "reference": _check_reference,
}
"""The check of each field type; types without one take every value."""


def _canonical(field: Field, value: str) -> str:
    """A picklist value in the casing of its entry; several values in the order of the entries.

    Source: observed: unknown values of a multi-select picklist come last.
    """
    if field.type != "multipicklist":
        entry = field.picklist_value(value)
        return value if entry is None else entry.value
    parts = dict.fromkeys(_single(field, part.strip()) for part in value.split(";") if part.strip())
    order = {entry.value: number for number, entry in enumerate(field.picklist_values)}
    return ";".join(sorted(parts, key=lambda part: order.get(part, len(order))))


def _single(field: Field, part: str) -> str:
    entry = field.picklist_value(part)
    return part if entry is None else entry.value
