"""ApexMap and its views against a Python dict."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sfsim.runtime.collections import ApexMap, FoldedMap, KeyedMap, map_of_records
from sfsim.runtime.exceptions import FinalException, ListException
from sfsim.typeref import ID, INTEGER, OBJECT, STRING, TypeRef, map_of

NUMBERS = map_of(STRING, INTEGER)
keys = st.none() | st.text(alphabet="ab", max_size=2)
puts = st.lists(st.tuples(keys, st.integers()))


@given(puts)
def test_putting_answers_what_was_there_and_keeps_the_place(
    pairs: list[tuple[str | None, int]],
) -> None:
    model: dict[str | None, int] = {}
    made = ApexMap(NUMBERS)
    for key, value in pairs:
        assert made.put(key, value) == model.get(key)
        model[key] = value
    assert list(made.items()) == list(model.items())
    assert list(made.value_list()) == list(model.values())
    assert list(made.key_set()) == list(model)


@given(puts, keys)
def test_removing_answers_the_value(pairs: list[tuple[str | None, int]], key: str | None) -> None:
    made, model = ApexMap(NUMBERS, pairs), dict(pairs)
    assert made.remove(key) == model.pop(key, None)
    assert len(made) == len(model)


@given(puts)
def test_a_copy_is_equal_in_any_order(pairs: list[tuple[str | None, int]]) -> None:
    made = ApexMap(NUMBERS, pairs)
    other = ApexMap(NUMBERS, reversed(list(made.items())))
    assert made == other
    assert made.hashCode() == other.hashCode()


@given(st.lists(st.tuples(st.booleans() | st.integers(0, 1) | st.floats(0, 1, width=16), keys)))
def test_object_keys_tell_types_apart(pairs: list[tuple[object, object]]) -> None:
    made = ApexMap(map_of(OBJECT, OBJECT), pairs)
    model = {(type(key), key): value for key, value in pairs}
    assert isinstance(made, KeyedMap)
    assert len(made) == len(model)
    assert all(made.get(key) == model[type(key), key] for key, _ in pairs)


def test_the_key_set_is_live() -> None:
    made = ApexMap(NUMBERS, [("a", 1), ("b", 2)])
    view = made.key_set()
    view.remove("a")
    made.put("c", 3)
    assert list(view) == ["b", "c"]
    assert list(made) == ["b", "c"]


def test_the_key_set_takes_no_additions() -> None:
    view = ApexMap(NUMBERS, [("a", 1)]).key_set()
    with pytest.raises(FinalException, match="Collection is read-only"):
        view.add("b")
    with pytest.raises(FinalException, match="Collection is read-only"):
        view.add_all(["b"])
    assert not view.add_all([])


def test_a_folded_map_finds_any_case() -> None:
    made = FoldedMap(NUMBERS, [("Account", 1)])
    assert list(made.key_set()) == ["account"]
    assert made.get("ACCOUNT") == 1
    assert "aCCount" in made
    assert made.get(None) is None


def test_a_copy_of_a_folded_map_knows_one_case() -> None:
    assert FoldedMap(NUMBERS, [("Account", 1)]).clone().get("Account") is None


class Row:
    """A record with an id."""

    def __init__(self, record_id: str | None) -> None:
        self.Id = record_id


def test_records_are_keyed_by_id() -> None:
    rows = [Row("001000000000001AAA"), Row("001000000000002AAA")]
    made = map_of_records(map_of(ID, TypeRef("Account")), rows)
    assert made.get("001000000000002AAA") is rows[1]


@pytest.mark.parametrize(
    ("ids", "message"),
    [
        (["001000000000001AAA", None], "Row with null Id at index: 1"),
        (["001000000000001AAA"] * 2, "Row with duplicate Id at index: 1"),
    ],
)
def test_ids_must_be_there_once(ids: list[str | None], message: str) -> None:
    with pytest.raises(ListException, match=message):
        map_of_records(map_of(ID, TypeRef("Account")), map(Row, ids))
