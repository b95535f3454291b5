"""System.String: valueOf, format, join and the tests that tolerate null."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

import pytest

from sfsim.runtime.collections import ApexList
from sfsim.runtime.exceptions import NullPointerException, StringException
from sfsim.stdlib.system.string_statics import StringStatics
from sfsim.typeref import OBJECT, STRING, list_of

MOMENT = datetime.datetime(2024, 1, 2, 3, 4, 5)


@pytest.mark.documented
@pytest.mark.parametrize(
    ("text", "is_blank", "is_empty"),
    [(None, True, True), ("", True, True), (" \t", True, False), ("a", False, False)],
)
def test_blank_and_empty(text: str | None, is_blank: bool, is_empty: bool) -> None:
    assert StringStatics.isBlank(text) is is_blank
    assert StringStatics.isNotBlank(text) is not is_blank
    assert StringStatics.isEmpty(text) is is_empty
    assert StringStatics.isNotEmpty(text) is not is_empty


@pytest.mark.documented
def test_value_of_a_datetime_is_in_the_users_zone(caller: Any) -> None:
    assert StringStatics.valueOf_datetime(caller, MOMENT) == "2024-01-01 19:04:05"


@pytest.mark.documented
def test_value_of_gmt() -> None:
    assert StringStatics.valueOfGmt(MOMENT) == "2024-01-02 03:04:05"


@pytest.mark.documented
@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, None),
        (True, "true"),
        (5, "5"),
        (1.5, "1.5"),
        (Decimal("1.50"), "1.50"),
        (datetime.date(2024, 1, 2), "2024-01-02"),
        ("x", "x"),
    ],
)
def test_value_of_an_object(caller: Any, value: Any, text: str | None) -> None:
    assert StringStatics.valueOf(caller, value) == text


FORMATS = [
    ("Hello {0}, {1}", ["Ann", "Bob"], "Hello Ann, Bob"),
    ("it''s {0}", ["x"], "it's x"),
    ("'{0}' {0}", ["x"], "{0} x"),
    ("'open {0}", ["x"], "open {0}"),
    ("{1} {0} {1}", ["a", "b"], "b a b"),
    ("{3}", ["a"], "{3}"),
    ("{0}", [None], "null"),
    ("no arguments", [], "no arguments"),
]


@pytest.mark.recorded
@pytest.mark.parametrize(("pattern", "arguments", "expected"), FORMATS)
def test_format(pattern: str, arguments: list[Any], expected: str) -> None:
    assert StringStatics.format(pattern, ApexList(list_of(OBJECT), arguments)) == expected


@pytest.mark.recorded
@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        ("{0,number}", "Cannot format given Object as a Number"),
        ("{0,number,#.##}", "Cannot format given Object as a Number"),
        ("{0,date,short}", "Cannot format given Object (java.lang.String) as a Date"),
        ("{0,choice,0#a}", "'2' is not a Number"),
        ("{0,unknown}", 'Unknown format type "unknown"'),
        ("{0,}", 'Bad argument syntax: [at pattern index 1] "0,}"'),
    ],
)
def test_a_typed_format_is_refused(pattern: str, message: str) -> None:
    with pytest.raises(StringException) as caught:
        StringStatics.format(pattern, ["2"])
    assert caught.value.message == message


@pytest.mark.documented
def test_join_shows_elements_as_value_of_does() -> None:
    assert StringStatics.join(ApexList(list_of(OBJECT), [1, True, "x"]), "-") == "1-true-x"


@pytest.mark.inferred
def test_join_shows_null_as_nothing() -> None:
    assert StringStatics.join(ApexList(list_of(STRING), ["a", None, "b"]), ",") == "a,,b"


@pytest.mark.inferred
def test_join_of_null_is_refused() -> None:
    with pytest.raises(NullPointerException):
        StringStatics.join(None, ",")


@pytest.mark.documented
def test_from_char_array_joins_surrogates() -> None:
    assert StringStatics.fromCharArray([97, 0xD83D, 0xDE00]) == "a😀"


@pytest.mark.documented
def test_common_prefix() -> None:
    assert StringStatics.getCommonPrefix(["SFDCApex", "SFDCVisualforce"]) == "SFDC"


@pytest.mark.inferred
def test_template_fills_names_that_the_map_has() -> None:
    assert StringStatics.template("Hi ${name}, ${x}", {"name": "Ann"}) == "Hi Ann, ${x}"
