"""Supertypes and members of a type with its type arguments put in; everything is remembered.

A class's members are its own, its superclasses', its interfaces' and Object's (or SObject's).
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final, Protocol

from sfsim.apex.declarations import (
    CallStyle,
    FieldDeclaration,
    MethodDeclaration,
    StandardCall,
    TypeDeclaration,
    TypeKind,
)
from sfsim.apex.declare import enum_methods
from sfsim.names import fold
from sfsim.typeref import OBJECT, SOBJECT, TypeRef

CLONE: Final = "clone"
RETURNS_RECEIVER: Final = frozenset({"clone"})
"""Methods that SObject and Object declare and that return the receiver's own type."""


class Types(Protocol):
    """Where declarations come from: a `Project`."""

    @property
    def shadowed(self) -> AbstractSet[str]:
        """Folded names of standard types that an own class hides."""
        ...

    def declaration(self, ref: TypeRef) -> TypeDeclaration | None:
        """The declaration of a type."""
        ...

    def standard(self, name: str) -> TypeDeclaration | None:
        """A type of the catalogue."""
        ...

    def ref(self, declaration: TypeDeclaration) -> TypeRef:
        """The reference that names a declaration."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """A method or constructor as a member of one receiver type."""

    declaration: MethodDeclaration
    owner: TypeRef
    parameters: tuple[TypeRef, ...]
    returns: TypeRef


@dataclass(frozen=True, slots=True, eq=False)
class FoundField:
    """A field as a member of one receiver type."""

    declaration: FieldDeclaration
    owner: TypeRef
    type: TypeRef


class Hierarchy:
    """What types are made of, across their supertypes."""

    def __init__(self, project: Types) -> None:
        self.project = project
        self._supertypes: dict[TypeRef, dict[TypeRef, int]] = {}
        self._fields: dict[tuple[TypeRef, str], FoundField | None] = {}
        self._methods: dict[tuple[TypeRef, str], tuple[Candidate, ...]] = {}
        self._constructors: dict[TypeRef, tuple[Candidate, ...]] = {}
        self._clones: dict[TypeRef, MethodDeclaration] = {}

    def forget(self) -> None:
        """Drops what is remembered: the declarations behind the names have changed."""
        self._supertypes.clear()
        self._fields.clear()
        self._methods.clear()
        self._constructors.clear()
        self._clones.clear()

    def supertypes(self, ref: TypeRef) -> dict[TypeRef, int]:
        """A type and all its supertypes with their distance, nearest first, Object last."""
        try:
            return self._supertypes[ref]
        except KeyError:
            found = self._find_supertypes(ref)
            self._supertypes[ref] = found
            return found

    def is_subtype(self, ref: TypeRef, of: TypeRef) -> bool:
        """Whether `ref` is `of` or descends from it."""
        return ref == of or of in self.supertypes(ref)

    def chain(self, ref: TypeRef) -> list[tuple[TypeRef, TypeDeclaration]]:
        """A type and its supertypes that have a declaration."""
        found = []
        for supertype in self.supertypes(ref):
            declaration = self.project.declaration(supertype)
            if declaration is not None:
                found.append((supertype, declaration))
        return found

    def is_incomplete(self, ref: TypeRef) -> bool:
        """Whether a supertype of `ref` could not be found, so that it may have any member."""
        return any(declaration.is_incomplete for _, declaration in self.chain(ref))

    def field(self, ref: TypeRef, folded: str) -> FoundField | None:
        """The field, property, constant or relationship of that folded name.

        A non-static one anywhere up the chain is preferred to a static one of a subclass.
        """
        key = (ref, folded)
        try:
            return self._fields[key]
        except KeyError:
            found = self._find_field(ref, folded)
            self._fields[key] = found
            return found

    def nearest_field(self, ref: TypeRef, folded: str) -> FoundField | None:
        """The field that a bare name means inside `ref`: the nearest, static or not."""
        declaration = self.project.declaration(ref)
        if declaration is not None:
            field = declaration.fields.get(folded)
            if field is not None:
                return FoundField(field, ref, field.type)
        return self.field(ref, folded)

    def methods(self, ref: TypeRef, folded: str) -> tuple[Candidate, ...]:
        """All methods of that folded name that are not overridden, the nearest first."""
        key = (ref, folded)
        try:
            return self._methods[key]
        except KeyError:
            found = self._find_methods(ref, folded)
            self._methods[key] = found
            return found

    def constructors(self, ref: TypeRef) -> tuple[Candidate, ...]:
        """The constructors of a class; empty when it declares none."""
        try:
            return self._constructors[ref]
        except KeyError:
            declaration = self.project.declaration(ref)
            declared = declaration.constructors if declaration is not None else ()
            found = tuple(self.member(each, ref) for each in declared)
            self._constructors[ref] = found
            return found

    def member(self, declaration: MethodDeclaration, owner: TypeRef) -> Candidate:
        """A method as a member of `owner`, its type parameters replaced."""
        mapping = self._mapping(declaration.owner, owner)
        return Candidate(
            declaration,
            owner,
            tuple(
                self._substitute(parameter.type, mapping, declaration.owner)
                for parameter in declaration.parameters
            ),
            self._substitute(declaration.returns, mapping, declaration.owner),
        )

    # --- internals ------------------------------------------------------------------------------

    def _mapping(self, declaration: TypeDeclaration, ref: TypeRef) -> dict[str, TypeRef]:
        if not declaration.type_parameters:
            return {}
        return dict(zip(declaration.type_parameters, ref.arguments, strict=False))

    def _substitute(
        self, ref: TypeRef, mapping: dict[str, TypeRef], owner: TypeDeclaration
    ) -> TypeRef:
        if not ref.arguments:
            if ref.name in mapping:
                return mapping[ref.name]
            if not owner.is_user and self.project.shadowed:
                return self._standard_ref(ref)
            return ref
        if not mapping and (owner.is_user or not self.project.shadowed):
            return ref
        arguments = tuple(self._substitute(each, mapping, owner) for each in ref.arguments)
        return TypeRef(ref.name, arguments)

    def _standard_ref(self, ref: TypeRef) -> TypeRef:
        if fold(ref.name) not in self.project.shadowed:
            return ref
        declaration = self.project.standard(ref.name)
        return ref if declaration is None else self.project.ref(declaration)

    def _find_supertypes(self, ref: TypeRef) -> dict[TypeRef, int]:
        found: dict[TypeRef, int] = {}
        pending: list[tuple[TypeRef, int]] = [(ref, 0)]
        is_sobject = False
        while pending:
            current, distance = pending.pop(0)
            if current in found:
                continue
            found[current] = distance
            declaration = self.project.declaration(current)
            if declaration is None:
                continue
            is_sobject = is_sobject or declaration.kind is TypeKind.SOBJECT
            mapping = self._mapping(declaration, current)
            if declaration.superclass is not None:
                parent = self._substitute(declaration.superclass, mapping, declaration)
                pending.append((parent, distance + 1))
            pending += [
                (self._substitute(interface, mapping, declaration), distance + 1)
                for interface in declaration.interfaces
            ]
        farthest = max(found.values()) + 1
        if is_sobject and SOBJECT not in found:
            found[SOBJECT] = farthest
        found.pop(OBJECT, None)
        found[OBJECT] = farthest + 1
        return found

    def _find_field(self, ref: TypeRef, folded: str) -> FoundField | None:
        static: FoundField | None = None
        for owner, declaration in self.chain(ref):
            field = declaration.fields.get(folded)
            if field is None:
                continue
            mapping = self._mapping(declaration, owner)
            found = FoundField(field, owner, self._substitute(field.type, mapping, declaration))
            if not field.is_static:
                return found
            static = static or found
        return static

    def _find_methods(self, ref: TypeRef, folded: str) -> tuple[Candidate, ...]:
        found: list[Candidate] = []
        seen: set[tuple[bool, tuple[TypeRef, ...]]] = set()
        for owner, declaration in self.chain(ref):
            declared = declaration.methods.get(folded, ())
            if not declared and declaration.kind is TypeKind.ENUM:
                declared = enum_methods(declaration).get(folded, ())
            for method in declared:
                candidate = self.member(method, owner)
                key = (method.is_static, candidate.parameters)
                if key not in seen:
                    seen.add(key)
                    found.append(self._returning_receiver(candidate, folded, ref))
        if not found and folded == CLONE:
            return self._implicit_clone(ref)
        return tuple(found)

    def _returning_receiver(self, candidate: Candidate, folded: str, ref: TypeRef) -> Candidate:
        if folded in RETURNS_RECEIVER and candidate.returns in (SOBJECT, OBJECT):
            return Candidate(candidate.declaration, candidate.owner, candidate.parameters, ref)
        return candidate

    def _implicit_clone(self, ref: TypeRef) -> tuple[Candidate, ...]:
        declaration = self.project.declaration(ref)
        if declaration is None or declaration.kind is not TypeKind.CLASS:
            return ()
        made = self._clones.get(ref)
        if made is None:
            made = MethodDeclaration(
                CLONE,
                declaration,
                (),
                ref,
                frozenset({"public"}),
                standard=StandardCall(CallStyle.METHOD, CLONE),
            )
            self._clones[ref] = made
        return (Candidate(made, ref, (), ref),)
