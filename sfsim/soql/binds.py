"""The binds of a query, in the order of their numbers."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from sfsim.soql import nodes


def binds_of(tree: nodes.Query | nodes.Search) -> tuple[nodes.Bind, ...]:
    """All binds of a query or search, sub-queries included, by index."""
    return tuple(sorted(_walk(tree), key=lambda bind: bind.index))


def _walk(value: object) -> Iterator[nodes.Bind]:
    if isinstance(value, nodes.Bind):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _walk(each)
    elif isinstance(value, nodes.Node):
        for field in dataclasses.fields(value):
            yield from _walk(getattr(value, field.name))
