"""Inline SOQL and SOSL: the tree becomes a constant, the binds are passed by index."""

from __future__ import annotations

import ast
import dataclasses
from typing import Any

from sfsim.apex import nodes, pyast
from sfsim.apex.codegen.context import Body
from sfsim.apex.codegen.walk import descendants
from sfsim.apex.pyast import Place
from sfsim.soql import nodes as soql


def visit_SoqlExpression(body: Body, node: nodes.SoqlExpression) -> ast.expr:
    """`[SELECT …]`."""
    at = pyast.place(node.span)
    return pyast.call_method(
        body.org(at), "query", [body.caller(at), *query_arguments(body, node.query, at)], at
    )


def visit_SoslExpression(body: Body, node: nodes.SoslExpression) -> ast.expr:
    """`[FIND …]`."""
    at = pyast.place(node.span)
    return pyast.call_method(
        body.org(at), "search", [body.caller(at), *query_arguments(body, node.search, at)], at
    )


def query_arguments(body: Body, tree: soql.Query | soql.Search, at: Place) -> list[ast.expr]:
    """The constant tree and the tuple of bind values."""
    binds = sorted(
        (found for found in descendants(tree) if isinstance(found, soql.Bind)),
        key=lambda bind: bind.index,
    )
    values = [body.value(bind.expression) for bind in binds]
    return [pyast.name(body.unit.query(without_binds(tree)), at), pyast.tuple_of(values, at)]


def without_binds(node: Any) -> Any:
    """A copy of a query tree whose binds no longer hold Apex expressions."""
    if isinstance(node, soql.Bind):
        return soql.Bind(node.span, None, node.index)
    if isinstance(node, tuple) and not hasattr(node, "_fields"):
        return tuple(without_binds(item) for item in node)
    if isinstance(node, soql.Node):
        fields = {
            found.name: without_binds(getattr(node, found.name))
            for found in dataclasses.fields(node)
        }
        return type(node)(**fields)
    return node
