"""String `+`: a chain of concatenations becomes one f-string."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sfsim.apex import nodes, pyast
from sfsim.apex.codegen.context import Body
from sfsim.apex.codegen.knowledge import non_null
from sfsim.apex.codegen.walk import bare
from sfsim.apex.pyast import Place
from sfsim.typeref import (
    BLOB,
    BOOLEAN,
    DATE,
    DATETIME,
    DECIMAL,
    DOUBLE,
    ID,
    INTEGER,
    LONG,
    STRING,
    TIME,
    TypeRef,
)

UNGUARDED_MAX: Final = 262_144
"""Longer texts go to the length guard, which reports them (`runtime.allocation.LARGE`)."""

SHORT: Final = frozenset(
    {BOOLEAN, INTEGER, LONG, ID, DOUBLE, DECIMAL, DATE, DATETIME, TIME, BLOB}
)
"""Types of which every value has a short text."""


@dataclass(slots=True)
class Part:
    """One operand's text; `is_number`: an int, which an f-string formats as Apex does."""

    value: ast.expr
    is_number: bool = False


def concatenate(body: Body, node: nodes.Binary, at: Place) -> ast.expr:
    """The text of `a + b + …`, left to right, null as `null`; without its own conversions."""
    operands: list[nodes.Expression] = []
    _flatten(body, node, operands)
    text = joined([_part(body, operand) for operand in operands], at)
    return guarded(body, text, operands, at)


def guarded(
    body: Body, text: ast.expr, operands: Sequence[nodes.Expression], at: Place
) -> ast.expr:
    """The text, handed to the length guard when it is long.

    Only texts of two operands that may be long need it: others grow by little at a time.
    """
    if sum(_may_be_long(body, operand) for operand in operands) < 2:
        return text
    name = body.temporary()
    length = pyast.call_name("len", [pyast.walrus(name, text, at)], at)
    test = pyast.compare(length, ast.LtE(), pyast.constant(UNGUARDED_MAX, at), at)
    made = pyast.name(name, at)
    return pyast.conditional(test, made, pyast.call_name("guard_length", [made], at), at)


def _may_be_long(body: Body, operand: nodes.Expression) -> bool:
    return not isinstance(bare(operand), nodes.Literal) and body.type_of(operand) not in SHORT


def parts_of(body: Body, node: nodes.Expression) -> list[Part]:
    """The texts that an operand of `+` adds: several when it is itself a concatenation."""
    if node in body.bindings.conversions or bare(node) in body.replaced:
        return [_part(body, node)]
    operands: list[nodes.Expression] = []
    _flatten(body, node, operands)
    return [_part(body, operand) for operand in operands]


def joined(parts: list[Part], at: Place) -> ast.expr:
    """The texts behind each other: two by `+`, more by an f-string."""
    merged: list[Part] = []
    for part in parts:
        last = merged[-1].value if merged else None
        if (
            isinstance(part.value, ast.Constant)
            and isinstance(last, ast.Constant)
            and isinstance(part.value.value, str)
            and isinstance(last.value, str)
        ):
            merged[-1] = Part(pyast.constant(last.value + part.value.value, at))
        else:
            merged.append(part)
    if len(merged) == 1 and not merged[0].is_number:
        return merged[0].value
    if len(merged) == 2 and not any(part.is_number for part in merged):
        return pyast.binary(merged[0].value, ast.Add(), merged[1].value, at)
    return pyast.formatted([part.value for part in merged], at)


def _flatten(body: Body, node: nodes.Expression, operands: list[nodes.Expression]) -> None:
    """The operands in order. Chains lean to the left and may be thousands long: no recursion."""
    waiting = [node]
    while waiting:
        current = waiting.pop()
        inner = bare(current)
        if (
            isinstance(inner, nodes.Binary)
            and body.bindings.operations[inner].name == "concat"
            and (current is node or current not in body.bindings.conversions)
            and (inner is node or inner not in body.replaced)
        ):
            waiting += [inner.right, inner.left]
        else:
            operands.append(current)


def _part(body: Body, node: nodes.Expression) -> Part:
    literal = bare(node)
    at = pyast.place(node.span)
    if isinstance(literal, nodes.Literal) and literal.kind in ("string", "null"):
        return Part(pyast.constant("null" if literal.value is None else literal.value, at))
    type_ref = body.type_of(node)
    is_certain = non_null(body, node)
    return text_part(body.value(node), type_ref, is_certain, at)


def text_part(value: ast.expr, type_ref: TypeRef, is_certain: bool, at: Place) -> Part:
    """The text of an emitted value of a static type."""
    if type_ref in (STRING, ID):
        return Part(value if is_certain else _or_null(value, at))
    if type_ref in (INTEGER, LONG):
        if is_certain:
            return Part(value, is_number=True)
        return Part(pyast.call_name("integer_text", [value], at))
    if type_ref == BOOLEAN and is_certain:
        true, false = pyast.constant("true", at), pyast.constant("false", at)
        return Part(pyast.conditional(value, true, false, at))
    return Part(pyast.call_name("text", [value, pyast.constant(type_ref.name, at)], at))


def _or_null(value: ast.expr, at: Place) -> ast.expr:
    if isinstance(value, ast.Name):
        null = pyast.constant("null", at)
        return pyast.conditional(pyast.is_not_none(value, at), value, null, at)
    return pyast.call_name("text_or_null", [value], at)
