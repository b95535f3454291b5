"""SOAP services (`webservice`), remote actions and @ReadOnly.

Source: Apex Developer Guide, "Exposing Data with webservice Methods", "ReadOnly Annotation",
"RemoteAction Annotation"; accept and reject runs on scratch orgs.
"""

from __future__ import annotations

from typing import Final

from sfsim.apex import messages, nodes
from sfsim.apex.binder.unit import Unit
from sfsim.apex.declarations import FieldDeclaration, MethodDeclaration, TypeDeclaration, TypeKind
from sfsim.apex.declare import modifier_set
from sfsim.names import fold
from sfsim.source import Span
from sfsim.typeref import ERROR, VOID, TypeRef

WEB_SERVICE: Final = "webservice"
SHOWN: Final = "WebService"
NOT_IN_SOAP: Final = frozenset({"Map", "Set", "Blob", "Pattern", "Matcher"})
VERBS: Final = frozenset({"httpget", "httppost", "httpput", "httppatch", "httpdelete"})
REST_READ_ONLY_VERSION: Final = 49.0
SCHEDULABLE: Final = TypeRef("Schedulable")
SCHEDULABLE_PARAMETERS: Final = (TypeRef("SchedulableContext"),)


def check_services(unit: Unit, declaration: TypeDeclaration) -> None:
    """The web service members, remote actions and read-only methods of one type."""
    for overloads in declaration.methods.values():
        exposed = [each for each in overloads if WEB_SERVICE in each.modifiers]
        if len(exposed) > 1:
            _report(unit, exposed[1], messages.WEB_SERVICE_OVERLOAD, exposed[1].name)
        for method in exposed:
            _check_web_method(unit, declaration, method)
        _check_remote_actions(unit, overloads)
        for method in overloads:
            if "readonly" in method.annotations:
                _check_read_only(unit, declaration, method)
    for field in declaration.fields.values():
        if WEB_SERVICE in field.modifiers:
            _check_web_field(unit, declaration, field)


def _report(
    unit: Unit, method: MethodDeclaration, error: messages.CompileError, *arguments: object
) -> None:
    assert method.node is not None, "the modifier was written"
    unit.report(method.node.name_span, error, *arguments)


def _check_web_method(unit: Unit, declaration: TypeDeclaration, method: MethodDeclaration) -> None:
    """Static, in a global outer class, with a signature that SOAP can carry."""
    assert method.node is not None, "the modifier was written"
    if declaration.kind is TypeKind.INTERFACE:
        _report(unit, method, messages.MODIFIER_NOT_ALLOWED, SHOWN, "interface methods")
        return
    if declaration.outer is not None:
        _report(unit, method, messages.MODIFIER_IN_TOP_LEVEL, SHOWN, "methods")
    elif not method.is_static:
        _report(unit, method, messages.MODIFIER_REQUIRES, SHOWN, "methods", "static")
    _check_global(unit, declaration, method.node.name_span, "methods")
    for ref in method.parameter_types:
        if not _is_soap_type(unit, ref):
            _report(unit, method, messages.METHODS_PARAMETER_TYPE, SHOWN, ref)
    if method.returns != VOID and not _is_soap_type(unit, method.returns):
        _report(unit, method, messages.METHODS_RETURN_TYPE, SHOWN, method.returns)


def _check_web_field(unit: Unit, declaration: TypeDeclaration, field: FieldDeclaration) -> None:
    """An instance member of a global class; a property of a global inner class."""
    assert field.node is not None, "the modifier was written"
    what = "properties" if field.is_property else "fields"
    _check_global(unit, declaration, field.node.span, what)
    if field.is_static:
        unit.report(field.node.span, messages.MODIFIER_CANNOT_BE, SHOWN, what, "static")
    if field.is_property and declaration.outer is None:
        unit.report(field.node.span, messages.DEFINING_TYPE, SHOWN, "top level types")
    if not _is_soap_type(unit, field.type):
        unit.report(field.node.span, messages.FIELDS_TYPE, SHOWN, field.type)


def _check_global(unit: Unit, declaration: TypeDeclaration, span: Span, what: str) -> None:
    if "global" not in declaration.modifiers:
        unit.report(span, messages.MODIFIER_REQUIRES, "classes", f"with {SHOWN} {what}", "global")


def _is_soap_type(unit: Unit, ref: TypeRef) -> bool:
    if ref is ERROR:
        return True
    if ref.name in NOT_IN_SOAP:
        return False
    declaration = unit.project.declaration(ref)
    if declaration is not None and unit.project.is_exception(declaration):
        return False
    return all(_is_soap_type(unit, argument) for argument in ref.arguments)


def _check_remote_actions(unit: Unit, overloads: tuple[MethodDeclaration, ...]) -> None:
    counts: set[int] = set()
    for method in overloads:
        if "remoteaction" not in method.annotations:
            continue
        if len(method.parameters) in counts:
            _report(unit, method, messages.REMOTE_ACTION_OVERLOAD)
        counts.add(len(method.parameters))


def _check_read_only(unit: Unit, declaration: TypeDeclaration, method: MethodDeclaration) -> None:
    """Web service, REST and remote methods, and the `execute` of a Schedulable."""
    assert isinstance(method.node, nodes.MethodDeclaration), "constructors have no @ReadOnly"
    is_remote = "remoteaction" in method.annotations or WEB_SERVICE in method.modifiers
    is_rest = bool(method.annotations & VERBS) and unit.api_version >= REST_READ_ONLY_VERSION
    is_job = (
        fold(method.name) == "execute"
        and method.parameter_types == SCHEDULABLE_PARAMETERS
        and unit.hierarchy.is_subtype(declaration.ref, SCHEDULABLE)
    )
    if not (is_remote or is_rest or is_job):
        _report(unit, method, messages.READ_ONLY_METHOD)
    for annotation in method.node.modifiers.annotations:
        for argument in annotation.arguments:
            if fold(argument.name) == "usereplica" and "static" not in modifier_set(
                method.node.modifiers
            ):
                _report(unit, method, messages.READ_ONLY_REPLICA)
