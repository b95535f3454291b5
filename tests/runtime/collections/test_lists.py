"""ApexList against a plain Python list."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sfsim.runtime.collections import ApexList
from sfsim.runtime.exceptions import ListException, NullPointerException
from sfsim.runtime.values import Long
from sfsim.typeref import INTEGER, LONG, OBJECT, STRING, list_of

STRINGS = list_of(STRING)
OBJECTS = list_of(OBJECT)
texts = st.lists(st.none() | st.text(max_size=3))
values = st.none() | st.booleans() | st.integers(-3, 3) | st.text(max_size=2)


@given(texts, st.integers(-2, 12))
def test_access_is_checked_at_both_ends(items: list[str | None], index: int) -> None:
    made = ApexList(STRINGS, items)
    if 0 <= index < len(items):
        assert made.at(index) == items[index]
    else:
        with pytest.raises(ListException, match=f"List index out of bounds: {index}"):
            made.at(index)


@given(texts, st.integers(0, 12), st.text(max_size=2))
def test_insertion_moves_the_rest(items: list[str | None], index: int, text: str) -> None:
    made = ApexList(STRINGS, items)
    if index <= len(items):
        made.insert_at(index, text)
        assert list(made) == [*items[:index], text, *items[index:]]
    else:
        with pytest.raises(ListException):
            made.insert_at(index, text)


@given(st.lists(st.text(max_size=3)))
def test_texts_sort_by_code_units(items: list[str]) -> None:
    made = ApexList(STRINGS, items)
    made.sort_values()
    assert list(made) == sorted(items, key=lambda text: text.encode("utf-16-be"))


@given(st.lists(st.none() | st.integers()))
def test_nulls_sort_first(items: list[int | None]) -> None:
    made = ApexList(list_of(INTEGER), items)
    made.sort_values()
    nulls = [item for item in items if item is None]
    assert list(made) == nulls + sorted(item for item in items if item is not None)


@given(st.lists(values))
def test_a_copy_is_equal_and_has_the_same_hash(items: list[object]) -> None:
    made = ApexList(OBJECTS, items)
    assert made == made.clone()
    assert made.hashCode() == made.clone().hashCode()


@given(st.lists(values), values)
def test_the_first_equal_element_of_the_same_type_is_found(
    items: list[object], wanted: object
) -> None:
    places = [
        place for place, item in enumerate(items) if type(item) is type(wanted) and item == wanted
    ]
    assert ApexList(OBJECTS, items).index_of(wanted) == (places[0] if places else -1)


def test_a_list_of_longs_does_not_contain_an_integer() -> None:
    made = ApexList(list_of(LONG), [Long(1)])
    assert not made.contains(1)
    assert made.contains(Long(1))


def test_true_is_not_one() -> None:
    assert not ApexList(OBJECTS, [True]).contains(1)


def test_a_decimal_list_finds_an_equal_number() -> None:
    assert ApexList(OBJECTS, [Decimal("1.0")]).contains(Decimal("1.00"))


def test_adding_all_of_null_is_refused() -> None:
    with pytest.raises(NullPointerException):
        ApexList(STRINGS).add_all(None)  # type: ignore[arg-type]  # what Apex can do


def test_adding_a_list_to_itself_doubles_it() -> None:
    made = ApexList(STRINGS, ["a"])
    made.add_all(made)
    assert list(made) == ["a", "a"]


def test_objects_without_an_order_cannot_be_sorted() -> None:
    made = ApexList(OBJECTS, [object(), object()])
    with pytest.raises(ListException, match="not Comparable"):
        made.sort_values()


class ByLength:
    """A Comparator."""

    def compare(self, left: str, right: str) -> int:
        return len(left) - len(right)


@given(st.lists(st.text(max_size=3)))
def test_a_comparator_sorts_stably(items: list[str]) -> None:
    made = ApexList(STRINGS, items)
    made.sort_values(ByLength())
    assert list(made) == sorted(items, key=len)
