"""Functions: methods, constructors, accessors, initialisers, with their ticks and depth."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from sfsim.apex import nodes, pyast
from sfsim.apex.bindings import ConstructorReference
from sfsim.apex.codegen import naming
from sfsim.apex.codegen.context import Body, Display, Unit, local_name
from sfsim.apex.codegen.statements import block, call_constructor, init_exception, tick
from sfsim.apex.codegen.walk import assigned, bare
from sfsim.apex.declarations import FieldDeclaration, MethodDeclaration, TypeDeclaration
from sfsim.apex.pyast import Place
from sfsim.names import fold
from sfsim.typeref import TypeRef

DEPTH = "depth__"


def display(unit: Unit, key: str, type_name: str, member: str) -> None:
    """Records how people see a function: `Foo.run`, in Apex stacks `Class.Foo.run`."""
    name = f"{type_name}.{member}"
    unit.displays[key] = Display(name, f"Class.{name}")


def function(
    body: Body,
    identifier: str,
    parameters: Sequence[str],
    statements: list[ast.stmt],
    at: Place,
    *,
    is_recursive: bool,
) -> ast.FunctionDef:
    """A function with its entry: tick, static initialisation, depth where it may recurse."""
    entry: list[ast.stmt] = []
    if body.touched is not None:
        holder = pyast.name(body.unit.holder(body.touched), at)
        entry.append(pyast.evaluate(pyast.attribute(holder, "ready", at), at))
    entry.append(tick(at))
    whole = entry + statements
    if is_recursive:
        whole = _counted(whole, at)
    return pyast.function(identifier, parameters, whole, at)


def _counted(statements: list[ast.stmt], at: Place) -> list[ast.stmt]:
    """The depth of the Apex stack goes up at the entry and down at every exit."""

    def depth() -> ast.expr:
        return pyast.name(DEPTH, at)

    stack = pyast.name("stack", at)
    one = pyast.constant(1, at)
    deeper = pyast.binary(pyast.attribute(stack, "depth", at), ast.Add(), one, at)
    enter = pyast.assign_name(DEPTH, deeper, at)
    enter.targets.append(pyast.store_attribute(stack, "depth", at))
    overflow = pyast.when(
        pyast.compare(depth(), ast.Gt(), pyast.constant(1000, at), at),
        [pyast.evaluate(pyast.call_method(stack, "overflow", [], at), at)],
        [],
        at,
    )
    leave = pyast.assign(
        pyast.store_attribute(stack, "depth", at),
        pyast.binary(depth(), ast.Sub(), one, at),
        at,
    )
    return [enter, overflow, pyast.attempt(statements, [], [leave], at)]


def head(node: nodes.Node) -> Place:
    """Where a definition stands: one line, its first."""
    at = pyast.place(node.span)
    at["end_lineno"], at["end_col_offset"] = at["lineno"], at["col_offset"] + 1
    return at


def parameters_of(body: Body, parameters: Sequence[nodes.Parameter]) -> list[str]:
    """The Python parameters of a method."""
    return [local_name(body.bindings.locals[parameter]) for parameter in parameters]


# --- methods ------------------------------------------------------------------------------------


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


# --- constructors -------------------------------------------------------------------------------


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
        if first.target == "super":
            emitted += _run_initializers(unit, owner, at)
    else:
        emitted += implicit_super(body, owner, at)
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
    chain = body.unit.chain(owner)
    emitted: list[ast.stmt] = [
        pyast.evaluate(init_exception(parameters, this, given, at), at)
    ]
    for ancestor in reversed(chain[1:]):
        if ancestor.is_user and has_initializers(ancestor):
            name = body.unit.member(naming.fields_initializer(ancestor.name), ancestor.name)
            emitted.append(pyast.evaluate(pyast.call_name(name, [this], at), at))
    return emitted


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


def has_initializers(owner: TypeDeclaration) -> bool:
    """Whether a class has instance initialisers to run."""
    return any(_instance_parts(owner))


def _instance_parts(owner: TypeDeclaration) -> list[nodes.Node]:
    node = owner.node
    if not isinstance(node, nodes.ClassDeclaration):
        return []
    found: list[nodes.Node] = []
    for member in node.members:
        if isinstance(member, nodes.InitializerBlock) and not member.is_static:
            found.append(member)
        elif isinstance(member, nodes.FieldDeclaration) and not member.modifiers.has("static"):
            found.extend(member.declarators)
        elif isinstance(member, nodes.PropertyDeclaration) and not member.modifiers.has("static"):
            found.append(member)
    return found


def _run_initializers(unit: Unit, owner: TypeDeclaration, at: Place) -> list[ast.stmt]:
    """Simple initial values stand in each constructor; anything else is one function."""
    if not _instance_parts(owner):
        return []
    if all(_is_simple_part(part) for part in _instance_parts(owner)):
        return _initial_values(Body(unit, owner.name, is_static=False), owner)
    name = naming.fields_initializer(owner.name)
    return [pyast.evaluate(pyast.call_name(name, [pyast.name("this", at)], at), at)]


def _is_simple_part(part: nodes.Node) -> bool:
    if isinstance(part, nodes.VariableDeclarator):
        simple = nodes.Literal | nodes.NewCollection
        return part.value is None or isinstance(bare(part.value), simple)
    return isinstance(part, nodes.PropertyDeclaration)


def fields_function(unit: Unit, owner: TypeDeclaration) -> list[ast.stmt]:
    """The function that runs the instance initialisers of a class in textual order."""
    if not _instance_parts(owner):
        return []
    body = Body(unit, owner.name, is_static=False)
    assert owner.node is not None
    at = head(owner.node)
    identifier = naming.fields_initializer(owner.name)
    display(unit, identifier, owner.name, "<init>")
    return [pyast.function(identifier, ["this"], _initial_values(body, owner), at)]


def _initial_values(body: Body, owner: TypeDeclaration) -> list[ast.stmt]:
    emitted: list[ast.stmt] = []
    later: list[ast.stmt] = []
    for part in _instance_parts(owner):
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
