"""One Python function per Apex method: its entry, its tick, its depth, its name for people."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from sfsim.apex import nodes, pyast
from sfsim.apex.codegen.context import Body, Display, Unit, local_name
from sfsim.apex.codegen.statements import tick
from sfsim.apex.pyast import Place

DEPTH = "depth__"


def display(unit: Unit, key: str, type_name: str, member: str) -> None:
    """Records how people see a function: `Foo.run`, in Apex stacks `Class.Foo.run`."""
    name = f"{type_name}.{member}"
    unit.displays[key] = Display(name, f"Class.{name}")


def function(
    body: Body,
    identifier: str,
    parameters: Sequence[str],
    statements: list[ast.stmt],
    at: Place,
    *,
    is_recursive: bool,
) -> ast.FunctionDef:
    """A function with its entry: tick, static initialisation, depth where it may recurse."""
    entry: list[ast.stmt] = []
    if body.touched is not None:
        holder = pyast.name(body.unit.holder(body.touched), at)
        entry.append(pyast.evaluate(pyast.attribute(holder, "ready", at), at))
    entry.append(tick(at))
    whole = entry + statements
    if is_recursive:
        whole = _counted(whole, at)
    return pyast.function(identifier, parameters, whole, at)


def _counted(statements: list[ast.stmt], at: Place) -> list[ast.stmt]:
    """The depth of the Apex stack goes up at the entry and down at every exit."""

    def depth() -> ast.expr:
        return pyast.name(DEPTH, at)

    stack = pyast.name("stack", at)
    one = pyast.constant(1, at)
    deeper = pyast.binary(pyast.attribute(stack, "depth", at), ast.Add(), one, at)
    enter = pyast.assign_name(DEPTH, deeper, at)
    enter.targets.append(pyast.store_attribute(stack, "depth", at))
    overflow = pyast.when(
        pyast.compare(depth(), ast.Gt(), pyast.constant(1000, at), at),
        [pyast.evaluate(pyast.call_method(stack, "overflow", [], at), at)],
        [],
        at,
    )
    leave = pyast.assign(
        pyast.store_attribute(stack, "depth", at),
        pyast.binary(depth(), ast.Sub(), one, at),
        at,
    )
    return [enter, overflow, pyast.attempt(statements, [], [leave], at)]


def head(node: nodes.Node) -> Place:
    """Where a definition stands: one line, its first."""
    at = pyast.place(node.span)
    at["end_lineno"], at["end_col_offset"] = at["lineno"], at["col_offset"] + 1
    return at


def parameters_of(body: Body, parameters: Sequence[nodes.Parameter]) -> list[str]:
    """The Python parameters of a method."""
    return [local_name(body.bindings.locals[parameter]) for parameter in parameters]
