"""Gathers the rules of the code generator: every `visit_<Node>` of these modules, by node class."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, get_args

from sfsim.apex import nodes
from sfsim.apex.codegen import (
    access,
    assignment,
    calls,
    exceptions,
    expressions,
    indexing,
    loops,
    operators,
    queries,
    statements,
    switches,
)
from sfsim.apex.codegen.conversions import convert

_MODULES: Final = (
    access, assignment, calls, exceptions, expressions, indexing, loops, operators, queries,
    statements, switches,
)  # fmt: skip


def _gather(kinds: tuple[Any, ...]) -> dict[type, Callable[..., Any]]:
    found = {}
    for module in _MODULES:
        for kind in kinds:
            rule = module.__dict__.get(f"visit_{kind.__name__}")
            if rule is not None:
                assert kind not in found, f"two rules for {kind.__name__}"
                found[kind] = rule
    missing = [kind.__name__ for kind in kinds if kind not in found]
    assert not missing, f"codegen has no rules for {missing}"
    return found


class Rules:
    """The rules by node class; a missing one is noticed when this is made."""

    def __init__(self) -> None:
        self.expressions = _gather(get_args(nodes.Expression))
        self.statements = _gather(get_args(nodes.Statement))
        self.convert = convert
        self.read = access.read


RULES: Final = Rules()
