"""Compiles Apex text and runs it, without an org."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sfsim.apex.compiler import ClassSource, Compiler, read_project
from sfsim.kernel.thread import SimulationThread
from sfsim.runtime.numbers import enter_decimal_context
from sfsim.runtime.program import Program
from sfsim.source import SourceFile, read_source
from sfsim.stdlib.catalogue import StandardCatalogue

Load = Callable[..., Program]
Run = Callable[..., Any]


@pytest.fixture(scope="session")
def catalogue() -> StandardCatalogue:
    """The standard library, read once."""
    return StandardCatalogue()


@pytest.fixture
def load(catalogue: StandardCatalogue) -> Load:
    """`load(text, …)` is the Program of these classes."""
    def make(*texts: str) -> Program:
        sources = [
            ClassSource(SourceFile(f"Class{number}.cls", text)) for number, text in enumerate(texts)
        ]
        org: Any = _Org()
        org.program = Program(org, Compiler(read_project(catalogue, sources)))
        return org.program  # type: ignore[no-any-return]  # the program made above

    return make


@pytest.fixture
def load_file(catalogue: StandardCatalogue) -> Callable[[Path], Program]:
    """`load_file(path)` is the Program of one class file."""

    def make(path: Path) -> Program:
        org: Any = _Org()
        project = read_project(catalogue, [ClassSource(read_source(path))])
        org.program = Program(org, Compiler(project))
        return org.program  # type: ignore[no-any-return]  # the program made above

    return make


@pytest.fixture
def run(load: Load) -> Run:
    """`run('static Integer f(Integer x) { … }', 1)`: calls `f` of a class with these members."""

    def call(members: str, *arguments: Any) -> Any:
        program = load(f"public class Probe {{\n{members}\n}}")
        return program.call_static("Probe", "f", *arguments)

    return call


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool:
    """Runs each test on a thread with the stack that deep Apex recursion needs."""
    names = pyfuncitem._fixtureinfo.argnames
    arguments = {name: pyfuncitem.funcargs[name] for name in names}
    _THREAD.run(lambda: pyfuncitem.obj(**arguments))
    return True


_THREAD = SimulationThread(enter_decimal_context)


class _Org:
    """The least that emitted code asks of an org."""

    program: Program
