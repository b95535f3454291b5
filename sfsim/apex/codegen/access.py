"""Names and members: what a `Name` or `FieldAccess` reads, by what the binder says it denotes."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any, Final

from sfsim.apex import nodes, pyast
from sfsim.apex.bindings import (
    FieldReference,
    FieldSetReference,
    LabelReference,
    LocalReference,
    NamespaceReference,
    PageReferenceLiteral,
    Receiver,
    Reference,
    SObjectDescribe,
    SObjectFieldReference,
    SObjectFieldToken,
    SObjectTypeToken,
    TriggerVariableReference,
    TypeReference,
)
from sfsim.apex.codegen import naming
from sfsim.apex.codegen.calls import standard_call, unsupported
from sfsim.apex.codegen.chains import emit_chain
from sfsim.apex.codegen.checks import checked
from sfsim.apex.codegen.context import Body, local_name
from sfsim.apex.codegen.walk import bare
from sfsim.apex.declarations import FieldDeclaration
from sfsim.apex.pyast import Place


def visit_Name(body: Body, node: nodes.Name) -> ast.expr:
    """A bare identifier."""
    return _read(body, node, None)


def visit_FieldAccess(body: Body, node: nodes.FieldAccess) -> ast.expr:
    """`target.name` or `target?.name`."""
    return emit_chain(body, node, lambda: _read(body, node, node.target))


def visit_This(body: Body, node: nodes.This) -> ast.expr:
    """`this`."""
    return pyast.name("this", pyast.place(node.span))


def visit_Super(body: Body, node: nodes.Super) -> ast.expr:
    """`super` as a value is `this`; calls look the method up in the superclass."""
    return pyast.name("this", pyast.place(node.span))


def _read(body: Body, node: nodes.Name | nodes.FieldAccess, target: Any) -> ast.expr:
    return read(body, node, target, body.bindings.references[node])


def read(body: Body, node: nodes.Node, target: Any, reference: Reference) -> ast.expr:
    """What a reference denotes, by its kind."""
    rule = _READERS.get(type(reference))
    assert rule is not None, f"codegen cannot read a {type(reference).__name__}"
    return rule(body, node, target, reference)


def _read_local(
    body: Body, node: nodes.Node, target: Any, reference: LocalReference
) -> ast.expr:
    return pyast.name(local_name(reference.variable), pyast.place(node.span))


def _read_field(
    body: Body, node: nodes.Node, target: Any, reference: FieldReference
) -> ast.expr:
    at = pyast.place(node.span)
    declaration = reference.declaration
    if declaration.ordinal is not None and declaration.owner.is_user:
        return pyast.name(body.unit.enum_constant(declaration.owner, declaration.name), at)
    if not declaration.owner.is_user:
        return _read_standard_field(body, node, target, reference, at)
    if declaration.is_static:
        return read_static(body, declaration, at, is_backing=reference.is_backing)
    receiver = receiver_of(body, target, reference.receiver, at)
    return read_instance(body, declaration, receiver, reference, at)


def _read_standard_field(
    body: Body, node: nodes.Node, target: Any, reference: FieldReference, at: Place
) -> ast.expr:
    declaration = reference.declaration
    receiver = None
    if reference.receiver is not Receiver.STATIC:
        receiver = receiver_of(body, target, reference.receiver, at)
    if declaration.standard_get is None:
        return unsupported(body, f"{declaration.owner.name}.{declaration.name}", node.span)
    feature = f"{declaration.owner.name}.{declaration.name}"
    return standard_call(body, declaration.standard_get, feature, receiver, [], node.span)


def receiver_of(body: Body, target: Any, receiver: Receiver, at: Place) -> ast.expr:
    """The object that a member is reached through; a null one is an exception."""
    if receiver in (Receiver.THIS, Receiver.SUPER):
        return pyast.name("this", at)
    assert receiver is Receiver.EXPRESSION, "a static member has no receiver"
    return checked(body, target)


def is_plain(declaration: FieldDeclaration) -> bool:
    """Whether a field or property is its attribute: no accessor body, nothing to override."""
    if not declaration.is_property:
        return True
    node = declaration.node
    assert isinstance(node, nodes.PropertyDeclaration)
    if any(accessor.body is not None for accessor in node.accessors):
        return False
    return not declaration.modifiers & {"virtual", "abstract", "override"}


def has_accessor(declaration: FieldDeclaration, kind: str) -> bool:
    """Whether an accessor must be called: it has a body, or may be overridden."""
    node = declaration.node
    assert isinstance(node, nodes.PropertyDeclaration)
    if declaration.modifiers & {"virtual", "abstract", "override"}:
        return True
    return any(
        accessor.kind == kind and accessor.body is not None for accessor in node.accessors
    )


def read_static(
    body: Body, declaration: FieldDeclaration, at: Place, *, is_backing: bool = False
) -> ast.expr:
    """A static field or property."""
    owner = declaration.owner.name
    if declaration.is_property and not is_backing and has_accessor(declaration, "get"):
        function = naming.static_getter(owner, declaration.name)
        return pyast.call_name(body.unit.member(function, owner), [], at)
    holder = pyast.name(body.unit.holder(owner), at)
    return pyast.attribute(holder, naming.field(declaration.name), at)


def read_instance(
    body: Body,
    declaration: FieldDeclaration,
    receiver: ast.expr,
    reference: FieldReference,
    at: Place,
) -> ast.expr:
    """An instance field or property of an emitted receiver."""
    if (
        declaration.is_property
        and not reference.is_backing
        and has_accessor(declaration, "get")
    ):
        accessor = naming.getter(declaration.name)
        if reference.receiver is Receiver.SUPER:
            owner = pyast.name(body.unit.python_class(declaration.owner), at)
            return pyast.call_method(owner, accessor, [receiver], at)
        return pyast.call_method(receiver, accessor, [], at)
    return pyast.attribute(receiver, naming.field(declaration.name), at)


def _read_sobject_field(
    body: Body, node: nodes.Node, target: Any, reference: SObjectFieldReference
) -> ast.expr:
    at = pyast.place(node.span)
    if is_parent_read(body, target):
        # Through an empty parent relationship everything reads as null.
        temporary = body.temporary()
        parent = pyast.is_not_none(pyast.walrus(temporary, body.value(target), at), at)
        read = pyast.attribute(pyast.name(temporary, at), reference.name, at)
        value: ast.expr = pyast.conditional(parent, read, pyast.constant(None, at), at)
    else:
        value = pyast.attribute(checked(body, target), reference.name, at)
    if reference.is_checkbox:
        return pyast.any_of([value, pyast.constant(False, at)], at)
    return value


def is_parent_read(body: Body, target: nodes.Expression) -> bool:
    """Whether a record expression is itself a parent relationship of another record."""
    reference = body.bindings.references.get(bare(target))
    return isinstance(reference, SObjectFieldReference) and reference.relationship == "parent"


def _read_trigger(
    body: Body, node: nodes.Node, target: Any, reference: TriggerVariableReference
) -> ast.expr:
    at = pyast.place(node.span)
    name = pyast.constant(reference.name, at)
    return pyast.call_method(body.org(at), "trigger_variable", [name], at)


def _read_type_token(
    body: Body, node: nodes.Node, target: Any, reference: SObjectTypeToken
) -> ast.expr:
    at = pyast.place(node.span)
    name = pyast.constant(reference.sobject, at)
    return pyast.call_name("sobject_type", [body.caller(at), name], at)


def _read_field_token(
    body: Body, node: nodes.Node, target: Any, reference: SObjectFieldToken
) -> ast.expr:
    at = pyast.place(node.span)
    names = [pyast.constant(reference.sobject, at), pyast.constant(reference.field, at)]
    return pyast.call_name("sobject_field", [body.caller(at), *names], at)


DESCRIBE_SOBJECT: Final = "sfsim.stdlib.schema.describe:describe_sobject"
DESCRIBE_FIELD: Final = "sfsim.stdlib.schema.describe:describe_field"
PAGE: Final = "sfsim.stdlib.system.pagereference:page"
FIELD_SET: Final = "sfsim.stdlib.schema.describe:describe_field_set"


def _read_describe(
    body: Body, node: nodes.Node, target: Any, reference: SObjectDescribe
) -> ast.expr:
    at = pyast.place(node.span)
    names = [pyast.constant(reference.sobject, at)]
    function = DESCRIBE_SOBJECT
    if reference.field is not None:
        names.append(pyast.constant(reference.field, at))
        function = DESCRIBE_FIELD
    return pyast.call_name(body.unit.standard(function), [body.caller(at), *names], at)


def _read_field_set(
    body: Body, node: nodes.Node, target: Any, reference: FieldSetReference
) -> ast.expr:
    at = pyast.place(node.span)
    names = [pyast.constant(reference.sobject, at), pyast.constant(reference.name, at)]
    return pyast.call_name(body.unit.standard(FIELD_SET), [body.caller(at), *names], at)


def _read_label(
    body: Body, node: nodes.Node, target: Any, reference: LabelReference
) -> ast.expr:
    at = pyast.place(node.span)
    names = [pyast.constant(reference.namespace, at), pyast.constant(reference.name, at)]
    return pyast.call_method(body.org(at), "label", [body.caller(at), *names], at)


def _read_page(
    body: Body, node: nodes.Node, target: Any, reference: PageReferenceLiteral
) -> ast.expr:
    at = pyast.place(node.span)
    name = pyast.constant(reference.name, at)
    return pyast.call_name(body.unit.standard(PAGE), [name], at)


def _read_type(body: Body, node: nodes.Node, target: Any, reference: Reference) -> ast.expr:
    raise AssertionError("a type or namespace is no value: the binder reports it")


_READERS: Final[dict[type, Callable[[Body, Any, Any, Any], ast.expr]]] = {
    LocalReference: _read_local,
    FieldReference: _read_field,
    SObjectFieldReference: _read_sobject_field,
    TriggerVariableReference: _read_trigger,
    SObjectTypeToken: _read_type_token,
    SObjectFieldToken: _read_field_token,
    SObjectDescribe: _read_describe,
    FieldSetReference: _read_field_set,
    LabelReference: _read_label,
    PageReferenceLiteral: _read_page,
    TypeReference: _read_type,
    NamespaceReference: _read_type,
}
