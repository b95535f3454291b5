"""The signature texts of the standard library's decorators."""

from __future__ import annotations

import pytest

from sfsim.apex.signatures import parse_signature, parse_type
from sfsim.typeref import INTEGER, STRING, VOID, TypeRef, list_of, map_of


def test_method_has_name_result_and_parameters() -> None:
    found = parse_signature("static Integer mod(Integer dividend, Integer divisor)")
    assert (found.name, found.returns, found.is_static) == ("mod", INTEGER, True)
    assert found.parameters == (("dividend", INTEGER), ("divisor", INTEGER))


def test_constructor_has_no_result() -> None:
    found = parse_signature("HttpRequest()")
    assert (found.name, found.returns, found.parameters) == ("HttpRequest", None, ())


def test_property_says_which_accessors_it_has() -> None:
    found = parse_signature("String name { get; }")
    assert (found.is_property, found.getter, found.setter) == (True, True, False)


def test_types_nest() -> None:
    assert parse_type("Map<String, List<Schema.SObjectType>>") == map_of(
        STRING, list_of(TypeRef("Schema.SObjectType"))
    )


def test_arrays_are_lists() -> None:
    assert parse_type("String[]") == list_of(STRING)


def test_the_system_namespace_is_dropped() -> None:
    assert parse_type("System.HttpRequest") == TypeRef("HttpRequest")


def test_void_is_a_result() -> None:
    assert parse_signature("void clear()").returns == VOID


@pytest.mark.parametrize("text", ["Integer", "Integer f(", "Integer f(Integer)", "Integer f() x"])
def test_ill_formed_signatures_are_bugs(text: str) -> None:
    with pytest.raises(AssertionError):
        parse_signature(text)
