"""Standard methods that the code generator knows better: List element access, Math.mod.

Each is an optimization of what the library function does, never another meaning of it.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Final

from sfsim.apex import nodes, pyast
from sfsim.apex.codegen.context import Body
from sfsim.apex.codegen.indexing import read_element
from sfsim.apex.codegen.knowledge import interval
from sfsim.apex.declarations import MethodDeclaration
from sfsim.names import fold

Intrinsic = Callable[[Body, nodes.MethodCall], "ast.expr | None"]


def intrinsic(
    body: Body, node: nodes.MethodCall, declaration: MethodDeclaration
) -> ast.expr | None:
    """The faster form of a call, None where there is none."""
    rule = _RULES.get((declaration.owner.name, fold(declaration.name), len(node.arguments)))
    return rule(body, node) if rule is not None else None


def _list_get(body: Body, node: nodes.MethodCall) -> ast.expr | None:
    if node.target is None or node.is_safe:
        return None
    return read_element(body, node.target, node.arguments[0], pyast.place(node.span))


def _math_mod(body: Body, node: nodes.MethodCall) -> ast.expr | None:
    dividend, divisor = node.arguments
    if interval(body, dividend).low < 0 or interval(body, divisor).low <= 0:
        return None
    left, right = body.values(node.arguments)
    return pyast.binary(left, ast.Mod(), right, pyast.place(node.span))


_RULES: Final[dict[tuple[str, str, int], Intrinsic]] = {
    ("List", "get", 1): _list_get,
    ("Math", "mod", 2): _math_mod,
}
