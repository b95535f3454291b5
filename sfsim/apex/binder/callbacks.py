"""Which calls of the standard library may run Apex code again, seen from their types.

Only used to find methods that may lie on a call cycle, so a doubtful call counts as one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sfsim.apex.binder.body import Body
from sfsim.apex.declarations import MethodDeclaration, TypeKind
from sfsim.names import fold
from sfsim.typeref import OBJECT, PRIMITIVES, TypeRef

QUIET_LIST_METHODS: Final = frozenset(
    {"add", "addall", "get", "set", "size", "isempty", "clear", "clone", "iterator", "remove"}
)
"""Methods of List that look at no element."""

RUNNING_TYPES: Final = frozenset({"Database", "Approval", "Test", "EventBus"})
"""Types whose methods run triggers or jobs."""


def may_call_back(
    body: Body, method: MethodDeclaration, owner: TypeRef, arguments: Sequence[TypeRef]
) -> bool:
    """Whether the implementation could call user code."""
    name = method.owner.ref.name
    if name in RUNNING_TYPES:
        return True
    if name == "List" and fold(method.name) in QUIET_LIST_METHODS:
        return False
    return holds_user_code(body, owner) or any(holds_user_code(body, each) for each in arguments)


def holds_user_code(body: Body, ref: TypeRef) -> bool:
    """Whether a value of the type may have methods written in Apex, or hold such values."""
    if ref in PRIMITIVES:
        return False
    if ref == OBJECT:
        return True
    if any(holds_user_code(body, argument) for argument in ref.arguments):
        return True
    declaration = body.project.declaration(ref)
    if declaration is None or declaration.kind is TypeKind.ENUM:
        return False
    return declaration.is_user or (declaration.kind is TypeKind.INTERFACE and not ref.arguments)
