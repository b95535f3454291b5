"""Assignability between types."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sfsim.apex.bindings import Conversion
from sfsim.typeref import (
    DATE,
    DATETIME,
    DECIMAL,
    DOUBLE,
    ID,
    INTEGER,
    LONG,
    NULL,
    NUMERIC,
    OBJECT,
    PRIMITIVES,
    SOBJECT,
    STRING,
    TypeRef,
    list_of,
    map_of,
    set_of,
)

from .conftest import make_project

pytestmark = pytest.mark.documented

PROJECT, _ = make_project(
    [
        "public virtual class Animal { }",
        "public class Dog extends Animal implements Comparable {"
        " public Integer compareTo(Object o) { return 0; } }",
    ],
    66.0,
)
CONVERSIONS = PROJECT.conversions
ACCOUNT, CONTACT = TypeRef("Account"), TypeRef("Contact")
ANIMAL, DOG = TypeRef("Animal"), TypeRef("Dog")
EVERY = sorted(PRIMITIVES | {OBJECT, SOBJECT, ACCOUNT, ANIMAL, DOG}, key=str)

ALLOWED = (
    (INTEGER, DECIMAL),
    (LONG, DOUBLE),
    (DECIMAL, DOUBLE),
    (STRING, ID),
    (ID, STRING),
    (DATE, DATETIME),
    (DOG, ANIMAL),
    (DOG, TypeRef("Comparable")),
    (ACCOUNT, SOBJECT),
    (list_of(DOG), list_of(ANIMAL)),
    (list_of(ACCOUNT), list_of(SOBJECT)),
    (list_of(SOBJECT), list_of(ACCOUNT)),
    (list_of(STRING), list_of(OBJECT)),
    (map_of(STRING, STRING), map_of(STRING, OBJECT)),
    (set_of(STRING), TypeRef("Iterable", (OBJECT,))),
    (TypeRef("Database.QueryLocator"), TypeRef("Iterable", (SOBJECT,))),
)
REFUSED = (
    (DECIMAL, INTEGER),
    (LONG, INTEGER),
    (INTEGER, STRING),
    (DATETIME, DATE),
    (ANIMAL, DOG),
    (OBJECT, STRING),
    (SOBJECT, ACCOUNT),
    (list_of(ANIMAL), list_of(DOG)),
    (list_of(ACCOUNT), list_of(CONTACT)),
    (set_of(ACCOUNT), set_of(SOBJECT)),
    (map_of(STRING, OBJECT), map_of(STRING, STRING)),
    (list_of(CONTACT), ACCOUNT),
)


@pytest.mark.parametrize(("source", "target"), ALLOWED)
def test_assignable(source: TypeRef, target: TypeRef) -> None:
    assert CONVERSIONS.assign(source, target) is not None


@pytest.mark.parametrize(("source", "target"), REFUSED)
def test_not_assignable(source: TypeRef, target: TypeRef) -> None:
    assert CONVERSIONS.assign(source, target) is None


@given(st.sampled_from(EVERY))
def test_every_type_takes_itself_and_null_without_a_conversion(ref: TypeRef) -> None:
    assert CONVERSIONS.assign(ref, ref) == ()
    assert CONVERSIONS.assign(NULL, ref) == ()


@given(st.sampled_from(EVERY))
def test_everything_is_an_object(ref: TypeRef) -> None:
    steps = CONVERSIONS.assign(ref, OBJECT)
    expected = [Conversion.LONG_BOX] if ref == LONG else []
    assert steps is not None
    assert [step.kind for step in steps] == expected


@given(st.sampled_from(NUMERIC), st.sampled_from(NUMERIC))
def test_numbers_meet_in_the_wider_type(left: TypeRef, right: TypeRef) -> None:
    wide = max(left, right, key=NUMERIC.index)
    assert CONVERSIONS.common(left, right) == wide
    assert CONVERSIONS.common(right, left) == wide
