"""`switch on`: Integer, Long, String, enum and sObject; values may not repeat."""

from __future__ import annotations

from typing import Final

from sfsim.apex import messages, nodes
from sfsim.apex.binder.body import Body
from sfsim.apex.binder.statements import statements
from sfsim.apex.bindings import FieldReference, LocalVariable, Receiver, SwitchPlan
from sfsim.apex.declarations import FieldDeclaration, TypeKind
from sfsim.names import fold
from sfsim.typeref import ERROR, INTEGER, LONG, NULL, OBJECT, SOBJECT, STRING, TypeRef

KINDS: Final = {INTEGER: "integer", LONG: "long", STRING: "string"}


def visit_Switch(body: Body, node: nodes.Switch) -> bool:
    """Completes unless every branch ends elsewhere and there is a `when else`."""
    subject = body.expression(node.subject)
    kind = _kind(body, node, subject)
    if not node.branches:
        body.report(node.span, messages.SWITCH_NO_BRANCH)
    variables: dict[nodes.WhenType, LocalVariable] = {}
    seen: set[object] = set()
    completes, has_else = False, False
    for index, branch in enumerate(node.branches):
        body.enter()
        label = branch.label
        if isinstance(label, nodes.WhenValues):
            for value in label.values:
                _bind_value(body, value, kind, subject, seen)
        elif isinstance(label, nodes.WhenType):
            variables[label] = _bind_type(body, label, kind, subject, seen)
        else:
            has_else = True
            if index != len(node.branches) - 1:
                body.report(label.span, messages.WHEN_ELSE_LAST)
        completes = statements(body, branch.body.statements) or completes
        body.leave()
    body.bindings.switches[node] = SwitchPlan(kind or "string", variables)
    return completes or not has_else


def _kind(body: Body, node: nodes.Switch, subject: TypeRef) -> str | None:
    if subject is ERROR:
        return None
    if subject in KINDS:
        return KINDS[subject]
    declaration = body.project.declaration(subject)
    if declaration is not None and declaration.kind is TypeKind.ENUM:
        return "enum"
    if subject == OBJECT or body.conversions.is_sobject(subject):
        return "sobject"
    body.report(node.subject.span, messages.SWITCH_TYPE, subject)
    return None


def _bind_value(
    body: Body, value: nodes.Expression, kind: str | None, subject: TypeRef, seen: set[object]
) -> None:
    inner = value
    while isinstance(inner, nodes.Parenthesized):
        inner = inner.expression
    if kind == "enum" and isinstance(inner, nodes.Name):
        key: object = _enum_constant(body, inner, subject)
        _copy_to_outer(body, value, inner)
    elif kind == "enum" and isinstance(inner, nodes.FieldAccess):
        body.report(inner.span, messages.WHEN_QUALIFIED_ENUM)
        return
    else:
        key = _constant(body, value, inner, kind, subject)
    if key is _NO_KEY:
        return
    if key in seen:
        body.report(value.span, messages.WHEN_DUPLICATE, _shown(inner))
    seen.add(key)


_NO_KEY: Final = object()


def _copy_to_outer(body: Body, value: nodes.Expression, inner: nodes.Expression) -> None:
    while isinstance(value, nodes.Parenthesized):
        body.types[value] = body.types[inner]
        reference = body.references.get(inner)
        if reference is not None:
            body.references[value] = reference
        value = value.expression


def _enum_constant(body: Body, node: nodes.Name, subject: TypeRef) -> object:
    declaration = body.project.declaration(subject)
    assert declaration is not None, "an enum subject has a declaration"
    field = declaration.fields.get(fold(node.name))
    body.types[node] = subject
    if field is None or field.ordinal is None:
        body.report(node.span, messages.VARIABLE_DOES_NOT_EXIST, node.name)
        return _NO_KEY
    body.references[node] = FieldReference(field, Receiver.STATIC)
    return fold(field.name)


def _constant(
    body: Body,
    value: nodes.Expression,
    inner: nodes.Expression,
    kind: str | None,
    subject: TypeRef,
) -> object:
    found = body.expression(value)
    literal = _literal_of(body, inner)
    if literal is None:
        if found is not ERROR:
            body.report(value.span, messages.WHEN_LITERAL)
        return _NO_KEY
    if kind == "sobject" and found is not NULL:
        body.report(value.span, messages.WHEN_NOT_TYPE)
        return _NO_KEY
    allowed = kind is None or found is NULL or found == subject
    if not allowed and not (kind == "long" and found == INTEGER):
        body.report(value.span, messages.WHEN_VALUE_TYPE, found, subject)
    return literal


def _literal_of(body: Body, node: nodes.Expression) -> object:
    """What a literal or a constant field stands for, as a key; None when it is neither."""
    if isinstance(node, nodes.Literal):
        return (node.kind == "null", node.value)
    if isinstance(node, nodes.Unary) and isinstance(node.operand, nodes.Literal):
        return (node.operator, node.operand.value)
    reference = body.references.get(node)
    if isinstance(reference, FieldReference):
        return _constant_field(body, node, reference.declaration)
    return None


def _constant_field(body: Body, node: nodes.Expression, field: FieldDeclaration) -> object:
    if not {"static", "final"} <= field.modifiers:
        body.report(node.span, messages.WHEN_CONSTANT, field.name)
        return field
    declarator = field.node
    value = declarator.value if isinstance(declarator, nodes.VariableDeclarator) else None
    if isinstance(value, nodes.Literal) and value.kind != "null":
        return (False, value.value)
    return field


def _shown(node: nodes.Expression) -> str:
    if isinstance(node, nodes.Literal):
        return str(node.value)
    return node.name if isinstance(node, nodes.Name | nodes.FieldAccess) else "value"


def _bind_type(
    body: Body, label: nodes.WhenType, kind: str | None, subject: TypeRef, seen: set[object]
) -> LocalVariable:
    ref = body.type(label.type)
    if kind is not None and ref is not ERROR:
        if kind != "sobject":
            body.report(label.span, messages.WHEN_TYPE, ref)
        elif ref in seen:
            body.report(label.span, messages.WHEN_DUPLICATE, ref)
        elif subject not in (SOBJECT, OBJECT) and ref != subject:
            body.report(label.span, messages.CAST_TYPES, subject, ref)
        seen.add(ref)
    return body.declare(label, label.name, ref, label.name_span)
