"""The decorator that turns a class into a node of a syntax tree (Apex, SOQL)."""

from __future__ import annotations

import dataclasses
from typing import Final, TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True, eq_default=False)
def node(cls: type[T]) -> type[T]:
    """A slotted dataclass compared by identity, so that a node can be the key of a side table.

    Type checkers see it frozen. At run time it is not: a frozen dataclass is built two and a half
    times slower (`object.__setattr__` per field), and a large project has millions of nodes.
    """
    return dataclasses.dataclass(slots=True, eq=False)(cls)


LAYOUT: Final = frozenset({"span", "name_span", "text"})
"""Fields of nodes that say how a program is laid out, not what it is."""


def shape(tree: object) -> object:
    """A tree as nested tuples without its layout: programs of equal shape are the same."""
    if isinstance(tree, tuple):
        return tuple([shape(part) for part in tree])
    if not dataclasses.is_dataclass(tree) or isinstance(tree, type):
        return tree
    names = [field.name for field in dataclasses.fields(tree) if field.name not in LAYOUT]
    return (type(tree).__name__, *[(name, shape(getattr(tree, name))) for name in names])
