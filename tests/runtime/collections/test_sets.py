"""ApexSet against an ordered model."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sfsim.runtime.collections import ApexSet, KeyedSet
from sfsim.runtime.exceptions import NullPointerException
from sfsim.typeref import DECIMAL, OBJECT, STRING, set_of

STRINGS = set_of(STRING)
OBJECTS = set_of(OBJECT)
texts = st.lists(st.none() | st.text(alphabet="abc", max_size=2))
mixed = st.lists(st.none() | st.booleans() | st.integers(0, 2) | st.floats(0, 2, width=16))


def identity(value: object) -> tuple[type, object]:
    """What makes two keys different in the model: type and value."""
    return type(value), value


@given(texts)
def test_insertion_order_is_kept(items: list[str | None]) -> None:
    assert list(ApexSet(STRINGS, items)) == list(dict.fromkeys(items))


@given(mixed)
def test_values_of_different_types_are_different_keys(items: list[object]) -> None:
    expected = {identity(item): item for item in reversed(items)}
    made = ApexSet(OBJECTS, items)
    assert len(made) == len(expected)
    assert all(item in made for item in items)


@given(texts, texts)
def test_set_algebra_agrees_with_python(
    first: list[str | None], second: list[str | None]
) -> None:
    kept, rest = ApexSet(STRINGS, first), ApexSet(STRINGS, first)
    changed = kept.retain_all(second)
    assert set(kept) == set(first) & set(second)
    assert changed == (set(kept) != set(first))
    rest.remove_all(second)
    assert set(rest) == set(first) - set(second)
    assert ApexSet(STRINGS, first).contains_all(second) == (set(second) <= set(first))


@given(texts)
def test_the_order_does_not_count_for_equality(items: list[str | None]) -> None:
    forwards, backwards = ApexSet(STRINGS, items), ApexSet(STRINGS, reversed(items))
    assert forwards == backwards
    assert forwards.hashCode() == backwards.hashCode()


def test_adding_says_whether_the_set_changed() -> None:
    made = ApexSet(STRINGS)
    assert [made.add("a"), made.add("a"), made.remove("a"), made.remove("a")] == [
        True,
        False,
        True,
        False,
    ]


def test_decimals_of_different_scale_are_different_keys() -> None:
    made = ApexSet(set_of(DECIMAL), [Decimal("1.1"), Decimal("1.10")])
    assert isinstance(made, KeyedSet)
    assert len(made) == 2


def test_null_is_no_collection() -> None:
    with pytest.raises(NullPointerException):
        ApexSet(STRINGS).contains_all(None)  # type: ignore[arg-type]  # what Apex can do


def test_a_set_is_not_equal_to_a_dict() -> None:
    assert ApexSet(STRINGS) != {}
