"""The decorators only mark: what they write can be read back."""

from __future__ import annotations

import pytest

from sfsim.runtime.exceptions import NoSuchElementException
from sfsim.stdlib.registry import (
    apex_class,
    apex_enum,
    apex_method,
    getters_as_properties,
    member_marks,
    type_marks,
)
from sfsim.typeref import TypeRef

pytestmark = pytest.mark.documented


@apex_class("Test.Sample", source="a page")
@getters_as_properties
class Sample:
    """A class with one getter."""

    @apex_method("String getName()")
    def getName(self) -> str:
        return "x"

    @apex_method("static Integer twice(Integer value)", caller=True)
    @staticmethod
    def twice(caller: object, value: int) -> int:
        return value * 2


@apex_enum("Test.Season", "SPRING", "SUMMER")
class Season:
    """An enum."""


def test_a_class_carries_its_name_and_source() -> None:
    (mark,) = type_marks(Sample)
    assert (mark.name, mark.kind, mark.source) == ("Test.Sample", "class", "a page")
    assert getattr(Sample, "type") == TypeRef("Test.Sample")  # noqa: B009 - set by the decorator


def test_a_subclass_does_not_inherit_the_mark() -> None:
    assert type_marks(type("Child", (Sample,), {})) == ()


def test_a_static_function_is_marked_through_its_wrapper() -> None:
    (mark,) = member_marks(vars(Sample)["twice"])
    assert mark.caller
    assert Sample.twice(None, 2) == 4


def test_a_getter_is_a_property_too() -> None:
    method, prop = member_marks(Sample.getName)
    assert method.kind == "method"
    assert (prop.kind, prop.signature, prop.inline) == (
        "property",
        "String Name { get; }",
        "{0}.getName()",
    )


def test_enum_constants_are_in_order() -> None:
    constants = getattr(Season, "constants")  # noqa: B009 - set by the decorator
    assert [(each.name, each.ordinal) for each in constants] == [("SPRING", 0), ("SUMMER", 1)]


def test_enum_values_are_found_in_any_case() -> None:
    value_of = getattr(Season, "value_of")  # noqa: B009 - set by the decorator
    assert value_of("summer").name == "SUMMER"
    with pytest.raises(NoSuchElementException, match="No enum value found called winter"):
        value_of("winter")
