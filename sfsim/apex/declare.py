"""From a syntax tree to declarations: first the type and its inner types, then its members.

`declare` needs nothing but the tree. The members need every type name resolved, so they are filled
in by `Project` once all classes of an org are known (`declare_members`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from sfsim.apex import nodes
from sfsim.apex.declarations import (
    CallStyle,
    FieldDeclaration,
    MethodDeclaration,
    ParameterDeclaration,
    StandardCall,
    TypeDeclaration,
    TypeKind,
)
from sfsim.names import fold
from sfsim.source import SourceFile
from sfsim.typeref import EXCEPTION, INTEGER, STRING, VOID, TypeRef, list_of

CONSTRUCTOR: Final = "<init>"
PUBLIC: Final = frozenset({"public"})
PUBLIC_STATIC: Final = frozenset({"public", "static"})
PUBLIC_ABSTRACT: Final = frozenset({"public", "abstract"})
GLOBAL_ABSTRACT: Final = frozenset({"global", "abstract"})

Resolver = Callable[[nodes.TypeName, TypeDeclaration], TypeRef]

EXCEPTION_CONSTRUCTORS: Final = ((), (STRING,), (EXCEPTION,), (STRING, EXCEPTION))
"""What every exception class has without declaring it.

Source: Apex Developer Guide, "Create Custom Exceptions".
"""


def declare(
    node: nodes.TypeDeclaration,
    source: SourceFile,
    namespace: str = "",
    api_version: float = 67.0,
    outer: TypeDeclaration | None = None,
) -> TypeDeclaration:
    """The declaration of a type and of its inner types, still without members and supertypes."""
    prefix = outer.ref.name if outer else namespace
    name = f"{prefix}.{node.name}" if prefix else node.name
    declaration = TypeDeclaration(
        ref=TypeRef(name),
        kind=KINDS[type(node)],
        namespace=namespace,
        outer=outer,
        modifiers=modifier_set(node.modifiers),
        annotations=annotation_set(node.modifiers),
        api_version=api_version,
        node=node,
        source=source,
    )
    if not isinstance(node, nodes.EnumDeclaration):
        for member in node.members:
            if isinstance(member, TYPE_NODES):
                inner = declare(member, source, namespace, api_version, declaration)
                declaration.inner.setdefault(fold(member.name), inner)
    return declaration


TYPE_NODES: Final = (nodes.ClassDeclaration, nodes.InterfaceDeclaration, nodes.EnumDeclaration)
KINDS: Final = {
    nodes.ClassDeclaration: TypeKind.CLASS,
    nodes.InterfaceDeclaration: TypeKind.INTERFACE,
    nodes.EnumDeclaration: TypeKind.ENUM,
}


def modifier_set(modifiers: nodes.Modifiers) -> frozenset[str]:
    """The keywords of a declaration."""
    return frozenset(modifier.keyword for modifier in modifiers.keywords)


def annotation_set(modifiers: nodes.Modifiers) -> frozenset[str]:
    """The folded names of a declaration's annotations."""
    return frozenset(fold(annotation.name) for annotation in modifiers.annotations)


def declare_members(declaration: TypeDeclaration, resolve: Resolver) -> None:
    """Fills in fields, methods and constructors; `resolve` turns written types into real ones."""
    node = declaration.node
    assert node is not None, "only a type declared in source has members to declare"
    if isinstance(node, nodes.EnumDeclaration):
        _declare_enum(declaration, node)
        return
    constructors: list[MethodDeclaration] = []
    for member in node.members:
        if isinstance(member, nodes.FieldDeclaration):
            _declare_fields(declaration, member, resolve)
        elif isinstance(member, nodes.PropertyDeclaration):
            _declare_property(declaration, member, resolve)
        elif isinstance(member, nodes.MethodDeclaration):
            declare_method(declaration, member, resolve)
        elif isinstance(member, nodes.ConstructorDeclaration):
            constructors.append(_declare_constructor(declaration, member, resolve))
    declaration.constructors = tuple(constructors)


def declare_exception_constructors(declaration: TypeDeclaration) -> None:
    """Adds the constructors that an exception class has anyway and does not declare itself."""
    declared = {constructor.parameter_types for constructor in declaration.constructors}
    implicit = tuple(
        implicit_constructor(declaration, parameters)
        for parameters in EXCEPTION_CONSTRUCTORS
        if parameters not in declared
    )
    declaration.constructors += implicit


def implicit_constructor(
    declaration: TypeDeclaration, parameters: tuple[TypeRef, ...]
) -> MethodDeclaration:
    """A public constructor without source."""
    return MethodDeclaration(
        name=CONSTRUCTOR,
        owner=declaration,
        parameters=_parameters(parameters),
        returns=declaration.ref,
        modifiers=PUBLIC,
    )


def enum_methods(declaration: TypeDeclaration) -> dict[str, tuple[MethodDeclaration, ...]]:
    """What every enum can do.

    Source: Apex Reference Guide, "Enum Methods".
    """
    ref = declaration.ref

    def method(
        name: str, returns: TypeRef, standard: StandardCall | None, *parameters: TypeRef
    ) -> tuple[MethodDeclaration, ...]:
        modifiers = PUBLIC if standard else PUBLIC_STATIC
        made = MethodDeclaration(
            name, declaration, _parameters(parameters), returns, modifiers, standard=standard
        )
        return (made,)

    return {
        "name": method("name", STRING, StandardCall(CallStyle.INLINE, "{0}.name")),
        "ordinal": method("ordinal", INTEGER, StandardCall(CallStyle.INLINE, "{0}.ordinal")),
        "values": method("values", list_of(ref), None),
        "valueof": method("valueOf", ref, None, STRING),
    }


def _parameters(types: tuple[TypeRef, ...]) -> tuple[ParameterDeclaration, ...]:
    return tuple(ParameterDeclaration(f"p{index}", ref) for index, ref in enumerate(types))


def _declare_enum(declaration: TypeDeclaration, node: nodes.EnumDeclaration) -> None:
    for ordinal, constant in enumerate(node.constants):
        declaration.fields.setdefault(
            fold(constant.name),
            FieldDeclaration(
                name=constant.name,
                owner=declaration,
                type=declaration.ref,
                modifiers=frozenset({"public", "static", "final"}),
                ordinal=ordinal,
                is_writeable=False,
            ),
        )
    declaration.methods.update(enum_methods(declaration))


def _declare_fields(
    declaration: TypeDeclaration, node: nodes.FieldDeclaration, resolve: Resolver
) -> None:
    modifiers, annotations = modifier_set(node.modifiers), annotation_set(node.modifiers)
    ref = resolve(node.type, declaration)
    for declarator in node.declarators:
        made = FieldDeclaration(
            declarator.name, declaration, ref, modifiers, annotations, declarator
        )
        declaration.fields.setdefault(fold(declarator.name), made)


def _declare_property(
    declaration: TypeDeclaration, node: nodes.PropertyDeclaration, resolve: Resolver
) -> None:
    accessors = {accessor.kind: accessor for accessor in node.accessors}
    getter, setter = accessors.get("get"), accessors.get("set")
    made = FieldDeclaration(
        node.name,
        declaration,
        resolve(node.type, declaration),
        modifier_set(node.modifiers),
        annotation_set(node.modifiers),
        node,
        is_property=True,
        getter=getter is not None,
        setter=setter is not None,
        getter_modifiers=modifier_set(getter.modifiers) if getter else frozenset(),
        setter_modifiers=modifier_set(setter.modifiers) if setter else frozenset(),
    )
    declaration.fields.setdefault(fold(node.name), made)


def declare_method(
    declaration: TypeDeclaration, node: nodes.MethodDeclaration, resolve: Resolver
) -> MethodDeclaration:
    """Adds one method to a type; methods of an interface are public and abstract."""
    modifiers = modifier_set(node.modifiers)
    if declaration.kind is TypeKind.INTERFACE:
        modifiers |= GLOBAL_ABSTRACT if "global" in declaration.modifiers else PUBLIC_ABSTRACT
    made = MethodDeclaration(
        name=node.name,
        owner=declaration,
        parameters=_declared_parameters(declaration, node.parameters, resolve),
        returns=VOID if node.type is None else resolve(node.type, declaration),
        modifiers=modifiers,
        annotations=annotation_set(node.modifiers),
        node=node,
    )
    key = fold(node.name)
    declaration.methods[key] = (*declaration.methods.get(key, ()), made)
    return made


def _declare_constructor(
    declaration: TypeDeclaration, node: nodes.ConstructorDeclaration, resolve: Resolver
) -> MethodDeclaration:
    return MethodDeclaration(
        name=CONSTRUCTOR,
        owner=declaration,
        parameters=_declared_parameters(declaration, node.parameters, resolve),
        returns=declaration.ref,
        modifiers=modifier_set(node.modifiers),
        annotations=annotation_set(node.modifiers),
        node=node,
    )


def _declared_parameters(
    declaration: TypeDeclaration, parameters: tuple[nodes.Parameter, ...], resolve: Resolver
) -> tuple[ParameterDeclaration, ...]:
    return tuple(
        ParameterDeclaration(parameter.name, resolve(parameter.type, declaration))
        for parameter in parameters
    )
