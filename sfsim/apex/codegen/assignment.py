"""Assignments, compound assignments, `++` and `--`: as statements, and inside expressions."""

from __future__ import annotations

import ast

from sfsim.apex import nodes, pyast
from sfsim.apex.bindings import LocalVariable, Operation
from sfsim.apex.codegen import concatenation
from sfsim.apex.codegen.context import Body, local_name
from sfsim.apex.codegen.conversions import apply, convert
from sfsim.apex.codegen.facts import Fact, Interval, range_of
from sfsim.apex.codegen.knowledge import RING, combine, interval, is_integral, non_null
from sfsim.apex.codegen.operators import (
    Operand,
    compute,
    operand,
    ring,
    ring_operation,
    wrap_statement,
)
from sfsim.apex.codegen.targets import Target, target_of
from sfsim.apex.codegen.walk import bare, is_simple, local_of
from sfsim.apex.pyast import Place
from sfsim.typeref import STRING, TypeRef

# --- as statements ------------------------------------------------------------------------------


def assign_statement(body: Body, node: nodes.Assign) -> list[ast.stmt]:
    """`target = value;` and `target += value;`."""
    at = pyast.place(node.span)
    variable = local_of(body.bindings, node.target)
    if node.operator == "=":
        if variable is not None:
            return store_local(body, variable_name(body, node.target), variable, node.value, at)
        is_late = not is_simple(node.value)
        target = target_of(body, node.target, is_read=is_late)
        return [*_prepared(target, at), *target.store(body.value(node.value))]
    operation = body.bindings.operations[node]
    target = target_of(body, node.target, is_read=True)
    statements = _prepared(target, at)
    if variable is not None and is_integral(operation.operand) and operation.name in RING:
        left = _old_value(body, node.target, target, operation)
        right = operand(body, node.value, operation.operand, is_ring=True)
        value, bounds = ring_operation(body, operation, left, right, at)
        return [*statements, *_store_ring(body, target, value, bounds, variable.type, at)]
    if variable is not None and operation.name == "concat" and non_null(body, node.target):
        return _append(body, variable, concatenation.parts_of(body, node.value), at)
    value = _combined(body, node, operation, target, at)
    statements.extend(target.store(value))
    if variable is not None:
        body.facts.set(variable, Fact(non_null=True))
        if operation.name == "concat":
            statements.append(_length_guard(local_name(variable), at))
    return statements


def variable_name(body: Body, node: nodes.Expression) -> str:
    """The Python local that a local's expression names."""
    variable = local_of(body.bindings, node)
    assert variable is not None
    return local_name(variable)


def store_local(
    body: Body, name: str, variable: LocalVariable, value: nodes.Expression, at: Place
) -> list[ast.stmt]:
    """`name = value`, wrapping an Integer or Long after the store, and what is then known."""
    if is_integral(variable.type) and value not in body.bindings.conversions:
        if body.bindings.types[bare(value)] == variable.type:
            known = non_null(body, value)
            emitted, bounds = ring(body, value)
            full = range_of(variable.type)
            fact = Fact(known, bounds if bounds.within(full) else None)
            body.facts.set(variable, fact)
            return [
                pyast.assign_name(name, emitted, at),
                *wrap_statement(name, bounds, variable.type, at),
            ]
        bounds = interval(body, value)
        fact = Fact(non_null(body, value), bounds)
    else:
        fact = Fact(non_null(body, value))
    if variable.type == STRING and value not in body.bindings.conversions:
        rest = _appended(body, variable, value)
        if rest is not None and non_null(body, rest[0]):
            parts = [part for each in rest[1:] for part in concatenation.parts_of(body, each)]
            return _append(body, variable, parts, at)
    emitted = body.value(value)
    body.facts.set(variable, fact)
    statements: list[ast.stmt] = [pyast.assign_name(name, emitted, at)]
    if variable.type == STRING and _appends(body, variable, value):
        statements.append(_length_guard(name, at))
    return statements


def _append(
    body: Body, variable: LocalVariable, parts: list[concatenation.Part], at: Place
) -> list[ast.stmt]:
    """`text = text + rest`: in this form, on a local, CPython appends in place."""
    name = local_name(variable)
    rest = concatenation.joined(parts, at)
    value = pyast.binary(pyast.name(name, at), ast.Add(), rest, at)
    body.facts.set(variable, Fact(non_null=True))
    return [pyast.assign_name(name, value, at), _length_guard(name, at)]


def _appended(
    body: Body, variable: LocalVariable, value: nodes.Expression
) -> list[nodes.Expression] | None:
    """The operands of `variable + b + c`, if that is what is stored into the variable."""
    operands: list[nodes.Expression] = []
    node = bare(value)
    while isinstance(node, nodes.Binary) and body.bindings.operations[node].name == "concat":
        operands.append(node.right)
        if local_of(body.bindings, node.left) is variable:
            return [node.left, *reversed(operands)]
        node = bare(node.left)
    return None


def _appends(body: Body, variable: LocalVariable, value: nodes.Expression) -> bool:
    node = bare(value)
    while isinstance(node, nodes.Binary) and body.bindings.operations[node].name == "concat":
        if local_of(body.bindings, node.right) is variable:
            return True
        node = bare(node.left)
    return node is not bare(value) and local_of(body.bindings, node) is variable


def _length_guard(name: str, at: Place) -> ast.stmt:
    text = pyast.name(name, at)
    length = pyast.call_name("len", [text], at)
    test = pyast.compare(length, ast.Gt(), pyast.constant(concatenation.UNGUARDED_MAX, at), at)
    guard = pyast.evaluate(pyast.call_name("guard_length", [text], at), at)
    return pyast.when(test, [guard], [], at)


def update_statement(body: Body, node: nodes.Update) -> list[ast.stmt]:
    """`x++;`, `--x;`: the old value is not needed."""
    at = pyast.place(node.span)
    operation = body.bindings.operations[node]
    target = target_of(body, node.operand, is_read=True)
    left = _old_value(body, node.operand, target, operation)
    right = Operand(_one(body, operation, at), True, Interval(1, 1))
    if target.local is not None and is_integral(operation.operand):
        value, bounds = ring_operation(body, operation, left, right, at)
        return _store_ring(body, target, value, bounds, target.local.type, at)
    value = compute(body, operation, node.operator, left, right, at)
    if target.local is not None:
        body.facts.set(target.local, Fact(non_null=True))
    return [*_prepared(target, at), *target.store(value)]


def _store_ring(
    body: Body, target: Target, value: ast.expr, bounds: Interval, type_ref: TypeRef, at: Place
) -> list[ast.stmt]:
    assert target.local is not None, "only a local is wrapped after it was stored"
    full = range_of(type_ref)
    body.facts.set(target.local, Fact(True, bounds if bounds.within(full) else None))
    name = local_name(target.local)
    return [*target.store(value), *wrap_statement(name, bounds, type_ref, at)]


def _prepared(target: Target, at: Place) -> list[ast.stmt]:
    statements: list[ast.stmt] = []
    for part in target.prepare:
        if isinstance(part, ast.NamedExpr):
            statements.append(pyast.assign_name(part.target.id, part.value, at))
    return statements


def _old_value(
    body: Body, node: nodes.Expression, target: Target, operation: Operation
) -> Operand:
    value = target.load()
    known = non_null(body, node)
    bounds = None
    conversions = body.bindings.conversions.get(node)
    if conversions:
        value = convert(body, node, value, conversions)
    elif is_integral(operation.operand):
        bounds = interval(body, node)
    return Operand(value, known, bounds)


def _one(body: Body, operation: Operation, at: Place) -> ast.expr:
    if is_integral(operation.operand):
        return pyast.constant(1, at)
    if operation.operand.name == "Double":
        return pyast.constant(1.0, at)
    return pyast.name(body.unit.decimal("1"), at)


def _combined(
    body: Body, node: nodes.Assign, operation: Operation, target: Target, at: Place
) -> ast.expr:
    """The new value of a compound assignment."""
    if operation.name == "concat":
        left_type = body.bindings.types[bare(node.target)]
        old = concatenation.text_part(target.load(), left_type, non_null(body, node.target), at)
        text = concatenation.joined([old, *concatenation.parts_of(body, node.value)], at)
        return concatenation.guarded(body, text, [node.target, node.value], at)
    left = _old_value(body, node.target, target, operation)
    right = operand(body, node.value, operation.operand)
    value = compute(body, operation, node.operator, left, right, at)
    if operation.store is not None:
        value = apply(body, None, value, operation.store, at)
    return value


# --- inside expressions -------------------------------------------------------------------------


def visit_Assign(body: Body, node: nodes.Assign) -> ast.expr:
    """An assignment used as a value."""
    at = pyast.place(node.span)
    is_compound = node.operator != "="
    target = target_of(body, node.target, is_read=True)
    if is_compound:
        operation = body.bindings.operations[node]
        fact = Fact(non_null=True)
        value = _combined(body, node, operation, target, at)
    else:
        fact = Fact(non_null(body, node.value))
        value = body.value(node.value)
    if target.local is not None:
        body.facts.set(target.local, fact)
        return target.store_value(value)
    temporary = body.temporary()
    keep = pyast.walrus(temporary, value, at)
    store = target.store_value(pyast.name(temporary, at))
    return _sequence([*target.prepare, keep, store], pyast.name(temporary, at), at)


def visit_Update(body: Body, node: nodes.Update) -> ast.expr:
    """`x++` and `++x` used as values."""
    at = pyast.place(node.span)
    operation = body.bindings.operations[node]
    target = target_of(body, node.operand, is_read=True)
    left = _old_value(body, node.operand, target, operation)
    right = Operand(_one(body, operation, at), True, Interval(1, 1))
    bounds = None
    if is_integral(operation.operand):
        full = range_of(operation.operand)
        stepped = combine(operation.name, left.interval or full, Interval(1, 1))
        bounds = stepped if stepped.within(full) else None
    if target.local is not None:
        body.facts.set(target.local, Fact(True, bounds))
        if node.is_prefix:
            return target.store_value(compute(body, operation, node.operator, left, right, at))
        if bounds is not None:
            stored = target.store_value(compute(body, operation, node.operator, left, right, at))
            undo: ast.operator = ast.Sub() if operation.name == "add" else ast.Add()
            return pyast.binary(stored, undo, pyast.constant(1, at), at)
    old, new = body.temporary(), body.temporary()
    left.value = pyast.walrus(old, left.value, at)
    value = pyast.walrus(new, compute(body, operation, node.operator, left, right, at), at)
    store = target.store_value(pyast.name(new, at))
    result = pyast.name(new if node.is_prefix else old, at)
    return _sequence([*target.prepare, value, store], result, at)


def _sequence(steps: list[ast.expr], result: ast.expr, at: Place) -> ast.expr:
    """The steps one after the other, then the result."""
    parts = pyast.tuple_of([*steps, result], at)
    return pyast.subscript(parts, pyast.constant(len(steps), at), at)
