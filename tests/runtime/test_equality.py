"""Equality and hash codes of values."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sfsim.runtime.equality import Key, apex_hash, values_equal
from sfsim.runtime.objects import ApexEnum
from sfsim.runtime.values import ApexType, Long
from sfsim.typeref import TypeRef

NOON = datetime.datetime(2024, 1, 2, 12)
values = (
    st.none()
    | st.booleans()
    | st.integers(-2, 2)
    | st.text(max_size=1)
    | st.decimals(-1, 1, places=1)
    | st.floats(-1, 1, width=16)
)


@given(values, values)
def test_equality_is_symmetric_and_needs_one_type(left: object, right: object) -> None:
    assert values_equal(left, right) == values_equal(right, left)
    assert not values_equal(left, right) or type(left) is type(right)


@given(values, values)
def test_equal_keys_have_equal_hashes(left: object, right: object) -> None:
    assert Key(left) != Key(right) or hash(Key(left)) == hash(Key(right))


def test_decimals_are_equal_whatever_their_scale_but_not_as_keys() -> None:
    assert values_equal(Decimal("1.0"), Decimal("1.00"))
    assert Key(Decimal("1.0")) != Key(Decimal("1.00"))


def test_datetimes_are_equal_within_a_second() -> None:
    assert values_equal(NOON, NOON.replace(microsecond=73_000))
    assert not values_equal(NOON, NOON.replace(second=1))


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (True, 1231),
        (False, 1237),
        (7, 7),
        (Long(2**32), 1),
        ("aaaaaaa", -1236860927),
        ("", 0),
        (1.5, 1073217536),
        (Decimal("1.10"), 3412),
        (Decimal("-1.10"), -3408),
        (Decimal(2**40), 7936 * 31),
        (datetime.date(1970, 1, 2), 86_400_000),
        (datetime.time(0, 0, 1), 1000),
        (b"ab", 4066),
    ],
)
def test_hash_codes_are_those_of_java(value: object, code: int) -> None:
    assert apex_hash(value) == code


def test_types_and_enums_hash_as_their_texts() -> None:
    assert apex_hash(ApexType(TypeRef("Foo"))) == apex_hash("Foo")
    assert apex_hash(ApexEnum("SPRING", 0, TypeRef("Season"))) == apex_hash("SPRING")


class Plain:
    """An object without a hashCode of its own."""


def test_objects_have_hash_codes_of_their_own() -> None:
    first, second = Plain(), Plain()
    assert apex_hash(first) == apex_hash(first)
    assert apex_hash(first) != apex_hash(second)


def test_a_copy_of_an_object_counts_anew() -> None:
    first = Plain()
    code = apex_hash(first)
    second = Plain()
    second.__dict__.update(first.__dict__)
    assert apex_hash(second) != code
