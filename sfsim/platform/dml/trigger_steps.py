"""The steps of the save order that run triggers: what they see, and the errors they add."""

from __future__ import annotations

from collections.abc import Sequence

from sfsim.platform.dml.formula_steps import clear_formula_fields, set_formula_fields
from sfsim.platform.dml.messages import CUSTOM_VALIDATION
from sfsim.platform.dml.rows import Row, Save
from sfsim.platform.triggers import Trigger, TriggerContext, TriggerEvent
from sfsim.runtime.collections import ApexList, ApexMap, make_read_only
from sfsim.runtime.sobject import SObject
from sfsim.typeref import ID, TypeRef, list_of, map_of


def before_triggers(save: Save) -> None:
    """Runs the before triggers; what they change in `Trigger.new` is saved."""
    rows = save.live()
    event = f"BEFORE_{save.operation.upper()}"
    new = None if save.operation == "delete" else [row.working for row in rows]
    _fire(save, event, rows, new)
    clear_formula_fields(save, new or ())


def after_triggers(save: Save) -> None:
    """Runs the after triggers on read-only copies of the saved records."""
    rows = save.live()
    event = f"AFTER_{save.operation.upper()}"
    if not save.services.triggers.find(save.type.name, event):
        return
    new = None
    if save.operation != "delete":
        new = [save.services.read_only(row.working) for row in rows]
    _fire(save, event, rows, new)


def _fire(save: Save, event: str, rows: list[Row], new: list[SObject] | None) -> None:
    services = save.services
    if not services.triggers.find(save.type.name, event):
        return
    has_old = save.operation in ("update", "delete")
    old = [services.read_only(row.stored) for row in rows] if has_old else None
    set_formula_fields(save, (*(new or ()), *(old or ())))

    def make_context(trigger: Trigger, kind: TriggerEvent) -> TriggerContext:
        return TriggerContext(
            trigger=trigger.name,
            sobject=save.type.name,
            event=kind,
            new=_list(save.type.name, new) if kind.has_new else None,
            new_map=_map(save.type.name, new) if kind.has_new_map else None,
            old=_list(save.type.name, old) if kind.has_old else None,
            old_map=_map(save.type.name, old) if kind.has_old else None,
        )

    services.triggers.fire(
        services.transaction, save.type.name, event, make_context, services.charge_cpu
    )
    for row, record in zip(rows, new if new is not None else old or (), strict=True):
        row.errors.extend(
            CUSTOM_VALIDATION.error(error.fields, text=error.message) for error in record.errors()
        )


def _list(sobject: str, records: Sequence[SObject] | None) -> ApexList:
    """A read-only list of records, as Trigger.new is."""
    found = ApexList(list_of(TypeRef(sobject)), records or ())
    make_read_only(found)
    return found


def _map(sobject: str, records: Sequence[SObject] | None) -> ApexMap:
    """A read-only map of the records by id, as Trigger.newMap is."""
    found = ApexMap(map_of(ID, TypeRef(sobject)))
    found.update({record.__dict__["Id"]: record for record in records or ()})
    make_read_only(found)
    return found
