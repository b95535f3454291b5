"""Default values of fields on insert.

Source: Salesforce Help, "Default Field Values"; Object Reference.
"""

from __future__ import annotations

import datetime
import decimal
import re
from collections.abc import Callable
from typing import Any, Final

from sfsim.errors import Unsupported
from sfsim.platform.dml.derived import STANDARD_DEFAULTS
from sfsim.platform.dml.plan import TypePlan
from sfsim.schema.field import Field
from sfsim.schema.field_types import Storage

NUMBER: Final = re.compile(r"[+-]?\d+(\.\d+)?")
TEXT: Final = re.compile(r"\"([^\"\\]*)\"|'([^'\\]*)'")
FUNCTIONS: Final[dict[str, Callable[[datetime.datetime], Any]]] = {
    "TODAY()": lambda now: now.date(),
    "NOW()": lambda now: now,
    "TRUE": lambda now: True,
    "FALSE": lambda now: False,
    "NULL": lambda now: None,
}


def apply_defaults(plan: TypePlan, values: dict[str, Any], now: datetime.datetime) -> None:
    """Fills fields that were not set with their defaults; a checkbox is never null.

    Raises Unsupported for a default that only a formula can compute.
    """
    for field in plan.defaults:
        if field.name not in values:
            value = default_value(plan.type.name, field, now)
            if value is not None:
                values[field.name] = value
    for name, value in STANDARD_DEFAULTS.get(plan.type.name, ()):
        values.setdefault(name, value)
    for name in plan.checkboxes:
        if values.get(name) is None:
            values[name] = False


def default_value(sobject: str, field: Field, now: datetime.datetime) -> Any:
    """The default of one field, None when it has none."""
    if field.default_formula is not None:
        return _evaluate(sobject, field, field.default_formula.strip(), now)
    if field.default_value is not None:
        return _typed(field, field.default_value)
    return field.default_picklist_value


def _evaluate(sobject: str, field: Field, text: str, now: datetime.datetime) -> Any:
    """A default formula that is a literal or a plain date function."""
    function = FUNCTIONS.get(text.upper())
    if function is not None:
        return function(now)
    if NUMBER.fullmatch(text):
        return _typed(field, text)
    quoted = TEXT.fullmatch(text)
    if quoted is not None:
        return quoted.group(1) if quoted.group(1) is not None else quoted.group(2)
    raise Unsupported(f"the default value formula of {sobject}.{field.name}: {text}")


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
