"""From source paths to what an org runs: schema, catalogue, code."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sfsim.apex.cache import CodeCache
from sfsim.errors import Diagnostic, SourceError, Unsupported
from sfsim.names import fold
from sfsim.org.code import OrgCode
from sfsim.org.code_folder import cache_for
from sfsim.org.snapshot import TriggerHead
from sfsim.platform.formulas import CompiledFormulas
from sfsim.schema.assembly import build_schema
from sfsim.schema.metadata.automations import Automation, read_automations
from sfsim.schema.model import Schema
from sfsim.schema.project import ProjectSource, read_project, read_what_there_is
from sfsim.stdlib.sobject_declarations import OrgCatalogue


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
    automations: tuple[Automation, ...] = ()

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
    automations = _automations(project, problems)
    unsupported = [
        *_rules_that_cannot_run(project, CompiledFormulas(schema, labels)),
        *((each.feature, each.path) for each in automations),
    ]
    return Deployment(project, schema, labels, code, tuple(unsupported), automations)


def _automations(
    project: ProjectSource, problems: list[Diagnostic] | None
) -> tuple[Automation, ...]:
    """Flows and workflow rules; with `problems`, none of a project with unreadable ones."""
    try:
        return read_automations(project.other)
    except SourceError as error:
        if problems is None:
            raise
        problems.extend(error.diagnostics)
        return ()


def _rules_that_cannot_run(
    project: ProjectSource, formulas: CompiledFormulas
) -> Iterator[tuple[str, str]]:
    """Active validation rules whose formulas do not compile, each with the reason."""
    for each in project.objects:
        owner = formulas.schema.find(each.name)
        for rule in each.validation_rules:
            if rule.is_active and owner is not None:
                try:
                    formulas.rule(owner, rule)
                except Unsupported as error:
                    yield error.feature, rule.path
