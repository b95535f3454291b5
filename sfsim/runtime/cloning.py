"""Copies of whole object graphs, as the platform makes them when it serializes a job's state.

Aliasing is kept: what was one object twice is one copy twice. Transient fields are null in the copy.
Source: Apex Developer Guide, "Queueable Apex" (state) and "transient".
"""

from __future__ import annotations

import copy
from typing import Any, Final

from sfsim.runtime.collections import ApexList, ApexMap, ApexSet
from sfsim.runtime.sobject import SObject

SHARED: Final = (str, int, float, bytes, bool, type(None))
"""Values that cannot change: a copy is the value itself."""


def deep_copy(value: Any) -> Any:
    """A copy of a value and of everything that it reaches."""
    return _copy(value, {})


def _copy(value: Any, made: dict[int, Any]) -> Any:
    if isinstance(value, SHARED):
        return value
    known = made.get(id(value))
    if known is not None:
        return known
    if isinstance(value, ApexList):
        result: Any = ApexList(value.type)
        made[id(value)] = result
        result.extend(_copy(each, made) for each in value)
        return result
    if isinstance(value, ApexSet):
        result = made[id(value)] = ApexSet(value.type)
        result.insert_all([_copy(each, made) for each in value])
        return result
    if isinstance(value, ApexMap):
        result = made[id(value)] = ApexMap(value.type)
        result.insert_all([(_copy(key, made), _copy(each, made)) for key, each in value.items()])
        return result
    if isinstance(value, SObject):
        result = made[id(value)] = type(value).writable.of({})
        result.__dict__.update({name: _copy(each, made) for name, each in value.__dict__.items()})
        return result
    return _copy_object(value, made)


def _copy_object(value: Any, made: dict[int, Any]) -> Any:
    """A copy of an object of a user class; other objects are values or keep their identity."""
    layout = getattr(type(value), "layout", None)
    if layout is None:
        return value
    result = made[id(value)] = copy.copy(value)
    for field in layout:
        held = None if field.is_transient else _copy(getattr(value, field.attribute), made)
        setattr(result, field.attribute, held)
    return result
