"""Line coverage of Apex: which lines can run, and counting those that do.

Counting is a pass over the emitted module, so the rules of the code generator do not know of it:
before the first Python statement of each countable line goes `hits__Foo[12] = 1`. Ticks are left as
they are: a run with coverage costs the same simulated CPU time as one without.

Source: Apex Developer Guide, "Code Coverage Best Practices" (System.debug, test classes and test
methods do not count); which lines of `try`, `catch`, properties and constants count is recorded.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from sfsim.apex import nodes, pyast
from sfsim.apex.codegen.walk import children
from sfsim.names import fold

STATEMENTS: Final = (
    nodes.LocalDeclaration, nodes.ExpressionStatement, nodes.ConstructorCall, nodes.Throw,
    nodes.Return, nodes.Break, nodes.Continue, nodes.DmlStatement, nodes.If, nodes.While, nodes.For,
    nodes.ForEach, nodes.Switch, nodes.RunAs, nodes.Try, nodes.Catch,
)  # fmt: skip
MEMBERS: Final = (
    nodes.ClassDeclaration, nodes.InterfaceDeclaration, nodes.MethodDeclaration,
    nodes.FieldDeclaration, nodes.PropertyDeclaration,
)  # fmt: skip
IS_TEST: Final = "istest"
TEST_METHOD: Final = "testmethod"
CONSTANT: Final = frozenset({"static", "final"})
DEBUG: Final = (fold("System"), fold("debug"))


def coverable_lines(node: nodes.Node) -> frozenset[int]:
    """The lines of a class or trigger that count; none of a test class or a test method."""
    return frozenset(_lines(node))


def _lines(top: nodes.Node) -> Iterator[int]:
    stack: list[Any] = [top]
    while stack:
        node = stack.pop()
        if isinstance(node, MEMBERS) and _is_test(node.modifiers):
            continue
        if isinstance(node, nodes.FieldDeclaration):
            yield from _field_lines(node)
        elif isinstance(node, nodes.PropertyDeclaration):
            if not (node.modifiers.has("static") and is_automatic(node)):
                yield node.span.line
        elif isinstance(node, STATEMENTS) and not _is_debug(node):
            yield node.span.line
        stack.extend(children(node))


def _field_lines(node: nodes.FieldDeclaration) -> Iterator[int]:
    """The fields that are given a value; a constant with a literal runs nothing."""
    is_constant = all(map(node.modifiers.has, CONSTANT))
    for declarator in node.declarators:
        value = declarator.value
        if value is not None and not (is_constant and isinstance(value, nodes.Literal)):
            yield declarator.span.line


def is_automatic(node: nodes.PropertyDeclaration) -> bool:
    """Whether no accessor of a property has a body."""
    return all(accessor.body is None for accessor in node.accessors)


def _is_test(modifiers: nodes.Modifiers) -> bool:
    return modifiers.has(TEST_METHOD) or any(
        fold(annotation.name) == IS_TEST for annotation in modifiers.annotations
    )


def _is_debug(node: nodes.Node) -> bool:
    """Whether a statement is `System.debug(…);`."""
    if not isinstance(node, nodes.ExpressionStatement):
        return False
    call = node.expression
    return (
        isinstance(call, nodes.MethodCall)
        and isinstance(call.target, nodes.Name)
        and (fold(call.target.name), fold(call.name)) == DEBUG
    )


# --- counting -----------------------------------------------------------------------------------


def counters_name(unit: str) -> str:
    """The global that holds the counters of a unit."""
    return f"hits__{unit.replace('.', '__')}"


def count_lines(
    module: ast.Module, tree: nodes.Node, unit: str, continuations: Mapping[int, int]
) -> int:
    """Adds the counting to an emitted module; returns how many counters it needs."""
    lines = coverable_lines(tree)
    if lines:
        counter = _Counting(counters_name(unit), lines, continuations, _accessors(tree))
        counter.statements(module.body, frozenset())
    return max(lines, default=-1) + 1


def _accessors(top: nodes.Node) -> dict[int, int]:
    """Lines inside properties whose accessors have bodies, with the line of the property."""
    found: dict[int, int] = {}
    stack: list[Any] = [top]
    while stack:
        node = stack.pop()
        if isinstance(node, nodes.PropertyDeclaration):
            for accessor in node.accessors:
                found[accessor.span.line] = node.span.line
        elif isinstance(node, MEMBERS):
            stack.extend(children(node))
    return found


class _Counting:
    """Inserts the counters of one module. Lines that ran for certain are not counted again."""

    def __init__(
        self,
        name: str,
        lines: frozenset[int],
        continuations: Mapping[int, int],
        accessors: Mapping[int, int],
    ) -> None:
        self._name = name
        self._lines = lines
        self._continuations = continuations
        self._accessors = accessors

    def statements(self, body: list[ast.stmt], counted: frozenset[int]) -> None:
        """Counts in one list of statements and all lists inside of it."""
        emitted: list[ast.stmt] = []
        for statement in body:
            if isinstance(statement, (ast.FunctionDef, ast.ClassDef)):
                self._definition(statement)
            else:
                line = self._continuations.get(statement.lineno, statement.lineno)
                if line in self._lines and line not in counted:
                    emitted.append(self._count(line, statement))
                    counted |= {line}
                self._inside(statement, counted)
            emitted.append(statement)
        body[:] = emitted

    def _definition(self, statement: ast.FunctionDef | ast.ClassDef) -> None:
        self.statements(statement.body, frozenset())
        line = self._accessors.get(statement.lineno)
        if isinstance(statement, ast.FunctionDef) and line is not None and line in self._lines:
            statement.body.insert(0, self._count(line, statement.body[0]))

    def _inside(self, statement: ast.stmt, counted: frozenset[int]) -> None:
        for name in ("body", "orelse", "finalbody"):
            inner = getattr(statement, name, None)
            if inner:
                self.statements(inner, counted)
        handlers: Sequence[ast.ExceptHandler] = getattr(statement, "handlers", ())
        for handler in handlers:
            self.statements(handler.body, counted)

    def _count(self, line: int, before: ast.stmt) -> ast.stmt:
        # The counter stands on its own line: a debugger stops there once, at the statement.
        at: pyast.Place = {
            "lineno": before.lineno,
            "col_offset": before.col_offset,
            "end_lineno": before.lineno,
            "end_col_offset": before.col_offset,
        }
        target = pyast.store_subscript(
            pyast.name(self._name, at), pyast.constant(line, at), at
        )
        return pyast.assign(target, pyast.constant(1, at), at)
