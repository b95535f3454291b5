"""Null checks: a value that is dereferenced, and a Boolean that decides, must be there."""

from __future__ import annotations

import ast

from sfsim.apex import nodes, pyast
from sfsim.apex.codegen.context import Body
from sfsim.apex.codegen.knowledge import non_null
from sfsim.apex.codegen.walk import local_of
from sfsim.apex.pyast import Place


def checked(body: Body, node: nodes.Expression) -> ast.expr:
    """The value of an expression, or a NullPointerException when it is null."""
    is_certain = non_null(body, node)
    value = body.value(node)
    if is_certain:
        return value
    result = guarded(body, value, pyast.place(node.span))
    variable = local_of(body.bindings, node)
    if variable is not None:
        body.facts.learn_non_null(variable)
    return result


def guarded(body: Body, value: ast.expr, at: Place) -> ast.expr:
    """`value if value is not None else null_dereference()`, evaluating it once."""
    failure = pyast.call_name("null_dereference", [], at)
    if isinstance(value, ast.Name):
        return pyast.conditional(pyast.is_not_none(value, at), value, failure, at)
    temporary = body.temporary()
    test = pyast.is_not_none(pyast.walrus(temporary, value, at), at)
    return pyast.conditional(test, pyast.name(temporary, at), failure, at)


def condition(body: Body, node: nodes.Expression) -> ast.expr:
    """A Boolean that is certainly True or False; null is a NullPointerException."""
    return checked(body, node)
