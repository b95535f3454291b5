"""Methods, accessors, and the methods declared inside triggers and anonymous blocks."""

from __future__ import annotations

import ast

from sfsim.apex import nodes, pyast
from sfsim.apex.codegen import naming
from sfsim.apex.codegen.context import Body, Display, Unit, local_name
from sfsim.apex.codegen.functions import display, function, head, parameters_of
from sfsim.apex.codegen.statements import block
from sfsim.apex.codegen.walk import assigned
from sfsim.apex.declarations import FieldDeclaration, MethodDeclaration, TypeDeclaration
from sfsim.names import fold


def method(
    unit: Unit, owner: TypeDeclaration, declaration: MethodDeclaration, touches: bool
) -> list[ast.stmt]:
    """One method; a `@future` one becomes its body and a function that enqueues it."""
    node = declaration.node
    assert isinstance(node, nodes.MethodDeclaration)
    if node.body is None:
        return []
    body = Body(unit, owner.name, is_static=declaration.is_static, returns=declaration.returns)
    parameters = parameters_of(body, node.parameters)
    at = pyast.place(node.name_span)
    is_recursive = node in unit.bindings.recursive
    if not declaration.is_static:
        identifier = naming.method(declaration.name, declaration.parameter_types)
        display(unit, f"{naming.class_name(owner.name)}.{identifier}", owner.name, node.name)
        statements = block(body, node.body.statements)
        return [
            function(
                body, identifier, ["this", *parameters], statements, at, is_recursive=is_recursive
            )
        ]
    if touches:
        body.touched = owner.name
    identifier = naming.static_method(owner.name, node.name, declaration.parameter_types)
    statements = block(body, node.body.statements)
    if "future" not in declaration.annotations:
        display(unit, identifier, owner.name, node.name)
        return [
            function(body, identifier, parameters, statements, at, is_recursive=is_recursive)
        ]
    later = naming.future_body(owner.name, node.name, declaration.parameter_types)
    display(unit, later, owner.name, node.name)
    display(unit, identifier, owner.name, node.name)
    made = function(body, later, parameters, statements, at, is_recursive=False)
    return [made, _enqueue(unit, owner, node, identifier, later, parameters)]


def _enqueue(
    unit: Unit,
    owner: TypeDeclaration,
    node: nodes.MethodDeclaration,
    identifier: str,
    later: str,
    parameters: list[str],
) -> ast.stmt:
    at = pyast.place(node.name_span)
    body = Body(unit, owner.name, is_static=True)
    arguments: list[ast.expr] = [
        body.caller(at),
        pyast.constant(owner.name, at),
        pyast.constant(node.name, at),
        pyast.name(later, at),
        pyast.tuple_of([pyast.name(parameter, at) for parameter in parameters], at),
        pyast.constant(_allows_callouts(node), at),
    ]
    call = pyast.evaluate(pyast.call_method(body.org(at), "call_future", arguments, at), at)
    return function(body, identifier, parameters, [call], at, is_recursive=False)


def _allows_callouts(node: nodes.MethodDeclaration) -> bool:
    return any(
        fold(argument.name) == "callout"
        and isinstance(argument.value, nodes.Literal)
        and argument.value.value is True
        for annotation in node.modifiers.annotations
        if fold(annotation.name) == "future"
        for argument in annotation.arguments
    )


# --- properties ---------------------------------------------------------------------------------


def accessors(
    unit: Unit, owner: TypeDeclaration, declaration: FieldDeclaration, touches: bool
) -> list[ast.stmt]:
    """The accessors of a property that must be called: with a body, or open to overriding."""
    node = declaration.node
    assert isinstance(node, nodes.PropertyDeclaration)
    is_open = bool(declaration.modifiers & {"virtual", "abstract", "override"})
    emitted: list[ast.stmt] = []
    for accessor in node.accessors:
        if "abstract" in declaration.modifiers and accessor.body is None:
            continue
        if accessor.body is not None or (is_open and not declaration.is_static):
            emitted.append(_accessor(unit, owner, declaration, accessor, touches))
    return emitted


def _accessor(
    unit: Unit,
    owner: TypeDeclaration,
    declaration: FieldDeclaration,
    accessor: nodes.Accessor,
    touches: bool,
) -> ast.stmt:
    is_getter = accessor.kind == "get"
    body = Body(unit, owner.name, is_static=declaration.is_static)
    at = head(accessor)
    if declaration.is_static:
        if touches:
            body.touched = owner.name
        make = naming.static_getter if is_getter else naming.static_setter
        identifier = make(owner.name, declaration.name)
        parameters = [] if is_getter else ["value"]
        key = identifier
    else:
        identifier = (naming.getter if is_getter else naming.setter)(declaration.name)
        parameters = ["this"] if is_getter else ["this", "value"]
        key = f"{naming.class_name(owner.name)}.{identifier}"
    # Source: stack traces of a real org show accessors as __sfdc_<name>.
    display(unit, key, owner.name, f"__sfdc_{declaration.name}")
    if accessor.body is not None:
        statements = block(body, accessor.body.statements)
    else:
        slot = naming.field(declaration.name)
        this = pyast.name("this", at)
        if is_getter:
            statements = [pyast.give_back(pyast.attribute(this, slot, at), at)]
        else:
            store = pyast.store_attribute(this, slot, at)
            statements = [pyast.assign(store, pyast.name("value", at), at)]
    return function(
        body,
        identifier,
        parameters,
        statements,
        at,
        is_recursive=accessor in unit.bindings.recursive,
    )


# --- blocks -------------------------------------------------------------------------------------


def nested_methods(
    unit: Unit, node: nodes.TriggerDeclaration | nodes.AnonymousBlock, owner: str, around: str
) -> list[ast.stmt]:
    """The methods declared in a trigger or block: functions inside its function, so that they see
    the variables that they share with it."""
    emitted: list[ast.stmt] = []
    for found in node.methods:
        body = Body(unit, unit.name, is_static=True)
        types = [unit.bindings.locals[parameter].type for parameter in found.parameters]
        identifier = naming.static_method(owner, found.name, types)
        name = f"{unit.displays[around].name}.{found.name}"
        unit.displays[f"{around}.<locals>.{identifier}"] = Display(name, name)
        at = pyast.place(found.name_span)
        parameters = parameters_of(body, found.parameters)
        statements = block(body, found.body.statements if found.body is not None else ())
        shared = sorted(_shared_names(body, found))
        is_recursive = found in unit.bindings.recursive
        made = function(body, identifier, parameters, statements, at, is_recursive=is_recursive)
        if shared:
            made.body.insert(0, pyast.nonlocal_names(shared, at))
        emitted.append(made)
    return emitted


def _shared_names(body: Body, node: nodes.MethodDeclaration) -> set[str]:
    return {
        local_name(variable)
        for variable in assigned(body.bindings, node)
        if variable.is_shared
    }
