"""Classes, interfaces, enums, triggers and their members."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from tree_sitter import Node

from sfsim.apex import nodes
from sfsim.apex.parser.expressions import expression
from sfsim.apex.parser.identifiers import declared_name, method_name
from sfsim.apex.parser.statements import (
    block,
    declarators,
    parameter,
    refuse_dimensions,
    statement,
)
from sfsim.apex.parser.tree import Unit, child, field, leaves, parts, span, text
from sfsim.apex.parser.types import modifiers, type_name

NAME: Final = field("name")
TYPE: Final = field("type")
BODY: Final = field("body")
PARAMETERS: Final = field("parameters")
TYPE_PARAMETERS: Final = field("type_parameters")
SUPERCLASS: Final = field("superclass")
INTERFACES: Final = field("interfaces")
ACCESSOR: Final = field("accessor")
OBJECT: Final = field("object")


def type_declaration(node: Node, unit: Unit) -> nodes.TypeDeclaration:
    """A class, interface or enum."""
    return TYPES[node.type](node, unit)


def method(node: Node, unit: Unit) -> nodes.MethodDeclaration:
    """A method, with or without a body."""
    name = child(node, NAME)
    returned = child(node, TYPE)
    body = node.child_by_field_id(BODY)
    _refuse_type_parameters(node, unit)
    refuse_dimensions(node, unit)
    return nodes.MethodDeclaration(
        span(node),
        modifiers(node, unit, expression),
        None if returned.type == "void_type" else type_name(returned, unit),
        method_name(name, unit),
        span(name),
        _parameters(node, unit),
        None if body is None else block(body, unit),
    )


def trigger(node: Node, unit: Unit) -> nodes.TriggerDeclaration:
    """`trigger Name on Object (before insert) { … }`."""
    name = child(node, NAME)
    sobject = child(node, OBJECT)
    body = parts(child(node, BODY))[0]
    statements, methods, types = script(parts(body), unit)
    for declared in types:
        unit.refuse_at(declared.span, "Unexpected token 'class'.")
    return nodes.TriggerDeclaration(
        span(node),
        declared_name(name, unit),
        span(name),
        nodes.TypeName(span(sobject), (text(sobject),)),
        tuple([_event(found) for found in parts(node) if found.type == "trigger_event"]),
        nodes.Block(span(body), statements),
        methods,
    )


def script(
    found: list[Node], unit: Unit
) -> tuple[
    tuple[nodes.Statement, ...],
    tuple[nodes.MethodDeclaration, ...],
    tuple[nodes.TypeDeclaration, ...],
]:
    """What stands side by side in a trigger or an anonymous block."""
    statements: list[nodes.Statement] = []
    methods: list[nodes.MethodDeclaration] = []
    types: list[nodes.TypeDeclaration] = []
    for part in found:
        if part.type == "method_declaration":
            methods.append(method(part, unit))
        elif part.type in TYPES:
            types.append(type_declaration(part, unit))
        else:
            statements.append(statement(part, unit))
    return tuple(statements), tuple(methods), tuple(types)


def _event(node: Node) -> nodes.TriggerEvent:
    time, operation = node.named_children[0].type.split("_")
    return nodes.TriggerEvent(span(node), time, operation)


def _members(node: Node, unit: Unit) -> tuple[nodes.Member, ...]:
    return tuple([MEMBERS[member.type](member, unit) for member in parts(child(node, BODY))])


def _class(node: Node, unit: Unit) -> nodes.ClassDeclaration:
    name = child(node, NAME)
    superclass = node.child_by_field_id(SUPERCLASS)
    return nodes.ClassDeclaration(
        span(node),
        modifiers(node, unit, expression),
        declared_name(name, unit),
        span(name),
        _type_parameters(node, unit),
        None if superclass is None else type_name(parts(superclass)[0], unit),
        _type_list(node.child_by_field_id(INTERFACES), unit),
        _members(node, unit),
    )


def _interface(node: Node, unit: Unit) -> nodes.InterfaceDeclaration:
    name = child(node, NAME)
    extended = [found for found in node.named_children if found.type == "extends_interfaces"]
    return nodes.InterfaceDeclaration(
        span(node),
        modifiers(node, unit, expression),
        declared_name(name, unit),
        span(name),
        _type_parameters(node, unit),
        _type_list(extended[0] if extended else None, unit),
        _members(node, unit),
    )


def _enum(node: Node, unit: Unit) -> nodes.EnumDeclaration:
    name = child(node, NAME)
    implemented = node.child_by_field_id(INTERFACES)
    if implemented is not None:
        unit.refuse(implemented, "Unexpected token 'implements'.")
    return nodes.EnumDeclaration(
        span(node),
        modifiers(node, unit, expression),
        declared_name(name, unit),
        span(name),
        tuple([_constant(found, unit) for found in parts(child(node, BODY))]),
    )


def _constant(node: Node, unit: Unit) -> nodes.EnumConstant:
    name = child(node, NAME)
    if name.start_byte != node.start_byte:
        unit.refuse(node, f"Unexpected token '{text(next(leaves(node)))}'.")
    return nodes.EnumConstant(span(node), declared_name(name, unit))


def _type_list(node: Node | None, unit: Unit) -> tuple[nodes.TypeName, ...]:
    if node is None:
        return ()
    return tuple([type_name(found, unit) for found in parts(parts(node)[0])])


def _type_parameters(node: Node, unit: Unit) -> tuple[str, ...]:
    given = node.child_by_field_id(TYPE_PARAMETERS)
    if given is None:
        return ()
    names: list[str] = []
    for found in parts(given):
        declared, *more = parts(found)
        if more or declared.type != "type_identifier":
            unit.refuse(found, f"Unexpected token '{text(next(leaves(found)))}'.")
        names.append(text(declared))
    return tuple(names)


def _refuse_type_parameters(node: Node, unit: Unit) -> None:
    given = node.child_by_field_id(TYPE_PARAMETERS)
    if given is not None:
        unit.refuse(given, "Unexpected token '<'.")


def _parameters(node: Node, unit: Unit) -> tuple[nodes.Parameter, ...]:
    return tuple([parameter(found, unit) for found in parts(child(node, PARAMETERS))])


def _field(node: Node, unit: Unit) -> nodes.FieldDeclaration | nodes.PropertyDeclaration:
    for found in node.named_children:
        if found.type == "accessor_list":
            return _property(node, found, unit)
    return nodes.FieldDeclaration(
        span(node),
        modifiers(node, unit, expression),
        type_name(child(node, TYPE), unit),
        declarators(node, unit),
    )


def _property(node: Node, accessors: Node, unit: Unit) -> nodes.PropertyDeclaration:
    declared, *more = [found for found in parts(node) if found.type == "variable_declarator"]
    if more or len(parts(declared)) > 1:
        unit.refuse(accessors, "Unexpected token '{'.")
    name = child(declared, NAME)
    return nodes.PropertyDeclaration(
        span(node),
        modifiers(node, unit, expression),
        type_name(child(node, TYPE), unit),
        declared_name(name, unit),
        span(name),
        tuple([_accessor(found, unit) for found in parts(accessors)]),
    )


def _accessor(node: Node, unit: Unit) -> nodes.Accessor:
    kind = child(node, ACCESSOR).type
    body = node.child_by_field_id(BODY)
    return nodes.Accessor(
        span(node),
        modifiers(node, unit, expression),
        kind,  # type: ignore[arg-type]  # the grammar has only these two
        None if body is None else block(body, unit),
    )


def _constructor(node: Node, unit: Unit) -> nodes.ConstructorDeclaration:
    name = child(node, NAME)
    _refuse_type_parameters(node, unit)
    return nodes.ConstructorDeclaration(
        span(node),
        modifiers(node, unit, expression),
        text(name),
        span(name),
        _parameters(node, unit),
        block(child(node, BODY), unit),
    )


def _static_initializer(node: Node, unit: Unit) -> nodes.InitializerBlock:
    return nodes.InitializerBlock(span(node), True, block(parts(node)[0], unit))


def _initializer(node: Node, unit: Unit) -> nodes.InitializerBlock:
    return nodes.InitializerBlock(span(node), False, block(node, unit))


TYPES: Final[dict[str, Callable[[Node, Unit], nodes.TypeDeclaration]]] = {
    "class_declaration": _class,
    "interface_declaration": _interface,
    "enum_declaration": _enum,
}

MEMBERS: Final[dict[str, Callable[[Node, Unit], nodes.Member]]] = {
    **TYPES,
    "field_declaration": _field,
    "constant_declaration": _field,
    "method_declaration": method,
    "constructor_declaration": _constructor,
    "static_initializer": _static_initializer,
    "block": _initializer,
}
