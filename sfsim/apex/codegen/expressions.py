"""Literals, construction, casts and the other expressions that are neither names nor operators."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from sfsim.apex import nodes, pyast
from sfsim.apex.bindings import ConstructorReference, SObjectFieldReference
from sfsim.apex.codegen import naming
from sfsim.apex.codegen.calls import standard_call
from sfsim.apex.codegen.checks import condition
from sfsim.apex.codegen.context import Body
from sfsim.apex.codegen.initialization import is_initialized_apart
from sfsim.apex.codegen.knowledge import narrow
from sfsim.apex.codegen.walk import assigned
from sfsim.apex.declarations import TypeDeclaration, TypeKind
from sfsim.apex.pyast import Place
from sfsim.typeref import TypeRef, list_of


def visit_Literal(body: Body, node: nodes.Literal) -> ast.expr:
    """A literal: everything but a Decimal is a Python constant."""
    at = pyast.place(node.span)
    if isinstance(node.value, Decimal):
        return pyast.name(body.unit.decimal(str(node.value)), at)
    return pyast.constant(node.value, at)


def visit_Parenthesized(body: Body, node: nodes.Parenthesized) -> ast.expr:
    """`(expression)`."""
    return body.value(node.expression)


def visit_Ternary(body: Body, node: nodes.Ternary) -> ast.expr:
    """`condition ? then : otherwise`."""
    at = pyast.place(node.span)
    test = condition(body, node.condition)
    before = body.facts.copy()
    narrow(body, node.condition, True)
    then = body.value(node.then)
    body.facts = before.copy()
    narrow(body, node.condition, False)
    otherwise = body.value(node.otherwise)
    body.facts = before
    for branch in (node.then, node.otherwise):
        body.facts.forget(assigned(body.bindings, branch))
    return pyast.conditional(test, then, otherwise, at)


def visit_InstanceOf(body: Body, node: nodes.InstanceOf) -> ast.expr:
    """`value instanceof Type`."""
    at = pyast.place(node.span)
    target = body.bindings.types[node.type]
    value = body.value(node.value)
    declaration = body.unit.types.declaration(target)
    if declaration is not None and declaration.is_user and declaration.kind is TypeKind.CLASS:
        python_class = pyast.name(body.unit.python_class(declaration), at)
        return pyast.call_name("isinstance", [value, python_class], at)
    arguments = [value, body.type_constant(target, at), body.caller(at)]
    return pyast.call_name("instance_of", arguments, at)


def visit_Cast(body: Body, node: nodes.Cast) -> ast.expr:
    """`(Type) value`: what it checks or converts stands as conversions on the value."""
    return body.value(node.value)


def visit_ClassLiteral(body: Body, node: nodes.ClassLiteral) -> ast.expr:
    """`Type.class`."""
    at = pyast.place(node.span)
    ref = body.bindings.types[node.type]
    return pyast.call_name("ApexType", [body.type_constant(ref, at)], at)


# --- construction -------------------------------------------------------------------------------

_COPIES: Final = {"List": "copy_list", "Set": "copy_set", "Map": "copy_map"}


def visit_New(body: Body, node: nodes.New) -> ast.expr:
    """`new Type(…)`."""
    at = pyast.place(node.span)
    reference = body.bindings.references[node]
    assert isinstance(reference, ConstructorReference), "the binder chose a constructor"
    owner = reference.owner or body.unit.types.declaration(reference.type)
    assert owner is not None, f"{reference.type} is not declared"
    if owner.kind is TypeKind.SOBJECT:
        return _new_record(body, node, owner, at)
    if owner.is_user:
        parameters = reference.declaration.parameter_types if reference.declaration else ()
        return new_user(body, owner, parameters, body.values(node.arguments), at)
    copy = _COPIES.get(reference.type.name)
    if copy is not None:
        return _new_collection(body, copy, reference.type, node.arguments, at)
    declaration = reference.declaration
    assert declaration is not None, f"{reference.type} has no constructor"
    feature = f"new {reference.type.name}()"
    arguments = body.values(node.arguments)
    if declaration.standard is None:
        assert body.unit.is_exception(owner), f"{feature} has no implementation"
        python_class = pyast.name(body.unit.python_class(owner), at)
        made: ast.expr = pyast.call(python_class, _exception_arguments(
            declaration.parameter_types, arguments, at), at)
    else:
        made = standard_call(body, declaration.standard, feature, None, arguments, node.span)
    if body.unit.is_exception(owner):
        return pyast.call_name("with_stack", [made], at)
    return made


def _exception_arguments(
    parameters: Sequence[TypeRef], arguments: Sequence[ast.expr], at: Place
) -> list[ast.expr]:
    """(message, cause) of what an exception's constructor was given."""
    if len(parameters) == 1 and parameters[0].name != "String":
        return [pyast.constant(None, at), *arguments]
    return list(arguments)


def new_user(
    body: Body,
    owner: TypeDeclaration,
    parameters: Sequence[TypeRef],
    arguments: Sequence[ast.expr],
    at: Place,
) -> ast.expr:
    """`new__Foo___String(alloc__Foo(), text)`: the constructor returns the new object."""
    allocate = body.unit.member(naming.allocator(owner.name), owner.name)
    function = body.unit.member(naming.constructor(owner.name, parameters), owner.name)
    made = pyast.call_name(allocate, [], at)
    if is_initialized_apart(body.unit.types, owner):
        fields = body.unit.member(naming.fields_initializer(owner.name), owner.name)
        made = pyast.call_name(fields, [made], at)
        if not all(isinstance(each, ast.Name | ast.Constant) for each in arguments):
            return _arguments_first(body, function, made, arguments, at)
    return pyast.call_name(function, [made, *arguments], at)


def _arguments_first(
    body: Body, function: str, made: ast.expr, arguments: Sequence[ast.expr], at: Place
) -> ast.expr:
    """Arguments are computed before the object exists, so before its initialisers have run."""
    names = [body.temporary() for _ in arguments]
    kept = [pyast.walrus(each, value, at) for each, value in zip(names, arguments, strict=True)]
    call = pyast.call_name(function, [made, *(pyast.name(each, at) for each in names)], at)
    return pyast.subscript(pyast.tuple_of([*kept, call], at), pyast.constant(-1, at), at)


def _new_record(
    body: Body, node: nodes.New, owner: TypeDeclaration, at: Place
) -> ast.expr:
    fields = []
    for argument in node.fields:
        reference = body.bindings.references[argument]
        assert isinstance(reference, SObjectFieldReference), "a record is built from fields"
        fields.append((reference.name, body.value(argument.value)))
    record_class = pyast.name(body.unit.sobject(owner.name), at)
    if node.arguments:
        return pyast.call_name("new_record", [record_class, *body.values(node.arguments)], at)
    return pyast.call(record_class, [], at, fields)


def _new_collection(
    body: Body, copy: str, ref: TypeRef, arguments: Sequence[nodes.Expression], at: Place
) -> ast.expr:
    type_name = body.type_constant(ref, at)
    if not arguments:
        return pyast.call_name(f"Apex{ref.name}", [type_name], at)
    return pyast.call_name(copy, [type_name, *body.values(arguments)], at)


def visit_NewArray(body: Body, node: nodes.NewArray) -> ast.expr:
    """`new Type[size]`: that many nulls."""
    at = pyast.place(node.span)
    ref = list_of(body.bindings.types[node.type])
    return pyast.call_name(
        "new_nulls", [body.type_constant(ref, at), body.value(node.size)], at
    )


def visit_NewCollection(body: Body, node: nodes.NewCollection) -> ast.expr:
    """`new List<T>{ … }`, `new Set<T>{ … }`."""
    at = pyast.place(node.span)
    ref = body.bindings.types[node]
    items = body.values(node.elements)
    display = pyast.list_display(items, at)
    return pyast.call_name(f"Apex{ref.name}", [body.type_constant(ref, at), display], at)


def visit_NewMap(body: Body, node: nodes.NewMap) -> ast.expr:
    """`new Map<K, V>{ k => v }`."""
    at = pyast.place(node.span)
    ref = body.bindings.types[node]
    pairs: list[ast.expr] = [
        pyast.tuple_of([body.value(entry.key), body.value(entry.value)], at)
        for entry in node.entries
    ]
    display = pyast.list_display(pairs, at)
    return pyast.call_name("ApexMap", [body.type_constant(ref, at), display], at)


