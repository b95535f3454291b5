"""FormulaEval.FormulaBuilder and FormulaInstance.

Source: Apex Reference Guide, "FormulaBuilder Class", "FormulaInstance Class".
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Final

from sfsim.errors import Unsupported
from sfsim.formula.compiler import Formula, compile_in
from sfsim.formula.context import Context
from sfsim.formula.errors import EvaluationError, FormulaError
from sfsim.formula.scope import Reading, SchemaScope
from sfsim.formula.uses import FormulaUse
from sfsim.runtime.caller import Caller
from sfsim.runtime.collections import ApexList, ApexSet, not_null
from sfsim.runtime.exceptions import EXCEPTION_TYPES
from sfsim.runtime.numbers import decimal_to_integer, decimal_to_long
from sfsim.runtime.objects import ApexEnum
from sfsim.runtime.values import ApexType
from sfsim.stdlib.formulaeval.names import ObjectScope, Subject
from sfsim.stdlib.registry import apex_class, apex_method
from sfsim.stdlib.zones import find_zone
from sfsim.typeref import STRING, set_of

VALIDATION: Final = EXCEPTION_TYPES["System.FormulaValidationException"]
EVALUATION: Final = EXCEPTION_TYPES["System.FormulaEvaluationException"]
MISSING: Final = "The formula builder needs {}."
WRONG_RESULT: Final = "Formula result is data type ({}), incompatible with expected data type ({})."
"""Not seen on a real org; the second follows the setup page's text."""

KINDS: Final = {
    "BOOLEAN": ("Boolean",),
    "DATE": ("Date",),
    "DATETIME": ("DateTime",),
    "DECIMAL": ("Number",),
    "DOUBLE": ("Number",),
    "ID": ("Text", "Id"),
    "INTEGER": ("Number",),
    "LONG": ("Number",),
    "STRING": ("Text", "Id"),
    "TIME": ("Time",),
}
"""Kinds that a formula of each return type may have."""


@apex_class("FormulaEval.FormulaInstance")
class FormulaInstance:
    """A formula that was built."""

    def __init__(self, formula: Formula, returns: str, names: tuple[str, ...]) -> None:
        self.formula = formula
        self.returns = returns
        self.names = names

    @apex_method("Object evaluate(Object contextObject)", caller=True)
    def evaluate(self, caller: Caller, subject: Any) -> Any:
        """The value for an object. Raises FormulaEvaluationException."""
        context = Context(
            Subject(not_null(subject)),
            now=caller.org.clock.now(),
            time_zone=find_zone(caller.org.transaction.user.time_zone)[1],
        )
        try:
            value = self.formula.evaluate(context)
        except EvaluationError as error:
            raise EVALUATION(error.message) from error
        return _converted(value, self.returns)

    @apex_method("Set<String> getReferencedFields()")
    def getReferencedFields(self) -> ApexSet:
        """The paths of the fields that it reads."""
        return ApexSet(set_of(STRING), self.names)


@apex_class("FormulaEval.FormulaBuilder")
class FormulaBuilder:
    """Collects what a formula needs."""

    def __init__(self) -> None:
        self.text: str | None = None
        self.context: Any = None
        self.returns: ApexEnum | None = None
        self.blank_as_zero = False

    @apex_method("static FormulaEval.FormulaBuilder builder()")
    @staticmethod
    def builder() -> FormulaBuilder:
        """A new builder."""
        return FormulaBuilder()

    @apex_method("FormulaEval.FormulaBuilder withFormula(String formulaText)")
    def withFormula(self, text: str | None) -> FormulaBuilder:
        """Sets the text."""
        self.text = text
        return self

    @apex_method("FormulaEval.FormulaBuilder withType(Schema.SObjectType contextToken)")
    @apex_method("FormulaEval.FormulaBuilder withType(Type contextType)")
    def withType(self, context: Any) -> FormulaBuilder:
        """Sets the object or class whose members the formula names."""
        self.context = context
        return self

    @apex_method(
        "FormulaEval.FormulaBuilder withReturnType(FormulaEval.FormulaReturnType returnType)"
    )
    def withReturnType(self, returns: ApexEnum | None) -> FormulaBuilder:
        """Sets the type of the value."""
        self.returns = returns
        return self

    @apex_method(
        "FormulaEval.FormulaBuilder withGlobalVariables(List<FormulaEval.FormulaGlobal> globals)"
    )
    def withGlobalVariables(self, allowed: ApexList) -> FormulaBuilder:
        """Allows global variables; a formula that reads one is refused by name."""
        not_null(allowed)
        return self

    @apex_method("FormulaEval.FormulaBuilder treatNumericNullAsZero(Boolean isZero)")
    def treatNumericNullAsZero(self, is_zero: bool | None) -> FormulaBuilder:
        """Sets whether blank numbers count as zero."""
        self.blank_as_zero = bool(is_zero)
        return self

    @apex_method("FormulaEval.FormulaBuilder parseAsTemplate(Boolean isTemplate)")
    def parseAsTemplate(self, is_template: bool | None) -> FormulaBuilder:
        """Templates are not modelled. Raises Unsupported for true."""
        if is_template:
            raise Unsupported("FormulaEval templates")
        return self

    @apex_method("FormulaEval.FormulaInstance build()", caller=True)
    def build(self, caller: Caller) -> FormulaInstance:
        """Compiles the formula. Raises FormulaValidationException."""
        text = _given("a formula", self.text)
        returns = _given("a return type", self.returns).name
        reading = Reading(self.blank_as_zero, FormulaUse.APEX)
        scope = _scope(caller, _given("a type", self.context), reading)
        try:
            formula = compile_in(text, scope, use=FormulaUse.APEX)
        except FormulaError as error:
            raise VALIDATION(error.message) from error
        if formula.kind.value not in (*KINDS[returns], "Null"):
            raise VALIDATION(WRONG_RESULT.format(formula.kind.shown, KINDS[returns][0]))
        read = [each.text for each in scope.references]
        names = scope.names_read if isinstance(scope, ObjectScope) else dict.fromkeys(read)
        return FormulaInstance(formula, returns, tuple(names))


@apex_class("System.Formula")
class FormulaClass:
    """Static members only."""

    @apex_method("static FormulaEval.FormulaBuilder builder()")
    @staticmethod
    def builder() -> FormulaBuilder:
        """A new builder."""
        return FormulaBuilder()


def _scope(caller: Caller, context: Any, reading: Reading) -> SchemaScope | ObjectScope:
    schema = caller.org.schema
    if isinstance(context, ApexType):
        sobject = schema.find(context.ref.name)
        if sobject is None:
            return ObjectScope(caller, context.ref, reading)
        return SchemaScope(schema, sobject, reading)
    return SchemaScope(schema, context.sobject, reading)


def _given(what: str, value: Any) -> Any:
    if value is None:
        raise VALIDATION(MISSING.format(what))
    return value


def _converted(value: Any, returns: str) -> Any:
    """A formula's number as the return type has it."""
    if not isinstance(value, int | Decimal) or isinstance(value, bool):
        return value
    number = Decimal(value)
    if returns == "INTEGER":
        return decimal_to_integer(number)
    if returns == "LONG":
        return decimal_to_long(number)
    return float(number) if returns == "DOUBLE" else number
