"""How members may be declared: modifiers, bodies, duplicates, accessors."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from sfsim.apex import messages, nodes
from sfsim.apex.binder.class_rules import check_modifiers
from sfsim.apex.binder.unit import Unit
from sfsim.apex.binder.visibility import ORDER, access_of
from sfsim.apex.declarations import MethodDeclaration, TypeDeclaration, TypeKind
from sfsim.apex.declare import modifier_set
from sfsim.names import fold
from sfsim.source import Span
from sfsim.typeref import VOID, TypeRef

PARAMETERS_MAX: Final = 32
NOT_ON_FIELDS: Final = ("abstract", "virtual", "override", "with sharing", "testmethod")
EXCLUSIVE: Final = (
    ("abstract", "virtual"),
    ("static", "abstract"),
    ("static", "virtual"),
    ("static", "override"),
    ("static", "protected"),
)
"""Pairs of keywords that a method cannot have together."""


def check_members(unit: Unit, declaration: TypeDeclaration) -> None:
    """All members of one type."""
    node = declaration.node
    if node is None or isinstance(node, nodes.EnumDeclaration):
        _check_constants(unit, declaration)
        return
    fields: set[str] = set()
    for member in node.members:
        if isinstance(member, nodes.FieldDeclaration):
            _check_field(unit, declaration, member, fields)
        elif isinstance(member, nodes.PropertyDeclaration):
            _check_property(unit, declaration, member, fields)
        elif isinstance(member, nodes.MethodDeclaration):
            _check_method(unit, declaration, member)
        elif isinstance(member, nodes.ConstructorDeclaration):
            _check_constructor(unit, declaration, member)
        elif isinstance(member, nodes.InitializerBlock):
            _check_block(unit, declaration, member)
    for overloads in declaration.methods.values():
        _check_overloads(unit, declaration, overloads)
    _check_overloads(unit, declaration, declaration.constructors)


def _check_block(unit: Unit, declaration: TypeDeclaration, node: nodes.InitializerBlock) -> None:
    if node.is_static and declaration.outer is not None:
        unit.report(node.span, messages.INNER_STATIC_BLOCK)


def _check_constants(unit: Unit, declaration: TypeDeclaration) -> None:
    node = declaration.node
    if not isinstance(node, nodes.EnumDeclaration):
        return
    seen: set[str] = set()
    for constant in node.constants:
        if fold(constant.name) in seen:
            unit.report(constant.span, messages.DUPLICATE_FIELD, constant.name)
        seen.add(fold(constant.name))


def _check_field(
    unit: Unit, declaration: TypeDeclaration, node: nodes.FieldDeclaration, seen: set[str]
) -> None:
    check_modifiers(unit, node.modifiers, node.span)
    modifiers = modifier_set(node.modifiers)
    for keyword in NOT_ON_FIELDS:
        if keyword in modifiers:
            unit.report(node.span, messages.MODIFIER_NOT_ALLOWED, keyword, "fields")
    if declaration.kind is TypeKind.INTERFACE:
        unit.report(node.span, messages.MODIFIER_NOT_ALLOWED, "field", "interfaces")
    _check_static(unit, declaration, modifiers, node.span, "fields")
    for declarator in node.declarators:
        _check_name(unit, declarator.name, declarator.span, seen)


def _check_static(
    unit: Unit,
    declaration: TypeDeclaration,
    modifiers: frozenset[str],
    span: Span,
    what: str,
) -> None:
    if "static" in modifiers and declaration.outer is not None:
        unit.report(span, messages.MODIFIER_IN_TOP_LEVEL, "static", what)


def _check_name(unit: Unit, name: str, span: Span, seen: set[str]) -> None:
    if fold(name) in seen:
        unit.report(span, messages.DUPLICATE_FIELD, name)
    seen.add(fold(name))


def _check_property(
    unit: Unit, declaration: TypeDeclaration, node: nodes.PropertyDeclaration, seen: set[str]
) -> None:
    check_modifiers(unit, node.modifiers, node.name_span)
    _check_name(unit, node.name, node.name_span, seen)
    modifiers = modifier_set(node.modifiers)
    if declaration.kind is TypeKind.INTERFACE:
        unit.report(node.name_span, messages.MODIFIER_NOT_ALLOWED, "property", "interfaces")
    _check_static(unit, declaration, modifiers, node.name_span, "properties")
    kinds: set[str] = set()
    for accessor in node.accessors:
        if accessor.kind in kinds:
            unit.report(accessor.span, messages.DUPLICATE_MODIFIER, accessor.kind)
        kinds.add(accessor.kind)
        own = modifier_set(accessor.modifiers)
        if own:
            access, outer = access_of(own), access_of(modifiers)
            if ORDER.index(access) > ORDER.index(outer):
                unit.report(accessor.span, messages.ACCESSOR_VISIBILITY, access, outer)


def _check_method(unit: Unit, declaration: TypeDeclaration, node: nodes.MethodDeclaration) -> None:
    check_modifiers(unit, node.modifiers, node.name_span)
    modifiers = modifier_set(node.modifiers)
    for left, right in EXCLUSIVE:
        if left in modifiers and right in modifiers:
            unit.report(node.name_span, messages.MODIFIER_CANNOT_BE, left, "methods", right)
    for keyword in ("final", "transient"):
        if keyword in modifiers:
            unit.report(node.name_span, messages.MODIFIER_NOT_ALLOWED, keyword, "methods")
    if len(node.parameters) > PARAMETERS_MAX:
        unit.report(node.name_span, messages.PARAMETER_COUNT, PARAMETERS_MAX)
    if declaration.kind is TypeKind.INTERFACE:
        _check_interface_method(unit, declaration, node, modifiers)
        return
    _check_static(unit, declaration, modifiers, node.name_span, "methods")
    if "abstract" in modifiers:
        if node.body is not None:
            unit.report(node.name_span, messages.ABSTRACT_BODY)
        if "abstract" not in declaration.modifiers:
            unit.report(node.name_span, messages.MODIFIER_REQUIRES, *ABSTRACT_CLASS)
    elif node.body is None:
        unit.report(node.name_span, messages.METHOD_BODY)
    if "global" in modifiers and "global" not in declaration.modifiers:
        unit.report(node.name_span, messages.MODIFIER_REQUIRES, *GLOBAL_CLASS)


ABSTRACT_CLASS: Final = ("classes", "with abstract methods", "abstract")
GLOBAL_CLASS: Final = ("classes", "with global members", "global")


def _check_interface_method(
    unit: Unit,
    declaration: TypeDeclaration,
    node: nodes.MethodDeclaration,
    modifiers: frozenset[str],
) -> None:
    if node.body is not None:
        unit.report(node.name_span, messages.ABSTRACT_BODY)
    if "public" in modifiers and "global" in declaration.modifiers:
        unit.report(node.name_span, messages.MODIFIER_NOT_ALLOWED, "public", "interface methods")


def _check_constructor(
    unit: Unit, declaration: TypeDeclaration, node: nodes.ConstructorDeclaration
) -> None:
    check_modifiers(unit, node.modifiers, node.name_span)
    if fold(node.name) != fold(declaration.simple_name):
        unit.report(node.name_span, messages.CONSTRUCTOR_NAME, node.name)
    modifiers = modifier_set(node.modifiers)
    for keyword in ("static", "abstract", "virtual", "override", "final"):
        if keyword in modifiers:
            unit.report(node.name_span, messages.MODIFIER_NOT_ALLOWED, keyword, "constructors")
    if len(node.parameters) > PARAMETERS_MAX:
        unit.report(node.name_span, messages.PARAMETER_COUNT, PARAMETERS_MAX)


def _check_overloads(
    unit: Unit, declaration: TypeDeclaration, overloads: Iterable[MethodDeclaration]
) -> None:
    seen: set[tuple[TypeRef, ...]] = set()
    for method in overloads:
        if method.node is None:
            continue
        types = method.parameter_types
        if VOID in types:
            unit.report(method.node.name_span, messages.VOID_PARAMETER)
        if types in seen:
            shown = f"{method.name}({', '.join(map(str, types))})"
            unit.report(
                method.node.name_span,
                messages.DUPLICATE_METHOD,
                method.returns,
                shown,
                declaration.ref,
            )
        seen.add(types)
