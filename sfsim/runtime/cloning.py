"""Deep copies of object state: what a queueable, batch or schedulable takes into its transaction.

Aliasing inside the copied graph is kept, transient fields become null, and what is shared by nature
(enum constants, types, tokens, immutable values) stays itself.
Source: Apex Developer Guide, "Queueable Apex", "Using the transient Keyword".
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from sfsim.errors import ApexException
from sfsim.runtime.collections import ApexList, ApexMap, ApexSet
from sfsim.runtime.objects import ApexObject

Memo = dict[int, Any]
IDENTITY: Final = "identity__"
"""Where an object keeps the number that stands for its identity (`runtime.equality`)."""


def deep_copy(value: Any) -> Any:
    """A copy that shares nothing mutable with the original."""
    return _copy(value, {})


def _copy(value: Any, memo: Memo) -> Any:
    rule = _rule(type(value))
    if rule is None:
        return value
    known = memo.get(id(value))
    return rule(value, memo) if known is None else known


def _rule(kind: type) -> Callable[[Any, Memo], Any] | None:
    for base, rule in _RULES:
        if issubclass(kind, base):
            return rule
    if getattr(kind, "sobject_type", None) is not None:
        return _copy_record
    return None


def _copy_object(value: Any, memo: Memo) -> Any:
    made = object.__new__(type(value))
    memo[id(value)] = made
    left_out = {field.attribute for field in value.layout if field.is_transient}
    left_out.add(IDENTITY)
    for name, item in value.__dict__.items():
        if name not in left_out:
            object.__setattr__(made, name, _copy(item, memo))
    return made


def _copy_exception(value: ApexException, memo: Memo) -> Any:
    made: Any = ApexException.__new__(type(value))
    memo[id(value)] = made
    for name, item in value.__dict__.items():
        setattr(made, name, item if name == "frames" else _copy(item, memo))
    return made


def _copy_record(value: Any, memo: Memo) -> Any:
    kind = type(value)
    made = kind.of({})
    memo[id(value)] = made
    made.__dict__.update({name: _copy(item, memo) for name, item in value.__dict__.items()})
    return made


def _copy_list(value: ApexList, memo: Memo) -> Any:
    made = ApexList(value.type)
    memo[id(value)] = made
    list.extend(made, [_copy(item, memo) for item in value])
    return made


def _copy_set(value: ApexSet, memo: Memo) -> Any:
    made = ApexSet(value.type)
    memo[id(value)] = made
    made.insert_all([_copy(item, memo) for item in value])
    return made


def _copy_map(value: ApexMap, memo: Memo) -> Any:
    made = ApexMap(value.type)
    memo[id(value)] = made
    made.insert_all([(_copy(key, memo), _copy(item, memo)) for key, item in value.items()])
    return made


_RULES: Final[tuple[tuple[type, Callable[[Any, Memo], Any]], ...]] = (
    (ApexObject, _copy_object),
    (ApexList, _copy_list),
    (ApexSet, _copy_set),
    (ApexMap, _copy_map),
    (ApexException, _copy_exception),
)
