"""Deep copies for jobs: aliasing kept, transient fields dropped, shared things shared."""

from __future__ import annotations

from typing import Any

import pytest

from sfsim.compiled import CompiledField
from sfsim.runtime.cloning import deep_copy
from sfsim.runtime.collections import ApexList, ApexMap
from sfsim.runtime.objects import ApexEnum, ApexObject
from sfsim.typeref import INTEGER, OBJECT, TypeRef, list_of, map_of

pytestmark = pytest.mark.documented


class Job(ApexObject):
    """As codegen emits it."""

    type = TypeRef("Job")
    layout = (
        CompiledField("items", "items_", list_of(OBJECT)),
        CompiledField("again", "again_", list_of(OBJECT)),
        CompiledField("secret", "secret_", OBJECT, is_transient=True),
    )
    items_: Any = None
    again_: Any = None
    secret_: Any = None


def test_aliases_stay_aliases() -> None:
    job = Job()
    job.items_ = job.again_ = ApexList(list_of(INTEGER), [1, 2])
    copy = deep_copy(job)
    assert copy.items_ is copy.again_
    assert copy.items_ is not job.items_
    assert copy.items_ == job.items_
    assert copy.items_.type == list_of(INTEGER)


def test_transient_fields_are_null() -> None:
    job = Job()
    job.secret_ = "s"
    assert deep_copy(job).secret_ is None


def test_a_cycle_is_copied_once() -> None:
    job = Job()
    job.items_ = ApexList(list_of(OBJECT), [job])
    copy = deep_copy(job)
    assert copy.items_[0] is copy


def test_enum_constants_are_shared() -> None:
    constant = ApexEnum("A", 0, TypeRef("E"))
    values = ApexMap(map_of(INTEGER, OBJECT), {1: constant})
    assert deep_copy(values)[1] is constant
