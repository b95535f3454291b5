"""Builds Python `ast` nodes with Apex positions; the only file that knows their constructors.

A `Place` is a position ready to be passed to a constructor: it is made once per Apex node and
shared by every Python node emitted for it.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence
from typing import Final, TypedDict

from sfsim.source import Span

LOAD: Final = ast.Load()
STORE: Final = ast.Store()


class Place(TypedDict):
    """Where an emitted node stands in the Apex file, as `ast` wants it."""

    lineno: int
    col_offset: int
    end_lineno: int
    end_col_offset: int


def place(span: Span) -> Place:
    """The place of a span: both count lines from 1 and columns in UTF-8 bytes."""
    return {
        "lineno": span[0],
        "col_offset": span[1],
        "end_lineno": span[2],
        "end_col_offset": span[3],
    }


# --- expressions --------------------------------------------------------------------------------


def name(identifier: str, at: Place) -> ast.Name:
    """A name that is read."""
    return ast.Name(identifier, LOAD, **at)


def store(identifier: str, at: Place) -> ast.Name:
    """A name that is assigned."""
    return ast.Name(identifier, STORE, **at)


def constant(value: object, at: Place) -> ast.Constant:
    """A constant that `compile` accepts: None, bool, int, float, str, bytes."""
    return ast.Constant(value, **at)  # type: ignore[arg-type]  # typeshed narrows by version


def attribute(value: ast.expr, attribute_name: str, at: Place) -> ast.Attribute:
    """`value.attribute`.

    The span is cut to one line: CPython 3.11 reports a multi-line attribute at its *last* line, so
    a traceback would name the wrong one.
    """
    result = ast.Attribute(value, attribute_name, LOAD, **at)
    if at["end_lineno"] != at["lineno"]:
        result.end_lineno = at["lineno"]
        result.end_col_offset = at["col_offset"] + 1
    return result


def store_attribute(value: ast.expr, attribute_name: str, at: Place) -> ast.Attribute:
    """`value.attribute` as the target of an assignment."""
    result = attribute(value, attribute_name, at)
    result.ctx = STORE
    return result


def subscript(value: ast.expr, index: ast.expr, at: Place) -> ast.Subscript:
    """`value[index]`."""
    return ast.Subscript(value, index, LOAD, **at)


def store_subscript(value: ast.expr, index: ast.expr, at: Place) -> ast.Subscript:
    """`value[index]` as the target of an assignment."""
    return ast.Subscript(value, index, STORE, **at)


def call(
    function: ast.expr,
    arguments: Sequence[ast.expr],
    at: Place,
    keywords: Sequence[tuple[str, ast.expr]] = (),
) -> ast.Call:
    """`function(arguments, key=value)`."""
    named = [ast.keyword(key, value, **at) for key, value in keywords]
    return ast.Call(function, list(arguments), named, **at)


def call_name(function: str, arguments: Sequence[ast.expr], at: Place) -> ast.Call:
    """A call of a global."""
    return ast.Call(ast.Name(function, LOAD, **at), list(arguments), [], **at)


def call_method(
    receiver: ast.expr, method: str, arguments: Sequence[ast.expr], at: Place
) -> ast.Call:
    """`receiver.method(arguments)`."""
    return ast.Call(attribute(receiver, method, at), list(arguments), [], **at)


def walrus(identifier: str, value: ast.expr, at: Place) -> ast.NamedExpr:
    """`(identifier := value)`."""
    return ast.NamedExpr(ast.Name(identifier, STORE, **at), value, **at)


def conditional(
    test: ast.expr, then: ast.expr, otherwise: ast.expr, at: Place
) -> ast.IfExp:
    """`then if test else otherwise`."""
    return ast.IfExp(test, then, otherwise, **at)


def binary(left: ast.expr, operator: ast.operator, right: ast.expr, at: Place) -> ast.BinOp:
    """`left operator right`."""
    return ast.BinOp(left, operator, right, **at)


def unary(operator: ast.unaryop, operand: ast.expr, at: Place) -> ast.UnaryOp:
    """`operator operand`."""
    return ast.UnaryOp(operator, operand, **at)


def negate(operand: ast.expr, at: Place) -> ast.expr:
    """`not operand`, folding a double negation and a negated identity test."""
    if isinstance(operand, ast.UnaryOp) and isinstance(operand.op, ast.Not):
        return operand.operand
    if isinstance(operand, ast.Compare) and len(operand.ops) == 1:
        opposite = _OPPOSITES.get(type(operand.ops[0]))
        if opposite is not None:
            return ast.Compare(operand.left, [opposite()], operand.comparators, **at)
    return ast.UnaryOp(ast.Not(), operand, **at)


_OPPOSITES: Final[dict[type[ast.cmpop], type[ast.cmpop]]] = {
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
}


def compare(left: ast.expr, operator: ast.cmpop, right: ast.expr, at: Place) -> ast.Compare:
    """`left operator right`."""
    return ast.Compare(left, [operator], [right], **at)


def between(low: int, value: ast.expr, high: int, at: Place) -> ast.Compare:
    """`low <= value <= high`."""
    return ast.Compare(
        constant(low, at), [ast.LtE(), ast.LtE()], [value, constant(high, at)], **at
    )


def is_none(value: ast.expr, at: Place) -> ast.Compare:
    """`value is None`."""
    return ast.Compare(value, [ast.Is()], [ast.Constant(None, **at)], **at)


def is_not_none(value: ast.expr, at: Place) -> ast.Compare:
    """`value is not None`."""
    return ast.Compare(value, [ast.IsNot()], [ast.Constant(None, **at)], **at)


def all_of(values: Sequence[ast.expr], at: Place) -> ast.expr:
    """`a and b and c`; a single value stands for itself."""
    return values[0] if len(values) == 1 else ast.BoolOp(ast.And(), list(values), **at)


def any_of(values: Sequence[ast.expr], at: Place) -> ast.expr:
    """`a or b or c`; a single value stands for itself."""
    return values[0] if len(values) == 1 else ast.BoolOp(ast.Or(), list(values), **at)


def tuple_of(values: Sequence[ast.expr], at: Place) -> ast.Tuple:
    """`(a, b)`."""
    return ast.Tuple(list(values), LOAD, **at)


def list_display(values: Sequence[ast.expr], at: Place) -> ast.List:
    """`[a, b]`."""
    return ast.List(list(values), LOAD, **at)


def formatted(parts: Sequence[ast.expr], at: Place) -> ast.expr:
    """An f-string: constant strings stay text, everything else is formatted with `str`'s rules."""
    values: list[ast.expr] = [
        part
        if isinstance(part, ast.Constant) and isinstance(part.value, str)
        else ast.FormattedValue(part, -1, None, **at)
        for part in parts
    ]
    return ast.JoinedStr(values, **at)


# --- statements ---------------------------------------------------------------------------------


def assign(target: ast.expr, value: ast.expr, at: Place) -> ast.Assign:
    """`target = value`."""
    return ast.Assign([target], value, **at)


def assign_name(identifier: str, value: ast.expr, at: Place) -> ast.Assign:
    """`identifier = value`."""
    return ast.Assign([ast.Name(identifier, STORE, **at)], value, **at)


def evaluate(value: ast.expr, at: Place) -> ast.Expr:
    """An expression as a statement."""
    return ast.Expr(value, **at)


def when(
    test: ast.expr, then: Sequence[ast.stmt], otherwise: Sequence[ast.stmt], at: Place
) -> ast.If:
    """`if test: then else: otherwise`."""
    return ast.If(test, list(then) or [ast.Pass(**at)], list(otherwise), **at)


def forever(body: Sequence[ast.stmt], at: Place) -> ast.While:
    """`while True: body`."""
    return ast.While(ast.Constant(True, **at), list(body), [], **at)


def for_in(target: ast.expr, iterable: ast.expr, body: Sequence[ast.stmt], at: Place) -> ast.For:
    """`for target in iterable: body`."""
    return ast.For(target, iterable, list(body) or [ast.Pass(**at)], [], None, **at)


def give_back(value: ast.expr | None, at: Place) -> ast.Return:
    """`return value`."""
    return ast.Return(value, **at)


def throw(value: ast.expr | None, at: Place) -> ast.Raise:
    """`raise value`."""
    return ast.Raise(value, None, **at)


def attempt(
    body: Sequence[ast.stmt],
    handlers: Sequence[ast.ExceptHandler],
    finalizer: Sequence[ast.stmt],
    at: Place,
) -> ast.Try:
    """`try: body` with handlers and a `finally`."""
    inner = list(body) or [ast.Pass(**at)]
    return ast.Try(inner, list(handlers), [], list(finalizer), **at)


def handler(
    kind: ast.expr, identifier: str, body: Sequence[ast.stmt], at: Place
) -> ast.ExceptHandler:
    """`except kind as identifier: body`."""
    return ast.ExceptHandler(kind, identifier, list(body), **at)


def with_block(context: ast.expr, body: Sequence[ast.stmt], at: Place) -> ast.With:
    """`with context: body`."""
    return ast.With([ast.withitem(context, None)], list(body) or [ast.Pass(**at)], None, **at)


def leave_loop(at: Place) -> ast.Break:
    """`break`."""
    return ast.Break(**at)


def next_turn(at: Place) -> ast.Continue:
    """`continue`."""
    return ast.Continue(**at)


def nonlocal_names(names: Sequence[str], at: Place) -> ast.Nonlocal:
    """`nonlocal a, b`."""
    return ast.Nonlocal(list(names), **at)


def function(
    identifier: str, parameters: Sequence[str], body: Sequence[ast.stmt], at: Place
) -> ast.FunctionDef:
    """`def identifier(parameters): body`."""
    arguments = ast.arguments(
        posonlyargs=[],
        args=[ast.arg(parameter, None, **at) for parameter in parameters],
        vararg=None,
        kwonlyargs=[],
        kw_defaults=[],
        kwarg=None,
        defaults=[],
    )
    node = ast.FunctionDef(identifier, arguments, list(body) or [ast.Pass(**at)], [], None, **at)
    _without_type_parameters(node)
    return node


def class_definition(
    identifier: str, bases: Sequence[ast.expr], body: Sequence[ast.stmt], at: Place
) -> ast.ClassDef:
    """`class identifier(bases): body`."""
    node = ast.ClassDef(identifier, list(bases), [], list(body) or [ast.Pass(**at)], [], **at)
    _without_type_parameters(node)
    return node


def _without_type_parameters(node: ast.stmt) -> None:
    """CPython 3.12 and later want the field; 3.11 does not know it."""
    if "type_params" in node._fields:
        node.type_params = []  # type: ignore[attr-defined]  # typeshed goes by requires-python


def module(body: Sequence[ast.stmt]) -> ast.Module:
    """A module of these statements."""
    return ast.Module(list(body), [])
