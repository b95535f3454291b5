"""Formulas in the save order: custom validation rules, defaults, formula fields of trigger records.

Source: Apex Developer Guide, "Triggers and Order of Execution", step 5: every active rule runs on
every save, on the merged record. Their order by name is our choice: the platform's is not told.
"""

from __future__ import annotations

from collections.abc import Iterable

from sfsim.errors import Unsupported
from sfsim.platform.dml.messages import CUSTOM_VALIDATION
from sfsim.platform.dml.rows import Save
from sfsim.platform.dml.services import DMLServices
from sfsim.platform.formulas import FormulaReader, Reading
from sfsim.runtime.sobject import SObject


def check_rules(save: Save) -> None:
    """Refuses rows for which a validation rule is true, with the errors of all such rules.

    Raises Unsupported for a rule that cannot be run.
    """
    rules = save.services.formulas.rules(save.type)
    if not rules:
        return
    reader = formula_reader(save.services)
    for row in save.live():
        prior = None if row.old is None else row.old.__dict__
        for each in rules:
            is_clone = prior is None and row.given.isClone()
            if reader.evaluate(each.formula, row.working.__dict__, prior, is_clone=is_clone):
                text = each.rule.message
                row.errors.append(CUSTOM_VALIDATION.error(each.error_fields, text=text))


def set_formula_fields(save: Save, records: Iterable[SObject]) -> None:
    """Computes the formula fields of trigger records from the values that they have now.

    One that sfsim cannot compute stays null. Source: Apex Developer Guide, "Trigger Context
    Variables"; recomputed in before update, as reported by another Apex runtime from a real org.
    """
    fields = save.services.plan(save.type).formulas
    if not fields:
        return
    reader = formula_reader(save.services)
    for record in records:
        values = record.__dict__
        for field in fields:
            try:
                value = reader.field(save.type, field, values)
            except Unsupported:
                continue
            if value is not None:
                values[field.name] = value


def clear_formula_fields(save: Save, records: Iterable[SObject]) -> None:
    """Takes the formula fields off records that go on to be saved."""
    fields = save.services.plan(save.type).formulas
    if fields:
        for record in records:
            for field in fields:
                record.__dict__.pop(field.name, None)


def formula_reader(services: DMLServices) -> FormulaReader:
    """Evaluates formulas for the running user, now."""
    user = services.transaction.user
    reading = Reading(services.clock.now(), user.time_zone, user.id, services.organization_id)
    return FormulaReader(services.formulas, services.database, reading)
