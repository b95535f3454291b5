"""`list[index]`: the bounds are checked, because Python would count negative ones from the end."""

from __future__ import annotations

import ast

from sfsim.apex import nodes, pyast
from sfsim.apex.codegen.chains import emit_chain
from sfsim.apex.codegen.context import Body
from sfsim.apex.codegen.knowledge import interval
from sfsim.apex.codegen.walk import local_of
from sfsim.apex.pyast import Place


def visit_Index(body: Body, node: nodes.Index) -> ast.expr:
    """`target[index]`."""
    return emit_chain(
        body, node, lambda: read_element(body, node.target, node.index, pyast.place(node.span))
    )


def read_element(
    body: Body, target: nodes.Expression, index: nodes.Expression, at: Place
) -> ast.expr:
    """One element. `len(None)` is a TypeError that names NoneType, so null needs no own check."""
    is_positive = interval(body, index).low >= 0
    receiver, receiver_again = once(body, body.value(target), at)
    position, position_again = once(body, body.value(index), at)
    for node in (target, index):
        variable = local_of(body.bindings, node)
        if variable is not None:
            body.facts.learn_non_null(variable)
    test = in_bounds(receiver, position, is_positive, at)
    failure = pyast.call_name("bad_index", [receiver_again, position_again], at)
    element = pyast.subscript(receiver_again, position_again, at)
    return pyast.conditional(test, element, failure, at)


def in_bounds(
    receiver: ast.expr, position: ast.expr, is_positive: bool, at: Place
) -> ast.expr:
    """`len(receiver) > position >= 0`: the receiver is evaluated first, both always are."""
    length = pyast.call_name("len", [receiver], at)
    if is_positive:
        return pyast.compare(length, ast.Gt(), position, at)
    return ast.Compare(length, [ast.Gt(), ast.GtE()], [position, pyast.constant(0, at)], **at)


def once(body: Body, value: ast.expr, at: Place) -> tuple[ast.expr, ast.expr]:
    """A value to be evaluated first, and the name under which it is read again."""
    if isinstance(value, ast.Name | ast.Constant):
        return value, value
    temporary = body.temporary()
    return pyast.walrus(temporary, value, at), pyast.name(temporary, at)
