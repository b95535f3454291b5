"""Inline queries: the SOQL parser reads the text, tree-sitter supplies the bind expressions."""

from __future__ import annotations

from collections.abc import Callable

from tree_sitter import Node

from sfsim.apex import nodes
from sfsim.apex.parser.tree import Unit, span
from sfsim.errors import Unsupported
from sfsim.soql import nodes as soql
from sfsim.soql.errors import SoqlSyntaxError
from sfsim.soql.parser import parse_inline

ConvertExpression = Callable[[Node, Unit], nodes.Expression]


def inline_query(node: Node, unit: Unit, expression: ConvertExpression) -> nodes.Expression:
    """`[SELECT …]` or `[FIND …]`; `node` may be the call that stands in for a masked query."""
    place = span(node)
    start = node.start_byte + 1
    raw = unit.data[start : node.end_byte - 1]
    text = raw.decode()
    is_ascii = len(text) == len(raw)

    def bind(offset: int) -> tuple[nodes.Expression, int]:
        behind = offset if is_ascii else len(text[:offset].encode())
        found = _bind_node(node, start + behind)
        end = found.end_byte - start
        return expression(found, unit), end if is_ascii else len(raw[:end].decode())

    try:
        parsed = parse_inline(text, bind, place.line, place.column + 1)
    except SoqlSyntaxError as error:
        unit.refuse_at(place._replace(line=error.line, column=error.column), error.message)
        return nodes.Literal(place, "null", None)
    except Unsupported as error:
        unit.refuse_at(place, f"{error}.")
        return nodes.Literal(place, "null", None)
    if isinstance(parsed, soql.Query):
        return nodes.SoqlExpression(place, parsed)
    return nodes.SoslExpression(place, parsed)


def _bind_node(query: Node, offset: int) -> Node:
    """The expression that starts at a byte inside a query: the largest below its bind."""
    found = query.descendant_for_byte_range(offset, offset)
    assert found is not None
    while (parent := found.parent) is not None:
        if parent.type in ("bound_apex_expression", "argument_list"):
            break
        found = parent
    return found
