"""The tree of a formula into a function, checking kinds on the way."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from sfsim.formula import nodes, operators
from sfsim.formula.catalogue import find_function
from sfsim.formula.kinds import Kind
from sfsim.formula.messages import NOT_ALLOWED, UNKNOWN_FUNCTION
from sfsim.formula.scope import Scope
from sfsim.formula.typed import Typed, constant
from sfsim.formula.uses import FormulaUse


class Checker:
    """Checks one formula. Raises FormulaError, Unsupported."""

    def __init__(self, scope: Scope, use: FormulaUse) -> None:
        self._scope = scope
        self._use = use

    def check(self, node: nodes.Node) -> Typed:
        """The checked expression of a node."""
        return VISITORS[type(node)](self, node)

    def visit_Number(self, node: nodes.Number) -> Typed:
        return constant(Kind.NUMBER, node.value, node.position)

    def visit_Text(self, node: nodes.Text) -> Typed:
        return constant(Kind.TEXT, node.value, node.position)

    def visit_Boolean(self, node: nodes.Boolean) -> Typed:
        return constant(Kind.BOOLEAN, node.value, node.position)

    def visit_Null(self, node: nodes.Null) -> Typed:
        return constant(Kind.NULL, None, node.position)

    def visit_Path(self, node: nodes.Path) -> Typed:
        return self._scope.resolve(node.names, node.position)

    def visit_Unary(self, node: nodes.Unary) -> Typed:
        return operators.unary(node.operator, self.check(node.operand), node.position)

    def visit_Chain(self, node: nodes.Chain) -> Typed:
        first = self.check(node.first)
        rest = [(each.operator, self.check(each.node)) for each in node.rest]
        return operators.chain(first, rest)

    def visit_Call(self, node: nodes.Call) -> Typed:
        function = find_function(node.name)
        if function is None:
            raise UNKNOWN_FUNCTION.error(node.position, name=node.name)
        if self._use in function.refused:
            raise NOT_ALLOWED.error(node.position, name=node.name)
        return function.apply([self.check(each) for each in node.arguments], node.position)


VISITORS: Final[dict[type[nodes.Node], Callable[[Checker, Any], Typed]]] = {
    kind: getattr(Checker, f"visit_{kind.__name__}") for kind in nodes.Node.__subclasses__()
}
"""The method of each node class; a class without one fails when this module is imported."""
