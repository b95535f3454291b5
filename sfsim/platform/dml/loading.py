"""The first steps of the save order: making the working copy of each row.

The working copy of an insert holds what the caller set, cleaned, with defaults; that of an update
holds the stored record with what the caller set on top.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any, Final

from sfsim.platform.dml.defaults import apply_defaults
from sfsim.platform.dml.formula_steps import formula_reader
from sfsim.platform.dml.messages import (
    ENTITY_IS_DELETED,
    ENTITY_IS_NOT_DELETED,
    ID_NOT_SPECIFIED,
    ID_SPECIFIED,
    INVALID_CROSS_REFERENCE_KEY,
    SELF_REFERENCE,
)
from sfsim.platform.dml.plan import OWNER, TypePlan
from sfsim.platform.dml.rows import Row, Save
from sfsim.schema.field import Field
from sfsim.schema.model import HIERARCHY_SETTING, LIST_SETTING

ARTICLE: Final = {
    "update": "an update",
    "delete": "a delete",
    "undelete": "an undelete",
    "purge": "a purge",
}


def load_insert(save: Save) -> None:
    """Copies what the caller set, applies defaults and owners; an Id is refused."""
    services = save.services
    plan = services.plan(save.type)
    formulas = formula_reader(services)
    for row in save.live():
        if row.given.__dict__.get("Id") is not None:
            row.errors.append(ID_SPECIFIED.error(("Id",)))
            continue
        values = dict(written_values(plan, row, "insert"))
        apply_defaults(plan, values, formulas)
        if "OwnerId" in plan.by_name and values.get("OwnerId") is None:
            values["OwnerId"] = services.transaction.user.id
        if save.type.kind in (HIERARCHY_SETTING, LIST_SETTING) and values.get(OWNER) is None:
            values[OWNER] = services.organization_id
        row.record = services.new_record(save.type, values)


def load_update(save: Save) -> None:
    """Reads the stored records and lays what the caller set over copies of them."""
    services = save.services
    plan = services.plan(save.type)
    _load(save, deleted_is_error=True)
    for row in save.live():
        values = dict(row.stored.__dict__)
        values.update(written_values(plan, row, "update"))
        for name in plan.checkboxes:
            if values.get(name) is None:
                values[name] = False
        row.record = services.new_record(save.type, values)


def load_stored(save: Save) -> None:
    """Reads the stored records of a delete, of an undelete or of emptying the recycle bin."""
    is_delete = save.operation == "delete"
    _load(save, deleted_is_error=is_delete)
    for row in save.live():
        if not is_delete and not row.stored.__dict__.get("IsDeleted"):
            row.errors.append(ENTITY_IS_NOT_DELETED.error())
            continue
        row.record = save.services.new_record(save.type, row.stored.__dict__)


def written_values(plan: TypePlan, row: Row, operation: str) -> Iterable[tuple[str, Any]]:
    """The fields of the caller's record that the operation writes, cleaned as the platform does.

    Fields that only the platform writes are left out without an error: queried records carry them.
    """
    for name, value in row.given.__dict__.items():
        field = plan.by_name.get(name)
        if field is not None and plan.is_writeable(field, operation):
            yield name, cleaned(field, value)


def cleaned(field: Field, value: Any) -> Any:
    """A value as it is stored: no empty text, e-mail in lower case, whole seconds.

    Source: observed: `''` is null and e-mail is lower case already in before triggers.
    """
    if isinstance(value, str):
        if field.type == "email":
            value = value.strip().lower()
        return value or None
    if type(value) is datetime.datetime:
        return value.replace(microsecond=0)
    return value


def _load(save: Save, *, deleted_is_error: bool) -> None:
    services = save.services
    for row in save.live():
        row.id = row.id or row.given.__dict__.get("Id")
        if row.id is None:
            call = ARTICLE[save.operation]
            row.errors.append(ID_NOT_SPECIFIED.error(call=call))
    ids = [row.id for row in save.live() if row.id is not None]
    stored = services.database.read(save.type, ids)
    for row in save.live():
        values = stored.get(row.id or "")
        if values is None:
            row.errors.append(INVALID_CROSS_REFERENCE_KEY.error())
        elif deleted_is_error and values.get("IsDeleted"):
            row.errors.append(ENTITY_IS_DELETED.error())
        else:
            row.old = services.new_record(save.type, values)
    _refuse_self_reference(save)


def _refuse_self_reference(save: Save) -> None:
    """A before trigger cannot change the very record that it runs for."""
    for context in save.services.transaction.triggers:
        if context.event.is_before and context.event.operation != "insert":
            for row in save.live():
                if row.id in context.ids:
                    row.errors.append(
                        SELF_REFERENCE.error(
                            id=row.id, trigger=context.trigger, operation=save.operation
                        )
                    )
