"""Calls: static, virtual, interface and super methods of user classes; the standard library."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from sfsim.apex import nodes, pyast
from sfsim.apex.bindings import FieldErrorReference, MethodReference, Receiver
from sfsim.apex.codegen import naming
from sfsim.apex.codegen.chains import emit_chain
from sfsim.apex.codegen.checks import checked
from sfsim.apex.codegen.context import Body, is_enum
from sfsim.apex.codegen.intrinsics import intrinsic
from sfsim.apex.codegen.templates import expand
from sfsim.apex.declarations import CallStyle, MethodDeclaration, StandardCall
from sfsim.apex.pyast import Place
from sfsim.names import fold
from sfsim.source import Span


def visit_MethodCall(body: Body, node: nodes.MethodCall) -> ast.expr:
    """`name(…)`, `target.name(…)`, `target?.name(…)`."""
    return emit_chain(body, node, lambda: _call(body, node))


def _call(body: Body, node: nodes.MethodCall) -> ast.expr:
    reference = body.bindings.references[node]
    if isinstance(reference, FieldErrorReference):
        return _call_add_error(body, node, reference)
    if not isinstance(reference, MethodReference):
        # `Account.getSObjectType()` is a token, written as a call.
        return body.unit.rules.read(body, node, node.target, reference)
    declaration = reference.declaration
    if is_user_method(declaration):
        return _call_user(body, node, reference)
    shortcut = intrinsic(body, node, declaration)
    if shortcut is not None:
        return shortcut
    receiver = None
    if reference.receiver is not Receiver.STATIC:
        receiver = _receiver(body, node, reference)
    arguments = body.values(node.arguments)
    feature = f"{declaration.owner.name}.{declaration.name}"
    if is_enum(declaration.owner) and declaration.owner.is_user and declaration.standard is None:
        return _call_enum(body, declaration, arguments, pyast.place(node.span))
    call = declaration.standard
    if call is None:
        call = StandardCall(CallStyle.METHOD, declaration.name)
    return standard_call(body, call, feature, receiver, arguments, node.span)


def _call_add_error(
    body: Body, node: nodes.MethodCall, reference: FieldErrorReference
) -> ast.expr:
    """`record.Field.addError(…)`: the field's name goes before the arguments."""
    field = node.target
    assert isinstance(field, nodes.FieldAccess), "an error is put on a record's field"
    call = reference.declaration.standard
    assert call is not None, "addError is a member of the standard library"
    receiver = checked(body, field.target)
    name = pyast.constant(reference.field, pyast.place(node.span))
    arguments = [name, *body.values(node.arguments)]
    return standard_call(body, call, "SObject.addError", receiver, arguments, node.span)


def is_user_method(declaration: MethodDeclaration) -> bool:
    """Whether a method is written in Apex source."""
    return declaration.node is not None


def _receiver(body: Body, node: nodes.MethodCall, reference: MethodReference) -> ast.expr:
    if reference.receiver is Receiver.EXPRESSION:
        assert node.target is not None, "an expression receiver is an expression"
        return checked(body, node.target)
    return pyast.name("this", pyast.place(node.span))


def _call_user(body: Body, node: nodes.MethodCall, reference: MethodReference) -> ast.expr:
    declaration = reference.declaration
    at = pyast.place(node.span)
    owner = declaration.owner
    if declaration.is_static:
        name = naming.static_method(owner.name, declaration.name, declaration.parameter_types)
        return pyast.call_name(body.unit.member(name, owner.name), body.values(node.arguments), at)
    receiver = _receiver(body, node, reference)
    method = naming.method(declaration.name, declaration.parameter_types)
    arguments = body.values(node.arguments)
    if reference.receiver is Receiver.SUPER:
        base = pyast.name(body.unit.python_class(owner), at)
        return pyast.call_method(base, method, [receiver, *arguments], at)
    return pyast.call_method(receiver, method, arguments, at)


def _call_enum(
    body: Body, declaration: MethodDeclaration, arguments: Sequence[ast.expr], at: Place
) -> ast.expr:
    owner = declaration.owner
    constants = [
        pyast.name(body.unit.enum_constant(owner, constant.name), at)
        for constant in owner.fields.values()
        if constant.ordinal is not None
    ]
    if fold(declaration.name) == "values":
        display = pyast.list_display(constants, at)
        return pyast.call_name(
            "new_list", [display, body.type_constant(declaration.returns, at)], at
        )
    assert fold(declaration.name) == "valueof", f"an enum has no method {declaration.name}"
    return pyast.call_name("enum_value_of", [pyast.tuple_of(constants, at), *arguments], at)


def standard_call(
    body: Body,
    call: StandardCall,
    feature: str,
    receiver: ast.expr | None,
    arguments: Sequence[ast.expr],
    span: Span,
) -> ast.expr:
    """A member of the standard library, in the style that it is declared with."""
    if call.target is None:
        return unsupported(body, feature, span)
    at = pyast.place(span)
    first = [] if receiver is None else [receiver]
    caller = [body.caller(at)] if call.needs_caller else []
    if call.style is CallStyle.INLINE:
        return expand(call.target, [*first, *caller, *arguments], at)
    if call.style is CallStyle.METHOD:
        assert receiver is not None, f"{feature} has no receiver to be a method of"
        return pyast.call_method(receiver, call.target, [*caller, *arguments], at)
    function = body.unit.standard(call.target)
    return pyast.call_name(function, [*first, *caller, *arguments], at)


def unsupported(body: Body, feature: str, span: Span) -> ast.expr:
    """What sfsim does not model raises when it is reached, with its name and place."""
    at = pyast.place(span)
    column = body.unit.source.display_column(span)
    body.unit.unsupported.append((feature, span.line, column))
    where = pyast.constant(body.unit.where(span), at)
    return pyast.call_name("unsupported", [pyast.constant(feature, at), where], at)
