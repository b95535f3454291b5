"""Emitted code names only what the runtime exports, and no Apex local can hide it."""

from __future__ import annotations

import ast
from typing import Any

from sfsim.apex.codegen import naming
from sfsim.apex.codegen.templates import _parse
from sfsim.runtime.exports import EXPORTS
from sfsim.stdlib.catalogue import StandardCatalogue


def test_the_list_of_names_is_what_the_runtime_exports() -> None:
    assert {*EXPORTS, "tick", "stack"} == naming.EXPORTS


def test_inline_members_name_only_exports(catalogue: StandardCatalogue) -> None:
    strangers = {
        (name, node.id)
        for name in catalogue.names()
        for call in standard_calls(catalogue.type(name))
        if call is not None and call.style.value == "inline" and call.target is not None
        for node in ast.walk(_parse(call.target))
        if isinstance(node, ast.Name) and not node.id.startswith("_argument_")
        if node.id not in naming.EXPORTS
    }
    assert strangers == set()


def standard_calls(declaration: Any) -> list[Any]:
    """How all members of a type are called."""
    methods = [method for overloads in declaration.methods.values() for method in overloads]
    calls = [method.standard for method in (*methods, *declaration.constructors)]
    for field in declaration.fields.values():
        calls += [field.standard_get, field.standard_set]
    return calls
