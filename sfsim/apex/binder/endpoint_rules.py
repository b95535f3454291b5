"""Methods that are called from outside Apex: @future, invocable, Aura, REST.

Source: Apex Developer Guide, chapters of these annotations; runs on scratch orgs.
"""

from __future__ import annotations

import re
from typing import Final

from sfsim.apex import messages, nodes
from sfsim.apex.binder.unit import Unit
from sfsim.apex.declarations import MethodDeclaration, TypeDeclaration
from sfsim.names import fold
from sfsim.typeref import (
    BOOLEAN,
    DECIMAL,
    DOUBLE,
    ERROR,
    ID,
    INTEGER,
    LONG,
    OBJECT,
    PRIMITIVES,
    STRING,
    VOID,
    TypeRef,
)

REST_VERBS: Final = ("httpget", "httppost", "httpput", "httppatch", "httpdelete")
BODILESS_VERBS: Final = {"httpget": "HttpGet", "httpdelete": "HttpDelete"}
AURA_OVERLOAD_VERSION: Final = 55.0
"""A public class saved at API 53 overloads an @AuraEnabled method and compiles."""

URL_MAX: Final = 255
INVOCABLE_COMPANIONS: Final = frozenset({"invocablemethod", "deprecated", "suppresswarnings"})


def check_endpoints(unit: Unit, declaration: TypeDeclaration) -> None:
    """All methods of one class."""
    verbs: set[str] = set()
    invocables = 0
    for overloads in declaration.methods.values():
        aura = [method for method in overloads if "auraenabled" in method.annotations]
        if len(aura) > 1 and unit.api_version >= AURA_OVERLOAD_VERSION:
            _report(unit, aura[1], messages.AURA_OVERLOAD, aura[1].name)
        for method in overloads:
            if not method.annotations:
                continue
            if "future" in method.annotations:
                _check_future(unit, method)
            if "invocablemethod" in method.annotations:
                invocables += 1
                if invocables > 1:
                    _report(unit, method, messages.ONE_METHOD_WITH, "InvocableMethod")
                _check_invocable(unit, declaration, method)
            for verb in REST_VERBS:
                if verb in method.annotations:
                    if verb in verbs:
                        _report(unit, method, messages.ONE_METHOD_WITH, verb)
                    verbs.add(verb)
                    _check_verb(unit, method, verb)


def check_invocable_variables(unit: Unit, declaration: TypeDeclaration) -> None:
    """Public instance fields of a definite type; a required one has no default."""
    for field in declaration.fields.values():
        if "invocablevariable" not in field.annotations or field.node is None:
            continue
        span = field.node.span
        if not field.modifiers & {"public", "global"}:
            unit.report(
                span, messages.MODIFIER_REQUIRES, "InvocableVariable", "fields", "public or global"
            )
        for keyword in ("static", "final"):
            if keyword in field.modifiers:
                unit.report(
                    span, messages.MODIFIER_CANNOT_BE, "InvocableVariable", "fields", keyword
                )
        if field.type == OBJECT:
            unit.report(span, messages.FIELDS_TYPE, "InvocableVariable", field.type)
    node = declaration.node
    assert node is not None, "only a type declared in source is checked"
    if isinstance(node, nodes.EnumDeclaration):
        return
    for member in node.members:
        if isinstance(member, nodes.FieldDeclaration):
            for annotation in member.modifiers.annotations:
                if fold(annotation.name) == "invocablevariable":
                    _check_default(unit, declaration, member, annotation)


DEFAULTS: Final[dict[TypeRef, tuple[tuple[str, ...], str]]] = {
    STRING: (("string",), ".*"),
    ID: (("string",), ".*"),
    BOOLEAN: (("boolean",), "(?i:true|false)"),
    INTEGER: (("integer",), "-?[0-9]+"),
    LONG: (("long",), "-?[0-9]+"),
    DOUBLE: (("double",), "-?[0-9]+([.][0-9]+)?"),
    DECIMAL: (("decimal", "double", "integer"), "-?[0-9]+([.][0-9]+)?"),
}
"""What can be the default of an invocable variable, by its type: literals, or text that reads so.

A public package writes `defaultValue='false'` on a Boolean.
"""


def _check_default(
    unit: Unit,
    declaration: TypeDeclaration,
    member: nodes.FieldDeclaration,
    annotation: nodes.Annotation,
) -> None:
    """A default is a literal of the variable's type, and a required variable has none."""
    found = {fold(each.name): each for each in annotation.arguments}
    default = found.get("defaultvalue")
    if default is None:
        return
    required = found.get("required")
    name = member.declarators[0].name
    if required is not None and getattr(required.value, "value", None) is True:
        unit.report(
            default.span,
            messages.ANNOTATION_PROPERTY_COMBINATION,
            required.name,
            default.name,
            "InvocableVariable",
        )
    ref = declaration.fields[fold(name)].type
    if ref is ERROR or isinstance(default.value, nodes.Unary):
        return
    if ref not in DEFAULTS:
        unit.report(default.span, messages.ANNOTATION_PROPERTY_NO_TYPE, default.name, ref)
    elif not _fits(default.value, ref):
        unit.report(default.span, messages.ANNOTATION_PROPERTY_MISMATCH, default.name, name, ref)


def _fits(value: nodes.Expression, ref: TypeRef) -> bool:
    kinds, pattern = DEFAULTS[ref]
    if not isinstance(value, nodes.Literal):
        return False
    if value.kind == "string":
        return re.fullmatch(pattern, str(value.value), re.DOTALL) is not None
    return value.kind in kinds


def _report(
    unit: Unit, method: MethodDeclaration, error: messages.CompileError, *arguments: object
) -> None:
    assert method.node is not None, "an annotated method was written"
    unit.report(method.node.name_span, error, *arguments)


def _check_future(unit: Unit, method: MethodDeclaration) -> None:
    """Primitives and one level of collections of primitives; nothing comes back."""
    if method.returns != VOID:
        _report(unit, method, messages.METHODS_RETURN_TYPE, "Future", method.returns)
    for ref in method.parameter_types:
        if not _is_future_type(ref):
            _report(unit, method, messages.METHODS_PARAMETER_TYPE, "Future", ref)


def _is_future_type(ref: TypeRef) -> bool:
    if ref in PRIMITIVES or ref is ERROR:
        return True
    collections = ("List", "Set", "Map")
    return ref.name in collections and all(each in PRIMITIVES for each in ref.arguments)


def _check_invocable(unit: Unit, declaration: TypeDeclaration, method: MethodDeclaration) -> None:
    if declaration.outer is not None:
        _report(unit, method, messages.MODIFIER_IN_TOP_LEVEL, "InvocableMethod", "methods")
    if not method.annotations <= INVOCABLE_COMPANIONS:
        _report(unit, method, messages.INVOCABLE_ONLY_DEPRECATED)
    types = method.parameter_types
    if len(types) > 1:
        _report(unit, method, messages.INVOCABLE_ONE_PARAMETER)
    for ref in types:
        if ref.name != "List" and ref is not ERROR:
            _report(unit, method, messages.INVOCABLE_LIST, ref)
    if method.returns not in (VOID, ERROR) and method.returns.name != "List":
        _report(unit, method, messages.METHODS_RETURN_TYPE, "InvocableMethod", method.returns)


def _check_verb(unit: Unit, method: MethodDeclaration, verb: str) -> None:
    name = BODILESS_VERBS.get(verb)
    if name is not None and method.parameters:
        _report(unit, method, messages.METHODS_WITHOUT_PARAMETERS, name)
    for ref in method.parameter_types:
        if not _is_rest_type(ref):
            _report(unit, method, messages.METHODS_PARAMETER_TYPE, "REST", ref)
    if not _is_rest_type(method.returns):
        _report(unit, method, messages.METHODS_RETURN_TYPE, "REST", method.returns)


def _is_rest_type(ref: TypeRef) -> bool:
    if ref.name == "Map":
        return ref.arguments[0] in (STRING, ERROR)
    return ref.name not in ("Set", "Blob")


def check_rest_resource(
    unit: Unit,
    declaration: TypeDeclaration,
    node: nodes.ClassDeclaration | nodes.InterfaceDeclaration,
) -> None:
    """The class is global and outer, the address well formed."""
    for annotation in node.modifiers.annotations:
        if fold(annotation.name) != "restresource":
            continue
        if "global" not in declaration.modifiers:
            unit.report(
                node.name_span, messages.MODIFIER_REQUIRES, "RestResource", "classes", "global"
            )
        if declaration.outer is not None:
            unit.report(node.name_span, messages.MODIFIER_TOP_LEVEL, "RestResource")
        for argument in annotation.arguments:
            value = argument.value
            if isinstance(value, nodes.Literal) and isinstance(value.value, str):
                _check_url(unit, argument, value.value)


def _check_url(unit: Unit, argument: nodes.AnnotationArgument, url: str) -> None:
    if not url:
        unit.report(argument.span, messages.REST_URL_EMPTY)
        return
    if not url.startswith("/"):
        unit.report(argument.span, messages.REST_URL_SLASH)
    if len(url) > URL_MAX:
        unit.report(argument.span, messages.REST_URL_LENGTH)
    for index, character in enumerate(url):
        if character != "*":
            continue
        if index == 0 or url[index - 1] != "/":
            unit.report(argument.span, messages.REST_URL_BEFORE_WILDCARD)
        if index + 1 < len(url) and url[index + 1] != "/":
            unit.report(argument.span, messages.REST_URL_AFTER_WILDCARD)
