"""From source paths to what an org runs: schema, catalogue, declared classes, triggers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sfsim.apex.compiler import ClassSource, Compiler
from sfsim.apex.compiler import read_project as read_classes
from sfsim.apex.declarations import TriggerUnit
from sfsim.apex.parser import parse_trigger
from sfsim.errors import Diagnostic, SourceError
from sfsim.names import fold
from sfsim.schema.assembly import build_schema
from sfsim.schema.model import Schema
from sfsim.schema.project import (
    ApexSource,
    ProjectSource,
    read_project,
    read_what_there_is,
)
from sfsim.stdlib.sobject_declarations import OrgCatalogue

REFUSED_KINDS: Final = {"flow": "record-triggered and other flows", "workflow": "workflow rules"}
"""Metadata that changes what saving does and that sfsim does not run yet."""


@dataclass(frozen=True, slots=True)
class Deployment:
    """What one deployed project is made of. `unsupported` are (feature, path) it would need."""

    project: ProjectSource
    schema: Schema
    labels: dict[tuple[str, str], str]
    compiler: Compiler
    triggers: tuple[TriggerUnit, ...]
    unsupported: tuple[tuple[str, str], ...]

    @property
    def files(self) -> int:
        """The number of Apex files."""
        return len(self.project.classes) + len(self.project.triggers)

    def signature_errors(self) -> list[Diagnostic]:
        """What is wrong in the signatures of classes."""
        return [
            diagnostic
            for signatures in self.compiler.project.signatures.values()
            for diagnostic in signatures.diagnostics
        ]


def prepare(paths: Sequence[Path], *, version: int = 1) -> Deployment:
    """Reads and declares everything under `paths`; bodies are compiled when first used.

    Raises:
        SourceError: files that cannot be read, or syntax errors, all that there are.
    """
    project = read_project(paths) if paths else ProjectSource()
    schema = build_schema(project, version=version)
    problems: list[Diagnostic] = []
    deployment = _declare(project, schema, problems)
    if problems:
        raise SourceError(problems)
    return deployment


def prepare_what_there_is(paths: Sequence[Path]) -> tuple[Deployment, list[Diagnostic]]:
    """A deployment of all that can be read, and what is wrong with the rest; not to be run."""
    project, problems = read_what_there_is(paths)
    schema = build_schema(project, problems=problems)
    return _declare(project, schema, problems), problems


def _declare(project: ProjectSource, schema: Schema, problems: list[Diagnostic]) -> Deployment:
    labels = {("", fold(label.name)): label.value for label in project.labels}
    catalogue = OrgCatalogue(schema, labels.keys())
    classes = [_class_source(each, project.namespace) for each in project.classes]
    declared = read_classes(catalogue, classes, project.namespace, problems)
    triggers = list(_triggers(project, problems))
    return Deployment(
        project, schema, labels, Compiler(declared), tuple(triggers), tuple(_unsupported(project))
    )


def _class_source(each: ApexSource, namespace: str) -> ClassSource:
    return ClassSource(each.source, each.api_version, namespace)


def _triggers(project: ProjectSource, diagnostics: list[Diagnostic]) -> Iterator[TriggerUnit]:
    for each in project.triggers:
        if each.is_active:
            try:
                node = parse_trigger(each.source)
            except SourceError as error:
                diagnostics.extend(error.diagnostics)
            else:
                yield TriggerUnit(node, each.source, project.namespace, each.api_version)


def _unsupported(project: ProjectSource) -> Iterator[tuple[str, str]]:
    """What the project holds that would change the outcome of saving and is not run."""
    for each in project.objects:
        for rule in each.validation_rules:
            if rule.is_active:
                yield f"validation rules ({each.name}.{rule.name})", rule.path
    for file in project.other:
        if file.kind in REFUSED_KINDS:
            yield f"{REFUSED_KINDS[file.kind]} ({file.name})", str(file.path)
