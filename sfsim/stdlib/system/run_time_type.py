"""What a value is at run time: shared by Assert, Test and Type."""

from __future__ import annotations

from typing import Any

from sfsim.ids import is_id
from sfsim.runtime.caller import Caller
from sfsim.runtime.subtypes import type_of
from sfsim.typeref import ID, TypeRef


def is_instance(caller: Caller, value: Any, target: TypeRef) -> bool:
    """`value instanceof target`."""
    if value is None:
        return False
    if target == ID:
        return isinstance(value, str) and is_id(value)
    return caller.org.program.is_assignable(type_of(value), target)
