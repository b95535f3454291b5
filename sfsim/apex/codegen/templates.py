"""Inline implementations of the standard library: Python text with `{0}`, `{1}` … as arguments."""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence
from functools import cache
from typing import Any, Final

from sfsim.apex.pyast import Place

_PLACEHOLDER: Final = re.compile(r"\{(\d+)\}")
_ARGUMENT: Final = "_argument_"


@cache
def _parse(template: str) -> ast.expr:
    text = _PLACEHOLDER.sub(lambda match: f"{_ARGUMENT}{match[1]}", template)
    return ast.parse(text, mode="eval").body


def expand(template: str, arguments: Sequence[ast.expr], at: Place) -> ast.expr:
    """The template's expression with the emitted arguments in place, at one position."""
    result = _copy(_parse(template), arguments, at)
    assert isinstance(result, ast.expr)
    return result


def _copy(node: ast.AST, arguments: Sequence[ast.expr], at: Place) -> ast.AST:
    if isinstance(node, ast.Name) and node.id.startswith(_ARGUMENT):
        return arguments[int(node.id.removeprefix(_ARGUMENT))]
    fields: dict[str, Any] = {}  # the fields of an ast node are of every kind
    for name in node._fields:
        value = getattr(node, name)
        if isinstance(value, ast.AST):
            fields[name] = _copy(value, arguments, at)
        elif isinstance(value, list):
            fields[name] = [
                _copy(item, arguments, at) if isinstance(item, ast.AST) else item for item in value
            ]
        else:
            fields[name] = value
    made = type(node)(**fields)
    if "lineno" in node._attributes:
        for key, position in at.items():
            setattr(made, key, position)
        if isinstance(made, ast.Attribute) and at["end_lineno"] != at["lineno"]:
            made.end_lineno, made.end_col_offset = at["lineno"], at["col_offset"] + 1
    return made
