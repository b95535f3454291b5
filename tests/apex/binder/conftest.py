"""Ways to bind snippets against the real standard library and the standard objects."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sfsim.apex.binder import bind_anonymous, bind_class, bind_trigger
from sfsim.apex.declarations import TriggerUnit
from sfsim.apex.declare import declare
from sfsim.apex.parser import parse_anonymous, parse_class, parse_trigger
from sfsim.apex.project import Project
from sfsim.errors import Diagnostic, SourceError
from sfsim.schema.assembly import build_schema
from sfsim.schema.project import ProjectSource
from sfsim.source import SourceFile
from sfsim.stdlib.sobject_declarations import OrgCatalogue

CATALOGUE = OrgCatalogue(build_schema(ProjectSource()), set())


def project_of(texts: tuple[str, ...], api_version: float) -> Project:
    """A project of some classes in an empty org."""
    declarations = []
    for index, text in enumerate(texts):
        source = SourceFile(f"Class{index}.cls", text)
        declarations.append(declare(parse_class(source), source, "", api_version))
    return Project(CATALOGUE, declarations)


def texts_of(bind: Callable[[], tuple[Diagnostic, ...]]) -> list[str]:
    """The messages of compile errors, syntax errors included."""
    try:
        found = bind()
    except SourceError as error:
        found = error.diagnostics
    return [each.message for each in found]


@pytest.fixture(scope="session")
def org_problems() -> Callable[..., list[str]]:
    """The compile errors of the first of some classes."""

    def found(*texts: str, api_version: float = 66.0) -> list[str]:
        def bind() -> tuple[Diagnostic, ...]:
            project = project_of(texts, api_version)
            return bind_class(project, project.declarations[0]).diagnostics

        return texts_of(bind)

    return found


@pytest.fixture(scope="session")
def org_body_problems(org_problems: Callable[..., list[str]]) -> Callable[..., list[str]]:
    """The compile errors of statements inside an instance method."""

    def found(statements: str, *texts: str, api_version: float = 66.0) -> list[str]:
        text = f"public class T {{ public void run() {{ {statements} }} }}"
        return org_problems(text, *texts, api_version=api_version)

    return found


@pytest.fixture(scope="session")
def org_script_problems() -> Callable[[str], list[str]]:
    """The compile errors of a trigger or an anonymous block."""

    def found(text: str) -> list[str]:
        def bind() -> tuple[Diagnostic, ...]:
            project = project_of((), 66.0)
            source = SourceFile("Script", text)
            if text.startswith("trigger"):
                unit = TriggerUnit(parse_trigger(source), source)
                return bind_trigger(project, unit).diagnostics
            return bind_anonymous(project, parse_anonymous(source), source).diagnostics

        return texts_of(bind)

    return found
