"""System.JSON: golden texts both ways, and the refusals."""

from __future__ import annotations

import datetime
import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sfsim.runtime.collections import ApexList, ApexMap, ApexSet
from sfsim.runtime.exceptions import JSONException, NullPointerException, StringException
from sfsim.runtime.values import ApexType, Long
from sfsim.stdlib.json_tokens import JSONTokenizer
from sfsim.stdlib.json_tree import build, read_tree
from sfsim.stdlib.system.json import JSON
from sfsim.typeref import (
    BOOLEAN,
    DATE,
    DATETIME,
    DECIMAL,
    DOUBLE,
    ID,
    INTEGER,
    LONG,
    OBJECT,
    STRING,
    TIME,
    TypeRef,
    list_of,
    map_of,
    set_of,
)

pytestmark = pytest.mark.recorded

STRINGS = map_of(STRING, OBJECT)


def mapping(**pairs: Any) -> ApexMap:
    return ApexMap(STRINGS, list(pairs.items()))


def items(*values: Any) -> ApexList:
    return ApexList(list_of(OBJECT), values)


VALUES = [
    (None, "null"),
    (True, "true"),
    (5, "5"),
    (Long(5), "5"),
    (1.0, "1.0"),
    (Decimal("1.50"), "1.50"),
    ('a"b\\\n\x01é/', '"a\\"b\\\\\\n\\u0001é/"'),
    (b"abc", '"YWJj"'),
    (datetime.date(2024, 1, 2), '"2024-01-02"'),
    (datetime.datetime(2019, 1, 1, 12), '"2019-01-01T12:00:00.000Z"'),
    (datetime.time(3, 4, 5), '"03:04:05.000Z"'),
    (items(1, "a", None), '[1,"a",null]'),
    (ApexSet(set_of(INTEGER), [2, 1]), "[2,1]"),
    (mapping(), "{}"),
]


@pytest.mark.parametrize(("value", "text"), VALUES)
def test_serialize(caller: Any, value: Any, text: str) -> None:
    assert JSON.serialize(caller, value) == text


def test_a_map_writes_its_keys_in_reverse(caller: Any) -> None:
    assert JSON.serialize(caller, mapping(a=1, b=2, c=3)) == '{"c":3,"b":2,"a":1}'


PRETTY = [
    (items(1, 2, 3), "[ 1, 2, 3 ]"),
    (items(), "[ ]"),
    (mapping(), "{ }"),
    (1, "1"),
    (mapping(a=1), '{\n  "a" : 1\n}'),
    (mapping(b=mapping(c=items()), a=None), '{\n  "a" : null,\n  "b" : {\n    "c" : [ ]\n  }\n}'),
    (items(mapping(a=1), mapping(b=2)), '[ {\n  "a" : 1\n}, {\n  "b" : 2\n} ]'),
]


@pytest.mark.parametrize(("value", "text"), PRETTY)
def test_serialize_pretty(caller: Any, value: Any, text: str) -> None:
    assert JSON.serializePretty(caller, value) == text


@pytest.mark.inferred
def test_a_cycle_is_refused(caller: Any) -> None:
    around = items()
    around.append(around)
    with pytest.raises(JSONException):
        JSON.serialize(caller, around)


UNTYPED = [
    ("42", 42),
    ("1538783039073", Long(1538783039073)),
    ("12.5", Decimal("12.5")),
    ("1.2483e+2", Decimal("124.83")),
    ("null", None),
    ('"a\\u00e9"', "aé"),
    ("[1, true]", items(1, True)),
    ('{"a": {"b": [1]}} trailing', mapping(a=mapping(b=items(1)))),
    ('  {"a":1,"a":2}', mapping(a=2)),
]


@pytest.mark.parametrize(("text", "value"), UNTYPED)
def test_deserialize_untyped(text: str, value: Any) -> None:
    found = JSON.deserializeUntyped(text)
    assert found == value
    assert type(found) is type(value)


def test_nested_lists_are_lists_of_object() -> None:
    found = JSON.deserializeUntyped('{"a": [[1]]}')
    assert found["a"].type == list_of(OBJECT)
    assert found["a"][0].type == list_of(OBJECT)


REFUSALS = [
    ("<html>", "Unexpected character ('<' (code 60)): expected a valid value (number, String, "
     "array, object, 'true', 'false' or 'null') at input location [1,2]"),
    ('{"a":1,}', "Unexpected character ('}' (code 125)): was expecting double-quote to start "
     "field name at input location [1,9]"),
    ('{"a" 1}', "Unexpected character ('1' (code 49)): was expecting a colon to separate field "
     "name and value at input location [1,7]"),
    ("[1 2]", "Unexpected character ('2' (code 50)): was expecting comma to separate ARRAY entries "
     "at input location [1,5]"),
    ('{\n"a": nul}', "Unrecognized token 'nul': was expecting ('true', 'false' or 'null') "
     "at input location [2,9]"),
]  # fmt: skip


@pytest.mark.inferred
@pytest.mark.parametrize(("text", "message"), REFUSALS)
def test_bad_text_is_refused_with_its_location(text: str, message: str) -> None:
    with pytest.raises(JSONException) as caught:
        JSON.deserializeUntyped(text)
    assert caught.value.message == message


@pytest.mark.inferred
@pytest.mark.parametrize(
    "text", ['{"a":1', "[", '"abc', "-", "01", "1.", '"\\x"', "[1,]", "NaN", '"\n"']
)
def test_other_bad_text_is_refused(text: str) -> None:
    with pytest.raises(JSONException, match=r"at input location"):
        JSON.deserializeUntyped(text)


@pytest.mark.parametrize("text", ["", "  \n"])
def test_blank_text_is_refused(text: str) -> None:
    with pytest.raises(JSONException, match=r"^No content to map to Object due to end of input$"):
        JSON.deserializeUntyped(text)


def test_null_text_is_refused() -> None:
    with pytest.raises(NullPointerException, match=r"^null input to JSON parser$"):
        JSON.deserializeUntyped(None)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)  # fmt: skip


@given(json_values)
def test_both_readers_agree(value: Any) -> None:
    text = json.dumps(value)
    tokens = JSONTokenizer(text).tokens()
    assert build(next(tokens), tokens) == read_tree(text)


@given(st.text())
def test_strings_survive_a_round_trip(value: str) -> None:
    assert JSON.deserializeUntyped(JSON.serialize(None, value)) == value  # type: ignore[arg-type]  # no caller needed


class FakeProgram:
    def members(self, type_ref: TypeRef) -> Any:
        return None


@pytest.fixture
def typed_caller(caller: Any) -> Any:
    caller.org.program = FakeProgram()
    caller.org.schema = {}
    return caller


TYPED = [
    ('"5"', INTEGER, 5),
    (" 5 ", INTEGER, 5),
    ('" 5 "', LONG, 5),
    ("5.9", INTEGER, 5),
    ("1.50", STRING, "1.50"),
    ("true", STRING, "true"),
    ('"TRUE"', BOOLEAN, True),
    ("5", DECIMAL, Decimal(5)),
    ("5", DOUBLE, 5.0),
    ("null", INTEGER, None),
    ('"2024-01-02"', DATE, datetime.date(2024, 1, 2)),
    ("2024", DATE, datetime.date(2024, 1, 1)),
    ('"2023-10-09T20:18:57.000+0000"', DATETIME, datetime.datetime(2023, 10, 9, 20, 18, 57)),
    (
        '"2023-10-09T20:18:57.123+02:00"',
        DATETIME,
        datetime.datetime(2023, 10, 9, 18, 18, 57, 123000),
    ),
    ('"2023-10"', DATETIME, datetime.datetime(2023, 10, 1)),
    ('"03:04:05.006Z"', TIME, datetime.time(3, 4, 5, 6000)),
    ('"001000000000001"', ID, "001000000000001AAA"),
    ("[1,2]", list_of(INTEGER), ApexList(list_of(INTEGER), [1, 2])),
    (
        '{"b":"2","a":1}',
        map_of(STRING, INTEGER),
        ApexMap(map_of(STRING, INTEGER), [("b", 2), ("a", 1)]),
    ),
]


@pytest.mark.parametrize(("text", "wanted", "value"), TYPED)
def test_deserialize(typed_caller: Any, text: str, wanted: TypeRef, value: Any) -> None:
    found = JSON.deserialize(typed_caller, text, ApexType(wanted))
    assert found == value
    assert type(found) is type(value)


def test_a_list_of_longs_holds_longs(typed_caller: Any) -> None:
    found = JSON.deserialize(typed_caller, "[1]", ApexType(list_of(LONG)))
    assert type(found[0]) is Long


TYPED_REFUSALS = [
    ('"abc"', INTEGER, "Illegal value for primitive: abc"),
    ("{}", list_of(INTEGER), "Malformed JSON: Expected '[' at the beginning of List/Set"),
    ("[]", map_of(STRING, STRING), "Malformed JSON: Expected '{' at the beginning of Map"),
    ("1", OBJECT, "Apex Type unsupported in JSON: Object"),
    ('{"a":1}', STRINGS, "Apex Type unsupported in JSON: Object"),
    (
        '"2026-04-01 00:00:00"',
        DATETIME,
        'Invalid format: "2026-04-01 00:00:00" is malformed at " 00:00:00"',
    ),
]


@pytest.mark.parametrize(("text", "wanted", "message"), TYPED_REFUSALS)
def test_what_does_not_fit_is_refused(
    typed_caller: Any, text: str, wanted: TypeRef, message: str
) -> None:
    with pytest.raises(JSONException) as caught:
        JSON.deserialize(typed_caller, text, ApexType(wanted))
    assert caught.value.message == message


def test_a_bad_id_is_refused(typed_caller: Any) -> None:
    with pytest.raises(StringException, match=r"^Invalid id: x$"):
        JSON.deserialize(typed_caller, '"x"', ApexType(ID))


def test_a_null_type_is_refused(typed_caller: Any) -> None:
    with pytest.raises(NullPointerException):
        JSON.deserialize(typed_caller, "1", None)
