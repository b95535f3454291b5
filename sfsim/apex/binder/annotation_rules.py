"""Annotations: known ones on the right declarations with the right properties; then the few that
have rules of their own (tests, invocable methods, REST, future, JsonAccess)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sfsim.apex import messages, nodes
from sfsim.apex.binder import annotation_table as table
from sfsim.apex.binder.annotation_table import ANNOTATIONS, AnnotationRow
from sfsim.apex.binder.endpoint_rules import (
    check_endpoints,
    check_invocable_variables,
    check_rest_resource,
)
from sfsim.apex.binder.service_rules import check_services
from sfsim.apex.binder.testing_rules import check_tests
from sfsim.apex.binder.unit import Unit
from sfsim.apex.declarations import (
    FieldDeclaration,
    MethodDeclaration,
    TypeDeclaration,
    TypeKind,
)
from sfsim.apex.declare import modifier_set
from sfsim.names import fold

ACCESSIBLE: Final = "namespaceaccessible"
ROWS: Final = {fold(row.name): row for row in ANNOTATIONS}
KIND_TARGETS: Final = {
    TypeKind.CLASS: table.CLASS,
    TypeKind.INTERFACE: table.INTERFACE,
    TypeKind.ENUM: table.ENUM,
}
LITERAL_KINDS: Final = {
    table.BOOLEAN: ("boolean",),
    table.STRING: ("string",),
    table.ANY: ("boolean", "string", "integer", "long", "double", "decimal", "null"),
}
TYPE_NAMES: Final = {table.BOOLEAN: "Boolean", table.STRING: "String", table.ANY: "Object"}


def check_annotations(unit: Unit, declaration: TypeDeclaration) -> None:
    """Every annotation of a type and of its members."""
    node = declaration.node
    assert node is not None, "only a type declared in source is checked"
    _check(unit, node.modifiers, KIND_TARGETS[declaration.kind])
    if isinstance(node, nodes.EnumDeclaration):
        return
    for modifiers, target in _member_modifiers(node):
        if modifiers.annotations:
            _check(unit, modifiers, target)
    check_tests(unit, declaration, node)
    check_endpoints(unit, declaration)
    check_services(unit, declaration)
    check_invocable_variables(unit, declaration)
    _check_namespace_accessible(unit, declaration, node)
    _check_json_access(unit, node)
    check_rest_resource(unit, declaration, node)


def _member_modifiers(
    node: nodes.ClassDeclaration | nodes.InterfaceDeclaration,
) -> Iterator[tuple[nodes.Modifiers, str]]:
    for member in node.members:
        if isinstance(member, nodes.FieldDeclaration):
            yield member.modifiers, table.FIELD
        elif isinstance(member, nodes.PropertyDeclaration):
            yield member.modifiers, table.PROPERTY
            for accessor in member.accessors:
                yield accessor.modifiers, table.ACCESSOR
        elif isinstance(member, nodes.MethodDeclaration):
            yield member.modifiers, table.METHOD
            for parameter in member.parameters:
                yield parameter.modifiers, table.PARAMETER
        elif isinstance(member, nodes.ConstructorDeclaration):
            yield member.modifiers, table.CONSTRUCTOR


def _check(unit: Unit, modifiers: nodes.Modifiers, target: str) -> None:
    keywords = modifier_set(modifiers)
    seen: set[str] = set()
    for annotation in modifiers.annotations:
        folded = fold(annotation.name)
        row = ROWS.get(folded)
        if row is None:
            unit.report(annotation.span, messages.ANNOTATION_UNKNOWN, annotation.name)
            continue
        if folded in seen:
            unit.report(annotation.span, messages.DUPLICATE_MODIFIER, row.name)
        seen.add(folded)
        if row.is_preview:
            unit.report(annotation.span, messages.ANNOTATION_PREVIEW, row.name)
        if target not in row.targets:
            unit.report(annotation.span, messages.MODIFIER_NOT_ALLOWED, row.name, target)
            continue
        for group in row.must_be:
            if not keywords & group and "webservice" not in keywords:
                wanted = " or ".join(sorted(group))
                unit.report(annotation.span, messages.MODIFIER_REQUIRES, row.name, target, wanted)
        _check_properties(unit, annotation, row, target)


def _check_properties(
    unit: Unit, annotation: nodes.Annotation, row: AnnotationRow, target: str
) -> None:
    seen: set[str] = set()
    for argument in annotation.arguments:
        folded = fold(argument.name)
        value = argument.value
        kind = value.kind if isinstance(value, nodes.Literal) else ""
        if not folded:
            if not row.positional:
                unit.report(argument.span, messages.ANNOTATION_PROPERTY_UNKNOWN, "value", row.name)
            elif kind != "string" or len(annotation.arguments) > 1:
                unit.report(argument.span, messages.ANNOTATION_PROPERTY_TYPE, "value", "String")
            continue
        if folded not in row.properties:
            unit.report(
                argument.span, messages.ANNOTATION_PROPERTY_UNKNOWN, argument.name, row.name
            )
            continue
        if folded in seen:
            unit.report(argument.span, messages.DUPLICATE_MODIFIER, argument.name)
        seen.add(folded)
        wanted = row.properties[folded]
        if kind not in LITERAL_KINDS[wanted] and (kind or wanted != table.ANY):
            unit.report(
                argument.span,
                messages.ANNOTATION_PROPERTY_TYPE,
                argument.name,
                TYPE_NAMES[wanted],
            )
        version = row.versions.get(folded)
        if version is not None and unit.api_version < version:
            unit.report(
                argument.span,
                messages.ANNOTATION_PROPERTY_VERSION,
                argument.name,
                row.name,
                version,
            )
    for name in row.needs:
        if name not in seen:
            unit.report(annotation.span, messages.ANNOTATION_PROPERTY_MISSING, name)
    if target == table.METHOD and seen & {"critical", "testfor"}:
        unit.report(annotation.span, messages.MODIFIER_NOT_ALLOWED, "critical", table.METHOD)


def _check_namespace_accessible(
    unit: Unit,
    declaration: TypeDeclaration,
    node: nodes.ClassDeclaration | nodes.InterfaceDeclaration,
) -> None:
    """Not on private types; on a member only when its type has it; not beside other doors."""
    is_accessible = ACCESSIBLE in declaration.annotations
    is_private = not declaration.modifiers & {"public", "global", "protected"}
    if is_accessible and is_private and declaration.outer is not None:
        unit.report(
            node.name_span, messages.MODIFIER_NOT_ALLOWED, "NamespaceAccessible", "private types"
        )
    members: list[MethodDeclaration | FieldDeclaration] = [*declaration.constructors]
    members += declaration.fields.values()
    members += [each for overloads in declaration.methods.values() for each in overloads]
    for member in members:
        if ACCESSIBLE not in member.annotations or member.node is None:
            continue
        if not is_accessible:
            unit.report(
                member.node.span,
                messages.MODIFIER_REQUIRES,
                "types",
                "with NamespaceAccessible members",
                "NamespaceAccessible",
            )
        if "auraenabled" in member.annotations:
            unit.report(
                member.node.span,
                messages.MODIFIER_CANNOT_BE,
                "NamespaceAccessible",
                "members",
                "AuraEnabled",
            )


def _check_json_access(
    unit: Unit, node: nodes.ClassDeclaration | nodes.InterfaceDeclaration
) -> None:
    for annotation in node.modifiers.annotations:
        if fold(annotation.name) != "jsonaccess":
            continue
        if not annotation.arguments:
            unit.report(annotation.span, messages.JSON_ACCESS_EMPTY)
        for argument in annotation.arguments:
            value = argument.value
            text = value.value if isinstance(value, nodes.Literal) else None
            if isinstance(text, str) and fold(text) not in table.JSON_ACCESS_VALUES:
                unit.report(
                    argument.span, messages.ANNOTATION_PROPERTY_TYPE, argument.name, "String"
                )
