"""What may stand left of `=`: variables, fields, properties, elements; and `final`."""

from __future__ import annotations

from sfsim.apex import messages, nodes
from sfsim.apex.binder.body import Body
from sfsim.apex.binder.names import check_readable
from sfsim.apex.binder.visibility import sees_member
from sfsim.apex.bindings import (
    FieldReference,
    LocalReference,
    Receiver,
    SObjectFieldReference,
)
from sfsim.apex.declarations import FieldDeclaration, TypeKind
from sfsim.names import fold
from sfsim.typeref import ERROR, TypeRef


def visit_simple_assign(body: Body, node: nodes.Assign) -> TypeRef:
    """`target = value`."""
    target = bind_target(body, node.target, reads=False)
    source = body.expression(node.value)
    if node.target.__class__ is nodes.Index:
        steps = body.conversions.store(source, target)
        if steps is None:
            body.report(node.value.span, messages.ILLEGAL_ASSIGNMENT, source, target)
        else:
            body.apply(node.value, steps)
    else:
        body.convert(node.value, source, target)
    return target


def bind_target(body: Body, node: nodes.Expression, *, reads: bool) -> TypeRef:
    """Binds an expression that is assigned to; `reads` for `+=`, `++` and their kin."""
    body.written = node
    found = body.expression(node)
    body.written = None
    if node.__class__ is nodes.Index or found is ERROR:
        return found
    reference = body.references.get(node)
    if isinstance(node, nodes.FieldAccess) and node.is_safe:
        return body.fail(node.span, messages.NOT_ASSIGNABLE)
    if isinstance(reference, LocalReference):
        return found
    if isinstance(reference, FieldReference):
        assert isinstance(node, nodes.Name | nodes.FieldAccess | nodes.Parenthesized), "a field"
        if not isinstance(node, nodes.Parenthesized):
            _check_field(body, node, reference, reads=reads)
        return found
    if isinstance(reference, SObjectFieldReference):
        _check_sobject_field(body, node, reference)
        return found
    return body.fail(node.span, messages.NOT_ASSIGNABLE)


def _check_field(
    body: Body,
    node: nodes.Name | nodes.FieldAccess,
    reference: FieldReference,
    *,
    reads: bool,
) -> None:
    field = reference.declaration
    if reads:
        check_readable(body, node, field)
    if field.is_property and not reference.is_backing:
        _check_setter(body, node, field)
    elif field.owner.kind is TypeKind.ENUM or not _may_write(field):
        body.report(node.span, messages.FIELD_NOT_WRITEABLE, field.name)
    elif "final" in field.modifiers and not reference.is_backing:
        _check_final(body, node, reference)
    if (
        field.standard_set is not None
        and field.standard_set.target is None
        and not field.owner.is_user
    ):
        name = f"{field.owner.ref.name}.{field.name}"
        body.bindings.unsupported.append((name, node.span))


def _may_write(field: FieldDeclaration) -> bool:
    if field.owner.is_user:
        return True
    return field.is_writeable and field.setter


def _check_setter(
    body: Body, node: nodes.Name | nodes.FieldAccess, field: FieldDeclaration
) -> None:
    if not field.setter or not _may_write(field):
        body.report(node.span, messages.PROPERTY_NOT_WRITEABLE, field.name, field.owner.ref)
    elif field.owner.is_user and field.setter_modifiers:
        scope = body.declaration
        if not sees_member(scope, field, field.setter_modifiers, body.hierarchy):
            body.report(node.span, messages.VARIABLE_NOT_VISIBLE, field.name)


def _check_final(
    body: Body, node: nodes.Name | nodes.FieldAccess, reference: FieldReference
) -> None:
    """Constructors and initialisers of the own class may write; static ones what is static."""
    field = reference.declaration
    is_own = field.owner is body.declaration
    if not field.is_static:
        is_own = body.hierarchy.is_subtype(body.declaration.ref, field.owner.ref)
    if field.is_static:
        allowed = is_own and body.is_static and body.kind in ("initializer", "field")
    else:
        allowed = (
            is_own
            and body.kind in ("constructor", "initializer", "field")
            and not body.is_static
            and reference.receiver is Receiver.THIS
        )
    has_value = isinstance(field.node, nodes.VariableDeclarator) and field.node.value is not None
    if not allowed or has_value:
        body.report(node.span, messages.FINAL_ASSIGNMENT, field.name)


def _check_sobject_field(
    body: Body, node: nodes.Expression, reference: SObjectFieldReference
) -> None:
    declaration = body.project.declaration(TypeRef(reference.sobject))
    if declaration is None:
        return
    field = declaration.fields.get(fold(reference.name))
    if field is not None and not field.is_writeable:
        name = f"{reference.sobject}.{reference.name}"
        body.report(node.span, messages.FIELD_NOT_WRITEABLE, name)
