"""Guards against change: the variants of each collection class whose mutators raise.

A variant has the layout of its class, so a collection is guarded by giving it another `__class__`:
nothing is checked on the ordinary path.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final, TypeVar, cast

from sfsim.runtime.collections.lists import ApexList
from sfsim.runtime.collections.maps import READ_ONLY, ApexMap, FoldedMap, KeyedMap, KeySet
from sfsim.runtime.collections.sets import ApexSet, KeyedSet
from sfsim.runtime.exceptions import FinalException

T = TypeVar("T")

ITERATING: Final = "Cannot modify a collection while it is being iterated"


def hold(collection: Any) -> tuple[Any, type]:
    """Guards a collection against changes while a for-each runs over it; give the result to
    `release` in a `finally`. Loops over one collection nest."""
    before = collection.__class__
    collection.__class__ = before.iterating
    return collection, before


def release(held: tuple[Any, type]) -> None:
    """Ends what `hold` began."""
    guarded, before = held
    guarded.__class__ = before


def make_read_only(collection: T) -> T:
    """The collection itself, refusing changes from now on (`Trigger.new`)."""
    collection.__class__ = cast("Any", collection).read_only
    return collection


_LIST_GROWTH: Final = ("append", "extend", "insert", "pop", "clear", "insert_at", "remove_at",
                       "add_all", "remove", "sort_values")  # fmt: skip
_LIST_CHANGES: Final = (*_LIST_GROWTH, "set_at", "__setitem__", "__delitem__")
_DICT_CHANGES: Final = ("add", "add_all", "put", "put_all", "put_records", "remove", "remove_all",
                        "retain_all", "insert_all", "clear", "pop", "update", "setdefault",
                        "__setitem__", "__delitem__")  # fmt: skip


def _refuse(message: str) -> Callable[..., Any]:
    def refuse(self: Any, *arguments: Any) -> Any:
        raise FinalException(message)

    return refuse


def _variant(origin: type, suffix: str, mutators: Iterable[str], message: str) -> Any:
    members: dict[str, Any] = {
        name: _refuse(message) for name in mutators if hasattr(origin, name)
    }
    members.update(__slots__=(), __module__=__name__, __doc__=f"{origin.__name__}: {message}.")
    return type(origin.__name__ + suffix, (origin,), members)


def _add_variants(origin: Any, growth: Iterable[str], changes: Iterable[str]) -> None:
    origin.iterating = _variant(origin, "Iterating", growth, ITERATING)
    origin.read_only = _variant(origin, "ReadOnly", changes, READ_ONLY)
    origin.iterating.iterating = origin.iterating
    origin.read_only.iterating = origin.read_only.read_only = origin.read_only
    origin.iterating.read_only = origin.read_only


_add_variants(ApexList, _LIST_GROWTH, _LIST_CHANGES)
for _origin in (ApexSet, KeyedSet, ApexMap, KeyedMap, FoldedMap):
    _add_variants(_origin, _DICT_CHANGES, _DICT_CHANGES)
KeySet.iterating = KeySet.read_only = KeySet
