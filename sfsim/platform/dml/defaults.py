"""Default values of fields on insert.

Source: Salesforce Help, "Default Field Values"; Object Reference.
"""

from __future__ import annotations

import decimal
from typing import Any

from sfsim.platform.dml.derived import STANDARD_DEFAULTS
from sfsim.platform.dml.plan import TypePlan
from sfsim.platform.formulas import FormulaReader
from sfsim.schema.field import Field
from sfsim.schema.field_types import Storage


def apply_defaults(plan: TypePlan, values: dict[str, Any], formulas: FormulaReader) -> None:
    """Fills fields that were not set with their defaults; a checkbox is never null.

    Raises Unsupported for a default formula that cannot be computed.
    """
    for field in plan.defaults:
        if field.name not in values:
            value = default_value(plan, field, values, formulas)
            if value is not None:
                values[field.name] = value
    for name, value in STANDARD_DEFAULTS.get(plan.type.name, ()):
        values.setdefault(name, value)
    for name in plan.checkboxes:
        if values.get(name) is None:
            values[name] = False


def default_value(
    plan: TypePlan, field: Field, values: dict[str, Any], formulas: FormulaReader
) -> Any:
    """The default of one field of a new record, None when it has none."""
    if field.default_formula is not None:
        return formulas.default(plan.type, field, values)
    if field.default_value is not None:
        return _typed(field, field.default_value)
    return field.default_picklist_value


def _typed(field: Field, value: str | bool) -> Any:
    if isinstance(value, bool):
        return value
    if field.storage is Storage.FLAG:
        return value.lower() == "true"
    if field.storage is Storage.INTEGER:
        return int(decimal.Decimal(value))
    if field.storage is Storage.DECIMAL:
        return decimal.Decimal(value)
    return value
