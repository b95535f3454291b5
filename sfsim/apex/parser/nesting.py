"""Deep nesting: enough room to recurse for what a person or a generator writes, an error beyond."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Final, TypeVar

from tree_sitter import Node

from sfsim.apex.parser.tree import Unit

T = TypeVar("T")

DEPTH_MAX: Final = 1000
"""Levels of the concrete tree. Runs of infix operators count as one level."""

FRAMES_PER_LEVEL: Final = 6

FRAMES_FIRST: Final = 1000
"""Room for the first attempt."""

MESSAGE: Final = "The source is nested too deeply."


def with_room(convert: Callable[[Node, Unit], T], root: Node, unit: Unit) -> T:
    """Converts a tree.

    Nearly every source fits an ordinary interpreter's stack. What does not is measured, so that
    the outcome depends on the source alone: neither on how deep the caller already is nor on a
    recursion limit that somebody has raised.

    Raises:
        SourceError: it is nested too deeply, or the conversion found its start unusable.
    """
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(_stack_depth() + FRAMES_FIRST)
    try:
        return convert(root, unit)
    except RecursionError:
        deepest = _first_too_deep(root)
    finally:
        sys.setrecursionlimit(limit)
    if deepest is not None:
        unit.problems.clear()
        unit.refuse(deepest, MESSAGE)
        unit.raise_problems()
    sys.setrecursionlimit(max(limit, _stack_depth() + FRAMES_FIRST + DEPTH_MAX * FRAMES_PER_LEVEL))
    try:
        return convert(root, unit)
    finally:
        sys.setrecursionlimit(limit)


def _stack_depth() -> int:
    depth = 0
    frame = sys._getframe()
    while frame is not None:
        depth += 1
        frame = frame.f_back  # type: ignore[assignment]  # None ends the loop
    return depth


def _first_too_deep(root: Node) -> Node | None:
    pending = [(root, 0)]
    while pending:
        node, depth = pending.pop()
        if depth > DEPTH_MAX:
            return node
        level = depth + (node.type != "binary_expression")
        pending.extend((found, level) for found in reversed(node.named_children))
    return None
