"""The two values of a failed assertion of equality as lines of text that can be compared."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from sfsim.org.results import Comparison
from sfsim.runtime.collections import ApexList, ApexMap, ApexSet
from sfsim.runtime.display import text_of

LONG: Final = 60
"""Characters from which two texts on one line are hard to compare by eye."""


def compare(expected: Any, actual: Any) -> Comparison | None:
    """The parts of both values; None where the message alone says enough."""
    parts = tuple(_parts(expected)), tuple(_parts(actual))
    if max(map(len, parts)) < 2 and max(map(len, (*parts[0], *parts[1])), default=0) < LONG:
        return None
    return Comparison(*parts)


def _parts(value: Any) -> Iterator[str]:
    """Elements of a collection, fields of a record, lines of anything else."""
    if isinstance(value, ApexMap):
        for key, each in value.items():
            yield f"{text_of(key)} = {text_of(each)}"
    elif isinstance(value, (ApexList, ApexSet)):
        for each in value:
            yield text_of(each)
    elif hasattr(type(value), "sobject_type"):
        for name, each in value.getPopulatedFieldsAsMap().items():
            yield f"{name} = {text_of(each)}"
    else:
        yield from text_of(value).split("\n")
