"""Types as values: one object each."""

from __future__ import annotations

import copy
import pickle

import pytest

from sfsim.typeref import INTEGER, STRING, TypeRef, list_of, map_of


def test_equal_types_are_one_object() -> None:
    assert TypeRef("String") is STRING
    assert map_of(STRING, list_of(INTEGER)) is TypeRef("Map", (STRING, list_of(INTEGER)))
    assert list_of(STRING) is not list_of(INTEGER)


def test_a_copy_or_a_pickle_of_a_type_is_the_type() -> None:
    ref = list_of(TypeRef("Outer.Inner"))
    assert copy.copy(ref) is ref
    assert copy.deepcopy(ref) is ref
    assert pickle.loads(pickle.dumps(ref)) is ref


def test_a_type_does_not_change() -> None:
    with pytest.raises(AttributeError):
        STRING.name = "Text"
