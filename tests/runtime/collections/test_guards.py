"""Collections that refuse to change."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from sfsim.runtime.collections import (
    ApexList,
    ApexMap,
    ApexSet,
    hold,
    make_read_only,
    release,
)
from sfsim.runtime.exceptions import FinalException
from sfsim.typeref import DECIMAL, STRING, list_of, map_of, set_of

ITERATING = "Cannot modify a collection while it is being iterated"
READ_ONLY = "Collection is read-only"
LIST_CHANGES: tuple[Callable[[Any], object], ...] = (
    lambda items: items.append("x"),
    lambda items: items.insert_at(0, "x"),
    lambda items: items.remove_at(0),
    lambda items: items.add_all(["x"]),
    lambda items: items.clear(),
    lambda items: items.sort_values(),
)
SET_CHANGES: tuple[Callable[[Any], object], ...] = (
    lambda items: items.add("x"),
    lambda items: items.add_all(["x"]),
    lambda items: items.remove("a"),
    lambda items: items.remove_all(["a"]),
    lambda items: items.retain_all([]),
    lambda items: items.clear(),
)
MAP_CHANGES: tuple[Callable[[Any], object], ...] = (
    lambda items: items.put("x", "y"),
    lambda items: items.remove("a"),
    lambda items: items.clear(),
    lambda items: items.key_set().remove("a"),
)


def make_list() -> ApexList:
    return ApexList(list_of(STRING), ["a"])


def make_set() -> ApexSet:
    return ApexSet(set_of(STRING), ["a"])


def make_map() -> ApexMap:
    return ApexMap(map_of(STRING, STRING), [("a", "b")])


CASES = [
    *((make_list, change) for change in LIST_CHANGES),
    *((make_set, change) for change in SET_CHANGES),
    *((make_map, change) for change in MAP_CHANGES),
]


@pytest.mark.parametrize(("make", "change"), CASES)
def test_a_loop_forbids_changes_until_it_ends(
    make: Callable[[], Any], change: Callable[[Any], object]
) -> None:
    items = make()
    held = hold(items)
    with pytest.raises(FinalException, match=ITERATING):
        change(items)
    release(held)
    change(items)


@pytest.mark.parametrize(("make", "change"), CASES)
def test_read_only_collections_stay_so(
    make: Callable[[], Any], change: Callable[[Any], object]
) -> None:
    items = make_read_only(make())
    release(hold(items))
    with pytest.raises(FinalException, match=READ_ONLY):
        change(items)


def test_loops_over_one_collection_nest() -> None:
    items = make_list()
    outer, inner = hold(items), None
    inner = hold(items)
    release(inner)
    with pytest.raises(FinalException):
        items.append("x")
    release(outer)
    items.append("x")


def test_elements_may_be_replaced_in_a_loop() -> None:
    items = make_list()
    held = hold(items)
    items.set_at(0, "z")
    release(held)
    assert list(items) == ["z"]


def test_a_map_may_change_in_a_loop_over_its_keys() -> None:
    items = ApexMap(map_of(STRING, STRING), [("a", "b"), ("c", "d")])
    keys = items.key_set()
    held = hold(keys)
    for key in keys:
        items.remove(key)
    release(held)
    assert len(items) == 0


def test_keyed_variants_are_guarded_too() -> None:
    items = ApexSet(set_of(DECIMAL))
    held = hold(items)
    with pytest.raises(FinalException):
        items.add(None)
    release(held)
    assert items.add(None)
