"""From source paths to what an org runs: schema, catalogue, code."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sfsim.apex.cache import CodeCache
from sfsim.errors import Diagnostic
from sfsim.names import fold
from sfsim.org.code import OrgCode
from sfsim.org.code_folder import cache_for
from sfsim.org.snapshot import TriggerHead
from sfsim.schema.assembly import build_schema
from sfsim.schema.model import Schema
from sfsim.schema.project import ProjectSource, read_project, read_what_there_is
from sfsim.stdlib.sobject_declarations import OrgCatalogue

REFUSED_KINDS: Final = {"flow": "record-triggered and other flows", "workflow": "workflow rules"}
"""Metadata that changes what saving does and that sfsim does not run yet."""


@dataclass(frozen=True, slots=True)
class DeployOptions:
    """How source is deployed.

    `namespace`: the source is a package's and lives behind this prefix (None: what its project file
    says). `coverage`: the code counts the lines that run.
    """

    namespace: str | None = None
    coverage: bool = False


@dataclass(frozen=True, slots=True)
class Deployment:
    """What one deployed project is made of. `unsupported` are (feature, path) it would need."""

    project: ProjectSource
    schema: Schema
    labels: dict[tuple[str, str], str]
    code: OrgCode
    unsupported: tuple[tuple[str, str], ...]

    @property
    def files(self) -> int:
        """The number of Apex files."""
        return len(self.project.classes) + len(self.project.triggers)

    @property
    def triggers(self) -> tuple[TriggerHead, ...]:
        """The active triggers."""
        return self.code.triggers


def prepare(
    paths: Sequence[Path], *, version: int = 1, options: DeployOptions | None = None
) -> Deployment:
    """Reads and declares everything under `paths`; bodies are compiled when first used.

    Raises:
        SourceError: files that cannot be read, or syntax errors, all that there are.
    """
    options = options or DeployOptions()
    project = read_project(paths) if paths else ProjectSource()
    if options.namespace is not None:
        project.namespace = options.namespace
    schema = build_schema(project, version=version)
    cache = cache_for(project, coverage=options.coverage) if paths else None
    return _declare(project, schema, cache, coverage=options.coverage)


def prepare_what_there_is(paths: Sequence[Path]) -> tuple[Deployment, list[Diagnostic]]:
    """A deployment of all that can be read, and what is wrong with the rest; not to be run."""
    project, problems = read_what_there_is(paths)
    schema = build_schema(project, problems=problems)
    return _declare(project, schema, None, problems=problems), problems


def _declare(
    project: ProjectSource,
    schema: Schema,
    cache: CodeCache | None,
    *,
    coverage: bool = False,
    problems: list[Diagnostic] | None = None,
) -> Deployment:
    labels = {("", fold(label.name)): label.value for label in project.labels}
    catalogue = OrgCatalogue(schema, labels.keys())
    code = OrgCode(project, catalogue, cache, coverage=coverage, problems=problems)
    return Deployment(project, schema, labels, code, tuple(_unsupported(project)))


def _unsupported(project: ProjectSource) -> Iterator[tuple[str, str]]:
    """What the project holds that would change the outcome of saving and is not run."""
    for each in project.objects:
        for rule in each.validation_rules:
            if rule.is_active:
                yield f"validation rules ({each.name}.{rule.name})", rule.path
    for file in project.other:
        if file.kind in REFUSED_KINDS:
            yield f"{REFUSED_KINDS[file.kind]} ({file.name})", str(file.path)
