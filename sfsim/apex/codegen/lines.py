"""Which lines are statements: what coverage counts and what stack frames name.

A statement that goes over several lines belongs to its first one; the lines in between that start
no statement of their own are its continuations.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from sfsim.apex import nodes

_SIMPLE: Final = frozenset(
    {
        nodes.LocalDeclaration, nodes.ExpressionStatement, nodes.ConstructorCall, nodes.Throw,
        nodes.Return, nodes.Break, nodes.Continue, nodes.DmlStatement, nodes.VariableDeclarator,
    }
)  # fmt: skip
_INSIDE: Final[dict[type, tuple[str, ...]]] = {
    nodes.ClassDeclaration: ("members",),
    nodes.TriggerDeclaration: ("body", "methods"),
    nodes.AnonymousBlock: ("body", "methods", "types"),
    nodes.FieldDeclaration: ("declarators",),
    nodes.PropertyDeclaration: ("accessors",),
    nodes.Accessor: ("body",),
    nodes.MethodDeclaration: ("body",),
    nodes.ConstructorDeclaration: ("body",),
    nodes.InitializerBlock: ("body",),
    nodes.Block: ("statements",),
    nodes.If: ("then", "otherwise"),
    nodes.While: ("body",),
    nodes.DoWhile: ("body",),
    nodes.For: ("body",),
    nodes.ForEach: ("body",),
    nodes.Switch: ("branches",),
    nodes.When: ("body",),
    nodes.Try: ("body", "catches", "finalizer"),
    nodes.Catch: ("body",),
    nodes.RunAs: ("body",),
}
"""Where the statements inside a node are; expressions are not looked into."""

_HEADED: Final = frozenset(
    {nodes.If, nodes.While, nodes.For, nodes.ForEach, nodes.Switch, nodes.RunAs}
)


def statement_lines(node: nodes.Node) -> set[int]:
    """The lines on which an executable statement starts."""
    return {first for first, _ in _statements(node)}


def continuation_lines(node: nodes.Node) -> dict[int, int]:
    """Each line on which a statement only continues, with the line on which it starts."""
    spans = list(_statements(node))
    starts = {first for first, _ in spans}
    found: dict[int, int] = {}
    for first, last in spans:
        for line in range(first + 1, last + 1):
            if line not in starts:
                found.setdefault(line, first)
    return found


def _statements(root: nodes.Node) -> Iterator[tuple[int, int]]:
    """First and last line of each statement; of one with a body, only its head."""
    waiting: list[Any] = [root]
    while waiting:
        node = waiting.pop()
        kind = type(node)
        inside = _below(node, kind)
        if kind in _SIMPLE:
            if kind is not nodes.VariableDeclarator or node.value is not None:
                yield node.span[0], node.span[2]
        elif kind in _HEADED:
            yield node.span[0], min((below.span[0] for below in inside), default=node.span[2])
        waiting += inside


def _below(node: Any, kind: type) -> list[Any]:
    found: list[Any] = []
    for name in _INSIDE.get(kind, ()):
        value = getattr(node, name)
        if isinstance(value, tuple):
            found += value
        elif value is not None:
            found.append(value)
    return found
