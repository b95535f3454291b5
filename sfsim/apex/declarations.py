"""What a type declares: the same shape for user classes, the standard library and sObjects.

The binder reads these through the `Catalogue` it is given; it never goes to find one. Members are
looked up by folded name (`names.fold`). Type parameters of a generic type appear in its members as
`TypeRef("T")` and are replaced by the arguments of the receiver's type.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Protocol

from sfsim.source import SourceFile, Span
from sfsim.typeref import TypeRef

if TYPE_CHECKING:
    # A run whose code is all compiled declares the standard library and needs no trees.
    from sfsim.apex import nodes


class TypeKind(Enum):
    """What sort of type a declaration is."""

    CLASS = "class"
    INTERFACE = "interface"
    ENUM = "enum"
    SOBJECT = "sobject"
    PRIMITIVE = "primitive"


class CallStyle(Enum):
    """How emitted code reaches a member of a standard-library type.

    FUNCTION: `function(receiver, arguments…)`; without receiver when static. `target` is
        `module:Class.attribute`, imported when the first caller is compiled.
    METHOD: `receiver.target(arguments…)`, a plain Python method of the receiver's class.
    INLINE: `target` is a Python expression in which `{0}` is the receiver (or the first argument of
        a static), `{1}`… the arguments; each placeholder occurs exactly once and in order.
    """

    FUNCTION = "function"
    METHOD = "method"
    INLINE = "inline"


@dataclass(frozen=True, slots=True)
class StandardCall:
    """Where the implementation of a standard-library member is.

    `needs_caller`: the first argument after the receiver is the calling class's `Caller`.
    `target` is None for a member that the platform has and sfsim does not: compiling a use of it
    emits a raise of `Unsupported` with its name and position.
    """

    style: CallStyle
    target: str | None
    needs_caller: bool = False


@dataclass(frozen=True, slots=True)
class ParameterDeclaration:
    """A formal parameter."""

    name: str
    type: TypeRef


@dataclass(slots=True, eq=False)
class MethodDeclaration:
    """A method or constructor (`name` is then `<init>` and `returns` the type itself).

    `modifiers` are lower-case keywords; `annotations` folded names. `node`: user code, None for
    implicit constructors and accessors of enums. `standard`: the standard library.
    """

    name: str
    owner: TypeDeclaration
    parameters: tuple[ParameterDeclaration, ...]
    returns: TypeRef
    modifiers: frozenset[str] = frozenset()
    annotations: frozenset[str] = frozenset()
    node: nodes.MethodDeclaration | nodes.ConstructorDeclaration | None = None
    standard: StandardCall | None = None

    def __repr__(self) -> str:
        return f"<method {self.owner.name}.{self.name}/{len(self.parameters)}>"

    @property
    def is_static(self) -> bool:
        """Whether it is called without a receiver."""
        return "static" in self.modifiers

    @property
    def parameter_types(self) -> tuple[TypeRef, ...]:
        """The types of the parameters."""
        return tuple(parameter.type for parameter in self.parameters)


@dataclass(slots=True, eq=False)
class FieldDeclaration:
    """A field, a property, an enum constant, or a field or relationship of an sObject.

    `node`: user code. `getter`/`setter`: a property's accessors exist (with their own access
    modifiers in `getter_modifiers`/`setter_modifiers`). `standard_get`/`standard_set`: the standard
    library; a set is called with the new value as its argument.
    `ordinal`: enum constants. `relationship`: None, or 'parent' / 'children' for an sObject's
    relationship member (`Account`, `Contacts`). `data_type`: the schema's name for the type of an
    sObject's field (`multipicklist`), '' when it is not known. `is_key`: upsert may name the field.
    """

    name: str
    owner: TypeDeclaration
    type: TypeRef
    modifiers: frozenset[str] = frozenset()
    annotations: frozenset[str] = frozenset()
    node: nodes.VariableDeclarator | nodes.PropertyDeclaration | None = None
    is_property: bool = False
    getter: bool = True
    setter: bool = True
    getter_modifiers: frozenset[str] = frozenset()
    setter_modifiers: frozenset[str] = frozenset()
    standard_get: StandardCall | None = None
    standard_set: StandardCall | None = None
    ordinal: int | None = None
    relationship: str | None = None
    is_writeable: bool = True
    data_type: str = ""
    is_key: bool = True

    def __repr__(self) -> str:
        return f"<field {self.owner.name}.{self.name}>"

    @property
    def is_static(self) -> bool:
        """Whether it is reached without a receiver."""
        return "static" in self.modifiers


@dataclass(slots=True, eq=False)
class TypeDeclaration:
    """A type with its members. `ref` carries the type parameters of a generic type as arguments.

    `namespace` is '' for an org's own code, `System`, `Database`, … for the standard library, and a
    package's namespace for its code. `python` names the implementing Python class of a standard
    type as `module:Class`. `api_version` is that of the `-meta.xml` beside a user class.
    `is_incomplete`: a supertype that the source names could not be found.
    """

    ref: TypeRef
    kind: TypeKind
    namespace: str = ""
    type_parameters: tuple[str, ...] = ()
    superclass: TypeRef | None = None
    interfaces: tuple[TypeRef, ...] = ()
    outer: TypeDeclaration | None = None
    modifiers: frozenset[str] = frozenset()
    annotations: frozenset[str] = frozenset()
    inner: dict[str, TypeDeclaration] = field(default_factory=dict)
    fields: dict[str, FieldDeclaration] = field(default_factory=dict)
    methods: dict[str, tuple[MethodDeclaration, ...]] = field(default_factory=dict)
    constructors: tuple[MethodDeclaration, ...] = ()
    api_version: float = 67.0
    node: nodes.TypeDeclaration | None = None
    source: SourceFile | None = None
    python: str | None = None
    is_incomplete: bool = False

    def __repr__(self) -> str:
        return f"<{self.kind.value} {self.name}>"

    @property
    def name(self) -> str:
        """The canonical name, `Outer.Inner` for an inner type."""
        return self.ref.name

    @property
    def simple_name(self) -> str:
        """The last part of the name."""
        return self.ref.name.rpartition(".")[2]

    @property
    def is_user(self) -> bool:
        """Whether the type is declared in Apex source."""
        return self.node is not None


@dataclass(frozen=True, slots=True)
class TriggerUnit:
    """A trigger as the binder takes it."""

    node: nodes.TriggerDeclaration
    source: SourceFile
    namespace: str = ""
    api_version: float = 67.0


class Catalogue(Protocol):
    """All types that code of one org may name, without the org's own classes."""

    def type(self, name: str) -> TypeDeclaration | None:
        """The standard type or sObject of that name, any case: `String`, `System.String`,
        `Database.SaveResult`, `Account`, `Schema.Account`. None when there is none."""
        ...

    def namespaces(self) -> Iterable[str]:
        """The names that can stand before a dot as a namespace: `System`, `Database`, `Schema`…"""
        ...

    def has_label(self, namespace: str, name: str) -> bool:
        """Whether a custom label exists."""
        ...


def position(source: SourceFile, span: Span) -> tuple[str, int, int]:
    """Path, line and character column of a span, as diagnostics and stack frames print them."""
    return source.path, span.line, source.display_column(span)
