"""Deleting with cascade, clearing lookups, and the recycle bin: restoring and purging rows.

Children of a master-detail relationship go with their parent, without triggers of their own; other
lookups are cleared; a restricted lookup refuses. What was deleted together carries the same
instant, which is how an undelete finds it.

Source: Apex Developer Guide, "Deleting Records", "Restoring Deleted Records".
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

from sfsim.platform.dml.messages import DELETE_RESTRICTED
from sfsim.platform.dml.rows import Save
from sfsim.platform.dml.services import DMLServices, Values
from sfsim.schema.model import ChildRelationship, SObjectType


def check_delete(save: Save) -> None:
    """Refuses rows that a restricted lookup points to."""
    services = save.services
    by_id = {row.id: row for row in save.live()}
    for relationship, child in _children(services, save.type):
        if not relationship.restricted_delete:
            continue
        for stored in services.database.find(child, relationship.field, list(by_id)):
            row = by_id.get(stored[relationship.field])
            if row is not None and not row.errors and not stored.get("IsDeleted"):
                error = DELETE_RESTRICTED.error(
                    name=_display_name(save.type, row.stored.__dict__),
                    things=child.plural_label.lower(),
                    names=_display_name(child, stored),
                )
                row.errors.append(error)


def delete_rows(save: Save) -> None:
    """Moves the rows and what belongs to them to the recycle bin."""
    now = save.services.clock.now().replace(microsecond=0)
    ids = [row.id for row in save.live() if row.id is not None]
    _delete(save.services, save.type, ids, now)


def undelete_rows(save: Save) -> None:
    """Brings the rows back, and the children that went with them."""
    services = save.services
    for row in save.live():
        assert row.id is not None, "a stored row has an id"
        _restore(services, save.type, row.stored.__dict__)
        row.working.__dict__["IsDeleted"] = False


def purge_rows(save: Save) -> None:
    """Removes rows of the recycle bin for good, and the children that went with them."""
    for row in save.live():
        _purge(save.services, save.type, row.stored.__dict__)


def _delete(
    services: DMLServices, sobject_type: SObjectType, ids: list[str], now: datetime.datetime
) -> None:
    if not ids:
        return
    for relationship, child in _children(services, sobject_type):
        stored = [
            values
            for values in services.database.find(child, relationship.field, ids)
            if not values.get("IsDeleted")
        ]
        if not stored:
            continue
        if relationship.cascade_delete:
            _delete(services, child, [values["Id"] for values in stored], now)
        else:
            cleared = [{"Id": values["Id"], relationship.field: None} for values in stored]
            services.database.update(child, cleared)
    if services.plan(sobject_type).by_name.get("IsDeleted") is None:
        services.database.purge(sobject_type, ids)
        return
    marks = [{"Id": each, "IsDeleted": True, "SystemModstamp": now} for each in ids]
    services.database.update(sobject_type, marks)


def _restore(services: DMLServices, sobject_type: SObjectType, stored: Values) -> None:
    services.database.update(sobject_type, [{"Id": stored["Id"], "IsDeleted": False}])
    for child, values in list(_deleted_with(services, sobject_type, stored)):
        _restore(services, child, values)


def _purge(services: DMLServices, sobject_type: SObjectType, stored: Values) -> None:
    for child, values in list(_deleted_with(services, sobject_type, stored)):
        _purge(services, child, values)
    services.database.purge(sobject_type, [stored["Id"]])


def _deleted_with(
    services: DMLServices, sobject_type: SObjectType, stored: Values
) -> Iterator[tuple[SObjectType, Values]]:
    """The children that the same delete took to the recycle bin."""
    for relationship, child in _children(services, sobject_type):
        if relationship.cascade_delete:
            for values in services.database.find(child, relationship.field, [stored["Id"]]):
                together = values.get("SystemModstamp") == stored.get("SystemModstamp")
                if values.get("IsDeleted") and together:
                    yield child, values


def _children(
    services: DMLServices, sobject_type: SObjectType
) -> Iterator[tuple[ChildRelationship, SObjectType]]:
    """The relationships to children of which the org has any rows."""
    for relationship in sobject_type.child_relationships:
        child = services.schema.find(relationship.child)
        if child is not None and services.database.has_rows(child):
            yield relationship, child


def _display_name(sobject_type: SObjectType, values: dict[str, Any]) -> str:
    name_field = sobject_type.name_field
    name = None if name_field is None else values.get(name_field.name)
    return str(name if name is not None else values["Id"])
