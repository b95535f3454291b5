"""Apex and what it becomes, as readable pairs. `SFSIM_WRITE_GOLDEN=1` rewrites them."""

from __future__ import annotations

import ast
import os
from pathlib import Path

import pytest

from sfsim.apex.binder import bind_class
from sfsim.apex.codegen import generate_class
from sfsim.apex.compiler import ClassSource, read_project
from sfsim.source import SourceFile
from sfsim.stdlib.catalogue import StandardCatalogue

GOLDEN = Path(__file__).resolve().parents[3] / "fixtures" / "golden" / "codegen"
NAMES = ("loops", "nulls", "statics", "strings", "try", "properties")


@pytest.mark.parametrize("name", NAMES)
def test_golden_pair(catalogue: StandardCatalogue, name: str) -> None:
    source = SourceFile(f"{name}.cls", (GOLDEN / f"{name}.cls").read_text())
    project = read_project(catalogue, [ClassSource(source)])
    (declaration,) = project.declarations
    bound = bind_class(project, declaration)
    assert bound.diagnostics == ()
    module = generate_class(declaration, bound.bindings, project).module
    text = ast.unparse(module) + "\n"
    expected = GOLDEN / f"{name}.py.txt"
    if os.environ.get("SFSIM_WRITE_GOLDEN"):
        expected.write_text(text)
    assert text == expected.read_text()
