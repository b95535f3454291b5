"""Operators: which kinds go together, and what they compute. Null gives null, but in texts.

Source: salesforce/formula-engine (OperatorAddOrSubtract, OperatorComparison, OperatorEquality …).
"""

from __future__ import annotations

import datetime
import operator
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any, Final

from sfsim.formula.context import Context
from sfsim.formula.errors import EvaluationError, FormulaError
from sfsim.formula.functions.logical import all_true, negated, one_true
from sfsim.formula.kinds import Kind, unify
from sfsim.formula.messages import WRONG_ARGUMENT, WRONG_TYPE
from sfsim.formula.numbers import NUMBERS, power
from sfsim.formula.registry import refuse_picklist
from sfsim.formula.typed import Run, Typed, text_run

Compute = Callable[[Any, Any], Any]

DAY_MS: Final = 86_400_000
MS: Final = datetime.timedelta(milliseconds=1)
DAY: Final = datetime.timedelta(days=1)
OUT_OF_RANGE: Final = "The date is out of range"
SECONDS_OF_DAY: Final = Decimal(86_400)


def unary(symbol: str, operand: Typed, position: int) -> Typed:
    """`-x`, `+x`, `!x`. Raises FormulaError."""
    refuse_picklist(operand)
    if symbol == "!":
        _need(symbol, operand, Kind.BOOLEAN)
        return Typed(Kind.BOOLEAN, negated(operand.run), position)
    _need(symbol, operand, Kind.NUMBER)
    run = operand.run
    if symbol == "+":
        return Typed(Kind.NUMBER, run, position)

    def minus(context: Context) -> Decimal | None:
        value = run(context)
        return None if value is None else value.copy_negate()

    return Typed(Kind.NUMBER, minus, position)


def chain(first: Typed, rest: Sequence[tuple[str, Typed]]) -> Typed:
    """`first op operand op operand …` of one rank. Raises FormulaError.

    Chains of one kind are computed in a loop: formulas that join hundreds of texts are common.
    """
    make = _flat_maker(first, rest) if len(rest) > 1 else None
    if make is not None:
        return make(first, rest)
    for symbol, operand in rest:
        first = binary(symbol, first, operand)
    return first


def _flat_maker(
    first: Typed, rest: Sequence[tuple[str, Typed]]
) -> Callable[[Typed, Sequence[tuple[str, Typed]]], Typed] | None:
    kinds = {first.kind, *(operand.kind for _, operand in rest)}
    symbols = {symbol for symbol, _ in rest}
    if kinds == {Kind.BOOLEAN} and symbols in ({"&&"}, {"||"}):
        return _flat_logical
    if kinds <= {Kind.TEXT, Kind.ID} and symbols <= {"+", "&"}:
        return _flat_text
    if kinds == {Kind.NUMBER} and symbols <= NUMERIC.keys():
        return _flat_number
    return None


def _flat_logical(first: Typed, rest: Sequence[tuple[str, Typed]]) -> Typed:
    make = all_true if rest[0][0] == "&&" else one_true
    runs = [first.run, *(operand.run for _, operand in rest)]
    return Typed(Kind.BOOLEAN, make(runs), first.position)


def _flat_text(first: Typed, rest: Sequence[tuple[str, Typed]]) -> Typed:
    runs = [first.run, *(operand.run for _, operand in rest)]

    def run(context: Context) -> str:
        return "".join([each(context) or "" for each in runs])

    return Typed(Kind.TEXT, run, first.position)


def _flat_number(first: Typed, rest: Sequence[tuple[str, Typed]]) -> Typed:
    start = first.run
    steps = [(NUMERIC[symbol], operand.run) for symbol, operand in rest]

    def run(context: Context) -> Decimal | None:
        value = start(context)
        for compute, operand in steps:
            other = operand(context)
            if value is None or other is None:
                return None
            value = compute(value, other)
        result: Decimal | None = value
        return result

    return Typed(Kind.NUMBER, run, first.position)


def binary(symbol: str, left: Typed, right: Typed) -> Typed:
    """Two operands and the operator between them. Raises FormulaError."""
    refuse_picklist(left)
    refuse_picklist(right)
    return MAKERS[symbol](symbol, left, right)


def _logical(symbol: str, left: Typed, right: Typed) -> Typed:
    _need(symbol, left, Kind.BOOLEAN)
    _need(symbol, right, Kind.BOOLEAN)
    make = all_true if symbol == "&&" else one_true
    return Typed(Kind.BOOLEAN, make([left.run, right.run]), left.position)


def _arithmetic(symbol: str, left: Typed, right: Typed) -> Typed:
    _need(symbol, left, Kind.NUMBER)
    _need(symbol, right, Kind.NUMBER)
    return Typed(Kind.NUMBER, _strict(ARITHMETIC[symbol], left.run, right.run), left.position)


def _joined(symbol: str, left: Typed, right: Typed) -> Typed:
    for each in (left, right):
        if not each.kind.is_text and each.kind is not Kind.NULL:
            raise _wrong(symbol, each, Kind.TEXT)
    first, second = text_run(left), text_run(right)
    return Typed(Kind.TEXT, lambda context: first(context) + second(context), left.position)


def _sum(symbol: str, left: Typed, right: Typed) -> Typed:
    """`+` and `-`, which also know dates, and `+` texts."""
    kinds = (left.kind, right.kind)
    if Kind.NULL in kinds:
        return Typed(Kind.NULL, lambda context: None, left.position)
    if left.kind.is_text and symbol == "+":
        return _joined(symbol, left, right)
    row = SUMS.get((symbol, *kinds))
    if row is None:
        raise _no_sum(symbol, left, right)
    kind, compute = row
    return Typed(kind, _strict(compute, left.run, right.run), left.position)


def _no_sum(symbol: str, left: Typed, right: Typed) -> FormulaError:
    known = (Kind.NUMBER, Kind.DATE, Kind.DATETIME, Kind.TIME)
    if left.kind not in known:
        return _wrong(symbol, left, Kind.NUMBER, Kind.DATE, Kind.DATETIME)
    if right.kind in (Kind.DATE, Kind.DATETIME) and left.kind in (right.kind, Kind.NUMBER):
        return _wrong(symbol, right, Kind.NUMBER)
    if left.kind is right.kind is Kind.TIME:
        return WRONG_ARGUMENT.error(left.position, callee=f"operator '{symbol}'")
    return _wrong(symbol, right, Kind.NUMBER, Kind.DATE, Kind.DATETIME)


def _equality(symbol: str, left: Typed, right: Typed) -> Typed:
    """`=` and `<>`: a blank text is '', anything else that is null makes the result null."""
    kind = unify(left.kind, right.kind)
    if kind is Kind.LOCATION:
        raise WRONG_ARGUMENT.error(left.position, callee=f"operator '{symbol}'")
    if kind is None:
        raise _wrong(symbol, right, left.kind)
    compare: Compute = operator.eq if symbol == "=" else operator.ne
    if kind.is_text:
        first, second = text_run(left), text_run(right)
        return Typed(
            Kind.BOOLEAN, lambda context: compare(first(context), second(context)), left.position
        )
    return Typed(Kind.BOOLEAN, _strict(compare, left.run, right.run), left.position)


def _comparison(symbol: str, left: Typed, right: Typed) -> Typed:
    """`<` and its like; null when an operand is blank."""
    kind = unify(left.kind, right.kind)
    if kind is None:
        raise _wrong(symbol, right, left.kind)
    for each in (left, right):
        if each.kind in (Kind.BOOLEAN, Kind.LOCATION):
            raise _wrong(symbol, each, Kind.NUMBER, Kind.DATE, Kind.DATETIME)
    return Typed(
        Kind.BOOLEAN, _strict(COMPARISONS[symbol], left.run, right.run, blank=""), left.position
    )


def _strict(compute: Compute, left: Run, right: Run, blank: str | None = None) -> Run:
    """Computes only with two values; `blank` counts as none."""

    def run(context: Context) -> Any:
        first = left(context)
        second = right(context)
        if first is None or second is None or first == blank or second == blank:
            return None
        return compute(first, second)

    if blank is not None:
        return run

    def run_plain(context: Context) -> Any:
        first = left(context)
        second = right(context)
        return None if first is None or second is None else compute(first, second)

    return run_plain


def _need(symbol: str, operand: Typed, kind: Kind) -> None:
    if operand.kind not in (kind, Kind.NULL):
        raise _wrong(symbol, operand, kind)


def _wrong(symbol: str, operand: Typed, *expected: Kind) -> FormulaError:
    return WRONG_TYPE.error(
        operand.position,
        callee=f"operator '{symbol}'",
        expected=", ".join(kind.shown for kind in expected),
        received=operand.kind.shown,
    )


def _divide(left: Decimal, right: Decimal) -> Decimal:
    if right == 0:
        raise EvaluationError("Division by zero")
    return NUMBERS.divide(left, right)


def _plus_days(date: datetime.date, days: Decimal) -> datetime.date:
    """Whole days; a fraction is dropped."""
    try:
        return date + DAY * int(days)
    except OverflowError as error:
        raise EvaluationError(OUT_OF_RANGE) from error


def _plus_fraction(moment: datetime.datetime, days: Decimal) -> datetime.datetime:
    """Days with their fraction, to the second."""
    try:
        seconds = NUMBERS.multiply(days, SECONDS_OF_DAY).to_integral_value("ROUND_HALF_UP")
        return moment + datetime.timedelta(seconds=int(seconds))
    except OverflowError as error:
        raise EvaluationError(OUT_OF_RANGE) from error


def _days_between(end: Any, start: Any) -> Decimal:
    return NUMBERS.divide(Decimal((end - start) // MS), Decimal(DAY_MS))


def milliseconds(time: datetime.time) -> int:
    """The milliseconds since midnight."""
    seconds = (time.hour * 60 + time.minute) * 60 + time.second
    return seconds * 1000 + time.microsecond // 1000


def _plus_milliseconds(time: datetime.time, amount: Decimal) -> datetime.time:
    total = (milliseconds(time) + int(amount)) % DAY_MS
    return (datetime.datetime.min + MS * total).time()


def _time_between(end: datetime.time, start: datetime.time) -> Decimal:
    return Decimal((milliseconds(end) - milliseconds(start)) % DAY_MS)


def _minus(compute: Compute) -> Compute:
    return lambda left, right: compute(left, right.copy_negate())


def _swapped(compute: Compute) -> Compute:
    return lambda left, right: compute(right, left)


ARITHMETIC: Final[dict[str, Compute]] = {
    "*": NUMBERS.multiply,
    "/": _divide,
    "^": power,
}
NUMERIC: Final[dict[str, Compute]] = {
    **ARITHMETIC,
    "+": NUMBERS.add,
    "-": NUMBERS.subtract,
}
"""What numbers alone can be computed with."""

SUMS: Final[dict[tuple[str, Kind, Kind], tuple[Kind, Compute]]] = {
    ("+", Kind.NUMBER, Kind.NUMBER): (Kind.NUMBER, NUMBERS.add),
    ("-", Kind.NUMBER, Kind.NUMBER): (Kind.NUMBER, NUMBERS.subtract),
    ("+", Kind.DATE, Kind.NUMBER): (Kind.DATE, _plus_days),
    ("+", Kind.NUMBER, Kind.DATE): (Kind.DATE, _swapped(_plus_days)),
    ("-", Kind.DATE, Kind.NUMBER): (Kind.DATE, _minus(_plus_days)),
    ("-", Kind.DATE, Kind.DATE): (Kind.NUMBER, _days_between),
    ("+", Kind.DATETIME, Kind.NUMBER): (Kind.DATETIME, _plus_fraction),
    ("+", Kind.NUMBER, Kind.DATETIME): (Kind.DATETIME, _swapped(_plus_fraction)),
    ("-", Kind.DATETIME, Kind.NUMBER): (Kind.DATETIME, _minus(_plus_fraction)),
    ("-", Kind.DATETIME, Kind.DATETIME): (Kind.NUMBER, _days_between),
    ("+", Kind.TIME, Kind.NUMBER): (Kind.TIME, _plus_milliseconds),
    ("-", Kind.TIME, Kind.NUMBER): (Kind.TIME, _minus(_plus_milliseconds)),
    ("-", Kind.TIME, Kind.TIME): (Kind.NUMBER, _time_between),
}
"""What can be added and subtracted."""

COMPARISONS: Final[dict[str, Compute]] = {
    "<": operator.lt,
    ">": operator.gt,
    "<=": operator.le,
    ">=": operator.ge,
}
MAKERS: Final[dict[str, Callable[[str, Typed, Typed], Typed]]] = {
    "||": _logical,
    "&&": _logical,
    "=": _equality,
    "<>": _equality,
    **dict.fromkeys(COMPARISONS, _comparison),
    "+": _sum,
    "-": _sum,
    "&": _joined,
    **dict.fromkeys(ARITHMETIC, _arithmetic),
}
