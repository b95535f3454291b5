"""Salesforce's standard objects as data: one JSON file per object, read when it is asked for."""

from __future__ import annotations

import functools
import json
from pathlib import Path
from typing import Any, Final

from sfsim.schema.field import Field, PicklistValue
from sfsim.schema.model import (
    CHANGE_EVENT,
    EVENT,
    FEED,
    HISTORY,
    ChildRelationship,
    SObjectType,
    Traits,
    TypeSummary,
)

OBJECTS: Final = Path(__file__).parent / "objects"
READ_ONLY: Final = frozenset({HISTORY, FEED, CHANGE_EVENT})
MERGEABLE: Final = frozenset({"Account", "Contact", "Lead", "Case", "Individual"})
NOT_DELETABLE: Final = frozenset({"User", "Organization", "Profile", "UserLicense"})


@functools.cache
def summaries() -> tuple[TypeSummary, ...]:
    """All standard objects by name, without their fields."""
    index = json.loads((OBJECTS / "index.json").read_text(encoding="utf-8"))
    return tuple(
        TypeSummary(name, label, prefix) for name, (label, prefix) in index["objects"].items()
    )


@functools.cache
def standard_object(name: str) -> SObjectType:
    """A standard object with every field that any org feature gives it. Raises OSError."""
    data = json.loads((OBJECTS / f"{name}.json").read_text(encoding="utf-8"))
    kind = data["kind"]
    return SObjectType(
        data["name"],
        [_field(row) for row in data["fields"]],
        label=data["label"],
        key_prefix=data["key_prefix"],
        kind=kind,
        traits=Traits(
            queryable=data["queryable"] and kind not in (EVENT, CHANGE_EVENT),
            createable=kind not in READ_ONLY,
            updateable=kind not in READ_ONLY and kind != EVENT,
            deletable=kind not in (CHANGE_EVENT, EVENT) and name not in NOT_DELETABLE,
            undeletable=_has_field(data, "IsDeleted"),
            mergeable=name in MERGEABLE,
            triggerable=kind not in READ_ONLY or kind == CHANGE_EVENT,
        ),
        child_relationships=[ChildRelationship(*row) for row in data["children"]],
        sharing_model="ReadWrite",
    )


def _has_field(data: dict[str, Any], name: str) -> bool:
    return any(row["name"] == name for row in data["fields"])


def _field(row: dict[str, Any]) -> Field:
    if "picklist_values" in row:
        row["picklist_values"] = tuple(
            PicklistValue(value, label, is_default=is_default)
            for value, label, is_default in row["picklist_values"]
        )
    if "reference_to" in row:
        row["reference_to"] = tuple(row["reference_to"])
    return Field(**row)
