"""All types that the code of one org can name: its own, by namespace, and the catalogue's.

A `Project` resolves written type names, fills in the members of every declared type and finds the
declaration behind a `TypeRef`. Its answers do not change once it is made, so they are remembered.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from sfsim.apex import messages, nodes
from sfsim.apex.conversions import Conversions
from sfsim.apex.declarations import (
    CallStyle,
    Catalogue,
    StandardCall,
    TypeDeclaration,
    TypeKind,
    position,
)
from sfsim.apex.declare import (
    declare_exception_constructors,
    declare_members,
    implicit_constructor,
)
from sfsim.apex.hierarchy import Hierarchy
from sfsim.errors import Diagnostic
from sfsim.names import fold
from sfsim.source import Span
from sfsim.typeref import ERROR, EXCEPTION, OBJECT, STRING, TypeRef, map_of

NESTING_MAX: Final = 8
"""Levels of collections inside each other. Source: Apex Developer Guide, "Lists"."""

HIDDEN_TYPES: Final = frozenset({"Currency"})
"""Types that have static methods and cannot be declared: `Type is not visible: CURRENCY`."""

GENERATED_TYPES: Final = {
    "flow.interview": "Flow.Interview",
    "dataweavescriptresource": "DataWeave.Script",
}
"""Prefixes under which each flow and each DataWeave script of the org is a class of its own."""

CUSTOM_SUFFIXES: Final = (
    "__c", "__e", "__b", "__x", "__mdt", "__share", "__history", "__feed", "__changeevent",
)  # fmt: skip
"""Endings of the names of custom objects, which a package's own code writes without its prefix."""


@dataclass(slots=True)
class Signatures:
    """What went wrong in the signatures of one source file."""

    diagnostics: list[Diagnostic] = field(default_factory=list)
    unknown: set[str] = field(default_factory=set)


class Project:
    """The classes of one org with the standard types and sObjects around them."""

    def __init__(
        self,
        catalogue: Catalogue,
        declarations: Iterable[TypeDeclaration] = (),
        namespace: str = "",
    ) -> None:
        self.catalogue = catalogue
        self.namespace = namespace
        self.declarations: tuple[TypeDeclaration, ...] = tuple(declarations)
        self.signatures: dict[str, Signatures] = {}
        self.shadowed: frozenset[str] = frozenset()
        self._types: dict[str, TypeDeclaration] = {}
        self._namespaces = {fold(name) for name in catalogue.namespaces()}
        self._package_namespaces = {
            fold(each.namespace) for each in self.declarations if each.namespace
        }
        self._standard: dict[str, TypeDeclaration | None] = {}
        self._named: dict[tuple[TypeDeclaration | None, str], TypeDeclaration | None] = {}
        self._resolved: dict[tuple[TypeDeclaration | None, str], TypeRef] = {}
        self._member_of: dict[str, TypeDeclaration | None] = {}
        self._hidden: dict[str, TypeDeclaration | None] = {}
        self._is_filled = False
        self.hierarchy = Hierarchy(self)
        self.conversions = Conversions(self.hierarchy)
        for declaration in self.declarations:
            self._register(declaration)
        self.shadowed = frozenset(
            name for name in self._types if "." not in name and catalogue.type(name) is not None
        )
        every = [found for top in self.declarations for found in (top, *top.inner.values())]
        self._fill(every)

    # --- declarations behind references --------------------------------------------------------

    def declaration(self, ref: TypeRef) -> TypeDeclaration | None:
        """The declaration of a type, None for `<error>`, `null` and `void`."""
        name = ref.name
        try:
            return self._member_of[name]
        except KeyError:
            found = self._types.get(fold(name)) or self.standard(name)
            self._member_of[name] = found
            return found

    def attach(self, owner: TypeDeclaration) -> None:
        """Makes the type known that the methods of a trigger or an anonymous block belong to."""
        folded = fold(owner.ref.name)
        is_new = folded not in self._types
        self._types[folded] = owner
        self._member_of.pop(owner.ref.name, None)
        if not is_new:
            self._forget()

    def add_script_types(self, declarations: Iterable[TypeDeclaration]) -> None:
        """Adds the types that an anonymous block declares, in place of those of the block before.

        A type of the org with the same name is hidden until the next block is bound.
        """
        for folded, hidden in self._hidden.items():
            if hidden is None:
                self._types.pop(folded, None)
            else:
                self._types[folded] = hidden
        self._hidden.clear()
        every = [found for top in declarations for found in (top, *top.inner.values())]
        for declaration in every:
            folded = fold(declaration.ref.name)
            self._hidden[folded] = self._types.get(folded)
            self._types[folded] = declaration
        self._forget()
        self._fill(every)

    def _forget(self) -> None:
        for cache in (self._named, self._resolved, self._member_of):
            cache.clear()
        self.hierarchy.forget()
        self.conversions.forget()

    def _fill(self, every: list[TypeDeclaration]) -> None:
        """Resolves the supertypes of new declarations, then makes their members."""
        self._is_filled = False
        self._resolve_supertypes(every)
        self._is_filled = True
        for declaration in every:
            declare_members(declaration, self.resolve_signature)
        for declaration in every:
            if self.is_exception(declaration):
                declare_exception_constructors(declaration)

    def user_type(self, name: str, namespace: str = "") -> TypeDeclaration | None:
        """A type of the org's own code by its name (`Outer.Inner` too), in any case."""
        return self._types.get(fold(f"{namespace}.{name}" if namespace else name))

    def standard(self, name: str) -> TypeDeclaration | None:
        """A type of the catalogue."""
        try:
            return self._standard[name]
        except KeyError:
            found = self.catalogue.type(name)
            self._standard[name] = found
            return found

    def is_namespace(self, name: str) -> bool:
        """Whether a name before a dot can be a namespace."""
        folded = fold(name).removesuffix("__")
        return folded in self._namespaces or folded in self._package_namespaces

    def is_exception(self, declaration: TypeDeclaration) -> bool:
        """Whether a class descends from Exception."""
        seen: set[str] = set()
        ref = declaration.superclass
        while ref is not None and ref.name not in seen:
            if ref == EXCEPTION:
                return True
            seen.add(ref.name)
            parent = self.declaration(ref)
            ref = parent.superclass if parent is not None else None
        return False

    def ref(self, declaration: TypeDeclaration) -> TypeRef:
        """The reference that names a declaration, distinct also where an own class shadows it."""
        ref = declaration.ref
        if not declaration.is_user and fold(ref.name) in self.shadowed:
            prefix = "Schema" if declaration.kind is TypeKind.SOBJECT else "System"
            return TypeRef(f"{prefix}.{ref.name}", ref.arguments)
        if declaration.is_user:
            return ref
        found = self.declaration(ref)
        if found is not None and found.kind is not declaration.kind:
            return TypeRef(f"System.{ref.name}", ref.arguments)
        return ref

    # --- names ----------------------------------------------------------------------------------

    def simple(self, name: str, scope: TypeDeclaration | None) -> TypeDeclaration | None:
        """The type that a bare name means inside `scope`: inner types, own code, the catalogue."""
        folded = fold(name)
        key = (scope, folded)
        try:
            return self._named[key]
        except KeyError:
            found = self._find_simple(folded, name, scope)
            self._named[key] = found
            return found

    def qualified(
        self, parts: tuple[str, ...], scope: TypeDeclaration | None
    ) -> TypeDeclaration | None:
        """The type that a dotted name means inside `scope`."""
        if len(parts) == 1:
            return self.simple(parts[0], scope)
        first = self.simple(parts[0], scope)
        if first is not None:
            found: TypeDeclaration | None = first
            for part in parts[1:]:
                found = self.inner(found, part) if found is not None else None
            if found is not None:
                return found
        return self.in_namespace(parts[0], parts[1:], scope)

    def inner(self, declaration: TypeDeclaration, name: str) -> TypeDeclaration | None:
        """An inner type by name, the superclasses' included."""
        folded = fold(name)
        seen: TypeDeclaration | None = declaration
        for _ in range(64):
            if seen is None:
                return None
            if folded in seen.inner:
                return seen.inner[folded]
            seen = self.declaration(seen.superclass) if seen.superclass is not None else None
        return None

    def in_namespace(
        self, namespace: str, parts: tuple[str, ...], scope: TypeDeclaration | None
    ) -> TypeDeclaration | None:
        """`System.Type`, `Schema.Account`, `ns.Class.Inner` or `ns__.Class`."""
        if not self.is_namespace(namespace) and fold(namespace) not in GENERATED_TYPES:
            return None
        bare = namespace.removesuffix("__")
        rest = ".".join(parts)
        found = self._types.get(fold(f"{bare}.{rest}"))
        if found is None and fold(bare) == fold(self.namespace):
            found = self._types.get(fold(rest))
        found = found or self.standard(f"{bare}.{rest}")
        if found is None:
            parent = GENERATED_TYPES.get(fold(".".join((bare, *parts[:-1]))))
            found = self._generated(f"{bare}.{rest}", parent) if parent is not None else None
        return found

    def _generated(self, name: str, parent: str) -> TypeDeclaration | None:
        """A class that the platform makes for a piece of metadata; sfsim cannot run it."""
        superclass = self.standard(parent)
        if superclass is None:
            return None
        made = TypeDeclaration(TypeRef(name), TypeKind.CLASS, "System", superclass=superclass.ref)
        unmodelled = StandardCall(CallStyle.FUNCTION, None)
        made.constructors = tuple(
            implicit_constructor(made, parameters) for parameters in ((), (map_of(STRING, OBJECT),))
        )
        for constructor in made.constructors:
            constructor.standard = unmodelled
        self._standard[name] = made
        return made

    def resolve(
        self, name: nodes.TypeName, scope: TypeDeclaration | None
    ) -> tuple[TypeRef, list[tuple[Span, str]]]:
        """The type that was written, and what is wrong with it: (where, compile error)."""
        key = (scope, fold(str(name)))
        known = self._resolved.get(key)
        if known is not None:
            return known, []
        problems: list[tuple[Span, str]] = []
        ref = self._resolve(name, scope, problems, 1)
        if not problems:
            self._resolved[key] = ref
        return ref, problems

    def resolve_signature(self, name: nodes.TypeName, scope: TypeDeclaration) -> TypeRef:
        """The type of a signature; what is wrong goes to `signatures` of its file."""
        ref, problems = self.resolve(name, scope)
        for span, message in problems:
            self._report(scope, span, message)
        return ref

    # --- internals ------------------------------------------------------------------------------

    def _register(self, declaration: TypeDeclaration) -> None:
        self._types.setdefault(fold(declaration.ref.name), declaration)
        for inner in declaration.inner.values():
            self._types.setdefault(fold(inner.ref.name), inner)

    def _report(self, scope: TypeDeclaration, span: Span, message: str) -> None:
        source = scope.source
        assert source is not None, "a signature has a source"
        signatures = self.signatures.setdefault(source.path, Signatures())
        if message in signatures.unknown:
            return
        signatures.unknown.add(message)
        signatures.diagnostics.append(Diagnostic(*position(source, span), message))

    def _find_simple(
        self, folded: str, name: str, scope: TypeDeclaration | None
    ) -> TypeDeclaration | None:
        around = scope
        while around is not None:
            if fold(around.simple_name) == folded:
                return around
            found = self.inner(around, name)
            if found is not None:
                return found
            around = around.outer
        namespace = scope.namespace if scope is not None else self.namespace
        own = self._types.get(f"{fold(namespace)}.{folded}" if namespace else folded)
        if own is not None:
            return own
        return self._find_standard(folded, name, namespace)

    def _find_standard(self, folded: str, name: str, namespace: str) -> TypeDeclaration | None:
        if namespace and folded.endswith(CUSTOM_SUFFIXES):
            own = self.standard(f"{namespace}__{name}")
            if own is not None:
                return own
        found = self.standard(name)
        return found if found is not None else self.standard(f"Schema.{name}")

    def _resolve_supertypes(self, every: list[TypeDeclaration]) -> None:
        for declaration in every:
            self._set_supertypes(declaration, is_last=False)
        self._named.clear()
        self._resolved.clear()
        for declaration in every:
            self._set_supertypes(declaration, is_last=True)
        self._named.clear()
        self._resolved.clear()
        for declaration in every:
            self._break_circle(declaration)

    def _may_inherit_types(self, scope: TypeDeclaration | None) -> bool:
        """Whether a name can be an inner type of a superclass that was not found."""
        while scope is not None:
            if self._is_filled and self.hierarchy.is_incomplete(scope.ref):
                return True
            scope = scope.outer
        return False

    def _set_supertypes(self, declaration: TypeDeclaration, *, is_last: bool) -> None:
        node = declaration.node
        if isinstance(node, nodes.ClassDeclaration) and node.superclass is not None:
            ref, problems = self.resolve(node.superclass, declaration)
            declaration.superclass = None if ref is ERROR and not is_last else ref
            declaration.is_incomplete = ref is ERROR
            if is_last:
                for span, message in problems:
                    self._report(declaration, span, message)
        if isinstance(node, nodes.ClassDeclaration | nodes.InterfaceDeclaration):
            found = []
            for name in node.interfaces:
                ref, problems = self.resolve(name, declaration)
                if ref is not ERROR:
                    found.append(ref)
                elif is_last:
                    declaration.is_incomplete = True
                if is_last:
                    for span, message in problems:
                        self._report(declaration, span, message)
            declaration.interfaces = tuple(found)

    def _break_circle(self, declaration: TypeDeclaration) -> None:
        self._break_interface_circle(declaration)
        seen = {declaration.ref.name}
        ref = declaration.superclass
        while ref is not None:
            if ref.name in seen:
                node = declaration.node
                assert node is not None, "only a declared class can be circular"
                self._report(declaration, node.name_span, messages.CIRCULAR(declaration.ref))
                declaration.superclass = ERROR
                declaration.is_incomplete = True
                return
            seen.add(ref.name)
            parent = self.declaration(ref)
            ref = parent.superclass if parent is not None else None

    def _break_interface_circle(self, declaration: TypeDeclaration) -> None:
        seen: set[str] = set()
        pending = [ref.name for ref in declaration.interfaces]
        while pending:
            name = pending.pop()
            if name == declaration.ref.name:
                node = declaration.node
                assert node is not None, "only a declared interface can be circular"
                self._report(declaration, node.name_span, messages.CIRCULAR(declaration.ref))
                declaration.interfaces = ()
                declaration.is_incomplete = True
                return
            found = self.user_type(name) if name not in seen else None
            seen.add(name)
            if found is not None:
                pending += [ref.name for ref in found.interfaces]

    def _resolve(
        self,
        name: nodes.TypeName,
        scope: TypeDeclaration | None,
        problems: list[tuple[Span, str]],
        depth: int,
    ) -> TypeRef:
        found = self.qualified(name.parts, scope)
        if found is not None and found.ref.name in HIDDEN_TYPES:
            problems.append((name.span, messages.TYPE_NOT_VISIBLE(found.ref.name.upper())))
            return ERROR
        if found is None and len(name.parts) == 1 and self._may_inherit_types(scope):
            return ERROR
        if found is None:
            problems.append((name.span, messages.INVALID_TYPE(".".join(name.parts))))
            for argument in name.arguments:
                self._resolve(argument, scope, problems, depth + 1)
            return ERROR
        expected, given = len(found.type_parameters), len(name.arguments)
        if expected != given:
            problems.append((name.span, _arity_problem(found, expected, given)))
            return ERROR
        if not name.arguments:
            return self.ref(found)
        if depth > NESTING_MAX:
            problems.append((name.span, messages.TYPE_TOO_DEEP(name, depth)))
            return ERROR
        arguments = tuple(
            self._resolve(argument, scope, problems, depth + 1) for argument in name.arguments
        )
        if ERROR in arguments:
            return ERROR
        return TypeRef(self.ref(found).name, arguments)


def _arity_problem(found: TypeDeclaration, expected: int, given: int) -> str:
    if expected == 0:
        return messages.TYPE_ARGUMENTS_UNEXPECTED(found.ref.name)
    if given == 0:
        return messages.TYPE_ARGUMENTS_MISSING(found.ref.name)
    return messages.TYPE_ARGUMENT_COUNT(found.ref.name, expected, given)
