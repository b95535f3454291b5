"""The formula language: text in, callable out. Pure: records, clock and user come in a context."""

from sfsim.formula.compiler import Formula, compile_formula
from sfsim.formula.context import Context
from sfsim.formula.errors import EvaluationError, FormulaError
from sfsim.formula.uses import FormulaUse

__all__ = [
    "Context",
    "EvaluationError",
    "Formula",
    "FormulaError",
    "FormulaUse",
    "compile_formula",
]
