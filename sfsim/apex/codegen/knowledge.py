"""What follows from an expression's form and the facts at hand: never null, and in which range.

Pure questions about Apex nodes; nothing is emitted here. `narrow` turns the outcome of a condition
into facts.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from sfsim.apex import nodes
from sfsim.apex.bindings import MethodReference
from sfsim.apex.codegen.chains import may_be_cut
from sfsim.apex.codegen.context import Body
from sfsim.apex.codegen.facts import (
    INTEGER_RANGE,
    LONG_RANGE,
    SIZE_RANGE,
    Interval,
)
from sfsim.apex.codegen.walk import assigned, bare, local_of
from sfsim.names import fold
from sfsim.typeref import BOOLEAN, INTEGER, LONG, TypeRef

RING: Final = frozenset({"add", "subtract", "multiply"})
"""The operators that may be computed on unwrapped operands and wrapped once at the end."""

SIZES: Final = frozenset({"size", "length"})
NEVER_NULL_NUMBERS: Final = SIZES | {
    "abs", "compareto", "day", "hashcode", "indexof", "intvalue", "lastindexof", "longvalue",
    "max", "min", "mod", "month", "ordinal", "round", "year",
}  # fmt: skip

_ALWAYS: Final = (
    nodes.New, nodes.NewArray, nodes.NewCollection, nodes.NewMap, nodes.This, nodes.Super,
    nodes.ClassLiteral, nodes.InstanceOf, nodes.Update, nodes.Unary,
)  # fmt: skip


def is_integral(type_ref: TypeRef) -> bool:
    """Whether values of the type wrap."""
    return type_ref in (INTEGER, LONG)


def non_null(body: Body, expression: nodes.Expression) -> bool:
    """Whether the expression certainly has a value here."""
    node = bare(expression)
    if node in body.replaced or expression in body.replaced:
        return True
    if isinstance(node, _ALWAYS):
        return True
    rule = _NON_NULL.get(type(node))
    return rule(body, node) if rule is not None else False


def _binary_non_null(body: Body, node: nodes.Binary) -> bool:
    if body.bindings.operations[node].name == "coalesce":
        return non_null(body, node.right)
    return True


def _name_non_null(body: Body, node: nodes.Name) -> bool:
    variable = local_of(body.bindings, node)
    return variable is not None and body.facts.get(variable).non_null


def _call_non_null(body: Body, node: nodes.MethodCall) -> bool:
    reference = body.bindings.references.get(node)
    if not isinstance(reference, MethodReference) or may_be_cut(body, node):
        return False
    declaration = reference.declaration
    if declaration.standard is None:
        return False
    if declaration.returns == BOOLEAN:
        return True
    return is_integral(declaration.returns) and fold(declaration.name) in NEVER_NULL_NUMBERS


def _query_non_null(body: Body, node: nodes.SoqlExpression) -> bool:
    return True


_NON_NULL: Final[dict[type, Callable[[Body, Any], bool]]] = {
    nodes.Literal: lambda body, node: node.kind != "null",
    nodes.Binary: _binary_non_null,
    nodes.Name: _name_non_null,
    nodes.MethodCall: _call_non_null,
    nodes.SoqlExpression: _query_non_null,
    nodes.SoslExpression: _query_non_null,
    nodes.Cast: lambda body, node: non_null(body, node.value),
    nodes.Assign: lambda body, node: node.operator != "=" or non_null(body, node.value),
    nodes.Ternary: lambda body, node: non_null(body, node.then) and non_null(body, node.otherwise),
}


# --- ranges -------------------------------------------------------------------------------------


def interval(body: Body, expression: nodes.Expression) -> Interval:
    """The range of an Integer or Long expression's exact (wrapped) value."""
    node = bare(expression)
    type_ref = body.bindings.types[node]
    full = INTEGER_RANGE if type_ref == INTEGER else LONG_RANGE
    rule = _INTERVALS.get(type(node))
    if rule is None or not is_integral(type_ref):
        return full
    found: Interval | None = rule(body, node)
    return found if found is not None and found.within(full) else full


def combine(name: str, left: Interval, right: Interval) -> Interval:
    """The range of an unwrapped sum, difference or product."""
    if name == "add":
        return Interval(left.low + right.low, left.high + right.high)
    if name == "subtract":
        return Interval(left.low - right.high, left.high - right.low)
    assert name == "multiply", name
    corners = [a * b for a in left for b in right]
    return Interval(min(corners), max(corners))


def _literal_interval(body: Body, node: nodes.Literal) -> Interval | None:
    return Interval(node.value, node.value) if isinstance(node.value, int) else None


def _name_interval(body: Body, node: nodes.Name) -> Interval | None:
    variable = local_of(body.bindings, node)
    return body.facts.get(variable).interval if variable is not None else None


def _unary_interval(body: Body, node: nodes.Unary) -> Interval | None:
    inner = interval(body, node.operand)
    if node.operator == "-":
        return Interval(-inner.high, -inner.low)
    return inner if node.operator == "+" else None


def _binary_interval(body: Body, node: nodes.Binary) -> Interval | None:
    name = body.bindings.operations[node].name
    if name in RING:
        return combine(name, interval(body, node.left), interval(body, node.right))
    if name == "divide":
        divisor = interval(body, node.right)
        dividend = interval(body, node.left)
        if dividend.low >= 0 and divisor.low > 0:
            return Interval(0, dividend.high // divisor.low)
    if name == "bit_and":
        left, right = interval(body, node.left), interval(body, node.right)
        bounds = [bound.high for bound in (left, right) if bound.low >= 0]
        return Interval(0, min(bounds)) if bounds else None
    if name == "shift_right":
        left = interval(body, node.left)
        return Interval(min(left.low, 0), max(left.high, 0))
    return None


def _call_interval(body: Body, node: nodes.MethodCall) -> Interval | None:
    reference = body.bindings.references.get(node)
    if not isinstance(reference, MethodReference) or reference.declaration.standard is None:
        return None
    name = fold(reference.declaration.name)
    if name in SIZES:
        return SIZE_RANGE
    if name == "mod" and reference.declaration.owner.name == "Math" and len(node.arguments) == 2:
        divisor = interval(body, node.arguments[1])
        dividend = interval(body, node.arguments[0])
        bound = max(abs(divisor.low), abs(divisor.high)) - 1
        return Interval(0 if dividend.low >= 0 else -bound, bound)
    return None


def _ternary_interval(body: Body, node: nodes.Ternary) -> Interval | None:
    then, otherwise = interval(body, node.then), interval(body, node.otherwise)
    return Interval(min(then.low, otherwise.low), max(then.high, otherwise.high))


_INTERVALS: Final[dict[type, Callable[[Body, Any], Interval | None]]] = {
    nodes.Literal: _literal_interval,
    nodes.Name: _name_interval,
    nodes.Unary: _unary_interval,
    nodes.Binary: _binary_interval,
    nodes.MethodCall: _call_interval,
    nodes.Ternary: _ternary_interval,
}


# --- conditions ---------------------------------------------------------------------------------

_MIRROR: Final = {
    "less": "greater",
    "less_equal": "greater_equal",
    "greater": "less",
    "greater_equal": "less_equal",
}


def narrow(body: Body, condition: nodes.Expression, outcome: bool) -> None:
    """Adds to the facts what the outcome of a condition proves."""
    _narrow(body, condition, outcome)
    body.facts.forget(assigned(body.bindings, condition))


def _narrow(body: Body, condition: nodes.Expression, outcome: bool) -> None:
    node = bare(condition)
    if isinstance(node, nodes.Unary) and node.operator == "!":
        _narrow(body, node.operand, not outcome)
    elif isinstance(node, nodes.Binary):
        operation = body.bindings.operations[node]
        if operation.name in ("and", "or"):
            if (operation.name == "and") == outcome:
                _narrow(body, node.left, outcome)
                _narrow(body, node.right, outcome)
        elif operation.name in ("equal", "not_equal"):
            _narrow_equality(body, node, (operation.name == "equal") == outcome)
        elif operation.name in _MIRROR:
            name = operation.name if outcome else _OPPOSITE[operation.name]
            _narrow_order(body, name, node.left, node.right, outcome)
            _narrow_order(body, _MIRROR[name], node.right, node.left, outcome)


def _narrow_equality(body: Body, node: nodes.Binary, is_equal: bool) -> None:
    for side, other in ((node.left, node.right), (node.right, node.left)):
        variable = local_of(body.bindings, side)
        if variable is None:
            continue
        if not is_equal and is_null_literal(other):
            body.facts.learn_non_null(variable)
        elif is_equal and non_null(body, other):
            if is_integral(variable.type) and is_integral(body.bindings.types[bare(other)]):
                bounds = interval(body, other)
                body.facts.narrow(variable, bounds.low, bounds.high)
            else:
                body.facts.learn_non_null(variable)


_OPPOSITE: Final = {
    "less": "greater_equal",
    "less_equal": "greater",
    "greater": "less_equal",
    "greater_equal": "less",
}


def _narrow_order(
    body: Body, name: str, side: nodes.Expression, other: nodes.Expression, holds: bool
) -> None:
    variable = local_of(body.bindings, side)
    if variable is None or not is_integral(variable.type):
        return
    if not is_integral(body.bindings.types[bare(other)]) or other in body.bindings.conversions:
        return
    if not holds and not non_null(body, other):
        return  # `x < null` is false whatever x is
    bounds = interval(body, other)
    low, high = None, None
    if name == "less":
        high = bounds.high - 1
    elif name == "less_equal":
        high = bounds.high
    elif name == "greater":
        low = bounds.low + 1
    else:
        low = bounds.low
    body.facts.narrow(variable, low, high, non_null=holds)


def is_null_literal(expression: nodes.Expression) -> bool:
    """Whether this is the literal `null`."""
    node = bare(expression)
    return isinstance(node, nodes.Literal) and node.kind == "null"
