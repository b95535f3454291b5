"""Overriding, abstract methods and interfaces: what a class must and may implement.

Source: Apex Developer Guide, "Extending a Class", "Interfaces"; compile runs on scratch orgs.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sfsim.apex import messages
from sfsim.apex.binder.unit import Unit
from sfsim.apex.binder.visibility import access_of, width
from sfsim.apex.declarations import MethodDeclaration, TypeDeclaration, TypeKind
from sfsim.apex.hierarchy import Candidate
from sfsim.names import fold
from sfsim.typeref import ERROR, NUMERIC, OBJECT, VOID, TypeRef

EXPLICIT_ACCESS_VERSION: Final = 65.0
ACCESS: Final = frozenset({"private", "protected", "public", "global", "webservice"})
OVERRIDABLE: Final = frozenset({"virtual", "abstract"})


def check_inheritance(unit: Unit, declaration: TypeDeclaration) -> None:
    """Every method of a class against what it inherits, then what the class still lacks."""
    if declaration.kind is not TypeKind.CLASS:
        return
    for overloads in declaration.methods.values():
        for method in overloads:
            if method.node is not None and not method.is_static:
                _check_override(unit, declaration, method)
    is_complete = not unit.hierarchy.is_incomplete(declaration.ref)
    if "abstract" not in declaration.modifiers and is_complete:
        _check_abstract_methods(unit, declaration)
        _check_interface_methods(unit, declaration)


def _check_override(unit: Unit, declaration: TypeDeclaration, method: MethodDeclaration) -> None:
    node = method.node
    assert node is not None, "only written methods override"
    modifiers = method.modifiers
    if (
        unit.api_version >= EXPLICIT_ACCESS_VERSION
        and modifiers & {"abstract", "override"}
        and not modifiers & ACCESS
    ):
        needed = ("override" if "override" in modifiers else "abstract", "methods")
        unit.report(
            node.name_span, messages.MODIFIER_REQUIRE_ONE, *needed, "protected, public, global"
        )
    inherited = _inherited(unit, declaration, method)
    if inherited is None:
        if "override" in modifiers and not _is_open_ended(unit, declaration):
            unit.report(node.name_span, messages.DOES_NOT_OVERRIDE, method_text(method))
        return
    base = inherited.declaration
    if not base.owner.is_user:
        return
    if not base.modifiers & OVERRIDABLE:
        unit.report(node.name_span, messages.NON_VIRTUAL_METHOD, method_text(method))
        return
    is_private = access_of(base.modifiers) == "private"
    if "override" not in modifiers and "abstract" not in base.modifiers and not is_private:
        unit.report(node.name_span, messages.MUST_OVERRIDE, method_text(method))
    if width(modifiers) < min(width(base.modifiers), PUBLIC_WIDTH):
        unit.report(node.name_span, messages.REDUCED_VISIBILITY, method_text(method))
    if ERROR not in (method.returns, inherited.returns) and method.returns != inherited.returns:
        unit.report(
            node.name_span,
            messages.RETURN_TYPES_CLASH,
            method.returns,
            inherited.returns,
            declaration.ref,
        )


PUBLIC_WIDTH: Final = 2


def _is_open_ended(unit: Unit, declaration: TypeDeclaration) -> bool:
    """Whether a supertype is unknown, so that nothing can be said about what it has."""
    ref = declaration.superclass
    while ref is not None:
        parent = unit.project.declaration(ref)
        if parent is None:
            return True
        ref = parent.superclass
    return False


def _inherited(
    unit: Unit, declaration: TypeDeclaration, method: MethodDeclaration
) -> Candidate | None:
    """The method of a superclass (or of Object) that this one would override."""
    parent = declaration.superclass or OBJECT
    for candidate in unit.hierarchy.methods(parent, fold(method.name)):
        base = candidate.declaration
        if base.is_static or base.owner.kind is TypeKind.INTERFACE:
            continue
        is_hidden = access_of(base.modifiers) == "private" and not base.modifiers & OVERRIDABLE
        if base.owner.is_user and is_hidden:
            continue
        if candidate.parameters == method.parameter_types:
            return candidate
    return None


def _check_abstract_methods(unit: Unit, declaration: TypeDeclaration) -> None:
    node = declaration.node
    assert node is not None, "only a type declared in source is checked"
    for _, parent in unit.hierarchy.chain(declaration.ref)[1:]:
        if parent.kind is not TypeKind.CLASS or not parent.is_user:
            continue
        for overloads in parent.methods.values():
            for method in overloads:
                if "abstract" in method.modifiers and not _has(unit, declaration, method):
                    unit.report(
                        node.name_span,
                        messages.MUST_IMPLEMENT_ABSTRACT,
                        declaration.ref,
                        method_text(method),
                    )


def _has(unit: Unit, declaration: TypeDeclaration, wanted: MethodDeclaration) -> bool:
    return any(
        "abstract" not in candidate.declaration.modifiers
        and _same_parameters(unit, candidate.parameters, wanted.parameter_types)
        for candidate in unit.hierarchy.methods(declaration.ref, fold(wanted.name))
    )


def _check_interface_methods(unit: Unit, declaration: TypeDeclaration) -> None:
    node = declaration.node
    assert node is not None, "only a type declared in source is checked"
    for ref, interface in unit.hierarchy.chain(declaration.ref):
        if interface.kind is not TypeKind.INTERFACE:
            continue
        for overloads in interface.methods.values():
            wanted = [unit.hierarchy.member(method, ref) for method in overloads]
            for missing in _missing(unit, declaration, wanted):
                unit.report(
                    node.name_span,
                    messages.MUST_IMPLEMENT,
                    declaration.ref,
                    _interface_text(missing, ref, interface),
                )


def _missing(
    unit: Unit, declaration: TypeDeclaration, wanted: Sequence[Candidate]
) -> list[Candidate]:
    """The methods not implemented; of several with the same parameters one is enough."""
    groups: dict[tuple[TypeRef, ...], list[Candidate]] = {}
    for candidate in wanted:
        groups.setdefault(candidate.parameters, []).append(candidate)
    return [
        group[0]
        for group in groups.values()
        if not any(_implements(unit, declaration, candidate) for candidate in group)
    ]


def _implements(unit: Unit, declaration: TypeDeclaration, wanted: Candidate) -> bool:
    for candidate in unit.hierarchy.methods(declaration.ref, fold(wanted.declaration.name)):
        method = candidate.declaration
        if method.owner.kind is TypeKind.INTERFACE:
            continue
        if not _same_parameters(unit, candidate.parameters, wanted.parameters):
            continue
        if not _same_result(unit, candidate.returns, wanted.returns):
            continue
        if method.owner.is_user and not method.modifiers & {"public", "global", "webservice"}:
            _report_visibility(unit, declaration, method)
        return True
    return False


def _report_visibility(unit: Unit, declaration: TypeDeclaration, method: MethodDeclaration) -> None:
    node = method.node
    if node is None or method.owner is not declaration:
        return
    unit.report(
        node.name_span,
        messages.INTERFACE_METHOD_VISIBILITY,
        declaration.ref,
        method_text(method),
    )


def _same_parameters(unit: Unit, own: Sequence[TypeRef], wanted: Sequence[TypeRef]) -> bool:
    """Equal types; lists of records of any type stand for each other (Database.Batchable)."""
    if len(own) != len(wanted):
        return False
    conversions = unit.conversions
    return all(
        left == right
        or ERROR in (left, right)
        or (conversions.is_sobject_list(left) and conversions.is_sobject_list(right))
        for left, right in zip(own, wanted, strict=True)
    )


def _same_result(unit: Unit, own: TypeRef, wanted: TypeRef) -> bool:
    """A result may be narrower than the interface says."""
    if own == wanted or ERROR in (own, wanted):
        return True
    if VOID in (own, wanted) or own in NUMERIC:
        return False
    return unit.conversions.assign(own, wanted) is not None


# --- texts --------------------------------------------------------------------------------------


def method_text(method: MethodDeclaration) -> str:
    """`Integer Owner.name(String)`."""
    types = ", ".join(map(str, method.parameter_types))
    return f"{method.returns} {method.owner.ref.name}.{method.name}({types})"


def _interface_text(candidate: Candidate, ref: TypeRef, interface: TypeDeclaration) -> str:
    prefix = f"{interface.namespace}." if not interface.is_user else ""
    name = str(ref).removeprefix(prefix)
    types = ", ".join(map(str, candidate.parameters))
    return f"{candidate.returns} {prefix}{name}.{candidate.declaration.name}({types})"
