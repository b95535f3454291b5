"""Walks Apex nodes generically, and answers what a stretch of code assigns, calls or returns."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from sfsim.apex import nodes
from sfsim.apex.bindings import Bindings, LocalReference, LocalVariable
from sfsim.soql import nodes as soql

_CHILD_FIELDS: Final[dict[type, tuple[str, ...]]] = {}
_NEVER_NODES: Final = frozenset({"span", "name", "name_span", "operator", "kind", "type", "text"})


def children(node: Any) -> Iterator[Any]:
    """The nodes directly below a node (Apex or SOQL), in source order; type names are left out."""
    for name in _child_fields(type(node)):
        value = getattr(node, name)
        if isinstance(value, (nodes.Node, soql.Node)):
            yield value
        elif isinstance(value, tuple):
            for item in value:
                if isinstance(item, (nodes.Node, soql.Node)):
                    yield item


def descendants(node: Any) -> Iterator[Any]:
    """The node itself and all nodes below it, parents first."""
    stack = [node]
    while stack:
        current = stack.pop()
        yield current
        stack.extend(reversed(list(children(current))))


def _child_fields(kind: type) -> tuple[str, ...]:
    fields = _CHILD_FIELDS.get(kind)
    if fields is None:
        names: list[str] = []
        for base in reversed(kind.__mro__):
            names.extend(getattr(base, "__slots__", ()))
        fields = tuple(name for name in names if name not in _NEVER_NODES)
        _CHILD_FIELDS[kind] = fields
    return fields


def bare(expression: nodes.Expression) -> nodes.Expression:
    """The expression without the parentheses around it."""
    while isinstance(expression, nodes.Parenthesized):
        expression = expression.expression
    return expression


def local_of(bindings: Bindings, expression: nodes.Expression) -> LocalVariable | None:
    """The local variable that an expression is, if it is one."""
    expression = bare(expression)
    if isinstance(expression, nodes.Name):
        reference = bindings.references.get(expression)
        if isinstance(reference, LocalReference):
            return reference.variable
    return None


Store = nodes.Assign | nodes.Update | nodes.VariableDeclarator


def assignments(
    bindings: Bindings, node: Any
) -> dict[LocalVariable, list[Store | None]]:
    """The locals that a stretch of code assigns, and by which nodes (None: in another way)."""
    found: dict[LocalVariable, list[Store | None]] = {}
    for item in descendants(node):
        if isinstance(item, (nodes.Assign, nodes.Update)):
            target = item.target if isinstance(item, nodes.Assign) else item.operand
            variable = local_of(bindings, target)
            if variable is not None:
                found.setdefault(variable, []).append(item)
        elif isinstance(item, nodes.VariableDeclarator):
            declared = bindings.locals.get(item)
            if declared is not None:
                found.setdefault(declared, []).append(item)
        elif isinstance(item, nodes.ForEach):
            found.setdefault(bindings.loops[item].variable, []).append(None)
        elif isinstance(item, nodes.Catch):
            found.setdefault(bindings.locals[item.parameter], []).append(None)
        elif isinstance(item, nodes.Switch):
            for caught in bindings.switches[item].variables.values():
                found.setdefault(caught, []).append(None)
    return found


def assigned(bindings: Bindings, node: Any) -> set[LocalVariable]:
    """The locals that a stretch of code assigns."""
    return set(assignments(bindings, node))


_PURE: Final = (
    nodes.Literal, nodes.Name, nodes.This, nodes.ClassLiteral, nodes.Parenthesized, nodes.Unary,
    nodes.Binary, nodes.FieldAccess,
)  # fmt: skip


def is_simple(expression: nodes.Expression) -> bool:
    """Whether evaluating it twice or later cannot be noticed: no call, no assignment."""
    return all(
        isinstance(item, _PURE) for item in descendants(expression)
    )
