"""The decorator that turns a class into a node of a syntax tree (Apex, SOQL)."""

from __future__ import annotations

import dataclasses
from typing import TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True, eq_default=False)
def node(cls: type[T]) -> type[T]:
    """A slotted dataclass compared by identity, so that a node can be the key of a side table.

    Type checkers see it frozen. At run time it is not: a frozen dataclass is built two and a half
    times slower (`object.__setattr__` per field), and a large project has millions of nodes.
    """
    return dataclasses.dataclass(slots=True, eq=False)(cls)
