"""How types may be declared: modifiers, nesting, supertypes, names of exceptions.

Source: Apex Developer Guide, "Class Definition Syntax"; compile runs on scratch orgs.
"""

from __future__ import annotations

from typing import Final

from sfsim.apex import messages, nodes
from sfsim.apex.binder.unit import TEST_ANNOTATION, Unit
from sfsim.apex.declarations import TypeDeclaration, TypeKind
from sfsim.names import fold
from sfsim.source import Span
from sfsim.typeref import ERROR, EXCEPTION, OBJECT

ACCESS: Final = frozenset({"private", "protected", "public", "global"})
SHARING: Final = frozenset({"with sharing", "without sharing", "inherited sharing"})
EXTENDABLE: Final = frozenset({"virtual", "abstract"})
EXCEPTION_SUFFIX: Final = "exception"


def check_type(unit: Unit, declaration: TypeDeclaration) -> None:
    """All rules of one type, without its members."""
    node = declaration.node
    assert node is not None, "only a type declared in source is checked"
    check_modifiers(unit, node.modifiers, node.name_span)
    _check_keywords(unit, declaration, node)
    if declaration.outer is None:
        _check_top_level(unit, declaration, node)
    else:
        _check_inner(unit, declaration, declaration.outer, node)
    if isinstance(node, nodes.ClassDeclaration):
        _check_superclass(unit, declaration, node)
    if isinstance(node, nodes.ClassDeclaration | nodes.InterfaceDeclaration):
        _check_interfaces(unit, declaration, node)
        if node.type_parameters:
            unit.report(node.name_span, messages.TYPE_PARAMETERS)
        _check_inner_names(unit, declaration, node)


def check_modifiers(unit: Unit, modifiers: nodes.Modifiers, span: Span) -> None:
    """No keyword twice, one access keyword."""
    seen: set[str] = set()
    for modifier in modifiers.keywords:
        if modifier.keyword in seen:
            unit.report(modifier.span, messages.DUPLICATE_MODIFIER, modifier.keyword)
        seen.add(modifier.keyword)
    if len(seen & ACCESS) > 1 or len(seen & SHARING) > 1:
        unit.report(span, messages.SINGLE_SCOPE)


def _check_keywords(unit: Unit, declaration: TypeDeclaration, node: nodes.TypeDeclaration) -> None:
    modifiers = declaration.modifiers
    plural = {"class": "classes", "interface": "interfaces", "enum": "enums"}
    what = plural[declaration.kind.value]
    for keyword in ("static", "final", "override", "transient"):
        if keyword in modifiers:
            unit.report(node.name_span, messages.MODIFIER_NOT_ALLOWED, keyword, what)
    if modifiers >= EXTENDABLE:
        unit.report(node.name_span, messages.MODIFIER_CANNOT_BE, "abstract", what, "virtual")


def _check_top_level(unit: Unit, declaration: TypeDeclaration, node: nodes.TypeDeclaration) -> None:
    if declaration.modifiers & {"public", "global"}:
        return
    if TEST_ANNOTATION not in declaration.annotations:
        unit.report(node.name_span, messages.TOP_LEVEL_VISIBILITY)


def _check_inner(
    unit: Unit, declaration: TypeDeclaration, outer: TypeDeclaration, node: nodes.TypeDeclaration
) -> None:
    for deeper in declaration.inner.values():
        assert deeper.node is not None, "declared inside this type"
        unit.report(deeper.node.name_span, messages.INNER_INNER)
    if fold(node.name) == fold(outer.simple_name):
        unit.report(node.name_span, messages.DUPLICATE_TYPE, declaration.ref)


def _check_inner_names(
    unit: Unit,
    declaration: TypeDeclaration,
    node: nodes.ClassDeclaration | nodes.InterfaceDeclaration,
) -> None:
    seen: set[str] = set()
    kinds = (nodes.ClassDeclaration, nodes.InterfaceDeclaration, nodes.EnumDeclaration)
    for member in node.members:
        if isinstance(member, kinds):
            if fold(member.name) in seen:
                name = f"{declaration.ref}.{member.name}"
                unit.report(member.name_span, messages.DUPLICATE_TYPE, name)
            seen.add(fold(member.name))


def _check_superclass(
    unit: Unit, declaration: TypeDeclaration, node: nodes.ClassDeclaration
) -> None:
    ref = declaration.superclass
    is_exception = fold(node.name).endswith(EXCEPTION_SUFFIX)
    if ref is None or ref is ERROR or node.superclass is None:
        if is_exception and node.superclass is None:
            unit.report(node.name_span, messages.EXCEPTION_MUST_EXTEND, declaration.ref)
        return
    parent = unit.project.declaration(ref)
    if parent is None:
        return
    span = node.superclass.span
    if parent.kind is not TypeKind.CLASS or ref == OBJECT:
        unit.report(span, messages.INVALID_SUPER_TYPE, ref)
    elif ref != EXCEPTION and (
        not parent.modifiers & EXTENDABLE
        or (not parent.is_user and unit.project.is_exception(parent))
    ):
        # The platform's own exception classes cannot be extended; Exception itself can.
        unit.report(span, messages.NON_VIRTUAL_TYPE, ref)
    descends = unit.project.is_exception(declaration)
    if descends and not is_exception:
        unit.report(node.name_span, messages.EXCEPTION_NAME, declaration.ref)
    elif is_exception and not descends and not unit.hierarchy.is_incomplete(declaration.ref):
        unit.report(node.name_span, messages.EXCEPTION_MUST_EXTEND, declaration.ref)


def _check_interfaces(
    unit: Unit,
    declaration: TypeDeclaration,
    node: nodes.ClassDeclaration | nodes.InterfaceDeclaration,
) -> None:
    seen = set()
    for ref in declaration.interfaces:
        found = unit.project.declaration(ref)
        span = node.name_span
        if found is not None and found.kind is not TypeKind.INTERFACE:
            unit.report(span, messages.INVALID_INTERFACE, ref)
        if ref in seen:
            unit.report(span, messages.INTERFACE_TWICE, ref)
        seen.add(ref)
