"""`a?.b.c()`: a safe navigation that meets null makes the whole remaining chain null."""

from __future__ import annotations

import ast
from collections.abc import Callable

from sfsim.apex import nodes, pyast
from sfsim.apex.bindings import Conversion
from sfsim.apex.codegen.context import Body
from sfsim.apex.codegen.walk import assigned

ChainNode = nodes.FieldAccess | nodes.MethodCall | nodes.Index


def emit_chain(body: Body, node: ChainNode, emit: Callable[[], ast.expr]) -> ast.expr:
    """`emit()` for a chain without `?.`; else the null test around it.

    `node` is one link; the outermost link of a chain does the work for all links below it.
    """
    if node in body.in_chain or not _has_safe(node):
        return emit()
    links = links_of(node)
    fresh = [link for link in links if link not in body.in_chain]
    body.in_chain.update(fresh)
    safe = [link for link in reversed(links) if getattr(link, "is_safe", False)]
    try:
        return _guard(body, safe, emit)
    finally:
        body.in_chain.difference_update(fresh)


def _has_safe(node: ChainNode) -> bool:
    current: object = node
    while isinstance(current, ChainNode):
        if not isinstance(current, nodes.Index) and current.is_safe:
            return True
        current = current.target
    return False


def may_be_cut(body: Body, node: ChainNode) -> bool:
    """Whether a `?.` in the chain below a link may still make it null."""
    return _has_safe(node) and any(
        getattr(link, "is_safe", False) and link.target not in body.replaced
        for link in links_of(node)
    )


def links_of(node: ChainNode) -> list[ChainNode]:
    """The links of a chain, outermost first."""
    found: list[ChainNode] = []
    current: object = node
    while isinstance(current, nodes.FieldAccess | nodes.MethodCall | nodes.Index):
        found.append(current)
        current = current.target
    return found


def _guard(
    body: Body, safe: list[ChainNode], emit: Callable[[], ast.expr]
) -> ast.expr:
    """The innermost `?.` first: its receiver is tested, then the rest sees it as a temporary."""
    if not safe:
        return emit()
    target = safe[0].target
    assert target is not None, "a safe navigation has a receiver"
    at = pyast.place(target.span)
    receiver = optional_record(body, target)
    temporary = body.temporary()
    test = pyast.is_none(pyast.walrus(temporary, receiver, at), at)
    body.replaced[target] = pyast.name(temporary, at)
    before = body.facts.copy()
    rest = _guard(body, safe[1:], emit)
    del body.replaced[target]
    body.facts = before
    body.facts.forget(assigned(body.bindings, safe[-1]))
    return pyast.conditional(test, pyast.constant(None, at), rest, at)


def optional_record(body: Body, node: nodes.Expression) -> ast.expr:
    """The value before `?.` or `??`: a query of no rows is null there, not an exception.

    Source: Apex Developer Guide, "Safe Navigation Operator", "Null Coalescing Operator".
    """
    conversions = body.bindings.conversions.get(node, ())
    if conversions and conversions[0].kind is Conversion.LIST_TO_RECORD:
        return pyast.call_name("first_record", [body.raw(node)], pyast.place(node.span))
    return body.value(node)
