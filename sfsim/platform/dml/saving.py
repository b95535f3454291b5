"""Writing rows: ids, autonumbers, audit fields, names; updates write what has changed.

Source: Object Reference, "System Fields".
"""

from __future__ import annotations

import datetime
import decimal
import re
from collections.abc import Mapping
from typing import Any, Final

from sfsim.platform.dml.derived import derive
from sfsim.platform.dml.plan import NICKNAME, TypePlan
from sfsim.platform.dml.rows import Row, Save
from sfsim.schema.field import Field
from sfsim.schema.field_types import Storage

NAME_PARTS: Final = ("FirstName", "MiddleName", "LastName", "Suffix")
PLACEHOLDER: Final = re.compile(r"\{(0+)\}")
DATE_PLACEHOLDERS: Final = (("{YYYY}", "%Y"), ("{YY}", "%y"), ("{MM}", "%m"), ("{DD}", "%d"))
FORMAT_DEFAULT: Final = "{00000000}"


def save_insert(save: Save) -> None:
    """Gives each row its id, numbers and audit fields, and writes it."""
    services = save.services
    plan = services.plan(save.type)
    now = services.clock.now().replace(microsecond=0)
    user = services.transaction.user.id
    rows = save.live()
    for row in rows:
        row.id = services.database.new_id(save.type)
        values = row.working.__dict__
        values["Id"] = row.id
        for field in plan.autonumbers:
            number = services.database.next_number(save.type, field.name)
            values[field.name] = autonumber(field.display_format or FORMAT_DEFAULT, number, now)
        _complete(plan, values, {})
        _stamp(plan, values, now, user, is_new=True)
    services.database.insert(save.type, [row.working.__dict__ for row in rows])


def save_update(save: Save) -> None:
    """Writes the fields that differ from the stored record, and the audit fields."""
    services = save.services
    plan = services.plan(save.type)
    now = services.clock.now().replace(microsecond=0)
    user = services.transaction.user.id
    changes = []
    for row in save.live():
        values = row.working.__dict__
        values["Id"] = row.id
        _complete(plan, values, row.stored.__dict__)
        _stamp(plan, values, now, user, is_new=False)
        changes.append(_changed(plan, row))
    services.database.update(save.type, changes)


def autonumber(display_format: str, number: int, now: datetime.datetime) -> str:
    """The text of an autonumber: `A-{0000}` gives `A-0007`; date parts are those of today."""
    text = display_format
    for placeholder, directive in DATE_PLACEHOLDERS:
        text = text.replace(placeholder, now.strftime(directive))
    return PLACEHOLDER.sub(lambda match: str(number).zfill(len(match.group(1))), text)


def _complete(plan: TypePlan, values: dict[str, Any], stored: Mapping[str, Any]) -> None:
    """Names, derived fields, and numbers as exact as their fields store them."""
    derive(plan.type.name, values, stored)
    if plan.is_person:
        assert plan.name_field is not None, "a person has a name"
        parts = [values.get(part) for part in NAME_PARTS if part in plan.by_name]
        values[plan.name_field.name] = " ".join(part for part in parts if part) or None
    if NICKNAME in plan.by_name and values.get(NICKNAME) is None:
        values[NICKNAME] = f"User{values['Id'][:15]}"
    if (
        not plan.is_person
        and plan.name_field is not None
        and values.get(plan.name_field.name) is None
    ):
        values[plan.name_field.name] = values["Id"]
    for name, value in values.items():
        if isinstance(value, decimal.Decimal):
            field = plan.by_name.get(name)
            if field is not None and field.storage is Storage.DECIMAL:
                values[name] = _scaled(field, value)


def _scaled(field: Field, value: decimal.Decimal) -> decimal.Decimal:
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and -exponent > field.storage_scale:
        unit = decimal.Decimal(1).scaleb(-field.storage_scale)
        return value.quantize(unit, rounding=decimal.ROUND_HALF_UP)
    return value


def _stamp(
    plan: TypePlan, values: dict[str, Any], now: datetime.datetime, user: str, *, is_new: bool
) -> None:
    stamps: dict[str, Any] = {
        "LastModifiedDate": now,
        "LastModifiedById": user,
        "SystemModstamp": now,
    }
    if is_new:
        stamps = {"CreatedDate": now, "CreatedById": user, "IsDeleted": False, **stamps}
    for name, value in stamps.items():
        if name in plan.audit:
            values[name] = value


def _changed(plan: TypePlan, row: Row) -> dict[str, Any]:
    stored = row.stored.__dict__
    changed = {"Id": row.id}
    for name, value in row.working.__dict__.items():
        if name in plan.by_name and stored.get(name) != value:
            changed[name] = value
    return changed
