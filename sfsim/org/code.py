"""The Apex of one org: compiled when it is used, and read from disk when nothing has changed.

An unchanged code base is not parsed at all: its snapshot says which types, tests and triggers there
are, and the code cache holds what was compiled. Anything that neither of them knows makes the
compiler, which reads all the source.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sfsim.apex.cache import CodeCache
from sfsim.apex.declarations import Catalogue, TypeDeclaration
from sfsim.apex.questions import TypeQuestions
from sfsim.compiled import CompiledType, CompiledUnit
from sfsim.errors import Diagnostic
from sfsim.org.results import CoverableFile, TestClass, UnsupportedUse
from sfsim.org.snapshot import Snapshot, TriggerHead
from sfsim.schema.project import ApexSource, ProjectSource
from sfsim.source import SourceFile
from sfsim.typeref import TypeRef

if TYPE_CHECKING:
    from sfsim.org.cold_code import ColdCode


class OrgCode(TypeQuestions):
    """Implements `runtime.program.CodeSource` and answers what the org asks about its Apex.

    `coverage`: the lines that run are counted. With a list of `problems` syntax errors are added to
    it instead of being raised.
    """

    def __init__(
        self,
        project: ProjectSource,
        catalogue: Catalogue,
        cache: CodeCache | None,
        *,
        coverage: bool = False,
        problems: list[Diagnostic] | None = None,
    ) -> None:
        self._project = project
        self._catalogue = catalogue
        self._cache = cache
        self._coverage = coverage
        self._problems = problems
        self._made: ColdCode | None = None
        self._sources = {each.source.path: each for each in (*project.classes, *project.triggers)}
        self._snapshot = Snapshot.load(cache) if cache is not None else None
        self._units: dict[str, CompiledUnit] = {}
        if self._snapshot is None:
            self._made = self._read()

    # --- what there is --------------------------------------------------------------------------

    @property
    def triggers(self) -> tuple[TriggerHead, ...]:
        """The active triggers, in the order of their files."""
        return self._snapshot.triggers if self._snapshot is not None else self._cold.triggers

    def test_classes(self) -> tuple[TestClass, ...]:
        """All classes with test methods, by name."""
        return self._snapshot.tests if self._snapshot is not None else self._cold.test_classes()

    def signature_errors(self) -> list[Diagnostic]:
        """What is wrong in the signatures of classes; a snapshot is made only of what is right."""
        return [] if self._snapshot is not None else self._cold.signature_errors()

    def coverable(self) -> tuple[CoverableFile, ...]:
        """The lines that coverage counts, for each class and trigger that is no test."""
        return self._cold.coverable()

    # --- CodeSource -----------------------------------------------------------------------------

    def unit(self, name: str) -> CompiledUnit:
        """The compiled unit of a top-level class. Raises SourceError when it does not compile."""
        found = self._units.get(name)
        if found is None:
            found = self._units[name] = self._stored(name) or self._cold.compiler.unit(name)
        return found

    def describe(self, name: str) -> CompiledType | None:
        """A user type by its name, without compiling it."""
        if self._snapshot is not None and self._made is None:
            return self._snapshot.describe(name)
        return self._cold.compiler.describe(name)

    def find(self, name: str) -> TypeRef | None:
        """The user type that a name in any case denotes."""
        if self._snapshot is not None and self._made is None:
            found = self._snapshot.describe(name)
            return TypeRef(found.name) if found is not None else None
        return self._cold.compiler.find(name)

    def declaration(self, ref: TypeRef) -> TypeDeclaration | None:
        """The declaration behind a type; a user type's may lack its trees."""
        if self._snapshot is not None and self._made is None:
            return self._snapshot.declaration(ref.name) or self._catalogue.type(ref.name)
        return self._cold.compiler.declaration(ref)

    # --- compiling ------------------------------------------------------------------------------

    def trigger(self, head: TriggerHead) -> CompiledUnit:
        """A compiled trigger. Raises SourceError."""
        return self._load(head.path) or self._cold.trigger(head)

    def anonymous(self, source: SourceFile) -> CompiledUnit:
        """A compiled anonymous block. Raises SourceError."""
        return self._cold.compiler.anonymous(source, self._project.namespace)

    def compile_all(self) -> list[Diagnostic]:
        """Compiles every class and trigger; returns all compile errors."""
        return self._cold.compile_all()

    def unsupported_uses(self) -> list[UnsupportedUse]:
        """Where the code compiled so far uses what sfsim does not model."""
        return self._cold.unsupported_uses()

    # --- below ----------------------------------------------------------------------------------

    @property
    def _cold(self) -> ColdCode:
        if self._made is None:
            self._made = self._read()
        return self._made

    def _read(self) -> ColdCode:
        # The parsers, the binder and the code generator take longer to import than a warm start
        # may take altogether.
        from sfsim.org.cold_code import read_code

        made = read_code(
            self._project,
            self._catalogue,
            self._cache,
            coverage=self._coverage,
            problems=self._problems,
        )
        if self._cache is not None and self._snapshot is None and not made.signature_errors():
            made.snapshot().store(self._cache)
        return made

    def _stored(self, name: str) -> CompiledUnit | None:
        if self._snapshot is None:
            return None
        path = self._snapshot.path_of(name)
        return self._load(path) if path is not None else None

    def _load(self, path: str) -> CompiledUnit | None:
        source: ApexSource = self._sources[path]
        if self._cache is None:
            return None
        key = self._cache.key(source.source, source.api_version)
        return self._cache.load(key, source.source)
