"""The texts of values."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

from sfsim.runtime.collections import ApexList, ApexMap, ApexSet
from sfsim.runtime.display import string_value_of, text_of
from sfsim.runtime.exceptions import DmlException
from sfsim.runtime.objects import ApexEnum
from sfsim.runtime.values import ApexType, Long
from sfsim.typeref import INTEGER, OBJECT, STRING, TypeRef, list_of, map_of, set_of

OBJECTS = list_of(OBJECT)
DAY = datetime.date(2024, 1, 2)


class Pair:
    """An object of a user class with two fields."""

    type = TypeRef("Outer.Inner")

    def __init__(self, first: Any = None, second: Any = None) -> None:
        self.first = first
        self.second = second

    def apex_fields(self) -> Iterator[tuple[str, Any]]:
        yield "a", self.first
        yield "b", self.second


class Named:
    """An object of a class that overrides toString."""

    def toString(self) -> str:
        return "me"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "null"),
        (True, "true"),
        (5, "5"),
        (Long(5), "5"),
        (1.0, "1.0"),
        (Decimal("1.50"), "1.50"),
        (b"ab", "Blob[2]"),
        (DAY, "2024-01-02 00:00:00"),
        (datetime.datetime(2024, 1, 2, 3, 4, 5, 6000), "2024-01-02 03:04:05"),
        (datetime.time(3, 4, 5), "03:04:05.000Z"),
        (ApexList(OBJECTS, ["a", None, 1]), "(a, null, 1)"),
        (ApexList(OBJECTS), "()"),
        (ApexSet(set_of(STRING), ["b", "a"]), "{a, b}"),
        (ApexMap(map_of(STRING, OBJECT), [("k", 1), ("a", None)]), "{a=null, k=1}"),
        (ApexList(OBJECTS, [ApexList(OBJECTS, [1])]), "((1))"),
        (ApexList(list_of(INTEGER), range(11)), "(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, ...)"),
        (Pair(1, "x"), "Inner:[a=1, b=x]"),
        (Named(), "me"),
        (ApexType(list_of(TypeRef("Account"))), "List<Account>"),
        (ApexEnum("SPRING", 0, TypeRef("Season")), "SPRING"),
        (DmlException("bad"), "System.DmlException: bad"),
        (DmlException(), "System.DmlException: Script-thrown exception"),
    ],
)
def test_text(value: object, text: str) -> None:
    assert text_of(value) == text


def test_an_object_inside_itself_is_named() -> None:
    pair = Pair()
    pair.first = pair
    assert text_of(pair) == "Inner:[a=(already output), b=null]"


def test_the_same_object_twice_side_by_side_is_shown_twice() -> None:
    inner = Pair(1, 2)
    text = "Inner:[a=1, b=2]"
    assert text_of(ApexList(OBJECTS, [inner, inner])) == f"({text}, {text})"


def test_value_of_keeps_null_and_has_no_time_for_dates() -> None:
    assert string_value_of(None) is None
    assert string_value_of(DAY) == "2024-01-02"
