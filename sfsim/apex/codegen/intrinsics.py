"""Standard methods that the code generator knows better: element access, Math.mod, lookups.

Each is an optimization of what the library function does, never another meaning of it: where the
fast form does not apply, the library function is called.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Final

from sfsim.apex import nodes, pyast
from sfsim.apex.codegen.checks import checked
from sfsim.apex.codegen.context import Body
from sfsim.apex.codegen.indexing import once, read_element
from sfsim.apex.codegen.knowledge import interval, is_integral, non_null
from sfsim.apex.codegen.walk import bare, is_simple, local_of
from sfsim.apex.declarations import CallStyle, MethodDeclaration
from sfsim.names import fold

Intrinsic = Callable[[Body, nodes.MethodCall, MethodDeclaration], "ast.expr | None"]


def intrinsic(
    body: Body, node: nodes.MethodCall, declaration: MethodDeclaration
) -> ast.expr | None:
    """The faster form of a call, None where there is none."""
    rule = _RULES.get((declaration.owner.name, fold(declaration.name), len(node.arguments)))
    return rule(body, node, declaration) if rule is not None else None


def _list_get(
    body: Body, node: nodes.MethodCall, declaration: MethodDeclaration
) -> ast.expr | None:
    if node.target is None or node.is_safe:
        return None
    return read_element(body, node.target, node.arguments[0], pyast.place(node.span))


def _math_mod(
    body: Body, node: nodes.MethodCall, declaration: MethodDeclaration
) -> ast.expr | None:
    """`a % b` where neither is negative; the signs are tested if they are not known."""
    call = declaration.standard
    if call is None or call.target is None or call.style is not CallStyle.FUNCTION:
        return None
    at = pyast.place(node.span)
    dividend, divisor = node.arguments
    if call.needs_caller or not is_integral(body.type_of(divisor)):
        return None
    is_certain = non_null(body, dividend) and non_null(body, divisor)
    tests = [
        (interval(body, dividend).low >= 0, ast.GtE()),
        (interval(body, divisor).low > 0, ast.Gt()),
    ]
    left, right = body.values(node.arguments)
    if is_certain and all(known for known, _ in tests):
        return pyast.binary(left, ast.Mod(), right, at)
    if not is_certain or not isinstance(right, ast.Name | ast.Constant):
        return pyast.call_name(body.unit.standard(call.target), [left, right], at)
    first, again = once(body, left, at)
    zero = pyast.constant(0, at)
    checks = [
        pyast.compare(side, operator, zero, at)
        for (known, operator), side in zip(tests, (first, right), strict=True)
        if not known
    ]
    if tests[0][0] and not isinstance(left, ast.Name | ast.Constant):
        return pyast.call_name(body.unit.standard(call.target), [left, right], at)
    slow = pyast.call_name(body.unit.standard(call.target), [again, right], at)
    fast = pyast.binary(again, ast.Mod(), right, at)
    return pyast.conditional(pyast.all_of(checks, at), fast, slow, at)


def _string_length(
    body: Body, node: nodes.MethodCall, declaration: MethodDeclaration
) -> ast.expr | None:
    """UTF-16 units: in ASCII text as many as characters."""
    call = declaration.standard
    if node.target is None or call is None or call.target is None:
        return None
    if call.style is not CallStyle.FUNCTION or call.needs_caller:
        return None
    at = pyast.place(node.span)
    first, again = once(body, checked(body, node.target), at)
    test = pyast.call_method(first, "isascii", [], at)
    length = pyast.call_name("len", [again], at)
    slow = pyast.call_name(body.unit.standard(call.target), [again], at)
    return pyast.conditional(test, length, slow, at)


def _contains(
    body: Body, node: nodes.MethodCall, declaration: MethodDeclaration
) -> ast.expr | None:
    """`key in map`: Python evaluates the key first, so the receiver must be a plain local."""
    if node.target is None or local_of(body.bindings, node.target) is None:
        return None
    if not non_null(body, node.target) and not is_simple(node.arguments[0]):
        return None
    at = pyast.place(node.span)
    receiver = checked(body, node.target)
    return pyast.compare(body.value(node.arguments[0]), ast.In(), receiver, at)


_RULES: Final[dict[tuple[str, str, int], Intrinsic]] = {
    ("List", "get", 1): _list_get,
    ("Map", "containskey", 1): _contains,
    ("Math", "mod", 2): _math_mod,
    ("Set", "contains", 1): _contains,
    ("String", "length", 0): _string_length,
}


# --- as statements ------------------------------------------------------------------------------


def statement(
    body: Body, node: nodes.MethodCall, declaration: MethodDeclaration
) -> list[ast.stmt] | None:
    """The faster form of a call whose result nobody wants: `set.add(x)`, `map.put(k, v)`."""
    if declaration.standard is None or node.target is None or node.is_safe:
        return None
    arguments = _STORES.get((declaration.owner.name, fold(declaration.name)))
    if arguments != len(node.arguments) or not isinstance(bare(node.target), nodes.Name):
        return None
    if not all(is_simple(argument) for argument in node.arguments[:-1]):
        return None
    at = pyast.place(node.span)
    receiver = checked(body, node.target)
    values = body.values(node.arguments)
    value = values[1] if len(values) == 2 else pyast.constant(None, at)
    return [pyast.assign(pyast.store_subscript(receiver, values[0], at), value, at)]


_STORES: Final[dict[tuple[str, str], int]] = {("Set", "add"): 1, ("Map", "put"): 2}


