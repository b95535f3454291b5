"""Reading all the Apex of an org: parsed and declared at once, compiled class by class."""

from __future__ import annotations

from collections.abc import Iterator

from sfsim.apex.cache import CodeCache
from sfsim.apex.codegen.classes import describe
from sfsim.apex.compiler import ClassSource, Compiler, read_project
from sfsim.apex.coverage import coverable_lines
from sfsim.apex.declarations import Catalogue, TriggerUnit
from sfsim.apex.parser import parse_trigger
from sfsim.compiled import CompiledUnit
from sfsim.errors import Diagnostic, SourceError
from sfsim.org.discovery import discover
from sfsim.org.results import CoverableFile, TestClass, UnsupportedUse
from sfsim.org.snapshot import KnownClass, Snapshot, TriggerHead, all_types, without_trees
from sfsim.schema.project import ProjectSource


class ColdCode:
    """The compiler of an org with its triggers."""

    def __init__(self, compiler: Compiler, triggers: dict[str, TriggerUnit]) -> None:
        self.compiler = compiler
        self._triggers = triggers
        self._compiled_triggers: dict[str, CompiledUnit] = {}

    @property
    def triggers(self) -> tuple[TriggerHead, ...]:
        """The active triggers, in the order of their files."""
        return tuple(map(_head, self._triggers.values()))

    def trigger(self, head: TriggerHead) -> CompiledUnit:
        """A compiled trigger. Raises SourceError."""
        return self._compile_trigger(self._triggers[head.path])

    def _compile_trigger(self, unit: TriggerUnit) -> CompiledUnit:
        path = unit.source.path
        if path not in self._compiled_triggers:
            self._compiled_triggers[path] = self.compiler.trigger(unit)
        return self._compiled_triggers[path]

    def test_classes(self) -> tuple[TestClass, ...]:
        """All classes with test methods, by name."""
        return discover(self.compiler.project.declarations)

    def signature_errors(self) -> list[Diagnostic]:
        """What is wrong in the signatures of classes."""
        return [
            diagnostic
            for signatures in self.compiler.project.signatures.values()
            for diagnostic in signatures.diagnostics
        ]

    def compile_all(self) -> list[Diagnostic]:
        """Compiles every class and trigger; returns all compile errors."""
        diagnostics = self.compiler.compile_all()
        for trigger in self._triggers.values():
            try:
                self._compile_trigger(trigger)
            except SourceError as error:
                diagnostics.extend(error.diagnostics)
        return diagnostics

    def unsupported_uses(self) -> list[UnsupportedUse]:
        """Where the code compiled so far uses what sfsim does not model."""
        return [
            UnsupportedUse(name, unit.source.path, line, column)
            for unit in (*self.compiler.compiled_units(), *self._compiled_triggers.values())
            for name, line, column in unit.unsupported
        ]

    def coverable(self) -> tuple[CoverableFile, ...]:
        """The lines that coverage counts, for each class and trigger that has any, by name."""
        found = [
            CoverableFile(each.name, each.source.path, coverable_lines(each.node))
            for each in self.compiler.project.declarations
            if each.source is not None and each.node is not None
        ]
        found += [
            CoverableFile(each.node.name, each.source.path, coverable_lines(each.node))
            for each in self._triggers.values()
        ]
        return tuple(sorted((each for each in found if each.lines), key=lambda each: each.name))

    def snapshot(self) -> Snapshot:
        """What the next start needs to know of this code base if nothing changes."""
        return Snapshot.made_of(self._known(), self.test_classes(), self.triggers)

    def _known(self) -> Iterator[KnownClass]:
        for declaration in self.compiler.project.declarations:
            assert declaration.source is not None, "a class of the org has a source"
            types = list(all_types(declaration))
            bare = all_types(without_trees(declaration))
            yield KnownClass(
                declaration.source.path,
                {each.name: describe(each, self.compiler.project) for each in types},
                {each.name: each for each in bare},
            )


def read_code(
    project: ProjectSource,
    catalogue: Catalogue,
    cache: CodeCache | None,
    *,
    coverage: bool,
    problems: list[Diagnostic] | None = None,
) -> ColdCode:
    """Parses and declares all the Apex of a project.

    With a list of `problems` the syntax errors are added to it and the rest is declared.

    Raises:
        SourceError: syntax errors, all that there are.
    """
    diagnostics: list[Diagnostic] = []
    triggers = {unit.source.path: unit for unit in _triggers(project, diagnostics)}
    classes = [
        ClassSource(each.source, each.api_version, project.namespace) for each in project.classes
    ]
    declared = read_project(catalogue, classes, project.namespace, diagnostics)
    if problems is not None:
        problems.extend(diagnostics)
    elif diagnostics:
        raise SourceError(diagnostics)
    return ColdCode(Compiler(declared, cache, coverage=coverage), triggers)


def _triggers(project: ProjectSource, diagnostics: list[Diagnostic]) -> Iterator[TriggerUnit]:
    for each in project.triggers:
        if each.is_active:
            try:
                node = parse_trigger(each.source)
            except SourceError as error:
                diagnostics.extend(error.diagnostics)
            else:
                yield TriggerUnit(node, each.source, project.namespace, each.api_version)


def _head(unit: TriggerUnit) -> TriggerHead:
    return TriggerHead(
        unit.node.name,
        str(unit.node.sobject),
        frozenset(f"{event.time}_{event.operation}".upper() for event in unit.node.events),
        unit.source.path,
        unit.api_version,
    )
