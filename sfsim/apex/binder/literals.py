"""Literals, `this`, parentheses, class literals and subscripts."""

from __future__ import annotations

from typing import Final

from sfsim.apex import messages, nodes
from sfsim.apex.binder.body import Body
from sfsim.apex.binder.tokens import SOBJECT_TYPE
from sfsim.apex.declarations import TypeKind
from sfsim.names import fold
from sfsim.typeref import (
    BOOLEAN,
    DECIMAL,
    DOUBLE,
    ERROR,
    INTEGER,
    LONG,
    NULL,
    STRING,
    TypeRef,
)

LITERAL_TYPES: Final = {
    "null": NULL,
    "boolean": BOOLEAN,
    "integer": INTEGER,
    "long": LONG,
    "double": DOUBLE,
    "decimal": DECIMAL,
    "string": STRING,
}
INTEGER_MAX: Final = 2**31 - 1
LONG_MAX: Final = 2**63 - 1
TYPE: Final = TypeRef("Type")


def visit_Literal(body: Body, node: nodes.Literal) -> TypeRef:
    """The magnitude is checked before a minus sign: `-2147483648` is refused."""
    value = node.value
    if node.kind == "integer":
        assert isinstance(value, int), "an integer literal holds an int"
        if value > INTEGER_MAX:
            body.report(node.span, messages.ILLEGAL_INTEGER)
    elif node.kind == "long":
        assert isinstance(value, int), "a long literal holds an int"
        if value > LONG_MAX + 1:
            body.report(node.span, messages.ILLEGAL_LONG)
    return LITERAL_TYPES[node.kind]


def visit_This(body: Body, node: nodes.This) -> TypeRef:
    """`this` needs an instance around it."""
    if body.is_static:
        return body.fail(node.span, messages.THIS_IN_STATIC)
    return body.declaration.ref


def visit_Super(body: Body, node: nodes.Super) -> TypeRef:
    """`super`, the target of a call."""
    if body.is_static:
        return body.fail(node.span, messages.SUPER_IN_STATIC)
    return body.declaration.superclass or TypeRef("Object")


def visit_Parenthesized(body: Body, node: nodes.Parenthesized) -> TypeRef:
    """Carries what it wraps denotes and computes."""
    inner = node.expression
    found = body.expression(inner)
    reference = body.references.get(inner)
    if reference is not None:
        body.references[node] = reference
    operation = body.operations.get(inner)
    if operation is not None:
        body.operations[node] = operation
    return found


def visit_ClassLiteral(body: Body, node: nodes.ClassLiteral) -> TypeRef:
    """`Account.class` is a System.Type."""
    parts = node.type.parts
    if fold(parts[-1]) == "sobjecttype" and len(parts) > 1:
        found = body.project.qualified(parts[:-1], body.declaration)
        if found is not None and found.kind is TypeKind.SOBJECT:
            body.types[node.type] = SOBJECT_TYPE
            return TYPE
    body.type(node.type)
    return TYPE


def visit_Index(body: Body, node: nodes.Index) -> TypeRef:
    """`list[i]`; only lists can be indexed."""
    target = body.expression(node.target)
    index = body.expression(node.index)
    if index not in (INTEGER, ERROR):
        body.report(node.index.span, messages.LIST_INDEX, INTEGER, index)
    if target is ERROR:
        return ERROR
    if target.name != "List" or not target.arguments:
        return body.fail(node.target.span, messages.LIST_TYPE, target)
    return target.arguments[0]
