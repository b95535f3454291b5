"""Foreign keys: parents named by an external id, and parents that must exist.

Source: Apex Developer Guide, "Creating Parent and Child Records in a Single Statement Using Foreign
Keys"; statuses and texts observed.
"""

from __future__ import annotations

from typing import Any, Final

from sfsim.platform.dml.messages import (
    ENTITY_IS_DELETED,
    FOREIGN_KEY_NOT_FOUND,
    FOREIGN_KEY_TOO_MANY,
    INVALID_CROSS_REFERENCE_KEY,
    NO_ACCESS_TO_CROSS_REFERENCE,
)
from sfsim.platform.dml.results import RowError
from sfsim.platform.dml.rows import Row, Save
from sfsim.platform.dml.validation import changed_values
from sfsim.runtime.sobject import SObject
from sfsim.schema.field import Field
from sfsim.schema.model import SObjectType

OWNER_FIELDS: Final = frozenset({"OwnerId", "ActorId"})
"""Fields for which an unknown id is an invalid cross reference; others lack access to it."""

ID_LOOKUPS: Final = frozenset(
    {("Profile", "Name"), ("User", "Username"), ("Contact", "Email"), ("Lead", "Email")}
)
"""Standard fields by which a record can be named. Source: Object Reference, property idLookup."""

SHORT_ID: Final = 15


def resolve_external_references(save: Save) -> None:
    """Fills lookups whose parent was given as a record with one external id field."""
    for row in save.live():
        for name, parent in list(row.given.__dict__.items()):
            if isinstance(parent, SObject):
                field = save.type.parent_relationship(name)
                if field is not None and row.given.__dict__.get(field.name) is None:
                    _resolve(save, row, field, parent)


def _resolve(save: Save, row: Row, field: Field, parent: SObject) -> None:
    keys = {
        name: value
        for name, value in parent.__dict__.items()
        if value is not None and not isinstance(value, SObject)
    }
    parent_type = save.services.schema.sobject(parent.sobject_type.name)
    found = {name: parent_type.find_field(name) for name in keys}
    if not any(each is not None and _is_lookup_key(parent_type, each) for each in found.values()):
        return
    if len(keys) > 1:
        row.errors.append(FOREIGN_KEY_TOO_MANY.error(object=parent_type.name))
        return
    [(name, value)] = keys.items()
    matches = [
        stored
        for stored in save.services.database.find(parent_type, name, [value])
        if not stored.get("IsDeleted")
    ]
    if len(matches) != 1:
        row.errors.append(
            FOREIGN_KEY_NOT_FOUND.error(value=value, field=name, object=parent_type.name)
        )
        return
    row.working.__dict__[field.name] = matches[0]["Id"]


def _is_lookup_key(parent: SObjectType, field: Field) -> bool:
    """Whether a parent can be named by a field."""
    if field.external_id or (field.name_field and parent.is_custom):
        return True
    return (parent.name, field.name) in ID_LOOKUPS


def check_references(save: Save) -> None:
    """Refuses lookups to records that do not exist or are in the recycle bin."""
    services = save.services
    plan = services.plan(save.type)
    wanted: dict[str, dict[str, None]] = {}
    uses: list[tuple[Row, Field, str]] = []
    for row in save.live():
        for field, value in changed_values(row, plan.by_name):
            if field.is_reference:
                uses.append((row, field, value))
                target = services.schema.type_of_id(value)
                if target is not None:
                    wanted.setdefault(target.name, {})[value] = None
    stored: dict[str, Any] = {}
    for name, ids in wanted.items():
        stored.update(services.database.read(services.schema.sobject(name), ids))
    for row, field, value in uses:
        error = _error(field, value, stored.get(value))
        if error is not None:
            row.errors.append(error)


def _error(field: Field, value: str, parent: dict[str, Any] | None) -> RowError | None:
    if parent is None:
        if field.name in OWNER_FIELDS:
            return INVALID_CROSS_REFERENCE_KEY.error((field.name,))
        return NO_ACCESS_TO_CROSS_REFERENCE.error(id=value[:SHORT_ID])
    if parent.get("IsDeleted"):
        return ENTITY_IS_DELETED.error((field.name,))
    return None
