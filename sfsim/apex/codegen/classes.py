"""Types: the Python class of a user class with its methods, and its static initialiser."""

from __future__ import annotations

import ast

from sfsim.apex import nodes, pyast
from sfsim.apex.codegen import aliases, construction, functions, members, naming
from sfsim.apex.codegen.context import Body, Types, Unit
from sfsim.apex.codegen.functions import head
from sfsim.apex.codegen.initialization import is_initialized_apart
from sfsim.apex.codegen.statements import tick
from sfsim.apex.codegen.walk import bare
from sfsim.apex.declarations import (
    FieldDeclaration,
    MethodDeclaration,
    TypeDeclaration,
    TypeKind,
)
from sfsim.compiled import CompiledField, CompiledMethod, CompiledType
from sfsim.names import fold

SHARING = ("with sharing", "without sharing", "inherited sharing")


def emit_type(unit: Unit, declaration: TypeDeclaration) -> list[ast.stmt]:
    """A class and its inner classes: superclasses inside one unit come first."""
    emitted: list[ast.stmt] = []
    for found in in_order(unit, declaration):
        if found.kind is TypeKind.CLASS:
            emitted += _class(unit, found)
    return emitted


def in_order(unit: Unit, declaration: TypeDeclaration) -> list[TypeDeclaration]:
    """The types of a unit, each after the superclass that it shares the unit with."""
    own = [declaration, *declaration.inner.values()]
    ordered: list[TypeDeclaration] = []

    def add(found: TypeDeclaration) -> None:
        if found in ordered:
            return
        parent = unit.types.declaration(found.superclass) if found.superclass else None
        if parent is not None and parent in own:
            add(parent)
        ordered.append(found)

    for found in own:
        add(found)
    return ordered


def _class(unit: Unit, owner: TypeDeclaration) -> list[ast.stmt]:
    node = owner.node
    assert isinstance(node, nodes.ClassDeclaration)
    at = head(node)
    touches = has_effects(owner)
    inside: list[ast.stmt] = []
    outside: list[ast.stmt] = []
    for field in owner.fields.values():
        if field.node is not None and not field.is_static:
            # A field that is read before its initialiser ran is null.
            slot = pyast.store(naming.field(field.name), at)
            inside.append(pyast.assign(slot, pyast.constant(None, at), at))
        if field.is_property:
            made = members.accessors(unit, owner, field, touches)
            (outside if field.is_static else inside).extend(made)
    for overloads in owner.methods.values():
        for declaration in overloads:
            if declaration.node is None:
                continue
            made = members.method(unit, owner, declaration, touches)
            (outside if declaration.is_static else inside).extend(made)
            if not declaration.is_static and declaration.node.body is not None:
                inside.extend(aliases.aliases(unit, owner, declaration, at))
    inside += aliases.inherited_aliases(unit, owner, at)
    inside += aliases.static_forwarders(unit, owner, at)
    outside += construction.fields_function(unit, owner)
    outside += _constructors(unit, owner, touches)
    outside += static_initializer(unit, owner)
    definition = pyast.class_definition(
        naming.class_name(owner.name), [_base(unit, owner, at)], inside, at
    )
    return [definition, *outside]


def _base(unit: Unit, owner: TypeDeclaration, at: pyast.Place) -> ast.expr:
    parent = unit.types.declaration(owner.superclass) if owner.superclass else None
    if parent is None or (not parent.is_user and parent.python is None):
        return pyast.name("ApexObject", at)
    return pyast.name(unit.python_class(parent), at)


def _constructors(unit: Unit, owner: TypeDeclaration, touches: bool) -> list[ast.stmt]:
    assert owner.node is not None
    at = head(owner.node)
    emitted: list[ast.stmt] = []
    for declaration in owner.constructors:
        if declaration.node is not None:
            emitted.append(construction.constructor(unit, owner, declaration, touches))
        else:
            emitted.append(
                construction.implicit_constructor(
                    unit, owner, declaration.parameter_types, at, touches
                )
            )
    if not owner.constructors:
        emitted.append(construction.implicit_constructor(unit, owner, (), at, touches))
    return emitted


# --- statics ------------------------------------------------------------------------------------


def _static_parts(owner: TypeDeclaration) -> list[nodes.Node]:
    node = owner.node
    found: list[nodes.Node] = []
    if not isinstance(node, nodes.ClassDeclaration):
        return found
    for member in node.members:
        if isinstance(member, nodes.InitializerBlock) and member.is_static:
            found.append(member)
        elif isinstance(member, nodes.FieldDeclaration) and member.modifiers.has("static"):
            found.extend(made for made in member.declarators if made.value is not None)
    return found


def has_effects(owner: TypeDeclaration) -> bool:
    """Whether initialising the statics does more than store constants: somebody may notice when."""
    return any(
        isinstance(part, nodes.InitializerBlock)
        or (isinstance(part, nodes.VariableDeclarator) and not _is_constant(part.value))
        for part in _static_parts(owner)
    )


def _is_constant(value: nodes.Expression | None) -> bool:
    return value is None or isinstance(bare(value), nodes.Literal)


def is_compile_time(owner: TypeDeclaration, part: nodes.Node) -> bool:
    """`static final X = literal`: an initialiser above it already sees the value."""
    if not isinstance(part, nodes.VariableDeclarator) or part.value is None:
        return False
    field = owner.fields[fold(part.name)]
    return "final" in field.modifiers and isinstance(bare(part.value), nodes.Literal)


def static_initializer(unit: Unit, owner: TypeDeclaration) -> list[ast.stmt]:
    """`initialize__Foo()`: constants first, then everything else in textual order."""
    parts = _static_parts(owner)
    if not parts:
        return []
    body = Body(unit, owner.name, is_static=True)
    body.touched = owner.name
    assert owner.node is not None
    at = head(owner.node)
    statements: list[ast.stmt] = [tick(at)]
    ordered = sorted(parts, key=lambda part: not is_compile_time(owner, part))
    for part in ordered:
        where = pyast.place(part.span)
        if isinstance(part, nodes.InitializerBlock):
            statements += body.statement(part.body)
            continue
        assert isinstance(part, nodes.VariableDeclarator)
        assert part.value is not None, "only fields with a value are initialised"
        where["end_lineno"], where["end_col_offset"] = where["lineno"], where["col_offset"] + 1
        holder = pyast.name(unit.holder(owner.name), where)
        slot = pyast.store_attribute(holder, naming.field(part.name), where)
        statements.append(pyast.assign(slot, body.value(part.value), where))
    identifier = naming.initializer(owner.name)
    functions.display(unit, identifier, owner.name, "<clinit>")
    return [pyast.function(identifier, [], statements, at)]


# --- what the runtime is told -------------------------------------------------------------------


def describe(owner: TypeDeclaration, types: Types) -> CompiledType:
    """The facts about a type that the runtime needs."""
    sharing = next((keyword for keyword in SHARING if keyword in owner.modifiers), "")
    stored = [field for field in owner.fields.values() if field.node is not None]
    return CompiledType(
        name=owner.name,
        kind=owner.kind.value,
        namespace=owner.namespace,
        superclass=owner.superclass,
        interfaces=owner.interfaces,
        modifiers=owner.modifiers,
        annotations=owner.annotations,
        sharing=sharing,
        api_version=owner.api_version,
        is_test="istest" in (owner.outer or owner).annotations,
        constants=tuple(
            field.name for field in owner.fields.values() if field.ordinal is not None
        ),
        fields=tuple(_field(field) for field in stored if not field.is_static),
        statics=tuple(_field(field) for field in stored if field.is_static),
        methods=tuple(
            _method(found)
            for overloads in owner.methods.values()
            for found in overloads
            if found.node is not None
        ),
        constructors=_constructor_table(owner),
        has_effects=has_effects(owner),
        initializer=_initializer(owner, types),
    )


def _initializer(owner: TypeDeclaration, types: Types) -> str:
    if owner.kind is TypeKind.CLASS and is_initialized_apart(types, owner):
        return naming.fields_initializer(owner.name)
    return ""


def _method(declaration: MethodDeclaration) -> CompiledMethod:
    parameters = declaration.parameter_types
    if declaration.is_static:
        identifier = naming.static_method(declaration.owner.name, declaration.name, parameters)
    else:
        identifier = naming.method(declaration.name, parameters)
    return CompiledMethod(
        declaration.name,
        identifier,
        parameters,
        declaration.returns,
        declaration.is_static,
        declaration.annotations,
        declaration.modifiers,
    )


def _constructor_table(owner: TypeDeclaration) -> tuple[CompiledMethod, ...]:
    if owner.kind is not TypeKind.CLASS or "abstract" in owner.modifiers:
        return ()
    declared = [(found.parameter_types, found.modifiers) for found in owner.constructors]
    return tuple(
        CompiledMethod(
            "<init>",
            naming.constructor(owner.name, parameters),
            parameters,
            owner.ref,
            modifiers=modifiers,
        )
        for parameters, modifiers in declared or [((), frozenset({"public"}))]
    )


def _field(field: FieldDeclaration) -> CompiledField:
    return CompiledField(
        field.name, naming.field(field.name), field.type, "transient" in field.modifiers
    )
