"""Which lines are statements: what coverage counts and what stack frames name.

A statement that goes over several lines belongs to its first one; the lines in between that start
no statement of their own are its continuations.
"""

from __future__ import annotations

from typing import Any, Final

from sfsim.apex import nodes
from sfsim.apex.codegen.walk import children, descendants

_SIMPLE: Final = (
    nodes.LocalDeclaration, nodes.ExpressionStatement, nodes.ConstructorCall, nodes.Throw,
    nodes.Return, nodes.Break, nodes.Continue, nodes.DmlStatement, nodes.VariableDeclarator,
)  # fmt: skip
_HEADED: Final = (nodes.If, nodes.While, nodes.For, nodes.ForEach, nodes.Switch, nodes.RunAs)


def statement_lines(node: Any) -> set[int]:
    """The lines on which an executable statement starts."""
    found = set()
    for item in descendants(node):
        if isinstance(item, (*_SIMPLE, *_HEADED)):
            if isinstance(item, nodes.VariableDeclarator) and item.value is None:
                continue
            found.add(item.span.line)
    return found


def continuation_lines(node: Any) -> dict[int, int]:
    """Each line on which a statement only continues, with the line on which it starts."""
    starts = statement_lines(node)
    found: dict[int, int] = {}
    for item in descendants(node):
        if isinstance(item, _SIMPLE):
            last = item.span.end_line
        elif isinstance(item, _HEADED):
            bodies = [child.span.line for child in children(item) if _is_statement(child)]
            last = min(bodies, default=item.span.end_line)
        else:
            continue
        for line in range(item.span.line + 1, last + 1):
            if line not in starts:
                found.setdefault(line, item.span.line)
    return found


def _is_statement(node: object) -> bool:
    return isinstance(node, (nodes.Block, nodes.When, nodes.Try, nodes.DoWhile, *_SIMPLE, *_HEADED))
