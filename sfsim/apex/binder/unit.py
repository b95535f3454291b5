"""What is shared while one source file is bound: its results, its problems, its types."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from sfsim.apex import messages
from sfsim.apex.bindings import Bindings
from sfsim.apex.conversions import Conversions
from sfsim.apex.declarations import TypeDeclaration, position
from sfsim.apex.hierarchy import Hierarchy
from sfsim.apex.messages import CompileError
from sfsim.apex.project import Project
from sfsim.errors import Diagnostic
from sfsim.source import SourceFile, Span
from sfsim.typeref import TypeRef

TEST_ANNOTATION: Final = "istest"
NOWHERE: Final = Span(0, 0, 0, 0)
PACKAGED: Final = re.compile(r"[A-Za-z]\w*?__\w+__\w+$")
"""`ns__Name__c`, `ns__Name__r`, …"""
ABOUT_NAMES: Final = frozenset(
    {
        messages.VARIABLE_DOES_NOT_EXIST,
        messages.FIELD_DOES_NOT_EXIST,
        messages.NO_SUCH_COLUMN,
        messages.NO_SUCH_RELATIONSHIP,
        messages.NO_SUCH_CHILD,
        messages.NO_SUCH_OBJECT,
    }
)


@dataclass(frozen=True, slots=True)
class Bound:
    """The answer for one compilation unit; code is generated only when there are no diagnostics."""

    bindings: Bindings
    diagnostics: tuple[Diagnostic, ...]


@dataclass(slots=True)
class Unit:
    """One source file while it is bound. `broken`: the first expression whose type is unknown."""

    project: Project
    source: SourceFile
    namespace: str
    api_version: float
    is_test: bool = False
    bindings: Bindings = field(default_factory=Bindings)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    reported: set[tuple[Span, str]] = field(default_factory=set)
    unknown_types: set[str] = field(default_factory=set)
    calls: dict[object, set[object]] = field(default_factory=dict)
    visible_types: set[tuple[TypeDeclaration, TypeRef]] = field(default_factory=set)
    broken: Span | None = None

    @property
    def hierarchy(self) -> Hierarchy:
        """Supertypes and members."""
        return self.project.hierarchy

    @property
    def conversions(self) -> Conversions:
        """Assignability."""
        return self.project.conversions

    def report(self, span: Span, error: CompileError, *arguments: object) -> None:
        """Collects one problem; the same text at the same place is said once.

        A name with a package's prefix is said once a file: the package is not there.
        """
        message = error(*arguments)
        is_packaged = error in ABOUT_NAMES and PACKAGED.match(str(arguments[0])) is not None
        key = (NOWHERE if is_packaged else span, message)
        if key in self.reported:
            return
        self.reported.add(key)
        self.diagnostics.append(Diagnostic(*position(self.source, span), message))

    def report_text(self, span: Span, message: str) -> None:
        """Collects a problem whose text is ready; each text is said once a file."""
        if message in self.unknown_types:
            return
        self.unknown_types.add(message)
        self.diagnostics.append(Diagnostic(*position(self.source, span), message))

    def finish(self) -> Bound:
        """The results, with the problems of the file's signatures, in source order."""
        signatures = self.project.signatures.get(self.source.path)
        found = [*(signatures.diagnostics if signatures else ()), *self.diagnostics]
        if not found and self.broken is not None:
            # Something declared in another file is wrong; its own errors are reported there.
            place = position(self.source, self.broken)
            found = [Diagnostic(*place, messages.DEPENDENT_INVALID())]
        return Bound(self.bindings, tuple(sorted(set(found))))


def top_level(declaration: TypeDeclaration) -> TypeDeclaration:
    """The outermost type around a declaration."""
    while declaration.outer is not None:
        declaration = declaration.outer
    return declaration


def is_test_type(declaration: TypeDeclaration) -> bool:
    """Whether code in this type may see what is @TestVisible."""
    return TEST_ANNOTATION in top_level(declaration).annotations
