"""Types: the Python class of a user class with its methods, and its static initialiser."""

from __future__ import annotations

import ast

from sfsim.apex import nodes, pyast
from sfsim.apex.codegen import members, naming
from sfsim.apex.codegen.context import Body, Unit
from sfsim.apex.codegen.members import head
from sfsim.apex.codegen.statements import tick
from sfsim.apex.codegen.walk import bare
from sfsim.apex.declarations import (
    CallStyle,
    FieldDeclaration,
    MethodDeclaration,
    TypeDeclaration,
    TypeKind,
)
from sfsim.compiled import CompiledField, CompiledMethod, CompiledType
from sfsim.names import fold
from sfsim.typeref import TypeRef

SHARING = ("with sharing", "without sharing", "inherited sharing")
OBJECT_MEMBERS = {"tostring": "toString", "hashcode": "hashCode", "equals": "equals"}


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
                inside.extend(_aliases(unit, owner, declaration, at))
    inside += _inherited_aliases(unit, owner, at)
    inside += _static_forwarders(unit, owner, at)
    outside += members.fields_function(unit, owner)
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
            emitted.append(members.constructor(unit, owner, declaration, touches))
        else:
            emitted.append(
                members.implicit_constructor(
                    unit, owner, declaration.parameter_types, at, touches
                )
            )
    if not owner.constructors:
        emitted.append(members.implicit_constructor(unit, owner, (), at, touches))
    return emitted


# --- plain names for the standard library -------------------------------------------------------


def _aliases(
    unit: Unit, owner: TypeDeclaration, declaration: MethodDeclaration, at: pyast.Place
) -> list[ast.stmt]:
    """`compareTo = compareto___Object`: the names under which Python code calls the method."""
    assert declaration.node is not None
    mangled = naming.method(declaration.name, declaration.parameter_types)
    names = _plain_names(unit, owner, declaration)
    emitted: list[ast.stmt] = []
    for name in names:
        emitted.append(pyast.assign_name(name, pyast.name(mangled, at), at))
        if name == "equals":
            emitted.append(pyast.assign_name("__eq__", pyast.name("apex_equals", at), at))
            emitted.append(pyast.assign_name("__hash__", pyast.name("apex_hash_of", at), at))
    return emitted


def _inherited_aliases(
    unit: Unit, owner: TypeDeclaration, at: pyast.Place
) -> list[ast.stmt]:
    """The plain names of methods that a class inherits and now implements an interface with."""
    emitted: list[ast.stmt] = []
    for found in _standard_supertypes(unit, owner):
        if found.kind is not TypeKind.INTERFACE:
            continue
        for folded, overloads in found.methods.items():
            if folded in owner.methods:
                continue
            for ancestor in unit.chain(owner)[1:]:
                if ancestor.is_user and folded in ancestor.methods:
                    emitted += _borrow(unit, ancestor, overloads, at)
                    break
    return emitted


def _static_forwarders(
    unit: Unit, owner: TypeDeclaration, at: pyast.Place
) -> list[ast.stmt]:
    """A static method may implement an interface: an instance then passes the call on."""
    emitted: list[ast.stmt] = []
    for found in _supertypes(unit, owner):
        if found.kind is not TypeKind.INTERFACE:
            continue
        for folded, overloads in found.methods.items():
            for wanted in overloads:
                for declaration in owner.methods.get(folded, ()):
                    if declaration.is_static and _same_arity(declaration, wanted):
                        emitted.append(_forwarder(found, wanted, declaration, at))
    return emitted


def _same_arity(first: MethodDeclaration, second: MethodDeclaration) -> bool:
    return len(first.parameters) == len(second.parameters)


def _forwarder(
    interface: TypeDeclaration,
    wanted: MethodDeclaration,
    declaration: MethodDeclaration,
    at: pyast.Place,
) -> ast.stmt:
    types = declaration.parameter_types
    if interface.is_user:
        name = naming.method(wanted.name, wanted.parameter_types)
    else:
        name = _plain_name(wanted)
    parameters = [f"p{index}_" for index in range(len(types))]
    static = naming.static_method(declaration.owner.name, declaration.name, types)
    call = pyast.call_name(static, [pyast.name(each, at) for each in parameters], at)
    return pyast.function(name, ["this", *parameters], [pyast.give_back(call, at)], at)


def _borrow(
    unit: Unit,
    ancestor: TypeDeclaration,
    overloads: tuple[MethodDeclaration, ...],
    at: pyast.Place,
) -> list[ast.stmt]:
    emitted: list[ast.stmt] = []
    for wanted in overloads:
        for declaration in ancestor.methods[fold(wanted.name)]:
            if not _same_arity(declaration, wanted) or declaration.is_static:
                continue
            if "abstract" in declaration.modifiers:
                continue
            mangled = naming.method(declaration.name, declaration.parameter_types)
            base = pyast.name(unit.python_class(ancestor), at)
            alias = pyast.attribute(base, mangled, at)
            emitted.append(pyast.assign_name(_plain_name(wanted), alias, at))
    return emitted


def _plain_name(method: MethodDeclaration) -> str:
    call = method.standard
    if call is not None and call.style is CallStyle.METHOD and call.target is not None:
        return call.target
    return method.name


def _plain_names(
    unit: Unit, owner: TypeDeclaration, declaration: MethodDeclaration
) -> list[str]:
    folded = fold(declaration.name)
    arity = len(declaration.parameters)
    names: list[str] = []
    standard = OBJECT_MEMBERS.get(folded)
    if standard is not None and arity == (1 if folded == "equals" else 0):
        names.append(standard)
    for found in _standard_supertypes(unit, owner):
        for method in found.methods.get(folded, ()):
            if len(method.parameters) != arity or method.is_static:
                continue
            name = _plain_name(method)
            if name not in names:
                names.append(name)
    return names


def _standard_supertypes(unit: Unit, owner: TypeDeclaration) -> list[TypeDeclaration]:
    return [found for found in _supertypes(unit, owner) if not found.is_user]


def _supertypes(unit: Unit, owner: TypeDeclaration) -> list[TypeDeclaration]:
    """All superclasses and interfaces, the type itself left out."""
    found: list[TypeDeclaration] = []
    waiting: list[TypeDeclaration] = [owner]
    seen: set[str] = set()
    while waiting:
        current = waiting.pop()
        if current.name in seen:
            continue
        seen.add(current.name)
        if current is not owner:
            found.append(current)
        refs: list[TypeRef] = list(current.interfaces)
        if current.superclass is not None:
            refs.append(current.superclass)
        waiting += [made for ref in refs if (made := unit.types.declaration(ref)) is not None]
    return found


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
    members.display(unit, identifier, owner.name, "<clinit>")
    return [pyast.function(identifier, [], statements, at)]


# --- what the runtime is told -------------------------------------------------------------------


def describe(owner: TypeDeclaration) -> CompiledType:
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
    )


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
