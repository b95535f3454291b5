"""The facade: formula text to `Formula`, which is evaluated on a context."""

from __future__ import annotations

import decimal
from typing import Any

from sfsim.formula.context import Context, Reference
from sfsim.formula.errors import EvaluationError
from sfsim.formula.kinds import Kind, result_kind
from sfsim.formula.messages import TOO_LONG, UNSUPPORTED_TYPE, WRONG_RESULT
from sfsim.formula.registry import refuse_picklist
from sfsim.formula.scope import Reading, SchemaScope, Scope
from sfsim.formula.typed import Typed
from sfsim.formula.uses import LENGTH_MAX, FormulaUse
from sfsim.formula.values import outgoing
from sfsim.schema.field import Field
from sfsim.schema.model import Schema, SObjectType


class Formula:
    """A compiled formula. `references` are the fields and global variables that it reads."""

    def __init__(
        self, text: str, typed: Typed, references: tuple[Reference, ...], result: Field | None
    ) -> None:
        self.text = text
        self.kind = typed.kind
        self.references = references
        self._run = typed.run
        self._outgoing = outgoing(result, typed.kind)

    def __repr__(self) -> str:
        return f"Formula({self.text!r})"

    def evaluate(self, context: Context) -> Any:
        """The value, as Apex has values of its kind; texts of ids have 15 characters.

        Raises:
            EvaluationError: there is none: division by zero, text that is no number …
        """
        try:
            return self._outgoing(self._run(context))
        except decimal.DecimalException as error:
            raise EvaluationError("The number is out of range") from error


def compile_formula(
    text: str,
    *,
    sobject: SObjectType,
    schema: Schema,
    result: Field | None = None,
    blank_as_zero: bool = False,
    use: FormulaUse = FormulaUse.FORMULA_FIELD,
) -> Formula:
    """Compiles a formula of an object.

    `result` is the field that takes the value: its type is checked, its scale applied.

    Raises:
        FormulaError: the platform would not save the formula.
        Unsupported: it uses what sfsim does not model.
    """
    return compile_in(
        text, SchemaScope(schema, sobject, Reading(blank_as_zero, use)), result=result, use=use
    )


def compile_in(text: str, scope: Scope, *, result: Field | None = None, use: FormulaUse) -> Formula:
    """Compiles a formula whose names a scope resolves. Raises as `compile_formula` does."""
    # The functions take a tenth of a start to import, and most runs meet no formula.
    from sfsim.formula.checker import Checker
    from sfsim.formula.parser import parse

    if len(text) > LENGTH_MAX[use]:
        raise TOO_LONG.error(0, length=len(text), maximum=LENGTH_MAX[use])
    typed = Checker(scope, use).check(parse(text))
    if use is FormulaUse.VALIDATION_RULE:
        result = CONDITION
    if result is not None:
        _check_result(typed, result)
    return Formula(text, typed, scope.references, result)


CONDITION = Field("condition", "boolean")
"""What stands for the result of a rule."""


def _check_result(typed: Typed, result: Field) -> None:
    expected = result_kind(result)
    if expected is None:
        raise UNSUPPORTED_TYPE.error(typed.position, type=result.type, name=result.name)
    if typed.kind in (expected, Kind.NULL) or (typed.kind.is_text and expected.is_text):
        return
    refuse_picklist(typed)
    raise WRONG_RESULT.error(
        typed.position,
        received=typed.kind.shown,
        expected="true or false" if expected is Kind.BOOLEAN else expected.shown,
    )
