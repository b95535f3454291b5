"""Constructors: the superclass's, the initialisers, the statements; and the implicit ones."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from sfsim.apex import nodes, pyast
from sfsim.apex.bindings import ConstructorReference
from sfsim.apex.codegen import naming
from sfsim.apex.codegen.context import Body, Display, Unit
from sfsim.apex.codegen.functions import display, function, head, parameters_of
from sfsim.apex.codegen.initialization import instance_parts, is_initialized_apart
from sfsim.apex.codegen.statements import block, call_constructor, init_exception
from sfsim.apex.codegen.walk import bare
from sfsim.apex.declarations import MethodDeclaration, TypeDeclaration
from sfsim.apex.pyast import Place
from sfsim.typeref import TypeRef


def constructor(
    unit: Unit, owner: TypeDeclaration, declaration: MethodDeclaration, touches: bool
) -> ast.stmt:
    """A constructor in source: superclass, then initialisers, then its own statements."""
    node = declaration.node
    assert isinstance(node, nodes.ConstructorDeclaration)
    body = Body(unit, owner.name, is_static=False)
    body.returns_this = True
    if touches:
        body.touched = owner.name
    at = pyast.place(node.span)
    at["end_lineno"], at["end_col_offset"] = at["lineno"], at["col_offset"] + 1
    parameters = parameters_of(body, node.parameters)
    statements = list(node.body.statements)
    first = statements[0] if statements else None
    emitted: list[ast.stmt] = []
    if isinstance(first, nodes.ConstructorCall):
        emitted += body.statement(first)
        statements = statements[1:]
        runs_initializers = first.target == "super"
    else:
        emitted += implicit_super(body, owner, at)
        runs_initializers = True
    if runs_initializers and not is_initialized_apart(unit.types, owner):
        emitted += _run_initializers(unit, owner, at)
    emitted += block(body, statements)
    emitted.append(pyast.give_back(pyast.name("this", at), at))
    identifier = naming.constructor(owner.name, declaration.parameter_types)
    display(unit, identifier, owner.name, "<init>")
    return function(
        body,
        identifier,
        ["this", *parameters],
        emitted,
        at,
        is_recursive=node in unit.bindings.recursive,
    )


def implicit_constructor(
    unit: Unit,
    owner: TypeDeclaration,
    parameters: Sequence[TypeRef],
    at: Place,
    touches: bool,
) -> ast.stmt:
    """The default constructor, or one that every exception class has without declaring it."""
    body = Body(unit, owner.name, is_static=False)
    if touches:
        body.touched = owner.name
    names = [f"p{index}_" for index in range(len(parameters))]
    given = [pyast.name(name, at) for name in names]
    if parameters or unit.is_exception(owner):
        emitted = _implicit_exception(body, owner, parameters, given, at)
    else:
        emitted = implicit_super(body, owner, at)
    if not is_initialized_apart(unit.types, owner):
        emitted += _run_initializers(unit, owner, at)
    emitted.append(pyast.give_back(pyast.name("this", at), at))
    identifier = naming.constructor(owner.name, parameters)
    # No source, so no line of its own: Apex stacks leave it out.
    unit.displays[identifier] = Display(f"{owner.name}.<init>", "")
    return function(body, identifier, ["this", *names], emitted, at, is_recursive=False)


def _implicit_exception(
    body: Body,
    owner: TypeDeclaration,
    parameters: Sequence[TypeRef],
    given: Sequence[ast.expr],
    at: Place,
) -> list[ast.stmt]:
    this = pyast.name("this", at)
    return [pyast.evaluate(init_exception(parameters, this, given, at), at)]


def implicit_super(body: Body, owner: TypeDeclaration, at: Place) -> list[ast.stmt]:
    """`super()` where none is written: a user superclass, an exception, a standard class."""
    parent = body.unit.types.declaration(owner.superclass) if owner.superclass else None
    if parent is None:
        return []
    declared = next((found for found in parent.constructors if not found.parameters), None)
    reference = ConstructorReference(parent.ref, declared, parent)
    if not parent.is_user and not body.unit.is_exception(parent) and parent.python is None:
        return []
    return [call_constructor(body, reference, [], at)]


def _run_initializers(unit: Unit, owner: TypeDeclaration, at: Place) -> list[ast.stmt]:
    """Simple initial values stand in each constructor; anything else is one function."""
    if not instance_parts(owner):
        return []
    if all(_is_simple_part(part) for part in instance_parts(owner)):
        return _initial_values(Body(unit, owner.name, is_static=False), owner)
    name = naming.fields_initializer(owner.name)
    return [pyast.evaluate(pyast.call_name(name, [pyast.name("this", at)], at), at)]


def _is_simple_part(part: nodes.Node) -> bool:
    if isinstance(part, nodes.VariableDeclarator):
        simple = nodes.Literal | nodes.NewCollection
        return part.value is None or isinstance(bare(part.value), simple)
    return isinstance(part, nodes.PropertyDeclaration)


def fields_function(unit: Unit, owner: TypeDeclaration) -> list[ast.stmt]:
    """The function that runs the instance initialisers in textual order, the superclass's first."""
    is_apart = is_initialized_apart(unit.types, owner)
    if not is_apart and all(map(_is_simple_part, instance_parts(owner))):
        return []
    body = Body(unit, owner.name, is_static=False)
    assert owner.node is not None
    at = head(owner.node)
    identifier = naming.fields_initializer(owner.name)
    display(unit, identifier, owner.name, "<init>")
    this = pyast.name("this", at)
    emitted: list[ast.stmt] = []
    parent = unit.types.declaration(owner.superclass) if owner.superclass else None
    if parent is not None and parent.is_user and is_initialized_apart(unit.types, parent):
        name = unit.member(naming.fields_initializer(parent.name), parent.name)
        emitted.append(pyast.evaluate(pyast.call_name(name, [this], at), at))
    emitted += _initial_values(body, owner)
    return [pyast.function(identifier, ["this"], [*emitted, pyast.give_back(this, at)], at)]


def _initial_values(body: Body, owner: TypeDeclaration) -> list[ast.stmt]:
    emitted: list[ast.stmt] = []
    later: list[ast.stmt] = []
    for part in instance_parts(owner):
        at = pyast.place(part.span)
        if isinstance(part, nodes.InitializerBlock):
            later += body.statement(part.body)
            continue
        assert isinstance(part, nodes.VariableDeclarator | nodes.PropertyDeclaration)
        at["end_lineno"], at["end_col_offset"] = at["lineno"], at["col_offset"] + 1
        slot = pyast.store_attribute(pyast.name("this", at), naming.field(part.name), at)
        value = part.value if isinstance(part, nodes.VariableDeclarator) else None
        if value is None:
            emitted.append(pyast.assign(slot, pyast.constant(None, at), at))
        else:
            later.append(pyast.assign(slot, body.value(value), at))
    return emitted + later
