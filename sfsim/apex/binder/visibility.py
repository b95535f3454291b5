"""Who may see what: private, protected, public, global and @TestVisible."""

from __future__ import annotations

from typing import Final

from sfsim.apex.binder.unit import is_test_type, top_level
from sfsim.apex.declarations import FieldDeclaration, MethodDeclaration, TypeDeclaration, TypeKind
from sfsim.apex.hierarchy import Hierarchy

TEST_VISIBLE: Final = "testvisible"
ORDER: Final = ("private", "protected", "public", "global")
WIDE: Final = frozenset({"public", "global", "webservice"})


def access_of(modifiers: frozenset[str]) -> str:
    """The access keyword of a declaration, `private` when there is none."""
    for keyword in ("global", "webservice", "public", "protected"):
        if keyword in modifiers:
            return "global" if keyword == "webservice" else keyword
    return "private"


def width(modifiers: frozenset[str]) -> int:
    """How widely a declaration can be seen, as a number to compare."""
    return ORDER.index(access_of(modifiers))


def sees_member(
    scope: TypeDeclaration,
    member: MethodDeclaration | FieldDeclaration,
    modifiers: frozenset[str],
    hierarchy: Hierarchy,
) -> bool:
    """Whether code in `scope` may use a member whose access is given by `modifiers`."""
    owner = member.owner
    if not owner.is_user or owner.kind is not TypeKind.CLASS:
        return True
    if scope is owner or top_level(scope) is top_level(owner):
        return True
    access = access_of(modifiers)
    if access == "global":
        return True
    if TEST_VISIBLE in member.annotations and is_test_type(scope):
        return True
    if access == "public":
        return scope.namespace == owner.namespace or "namespaceaccessible" in member.annotations
    if access == "protected":
        around: TypeDeclaration | None = scope
        while around is not None:
            if hierarchy.is_subtype(around.ref, owner.ref):
                return True
            around = around.outer
    return False


def sees_type(scope: TypeDeclaration, found: TypeDeclaration) -> bool:
    """Whether code in `scope` may name a type."""
    if not found.is_user or top_level(scope) is top_level(found):
        return True
    if scope.namespace != found.namespace:
        return access_of(found.modifiers) == "global" or "namespaceaccessible" in found.annotations
    if found.outer is None:
        return True
    if access_of(found.modifiers) in ("public", "global"):
        return True
    return TEST_VISIBLE in found.annotations and is_test_type(scope)
