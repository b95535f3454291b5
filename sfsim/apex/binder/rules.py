"""The table of rules: for each node class the function that binds it, found by its name once."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any, Final, get_args

from sfsim.apex import nodes
from sfsim.apex.binder import (
    calls,
    construction,
    dml,
    literals,
    loops,
    names,
    operators,
    queries,
    statements,
    switches,
)
from sfsim.apex.binder.body import Body

MODULES: Final[tuple[ModuleType, ...]] = (
    literals,
    names,
    calls,
    construction,
    operators,
    queries,
    statements,
    loops,
    switches,
    dml,
)
EXPRESSIONS: Final[tuple[type[nodes.Node], ...]] = get_args(nodes.Expression)
STATEMENTS: Final[tuple[type[nodes.Node], ...]] = get_args(nodes.Statement)


def rules_for(classes: tuple[type[nodes.Node], ...]) -> dict[type[nodes.Node], Callable[..., Any]]:
    """The rule of each node class.

    Raises:
        AssertionError: a class has no rule.
    """
    found: dict[type[nodes.Node], Callable[..., Any]] = {}
    for node_class in classes:
        name = f"visit_{node_class.__name__}"
        rules = [getattr(module, name) for module in MODULES if hasattr(module, name)]
        assert rules, f"the binder has no rule for {node_class.__name__}"
        found[node_class] = rules[0]
    return found


Body.expression_rules = rules_for(EXPRESSIONS)
Body.statement_rules = rules_for(STATEMENTS)
