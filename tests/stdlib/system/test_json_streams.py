"""System.JSONParser and System.JSONGenerator."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

import pytest

from sfsim.runtime.exceptions import JSONException
from sfsim.runtime.values import ApexType
from sfsim.stdlib.system.jsongenerator import JSONGenerator
from sfsim.stdlib.system.jsonparser import JSONParser
from sfsim.typeref import INTEGER, list_of

pytestmark = pytest.mark.documented


def kinds(parser: JSONParser) -> list[str]:
    found = []
    while (token := parser.nextToken()) is not None:
        found.append(token.name)
    return found


def test_tokens_in_order() -> None:
    assert kinds(JSONParser('{"a":[1,2.5,"x",true,null]}')) == [
        "START_OBJECT", "FIELD_NAME", "START_ARRAY", "VALUE_NUMBER_INT", "VALUE_NUMBER_FLOAT",
        "VALUE_STRING", "VALUE_TRUE", "VALUE_NULL", "END_ARRAY", "END_OBJECT",
    ]  # fmt: skip


def test_values_and_names() -> None:
    parser = JSONParser('{"a":1,"b":{"c":"x"},"d":1.50}')
    assert parser.getCurrentToken() is None
    parser.nextToken()
    parser.nextValue()
    assert (parser.getCurrentName(), parser.getText(), parser.getIntegerValue()) == ("a", "1", 1)
    parser.nextValue()
    assert parser.getCurrentName() == "b"
    parser.nextValue()
    assert (parser.getCurrentName(), parser.getText()) == ("c", "x")
    parser.nextToken()
    assert parser.getCurrentName() == "b"
    parser.nextValue()
    assert parser.getDecimalValue() == Decimal("1.50")


def test_skip_children() -> None:
    parser = JSONParser('{"a":[1,[2]],"b":2}')
    parser.nextToken()
    parser.nextValue()
    parser.skipChildren()
    token = parser.nextToken()
    assert token is not None
    assert token.name == "FIELD_NAME"
    assert parser.getText() == "b"


def test_clear_current_token() -> None:
    parser = JSONParser("1")
    parser.nextToken()
    parser.clearCurrentToken()
    cleared = parser.getLastClearedToken()
    assert cleared is not None
    assert (parser.hasCurrentToken(), cleared.name) == (False, "VALUE_NUMBER_INT")


def test_typed_values() -> None:
    parser = JSONParser('["2024-01-02T03:04:05Z","2024-01-02","03:04:05.000Z",5,1.5,true,"YQ=="]')
    parser.nextToken()
    found = []
    for name in ("DateTime", "Date", "Time", "Long", "Double", "Boolean", "Blob"):
        parser.nextToken()
        found.append(getattr(parser, f"get{name}Value")())
    assert found == [
        datetime.datetime(2024, 1, 2, 3, 4, 5), datetime.date(2024, 1, 2), datetime.time(3, 4, 5),
        5, 1.5, True, b"a",
    ]  # fmt: skip


def test_a_value_of_another_kind_is_refused() -> None:
    parser = JSONParser('"x"')
    parser.nextToken()
    with pytest.raises(JSONException):
        parser.getIntegerValue()


@pytest.mark.recorded
def test_tokens_before_a_syntax_error_are_delivered() -> None:
    parser = JSONParser("[1,}")
    parser.nextToken()
    parser.nextToken()
    assert parser.getIntegerValue() == 1
    with pytest.raises(JSONException, match=r"at input location \[1,5\]$"):
        parser.nextToken()


def test_read_value_as_leaves_the_parser_at_its_end(caller: Any) -> None:
    parser = JSONParser('{"a":[1,2],"b":3}')
    parser.nextToken()
    parser.nextValue()
    assert list(parser.readValueAs(caller, ApexType(list_of(INTEGER)))) == [1, 2]
    token = parser.getCurrentToken()
    assert token is not None
    assert token.name == "END_ARRAY"
    parser.nextValue()
    assert (parser.getCurrentName(), parser.getIntegerValue()) == ("b", 3)


@pytest.fixture(autouse=True)
def _no_types(caller: Any) -> None:
    caller.org.schema = {}


def test_generator(caller: Any) -> None:
    generator = JSONGenerator(False)
    generator.writeStartObject()
    generator.writeStringField(caller, "a", "x")
    generator.writeNumberField(caller, "b", Decimal("1.50"))
    generator.writeFieldName("c")
    generator.writeStartArray()
    generator.writeBoolean(caller, True)
    generator.writeDateTime(caller, datetime.datetime(2024, 1, 2, 3, 4, 5, 6000))
    generator.writeEndArray()
    generator.writeNullField("d")
    generator.writeEndObject()
    expected = '{"a":"x","b":1.50,"c":[true,"2024-01-02T03:04:05.006Z"],"d":null}'
    assert generator.getAsString() == expected
    assert generator.isClosed()


def test_generator_pretty(caller: Any) -> None:
    generator = JSONGenerator(True)
    generator.writeStartObject()
    generator.writeNumberField(caller, "a", 1)
    generator.writeEndObject()
    assert generator.getAsString() == '{\n  "a" : 1\n}'


@pytest.mark.inferred
def test_generator_closes_what_is_open() -> None:
    generator = JSONGenerator(False)
    generator.writeStartArray()
    generator.writeStartObject()
    assert generator.getAsString() == "[{}]"


@pytest.mark.inferred
def test_generator_refuses_a_value_without_a_name(caller: Any) -> None:
    generator = JSONGenerator(False)
    generator.writeStartObject()
    with pytest.raises(JSONException, match=r"^Can not write a value, expecting a field name$"):
        generator.writeString(caller, "x")


@pytest.mark.recorded
def test_generator_refuses_a_second_name() -> None:
    generator = JSONGenerator(False)
    generator.writeStartObject()
    generator.writeFieldName("a")
    with pytest.raises(JSONException, match=r"^Can not write a field name, expecting a value$"):
        generator.writeFieldName("b")
