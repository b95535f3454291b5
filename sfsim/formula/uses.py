"""What formulas are for: the use decides which functions and fields one may name."""

from __future__ import annotations

from enum import Enum
from typing import Final


class FormulaUse(Enum):
    """Where a formula stands."""

    VALIDATION_RULE = "validation rule"
    FORMULA_FIELD = "formula field"
    DEFAULT_VALUE = "default value"
    WORKFLOW = "workflow rule"
    FLOW = "flow"
    APEX = "Apex"


LENGTH_MAX: Final[dict[FormulaUse, int]] = {
    FormulaUse.VALIDATION_RULE: 5_000,
    FormulaUse.FORMULA_FIELD: 3_900,
    FormulaUse.DEFAULT_VALUE: 3_900,
    FormulaUse.WORKFLOW: 5_000,
    FormulaUse.FLOW: 10_000,
    FormulaUse.APEX: 10_000,
}
"""Source: Salesforce Help, "Formula Limits" (3,900 for fields); the others are not certain."""
