"""WHERE and HAVING, and the field expressions that every clause uses."""

from __future__ import annotations

from typing import Final

from sfsim.soql import nodes
from sfsim.soql.parser.cursor import SYMBOL, WORD, Cursor
from sfsim.soql.parser.values import bind, value

_SYMBOLS: Final = frozenset({"=", "!=", "<>", "<", "<=", ">", ">="})


def condition(cursor: Cursor) -> nodes.Condition:
    """A run of conditions joined by AND or by OR; mixing the two needs parentheses."""
    start = cursor.start
    operands = [_operand(cursor)]
    joiner = cursor.upper if cursor.kind == WORD and cursor.upper in ("AND", "OR") else ""
    while joiner and cursor.accept(joiner):
        operands.append(_operand(cursor))
    if joiner and (cursor.at("AND") or cursor.at("OR")):
        cursor.unexpected()
    if joiner == "AND":
        return nodes.And(cursor.span(start), tuple(operands))
    if joiner == "OR":
        return nodes.Or(cursor.span(start), tuple(operands))
    return operands[0]


def _operand(cursor: Cursor) -> nodes.Condition:
    start = cursor.start
    if cursor.at("NOT"):
        cursor.advance()
        cursor.enter()
        operand = _operand(cursor)
        cursor.leave()
        return nodes.Not(cursor.span(start), operand)
    if cursor.accept("("):
        cursor.enter()
        inner = condition(cursor)
        cursor.leave()
        cursor.expect(")")
        return inner
    return _comparison(cursor)


def _comparison(cursor: Cursor) -> nodes.Comparison:
    start = cursor.start
    left = field_expression(cursor)
    operator = _operator(cursor, start)
    if operator in ("IN", "NOT IN", "INCLUDES", "EXCLUDES"):
        right = _set(cursor, operator)
    else:
        right = value(cursor, keeps_wildcards=operator == "LIKE")
    return nodes.Comparison(cursor.span(start), left, operator, right)


def _operator(cursor: Cursor, start: int) -> str:
    name = cursor.upper
    if cursor.kind == SYMBOL and name in _SYMBOLS:
        cursor.advance()
        return "!=" if name == "<>" else name
    if cursor.kind == WORD:
        if name in ("LIKE", "IN", "INCLUDES", "EXCLUDES"):
            cursor.advance()
            return name
        if cursor.accept_pair("NOT", "IN"):
            return "NOT IN"
        # The platform's lexer takes the field and the word behind it for one token.
        seen = cursor.source[start : cursor.end]
        cursor.fail(f"unexpected token: '{' '.join(seen.split())}'", start)
    return cursor.unexpected()


def _set(cursor: Cursor, operator: str) -> nodes.Value:
    start = cursor.start
    if cursor.at(":"):
        return bind(cursor)
    if not cursor.at("("):
        if cursor.kind == WORD:
            cursor.fail(f"expecting a colon, found '{cursor.shown()}'")
        cursor.unexpected()
    if cursor.following() == "SELECT" and operator.endswith("IN"):
        return subquery(cursor)
    cursor.advance()
    values = [value(cursor)]
    while cursor.accept(","):
        values.append(value(cursor))
    cursor.expect(")")
    return nodes.ListValue(cursor.span(start), tuple(values))


def subquery(cursor: Cursor) -> nodes.Subquery:
    """`(SELECT …)`, a semi-join here and a child query in SELECT."""
    start = cursor.start
    cursor.expect("(")
    cursor.enter()
    inner = cursor.read_query(cursor)
    cursor.leave()
    cursor.expect(")")
    return nodes.Subquery(cursor.span(start), inner)


def field_expression(cursor: Cursor) -> nodes.FieldPath | nodes.FunctionCall:
    """`Account.Name` or `MAX(Amount)`."""
    start = cursor.start
    path = cursor.dotted()
    if not cursor.at("("):
        return nodes.FieldPath(cursor.span(start), path)
    if len(path) > 1:
        cursor.unexpected()
    return _call(cursor, start, path[0])


def _call(cursor: Cursor, start: int, name: str) -> nodes.FunctionCall:
    cursor.enter()
    cursor.expect("(")
    arguments: list[nodes.FieldPath | nodes.FunctionCall | nodes.Value] = []
    if not cursor.at(")"):
        arguments.append(_argument(cursor))
        while cursor.accept(","):
            arguments.append(_argument(cursor))
    cursor.expect(")")
    cursor.leave()
    return nodes.FunctionCall(cursor.span(start), name, tuple(arguments))


def _argument(cursor: Cursor) -> nodes.FieldPath | nodes.FunctionCall | nodes.Value:
    if cursor.kind == WORD:
        return field_expression(cursor)
    return value(cursor)
