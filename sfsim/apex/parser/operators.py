"""Infix operators and casts, put into the order in which Apex groups them.

The grammar's precedences are Java's. Apex differs in two ways: comparison and equality share one
level, and `(a) - b` is a subtraction unless the name in the parentheses can only be a type. So a
run of infix operators is taken apart and grouped anew, by a loop: long concatenations are common.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from tree_sitter import Node

from sfsim.apex import nodes
from sfsim.apex.parser.tree import Unit, child, field, parts, span, text
from sfsim.apex.parser.types import type_name
from sfsim.names import fold
from sfsim.source import Span

LEFT: Final = field("left")
RIGHT: Final = field("right")
OPERATOR: Final = field("operator")
OPERAND: Final = field("operand")
TYPE: Final = field("type")
VALUE: Final = field("value")

ConvertExpression = Callable[[Node, Unit], nodes.Expression]

PRECEDENCE: Final = {
    operator: level
    for level, operators in enumerate(
        (
            ("??",),
            ("||",),
            ("&&",),
            ("|",),
            ("^",),
            ("&",),
            ("==", "!=", "<>", "===", "!==", "<", ">", "<=", ">="),
            ("<<", ">>", ">>>"),
            ("+", "-"),
            ("*", "/", "%"),
        )
    )
    for operator in operators
}
"""Source: Apex Developer Guide, "Operator Precedence"; one level for comparison and equality was
reported from real orgs (`a < 0 != b < 0` does not compile)."""

_COMPARISON: Final = PRECEDENCE["=="]

_NUMBER_TYPES: Final = frozenset({"integer", "long", "double", "decimal", "object"})
"""Types to which a signed operand can be cast: `(Integer) -1`, but `(total) - 1`."""


def binary(node: Node, unit: Unit, expression: ConvertExpression) -> nodes.Expression:
    """The grouping of a whole run of infix operators."""
    operands, operators = _flatten(node, unit, expression)
    if len(operators) == 1:
        left, right = operands
        return nodes.Binary(span(node), operators[0], left, right)
    return _group(operands, operators)


def cast(node: Node, unit: Unit, expression: ConvertExpression) -> nodes.Expression:
    """`(Type) value`, or `(a) - b` which the grammar takes for a cast."""
    if not _is_arithmetic(node):
        return _cast(node, unit, expression)
    operands, operators = _flatten(node, unit, expression)
    return _group(operands, operators)


def instance_of(node: Node, unit: Unit, expression: ConvertExpression) -> nodes.InstanceOf:
    """`value instanceof Type`; a comparison beside it needs parentheses."""
    tested = child(node, LEFT)
    if _level(tested) == _COMPARISON:
        unit.refuse(tested, "Unexpected token 'instanceof'.")
    value = expression(tested, unit)
    return nodes.InstanceOf(span(node), value, type_name(child(node, RIGHT), unit))


def _level(node: Node) -> int:
    if node.type == "instanceof_expression":
        return _COMPARISON
    return PRECEDENCE[child(node, OPERATOR).type] if node.type == "binary_expression" else -1


def _cast(node: Node, unit: Unit, expression: ConvertExpression) -> nodes.Cast:
    target = type_name(child(node, TYPE), unit)
    return nodes.Cast(span(node), target, expression(child(node, VALUE), unit))


def _is_arithmetic(node: Node) -> bool:
    value = child(node, VALUE)
    if value.type != "unary_expression" or child(value, OPERATOR).type not in "+-":
        return False
    target = child(node, TYPE)
    if target.type not in ("type_identifier", "scoped_type_identifier"):
        return False
    return fold(text(target)) not in _NUMBER_TYPES


def _flatten(
    node: Node, unit: Unit, expression: ConvertExpression
) -> tuple[list[nodes.Expression], list[str]]:
    """The operands and operators of a run, left to right."""
    operands: list[nodes.Expression] = []
    operators: list[str] = []
    pending: list[Node | str] = [node]
    while pending:
        found = pending.pop()
        if isinstance(found, str):
            operators.append(found)
            continue
        kind = found.type
        if kind == "binary_expression":
            operator = child(found, OPERATOR).type
            pending += (child(found, RIGHT), operator, child(found, LEFT))
            if PRECEDENCE[operator] == _COMPARISON:
                _refuse_bare_instance_of(found, unit, operator)
        elif kind == "cast_expression" and _is_arithmetic(found):
            value = child(found, VALUE)
            operands.append(_parenthesized_name(found, unit))
            operators.append(child(value, OPERATOR).type)
            pending.append(child(value, OPERAND))
        else:
            operands.append(expression(found, unit))
    return operands, operators


def _refuse_bare_instance_of(node: Node, unit: Unit, operator: str) -> None:
    for side in (child(node, LEFT), child(node, RIGHT)):
        if side.type == "instanceof_expression":
            unit.refuse(child(node, OPERATOR), f"Unexpected token '{operator}'.")


def _parenthesized_name(node: Node, unit: Unit) -> nodes.Parenthesized:
    """The `(a.b)` of `(a.b) - c`."""
    found = _named(child(node, TYPE), unit)
    closing = next(token for token in node.children if token.type == ")")
    opened, closed = span(node), span(closing)
    wrapped = Span(opened.line, opened.column, closed.end_line, closed.end_column)
    return nodes.Parenthesized(wrapped, found)


def _named(node: Node, unit: Unit) -> nodes.Expression:
    """What was read as a type name, read as an expression: `a`, `a.b` or `List<A>.class`."""
    place = span(node)
    if node.type == "type_identifier":
        return nodes.Name(place, text(node))
    if node.type != "scoped_type_identifier":
        unit.refuse(node, "Unexpected token '<'.")
        return nodes.Name(place, text(node))
    target, name = parts(node)
    if fold(text(name)) == "class":
        return nodes.ClassLiteral(place, type_name(target, unit))
    return nodes.FieldAccess(place, _named(target, unit), text(name), span(name))


def _group(operands: list[nodes.Expression], operators: list[str]) -> nodes.Expression:
    """Operator precedence by two stacks; every level groups to the left."""
    values = [operands[0]]
    waiting: list[str] = []
    for operator, operand in zip(operators, operands[1:], strict=True):
        level = PRECEDENCE[operator]
        while waiting and PRECEDENCE[waiting[-1]] >= level:
            _reduce(values, waiting)
        waiting.append(operator)
        values.append(operand)
    while waiting:
        _reduce(values, waiting)
    return values[0]


def _reduce(values: list[nodes.Expression], waiting: list[str]) -> None:
    right = values.pop()
    left = values[-1]
    start, end = left.span, right.span
    place = Span(start.line, start.column, end.end_line, end.end_column)
    values[-1] = nodes.Binary(place, waiting.pop(), left, right)
