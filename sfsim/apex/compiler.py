"""The compiler's front: from the sources of one org to code objects, class by class, when asked.

`Compiler` is the `CodeSource` of a `runtime.program.Program`. Signatures of all classes are read at
once (`Project`); a class body is bound, generated and compiled at its first use.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import CodeType

from sfsim.apex import nodes
from sfsim.apex.binder import Bound, bind_anonymous, bind_class, bind_trigger
from sfsim.apex.cache import CodeCache
from sfsim.apex.codegen import (
    Generated,
    generate_anonymous,
    generate_class,
    generate_trigger,
    naming,
)
from sfsim.apex.codegen.classes import describe
from sfsim.apex.codegen.context import Display
from sfsim.apex.coverage import count_lines, counters_name
from sfsim.apex.declarations import Catalogue, TriggerUnit, TypeDeclaration
from sfsim.apex.declare import declare
from sfsim.apex.parser import parse_anonymous, parse_class
from sfsim.apex.project import Project
from sfsim.apex.questions import TypeQuestions
from sfsim.compiled import CompiledType, CompiledUnit
from sfsim.errors import Diagnostic, SourceError
from sfsim.source import SourceFile
from sfsim.typeref import TypeRef


@dataclass(frozen=True, slots=True)
class ClassSource:
    """One class file with what its `-meta.xml` says."""

    source: SourceFile
    api_version: float = 67.0
    namespace: str = ""


@contextmanager
def collector_paused() -> Iterator[None]:
    """Without garbage collection: compiling makes many objects and hardly any garbage.

    What was made is frozen at the end: it stays, and the collector would walk it for nothing.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.freeze()
            gc.enable()


def read_project(
    catalogue: Catalogue,
    sources: Iterable[ClassSource],
    namespace: str = "",
    problems: list[Diagnostic] | None = None,
) -> Project:
    """The signatures of all classes.

    With a list of `problems` the syntax errors are added to it, and the project is made of the
    classes that have none.

    Raises:
        SourceError: every syntax error of all files.
    """
    declarations: list[TypeDeclaration] = []
    diagnostics: list[Diagnostic] = []
    with collector_paused():
        for item in sources:
            try:
                node = parse_class(item.source)
            except SourceError as error:
                diagnostics.extend(error.diagnostics)
                continue
            declarations.append(declare(node, item.source, item.namespace, item.api_version))
        if problems is not None:
            problems.extend(diagnostics)
        elif diagnostics:
            raise SourceError(diagnostics)
        return Project(catalogue, declarations, namespace)


class Compiler(TypeQuestions):
    """Compiles the classes of one org when they are asked for. Implements `CodeSource`.

    `coverage`: the code of classes and triggers counts the lines that run. The cache must have been
    made for the same choice.
    """

    def __init__(
        self, project: Project, cache: CodeCache | None = None, *, coverage: bool = False
    ) -> None:
        self.project = project
        self._cache = cache
        self._coverage = coverage
        self._described: dict[str, CompiledType] = {}
        self._units: dict[str, CompiledUnit] = {}

    # --- units ----------------------------------------------------------------------------------

    def unit(self, name: str) -> CompiledUnit:
        """The compiled unit of a top-level class. Raises SourceError when it does not compile."""
        found = self._units.get(name)
        if found is None:
            declaration = self.project.user_type(name)
            if declaration is None:
                raise LookupError(f"there is no class {name}")
            found = self._units[name] = self._compile_class(declaration)
        return found

    def compiled_units(self) -> tuple[CompiledUnit, ...]:
        """The classes that were compiled so far, in that order."""
        return tuple(self._units.values())

    def compile_all(self) -> list[Diagnostic]:
        """Compiles every class; returns all compile errors."""
        diagnostics: list[Diagnostic] = []
        with collector_paused():
            for declaration in self.project.declarations:
                try:
                    self.unit(declaration.name)
                except SourceError as error:
                    diagnostics.extend(error.diagnostics)
        return diagnostics

    def trigger(self, trigger: TriggerUnit) -> CompiledUnit:
        """A compiled trigger. Raises SourceError."""
        return self._cached(
            trigger.source, trigger.api_version, lambda: self._compile_trigger(trigger)
        )

    def _compile_trigger(self, trigger: TriggerUnit) -> CompiledUnit:
        bound = bind_trigger(self.project, trigger)
        _refuse_errors(bound)
        name = f"Trigger.{trigger.node.name}"
        described = CompiledType(
            name=name,
            kind="trigger",
            namespace=trigger.namespace,
            api_version=trigger.api_version,
            identifier=naming.trigger(name),
        )
        generated = generate_trigger(
            trigger.node, trigger.source, bound.bindings, self.project, described
        )
        return self._assemble(name, trigger.source, generated, trigger.node)

    def anonymous(
        self, source: SourceFile, namespace: str = "", api_version: float = 67.0
    ) -> CompiledUnit:
        """A compiled anonymous block. Raises SourceError."""
        block = parse_anonymous(source)
        bound = bind_anonymous(
            self.project, block, source, namespace=namespace, api_version=api_version
        )
        _refuse_errors(bound)
        described = CompiledType(
            name="AnonymousBlock",
            kind="anonymous",
            namespace=namespace,
            api_version=api_version,
            identifier=naming.block("AnonymousBlock"),
        )
        inner = tuple(
            found
            for node in block.types
            if (found := self.project.user_type(node.name, namespace)) is not None
        )
        generated = generate_anonymous(
            block, source, bound.bindings, self.project, described, inner
        )
        return _assemble("AnonymousBlock", source, generated)

    def _compile_class(self, declaration: TypeDeclaration) -> CompiledUnit:
        assert declaration.source is not None, "a class of the org has a source"
        return self._cached(
            declaration.source, declaration.api_version, lambda: self._generate_class(declaration)
        )

    def _cached(
        self, source: SourceFile, api_version: float, make: Callable[[], CompiledUnit]
    ) -> CompiledUnit:
        """The unit from the cache, or made and stored there."""
        if self._cache is None:
            return make()
        key = self._cache.key(source, api_version)
        found = self._cache.load(key, source)
        if found is None:
            found = make()
            self._cache.store(key, found)
        return found

    def _generate_class(self, declaration: TypeDeclaration) -> CompiledUnit:
        assert declaration.source is not None, "a class of the org has a source"
        assert declaration.node is not None, "a class of the org has a tree"
        bound = bind_class(self.project, declaration)
        _refuse_errors(bound)
        generated = generate_class(declaration, bound.bindings, self.project)
        return self._assemble(declaration.name, declaration.source, generated, declaration.node)

    def _assemble(
        self, name: str, source: SourceFile, generated: Generated, tree: nodes.Node
    ) -> CompiledUnit:
        counters = None
        if self._coverage:
            size = count_lines(generated.module, tree, name, generated.continuations)
            counters = (counters_name(name), size) if size else None
        return _assemble(name, source, generated, counters)

    # --- questions about types ------------------------------------------------------------------

    def describe(self, name: str) -> CompiledType | None:
        """A user type by its canonical name, without compiling it."""
        found = self._described.get(name)
        if found is None:
            declaration = self.project.user_type(name)
            if declaration is None:
                return None
            found = self._described[name] = describe(declaration, self.project)
        return found

    def find(self, name: str) -> TypeRef | None:
        """The user type that a name in any case denotes."""
        declaration = self.project.user_type(name)
        return declaration.ref if declaration is not None else None

    def declaration(self, ref: TypeRef) -> TypeDeclaration | None:
        """The declaration behind a type."""
        return self.project.declaration(ref)


def _refuse_errors(bound: Bound) -> None:
    if bound.diagnostics:
        raise SourceError(bound.diagnostics)


def _assemble(
    name: str,
    source: SourceFile,
    generated: Generated,
    counters: tuple[str, int] | None = None,
) -> CompiledUnit:
    try:
        code = compile(generated.module, source.path, "exec", dont_inherit=True, optimize=0)
    except (SyntaxError, RecursionError, MemoryError) as error:
        # What Python itself cannot compile: more than 20 loops and try blocks inside each other.
        line = getattr(error, "lineno", None) or 1
        problem = Diagnostic(source.path, line, 1, f"sfsim cannot compile this: {error}.")
        raise SourceError([problem]) from error
    return CompiledUnit(
        name=name,
        source=source,
        code=renamed(code, generated.displays),
        types=generated.types,
        links=generated.links,
        bases=generated.bases,
        continuations=generated.continuations,
        unsupported=generated.unsupported,
        counters=counters,
    )


def renamed(code: CodeType, displays: dict[str, Display]) -> CodeType:
    """The code with the names that people see: `Foo.run` in tracebacks and profiles."""
    constants = tuple(
        renamed(constant, displays) if isinstance(constant, CodeType) else constant
        for constant in code.co_consts
    )
    display = displays.get(code.co_qualname)
    if display is None:
        return code.replace(co_consts=constants)
    return code.replace(co_consts=constants, co_name=display.name, co_qualname=display.stack)


