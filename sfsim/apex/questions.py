"""What the runtime asks about types, answered from their declarations."""

from __future__ import annotations

from abc import ABC, abstractmethod

from sfsim.apex.declarations import TypeDeclaration, TypeKind
from sfsim.apex.signatures import parse_type
from sfsim.errors import SourceError
from sfsim.typeref import TypeRef


class TypeQuestions(ABC):
    """The questions of `runtime.program.CodeSource` that need nothing but declarations."""

    @abstractmethod
    def declaration(self, ref: TypeRef) -> TypeDeclaration | None:
        """The declaration behind a type."""

    def find_standard(self, name: str) -> TypeRef | None:
        """The standard type, sObject or generic type that a text in any case denotes."""
        try:
            return self._canonical(parse_type(name))
        except (SourceError, ValueError):
            return None

    def _canonical(self, ref: TypeRef) -> TypeRef | None:
        declaration = self.declaration(ref)
        if declaration is None or len(declaration.type_parameters) != len(ref.arguments):
            return None
        arguments = [self._canonical(argument) for argument in ref.arguments]
        known = tuple(argument for argument in arguments if argument is not None)
        if len(known) != len(arguments):
            return None
        return TypeRef(declaration.ref.name, known)

    def supertypes(self, ref: TypeRef) -> tuple[TypeRef, ...]:
        """Superclass and interfaces of a type, with the type's own arguments filled in."""
        declaration = self.declaration(ref)
        if declaration is None:
            return ()
        found = list(declaration.interfaces)
        if declaration.superclass is not None:
            found.append(declaration.superclass)
        filled = dict(zip(declaration.type_parameters, ref.arguments, strict=False))
        return tuple(_substitute(each, filled) for each in found)

    def is_sobject(self, name: str) -> bool:
        """Whether an sObject type of that name exists."""
        if name == "SObject":
            return True
        declaration = self.declaration(TypeRef(name))
        return declaration is not None and declaration.kind is TypeKind.SOBJECT


def _substitute(ref: TypeRef, filled: dict[str, TypeRef]) -> TypeRef:
    if not ref.arguments:
        return filled.get(ref.name, ref)
    return TypeRef(ref.name, tuple(_substitute(argument, filled) for argument in ref.arguments))
