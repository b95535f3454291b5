"""Whether the running user may touch an object or a field: what describe results answer."""

from __future__ import annotations

from sfsim.runtime.caller import Caller


def may_use_object(caller: Caller, sobject: str, permission: str) -> bool:
    """`permission` is 'read', 'create', 'edit' or 'delete'."""
    return caller.org.object_permission(caller, sobject, permission)


def may_use_field(caller: Caller, sobject: str, field: str, permission: str) -> bool:
    """`permission` is 'read', 'create', 'edit' or, for either of the two, 'write'."""
    return caller.org.field_permission(caller, sobject, field, permission)
