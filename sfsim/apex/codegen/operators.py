"""Operators: 32- and 64-bit arithmetic that wraps only where it must, text, comparison, logic.

Sums, differences and products are computed on unwrapped operands (they agree modulo 2**32) and
wrapped once where the value is used; the range analysis of `knowledge` says where that is needless.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from sfsim.apex import nodes, pyast
from sfsim.apex.bindings import Operation
from sfsim.apex.codegen import concatenation
from sfsim.apex.codegen.chains import optional_record
from sfsim.apex.codegen.checks import checked, condition
from sfsim.apex.codegen.context import Body, is_enum
from sfsim.apex.codegen.facts import INTEGER_RANGE, LONG_RANGE, Interval, range_of
from sfsim.apex.codegen.indexing import once
from sfsim.apex.codegen.knowledge import (
    RING,
    combine,
    interval,
    is_integral,
    is_null_literal,
    narrow,
    non_null,
)
from sfsim.apex.codegen.walk import assigned, bare, local_of
from sfsim.apex.pyast import Place
from sfsim.typeref import (
    BLOB,
    BOOLEAN,
    DATE,
    DECIMAL,
    DOUBLE,
    ID,
    INTEGER,
    LONG,
    STRING,
    TIME,
    TypeRef,
)


@dataclass(slots=True)
class Operand:
    """An emitted operand with what is known of it; `interval` may exceed the type (unwrapped)."""

    value: ast.expr
    non_null: bool = False
    interval: Interval | None = None
    literal: nodes.Literal | None = None


ARITHMETIC: Final[dict[str, Callable[[], ast.operator]]] = {
    "add": ast.Add,
    "subtract": ast.Sub,
    "multiply": ast.Mult,
}
ORDER: Final[dict[str, Callable[[], ast.cmpop]]] = {
    "less": ast.Lt,
    "less_equal": ast.LtE,
    "greater": ast.Gt,
    "greater_equal": ast.GtE,
}
BITWISE: Final[dict[str, Callable[[], ast.operator]]] = {
    "bit_and": ast.BitAnd,
    "bit_or": ast.BitOr,
    "bit_xor": ast.BitXor,
}
EXACT_EQUALITY: Final = frozenset({INTEGER, LONG, BOOLEAN, DOUBLE, DECIMAL, DATE, TIME, BLOB})
"""Types whose Python `==` is Apex's, null included."""


# --- rules --------------------------------------------------------------------------------------


def visit_Binary(body: Body, node: nodes.Binary) -> ast.expr:
    """Every infix operator."""
    operation = body.bindings.operations[node]
    at = pyast.place(node.span)
    if operation.name in ("and", "or"):
        return _logic(body, node, operation, at)
    if operation.name == "coalesce":
        return _coalesce(body, node, at)
    if operation.name == "concat":
        return concatenation.concatenate(body, node, at)
    if is_integral(operation.operand) and operation.name in RING:
        value, bounds = _ring_binary(body, node, operation)
        return wrapped(body, value, bounds, operation.operand, at)
    left = operand(body, node.left, operation.operand)
    right = operand(body, node.right, operation.operand)
    result = compute(body, operation, node.operator, left, right, at)
    if operation.name not in ORDER and "equal" not in operation.name:
        _learn_operands(body, node.left, node.right)
    return result


def visit_Unary(body: Body, node: nodes.Unary) -> ast.expr:
    """`-x`, `+x`, `!x`, `~x`."""
    operation = body.bindings.operations[node]
    at = pyast.place(node.span)
    if operation.name == "not":
        return pyast.negate(condition(body, node.operand), at)
    if operation.name == "plus":
        return checked(body, node.operand)
    if operation.name == "bit_not":
        return pyast.unary(ast.Invert(), body.value(node.operand), at)
    if is_integral(operation.operand):
        value, bounds = _ring_negate(body, node)
        return wrapped(body, value, bounds, operation.operand, at)
    inner = bare(node.operand)
    if isinstance(inner, nodes.Literal) and node.operand not in body.bindings.conversions:
        if isinstance(inner.value, float):
            return pyast.constant(-inner.value, at)
        return pyast.name(body.unit.decimal(f"-{inner.value}"), at)
    return pyast.unary(ast.USub(), body.value(node.operand), at)


def ring(body: Body, expression: nodes.Expression) -> tuple[ast.expr, Interval]:
    """An Integer or Long expression, perhaps unwrapped, with the range of what is emitted."""
    node = bare(expression)
    if expression in body.bindings.conversions or node in body.replaced:
        return body.value(expression), interval(body, expression)
    if isinstance(node, nodes.Binary):
        operation = body.bindings.operations[node]
        if operation.name in RING and is_integral(operation.operand):
            return _ring_binary(body, node, operation)
    if isinstance(node, nodes.Unary) and node.operator == "-":
        return _ring_negate(body, node)
    bounds = interval(body, expression)
    return body.value(expression), bounds


def _ring_binary(
    body: Body, node: nodes.Binary, operation: Operation
) -> tuple[ast.expr, Interval]:
    left = operand(body, node.left, operation.operand, is_ring=True)
    right = operand(body, node.right, operation.operand, is_ring=True)
    _learn_operands(body, node.left, node.right)
    return ring_operation(body, operation, left, right, pyast.place(node.span))


def _ring_negate(body: Body, node: nodes.Unary) -> tuple[ast.expr, Interval]:
    inner = bare(node.operand)
    at = pyast.place(node.span)
    if isinstance(inner, nodes.Literal) and isinstance(inner.value, int):
        return pyast.constant(-inner.value, at), Interval(-inner.value, -inner.value)
    value, bounds = ring(body, node.operand)
    return pyast.unary(ast.USub(), value, at), Interval(-bounds.high, -bounds.low)


def operand(
    body: Body, node: nodes.Expression, target: TypeRef, *, is_ring: bool = False
) -> Operand:
    """One operand, with what is known of it before it was evaluated."""
    known = non_null(body, node)
    if is_integral(target) and is_integral(body.type_of(node)):
        if is_ring and body.bindings.types[bare(node)] == target:
            value, bounds = ring(body, node)
        else:
            bounds = interval(body, node)
            value = body.value(node)
        return Operand(value, known, bounds, _literal(node))
    return Operand(body.value(node), known, None, _literal(node))


def _literal(node: nodes.Expression) -> nodes.Literal | None:
    found = bare(node)
    return found if isinstance(found, nodes.Literal) else None


def _learn_operands(body: Body, *operands: nodes.Expression) -> None:
    for node in operands:
        variable = local_of(body.bindings, node)
        if variable is not None and variable.type != STRING:
            body.facts.learn_non_null(variable)


# --- integers -----------------------------------------------------------------------------------

_WIDTHS: Final = {INTEGER: ("wrap_32", INTEGER_RANGE), LONG: ("wrap_64", LONG_RANGE)}


def ring_operation(
    body: Body, operation: Operation, left: Operand, right: Operand, at: Place
) -> tuple[ast.expr, Interval]:
    """A sum, difference or product, unwrapped, with its range."""
    full = range_of(operation.operand)
    left_bounds, right_bounds = left.interval or full, right.interval or full
    left_value, right_value = left.value, right.value
    if operation.name == "multiply":
        # A product of unwrapped products would grow without bound, and big ints are slow.
        if not left_bounds.within(full):
            left_value = wrapped(body, left_value, left_bounds, operation.operand, at)
            left_bounds = full
        if not right_bounds.within(full):
            right_value = wrapped(body, right_value, right_bounds, operation.operand, at)
            right_bounds = full
    value = pyast.binary(left_value, ARITHMETIC[operation.name](), right_value, at)
    return value, combine(operation.name, left_bounds, right_bounds)


def wrapped(
    body: Body, value: ast.expr, bounds: Interval, type_ref: TypeRef, at: Place
) -> ast.expr:
    """The value wrapped to its type, if its range says that it may not fit."""
    function, full = _WIDTHS[type_ref]
    if bounds.within(full):
        return value
    temporary = body.temporary()
    test = fits(pyast.walrus(temporary, value, at), bounds, full, at)
    inside = pyast.name(temporary, at)
    return pyast.conditional(test, inside, pyast.call_name(function, [inside], at), at)


def fits(value: ast.expr, bounds: Interval, full: Interval, at: Place) -> ast.expr:
    """The cheapest test that a value with these bounds lies in the full range."""
    if bounds.low >= full.low:
        return pyast.compare(value, ast.LtE(), pyast.constant(full.high, at), at)
    if bounds.high <= full.high:
        return pyast.compare(value, ast.GtE(), pyast.constant(full.low, at), at)
    return pyast.between(full.low, value, full.high, at)


def wrap_statement(
    identifier: str, bounds: Interval, type_ref: TypeRef, at: Place
) -> list[ast.stmt]:
    """`if not low <= x <= high: x = wrap(x)`, the cheapest form, for a value just stored."""
    function, full = _WIDTHS[type_ref]
    if bounds.within(full):
        return []
    variable = pyast.name(identifier, at)
    test: ast.expr
    if bounds.low >= full.low:
        test = pyast.compare(variable, ast.Gt(), pyast.constant(full.high, at), at)
    elif bounds.high <= full.high:
        test = pyast.compare(variable, ast.Lt(), pyast.constant(full.low, at), at)
    else:
        test = pyast.unary(ast.Not(), pyast.between(full.low, variable, full.high, at), at)
    wrap = pyast.assign_name(identifier, pyast.call_name(function, [variable], at), at)
    return [pyast.when(test, [wrap], [], at)]


# --- everything that is not a ring operation ----------------------------------------------------


def compute(
    body: Body, operation: Operation, symbol: str, left: Operand, right: Operand, at: Place
) -> ast.expr:
    """The exact result of one operation on two emitted operands."""
    name = operation.name
    if name in RING:
        if is_integral(operation.operand):
            value, bounds = ring_operation(body, operation, left, right, at)
            return wrapped(body, value, bounds, operation.operand, at)
        return pyast.binary(left.value, ARITHMETIC[name](), right.value, at)
    if name == "divide":
        return _divide(operation, left, right, at)
    if name in ("add_days", "add_milliseconds"):
        amount = right.value
        if symbol.startswith("-"):
            amount = pyast.unary(ast.USub(), amount, at)
        return pyast.call_name(name, [left.value, amount], at)
    if name in BITWISE:
        if operation.operand == BOOLEAN:
            return pyast.call_name(f"bool_{name[4:]}", [left.value, right.value], at)
        return pyast.binary(left.value, BITWISE[name](), right.value, at)
    if name.startswith("shift"):
        return _shift(operation, left, right, at)
    if name in ORDER:
        return _order(body, operation, left, right, at)
    if name in ("equal", "not_equal"):
        result = _equal(body, operation, left, right, at)
        return result if name == "equal" else pyast.negate(result, at)
    assert name in ("same", "not_same"), f"codegen has no rule for the operation {name}"
    return _same(operation, left, right, at)


_DIVISIONS: Final = {
    INTEGER: "divide_integer",
    LONG: "divide_long",
    DECIMAL: "divide_decimal",
    DOUBLE: "divide_double",
}


def _divide(operation: Operation, left: Operand, right: Operand, at: Place) -> ast.expr:
    bounds, divisor = left.interval, right.interval
    if (
        bounds is not None
        and divisor is not None
        and bounds.low >= 0
        and divisor.low > 0
    ):
        return pyast.binary(left.value, ast.FloorDiv(), right.value, at)
    if divisor is not None and divisor.low > 0 and _is_atom(left.value) and left.non_null:
        # The signs agree: Python's floor is Apex's truncation. Otherwise the function rounds.
        test = pyast.compare(left.value, ast.GtE(), pyast.constant(0, at), at)
        fast = pyast.binary(left.value, ast.FloorDiv(), right.value, at)
        slow = pyast.call_name(_DIVISIONS[operation.operand], [left.value, right.value], at)
        return pyast.conditional(test, fast, slow, at)
    return pyast.call_name(_DIVISIONS[operation.operand], [left.value, right.value], at)


def _shift(operation: Operation, left: Operand, right: Operand, at: Place) -> ast.expr:
    is_long = operation.operand == LONG
    count = right.literal.value if right.literal is not None else None
    if operation.name == "shift_right" and isinstance(count, int):
        masked = pyast.constant(count & (63 if is_long else 31), at)
        return pyast.binary(left.value, ast.RShift(), masked, at)
    function = f"{operation.name}_{'long' if is_long else 'integer'}"
    return pyast.call_name(function, [left.value, right.value], at)


_TEXT_ORDER: Final = {
    "less": ("text_less", False),
    "less_equal": ("text_less_equal", False),
    "greater": ("text_less", True),
    "greater_equal": ("text_less_equal", True),
}


def _order(
    body: Body, operation: Operation, left: Operand, right: Operand, at: Place
) -> ast.expr:
    if operation.operand in (STRING, ID):
        function, is_swapped = _TEXT_ORDER[operation.name]
        if not is_swapped:
            return pyast.call_name(function, [left.value, right.value], at)
        if _is_atom(left.value) or _is_atom(right.value):
            return pyast.call_name(function, [right.value, left.value], at)
        return pyast.call_name(
            "text_greater" if operation.name == "greater" else "text_greater_equal",
            [left.value, right.value],
            at,
        )
    if left.non_null and right.non_null:
        return pyast.compare(left.value, ORDER[operation.name](), right.value, at)
    return _order_of_nullables(body, operation, left, right, at)


def _order_of_nullables(
    body: Body, operation: Operation, left: Operand, right: Operand, at: Place
) -> ast.expr:
    """A comparison that is false when a side is null. Both sides are always evaluated, in order:
    what is no plain name goes into a temporary, and `&` does not stop at a null left side."""
    first, first_again = once(body, left.value, at)
    second, second_again = once(body, right.value, at)
    comparison = pyast.compare(first_again, ORDER[operation.name](), second_again, at)
    tests: list[ast.expr] = []
    if not left.non_null or isinstance(first, ast.NamedExpr):
        tests.append(pyast.is_not_none(first, at))
    if not right.non_null or isinstance(second, ast.NamedExpr):
        tests.append(pyast.is_not_none(second, at))
    if len(tests) == 2 and isinstance(second, ast.NamedExpr):
        tests = [pyast.binary(tests[0], ast.BitAnd(), tests[1], at)]
    return pyast.all_of([*tests, comparison], at)


def _is_atom(value: ast.expr) -> bool:
    return isinstance(value, ast.Name | ast.Constant)


# --- equality -----------------------------------------------------------------------------------


def _equal(
    body: Body, operation: Operation, left: Operand, right: Operand, at: Place
) -> ast.expr:
    for side, other in ((left, right), (right, left)):
        if other.literal is not None and is_null_literal(other.literal):
            return pyast.is_none(side.value, at)
    type_ref = operation.operand
    if type_ref in EXACT_EQUALITY:
        return pyast.compare(left.value, ast.Eq(), right.value, at)
    if type_ref == STRING:
        return _equal_text(body, left, right, at)
    if is_enum(body.unit.types.declaration(type_ref)):
        return pyast.compare(left.value, ast.Is(), right.value, at)
    if type_ref == ID:
        return pyast.call_name("equal_ids", [left.value, right.value], at)
    return pyast.call_name("equal", [left.value, right.value], at)


def _equal_text(body: Body, left: Operand, right: Operand, at: Place) -> ast.expr:
    """`==` on Strings ignores case; the exact comparison, which is fast, is tried first."""
    for side, other in ((left, right), (right, left)):
        literal = other.literal.value if other.literal is not None else None
        if isinstance(literal, str) and literal.isascii() and side.literal is None:
            return _equal_literal(body, side, literal, at)
    if not (_is_atom(left.value) and _is_atom(right.value)):
        return pyast.call_name("equal_text", [left.value, right.value], at)
    exact = pyast.compare(left.value, ast.Eq(), right.value, at)
    tests = [
        pyast.is_not_none(side.value, at) for side in (left, right) if not side.non_null
    ]
    lengths = pyast.compare(
        pyast.call_name("len", [left.value], at),
        ast.Eq(),
        pyast.call_name("len", [right.value], at),
        at,
    )
    folded = pyast.call_name("equal_text", [left.value, right.value], at)
    return pyast.any_of([exact, pyast.all_of([*tests, lengths, folded], at)], at)


def _equal_literal(body: Body, side: Operand, literal: str, at: Place) -> ast.expr:
    value = side.value
    first = value
    if not _is_atom(value):
        temporary = body.temporary()
        first = pyast.walrus(temporary, value, at)
        value = pyast.name(temporary, at)
    exact = pyast.compare(first, ast.Eq(), pyast.constant(literal, at), at)
    if literal.lower() == literal.upper():
        return exact
    tests = [] if side.non_null else [pyast.is_not_none(value, at)]
    length = pyast.call_name("len", [value], at)
    tests.append(pyast.compare(length, ast.Eq(), pyast.constant(len(literal), at), at))
    folded = pyast.call_method(value, "lower", [], at)
    tests.append(pyast.compare(folded, ast.Eq(), pyast.constant(literal.lower(), at), at))
    return pyast.any_of([exact, pyast.all_of(tests, at)], at)


def _same(operation: Operation, left: Operand, right: Operand, at: Place) -> ast.expr:
    for side, other in ((left, right), (right, left)):
        if other.literal is not None and is_null_literal(other.literal):
            test = pyast.is_none(side.value, at)
            return test if operation.name == "same" else pyast.negate(test, at)
    result = pyast.call_name("same", [left.value, right.value], at)
    return result if operation.name == "same" else pyast.negate(result, at)


# --- logic --------------------------------------------------------------------------------------


def _logic(body: Body, node: nodes.Binary, operation: Operation, at: Place) -> ast.expr:
    """`a && b && c`: each operand is evaluated knowing what the ones before it have shown."""
    is_and = operation.name == "and"
    kind = ast.And if is_and else ast.Or
    first, *others = _operands(body, node, operation.name)
    emitted = [condition(body, first)]
    before = body.facts.copy()
    narrow(body, first, is_and)
    for each in others:
        emitted.append(condition(body, each))
        narrow(body, each, is_and)
    body.facts = before
    values = []
    for each in others:
        body.facts.forget(assigned(body.bindings, each))
    for value in emitted:
        if isinstance(value, ast.BoolOp) and isinstance(value.op, kind):
            values.extend(value.values)
        else:
            values.append(value)
    return pyast.all_of(values, at) if is_and else pyast.any_of(values, at)


def _operands(body: Body, node: nodes.Binary, name: str) -> list[nodes.Expression]:
    """The operands of a chain of one operator; it leans to the left and may be very long."""
    found: list[nodes.Expression] = [node.right]
    left = node.left
    while (
        isinstance(left, nodes.Binary)
        and body.bindings.operations[left].name == name
        and left not in body.bindings.conversions
        and left not in body.replaced
    ):
        found.append(left.right)
        left = left.left
    found.append(left)
    found.reverse()
    return found


def _coalesce(body: Body, node: nodes.Binary, at: Place) -> ast.expr:
    left = optional_record(body, node.left)
    before = body.facts.copy()
    right = body.value(node.right)
    body.facts = before
    body.facts.forget(assigned(body.bindings, node.right))
    if isinstance(left, ast.Name):
        return pyast.conditional(pyast.is_not_none(left, at), left, right, at)
    temporary = body.temporary()
    test = pyast.is_not_none(pyast.walrus(temporary, left, at), at)
    return pyast.conditional(test, pyast.name(temporary, at), right, at)
