"""Logical functions.

Source: Salesforce Help, "Formula Operators and Functions"; salesforce/formula-engine for null: it
counts as false in AND, OR and IF, and stays null in NOT.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from sfsim.formula.context import Context, FieldReference
from sfsim.formula.kinds import Kind, unify
from sfsim.formula.messages import WRONG_COUNT
from sfsim.formula.numbers import number_of
from sfsim.formula.registry import (
    callee,
    field_needed,
    formula_form,
    formula_function,
    wrong_argument,
    wrong_type,
)
from sfsim.formula.typed import Run, Typed, text_run
from sfsim.formula.uses import FormulaUse

GROUP: Final = "Logical"
NOT_IN_FIELDS: Final = frozenset(
    {FormulaUse.FORMULA_FIELD, FormulaUse.DEFAULT_VALUE, FormulaUse.APEX}
)


def all_true(runs: Sequence[Run]) -> Run:
    """Whether all are true; stops at the first that is not."""
    return lambda context: all(run(context) for run in runs)


def one_true(runs: Sequence[Run]) -> Run:
    """Whether one is true; stops there."""
    return lambda context: any(run(context) for run in runs)


def negated(run: Run) -> Run:
    """The opposite; null stays null."""

    def result(context: Context) -> Any:
        value = run(context)
        return None if value is None else not value

    return result


@formula_form("AND(logical...: Boolean): Boolean", GROUP)
def _and(arguments: Sequence[Typed], position: int) -> Typed:
    """Whether all arguments are true."""
    return Typed(Kind.BOOLEAN, all_true([each.run for each in arguments]), position)


@formula_form("OR(logical...: Boolean): Boolean", GROUP)
def _or(arguments: Sequence[Typed], position: int) -> Typed:
    """Whether one of the arguments is true."""
    return Typed(Kind.BOOLEAN, one_true([each.run for each in arguments]), position)


@formula_function("NOT(logical: Boolean): Boolean", GROUP)
def _not(value: bool) -> bool:
    """False for true and true for false."""
    return not value


@formula_form("IF(logical_test: Boolean, value_if_true: Any, value_if_false: Any): Any", GROUP)
def _if(arguments: Sequence[Typed], position: int) -> Typed:
    """The second argument if the first is true, otherwise the third."""
    test, if_true, if_false = (each.run for each in arguments)
    kind = _common("IF", arguments[1], arguments[2])
    return Typed(
        kind,
        lambda context: if_true(context) if test(context) else if_false(context),
        position,
    )


@formula_form("CASE(expression: Any|Picklist, value: Any, result...: Any): Any", GROUP)
def _case(arguments: Sequence[Typed], position: int) -> Typed:
    """The result beside the first value that equals the expression, otherwise the last argument."""
    if len(arguments) < 4 or len(arguments) % 2:
        expected = 4 if len(arguments) < 4 else len(arguments) + 1
        raise WRONG_COUNT.error(
            position, callee=callee("CASE"), expected=expected, received=len(arguments)
        )
    subject, default = arguments[0], arguments[-1]
    kind = default.kind
    branches: list[tuple[Run, Run]] = []
    as_text = subject.kind.is_text or subject.kind is Kind.PICKLIST
    for value, result in zip(arguments[1:-1:2], arguments[2:-1:2], strict=True):
        expected_kind = Kind.TEXT if as_text else subject.kind
        if unify(expected_kind, value.kind) is None:
            raise wrong_type("CASE", value, expected_kind)
        kind = _common("CASE", Typed(kind, default.run, position), result)
        branches.append((text_run(value) if as_text else value.run, result.run))
    read = text_run(subject) if as_text else subject.run
    return Typed(kind, _first_match(read, branches, default.run), position)


def _first_match(read: Run, branches: Sequence[tuple[Run, Run]], default: Run) -> Run:
    def run(context: Context) -> Any:
        value = read(context)
        if value is not None:
            for candidate, result in branches:
                if candidate(context) == value:
                    return result(context)
        return default(context)

    return run


def _common(name: str, first: Typed, second: Typed) -> Kind:
    kind = unify(first.kind, second.kind)
    if kind is None:
        raise wrong_type(name, second, first.kind)
    return kind


def _refuse_boolean(name: str, argument: Typed, position: int) -> None:
    if argument.kind in (Kind.BOOLEAN, Kind.LOCATION):
        raise wrong_argument(name, position)


@formula_form("ISBLANK(expression: Any|Picklist|MultiPicklist): Boolean", GROUP)
def _isblank(arguments: Sequence[Typed], position: int) -> Typed:
    """Whether there is no value; a number field that counts blanks as zero always has one."""
    (argument,) = arguments
    if argument.kind is Kind.BOOLEAN:
        raise wrong_argument("ISBLANK", position)
    run = argument.run
    return Typed(Kind.BOOLEAN, lambda context: run(context) in (None, ""), position)


@formula_form("ISNULL(expression: Any|Picklist|MultiPicklist): Boolean", GROUP)
def _isnull(arguments: Sequence[Typed], position: int) -> Typed:
    """Whether there is no value; a text always has one."""
    (argument,) = arguments
    _refuse_boolean("ISNULL", argument, position)
    run = argument.run
    if argument.kind.is_text:
        return Typed(Kind.BOOLEAN, lambda context: False, position)
    return Typed(Kind.BOOLEAN, lambda context: run(context) is None, position)


@formula_form("BLANKVALUE(expression: Any, substitute: Any): Any", GROUP)
def _blankvalue(arguments: Sequence[Typed], position: int) -> Typed:
    """The expression if it has a value, otherwise the substitute."""
    return _substituted("BLANKVALUE", arguments, position)


@formula_form("NULLVALUE(expression: Any, substitute: Any): Any", GROUP)
def _nullvalue(arguments: Sequence[Typed], position: int) -> Typed:
    """As BLANKVALUE, but a text is never null."""
    result = _substituted("NULLVALUE", arguments, position)
    if arguments[0].kind.is_text:
        return Typed(result.kind, arguments[0].run, position)
    return result


def _substituted(name: str, arguments: Sequence[Typed], position: int) -> Typed:
    expression, substitute = arguments
    _refuse_boolean(name, expression, position)
    kind = _common(name, expression, substitute)
    read, other = expression.run, substitute.run

    def run(context: Context) -> Any:
        value = read(context)
        return other(context) if value is None or value == "" else value

    return Typed(kind, run, position)


@formula_function("ISNUMBER(text: Text): Boolean", GROUP, source="salesforce/formula-engine")
def _isnumber(text: str) -> bool:
    """Whether a text writes a number."""
    return number_of(text) is not None


@formula_form("ISPICKVAL(picklist_field: Any|Picklist, value: Text): Boolean", GROUP)
def _ispickval(arguments: Sequence[Typed], position: int) -> Typed:
    """Whether a picklist has that value."""
    field, value = arguments
    if field.kind is not Kind.PICKLIST:
        raise field_needed("ISPICKVAL", field, Kind.PICKLIST.value)
    read, wanted = text_run(field), text_run(value)
    return Typed(Kind.BOOLEAN, lambda context: read(context) == wanted(context), position)


def _field(name: str, argument: Typed) -> tuple[Run, Run]:
    """Readers of a field of the record now and before."""
    if argument.prior is None or not isinstance(argument.reference, FieldReference):
        raise field_needed(name, argument, "a")
    return argument.run, argument.prior


@formula_form("ISCHANGED(field: Any|Picklist|MultiPicklist): Boolean", GROUP, refused=NOT_IN_FIELDS)
def _ischanged(arguments: Sequence[Typed], position: int) -> Typed:
    """Whether the save changes a field; never so for a new record."""
    now, before = _field("ISCHANGED", arguments[0])

    def run(context: Context) -> bool:
        return not context.is_new and bool(now(context) != before(context))

    return Typed(Kind.BOOLEAN, run, position)


@formula_form("PRIORVALUE(field: Any|Picklist|MultiPicklist): Any", GROUP, refused=NOT_IN_FIELDS)
def _priorvalue(arguments: Sequence[Typed], position: int) -> Typed:
    """The value of a field before the save; for a new record the value itself."""
    now, before = _field("PRIORVALUE", arguments[0])

    def run(context: Context) -> Any:
        return now(context) if context.is_new else before(context)

    return Typed(arguments[0].kind, run, position, arguments[0].reference)


@formula_form("ISNEW(): Boolean", GROUP, refused=NOT_IN_FIELDS)
def _isnew(arguments: Sequence[Typed], position: int) -> Typed:
    """Whether the record is being inserted."""
    return Typed(Kind.BOOLEAN, lambda context: context.is_new, position)


@formula_form("ISCLONE(): Boolean", GROUP, refused=NOT_IN_FIELDS)
def _isclone(arguments: Sequence[Typed], position: int) -> Typed:
    """Whether the record is a clone being inserted."""
    return Typed(Kind.BOOLEAN, lambda context: context.is_clone, position)
