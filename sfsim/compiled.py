"""What the compiler hands to the runtime: one code object and all that must be linked to it.

`apex` makes these records and `runtime` loads them; neither knows the other. Everything here can be
pickled but the code object, which is marshalled.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from types import CodeType

from sfsim.soql import nodes as soql
from sfsim.source import SourceFile
from sfsim.typeref import TypeRef


class LinkKind(Enum):
    """What a global name of emitted code is bound to when its unit is loaded into an org."""

    TYPE = "the TypeRef itself"
    DECIMAL = "a Decimal constant, from its text"
    QUERY = "the tree of an inline query or search, its binds emptied"
    STANDARD = "a function of the standard library, imported at its first call"
    STANDARD_CLASS = "a class of the standard library or of the runtime, imported at once"
    CLASS = "the Python class of a user type (an empty class until that is loaded)"
    MEMBER = "a function of another unit, loaded at its first call"
    HOLDER = "the statics of a user type"
    CALLER = "the Caller constant of a user type"
    ENUM = "a constant of a user enum"
    SOBJECT = "the record class of an sObject type"


@dataclass(frozen=True, slots=True)
class Link:
    """One global name's meaning. `target` is a type name, an import path, or the text of a value;
    `value` carries the tree of a query, the TypeRef of a type, the constants of an enum."""

    kind: LinkKind
    target: str
    value: TypeRef | soql.Query | soql.Search | tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class CompiledField:
    """An instance or static field: its Apex name and type, and the Python attribute it lives in."""

    name: str
    attribute: str
    type: TypeRef
    is_transient: bool = False


@dataclass(frozen=True, slots=True)
class CompiledMethod:
    """A method or constructor (`name` is then `<init>`): under which Python name it is reached.

    `identifier` is a global of the org's namespace for statics and constructors, an attribute of
    the object for instance methods.
    """

    name: str
    identifier: str
    parameters: tuple[TypeRef, ...] = ()
    returns: TypeRef | None = None
    is_static: bool = False
    annotations: frozenset[str] = frozenset()
    modifiers: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class CompiledType:
    """A user type as the runtime needs it, without its members' code.

    `kind` is 'class', 'interface', 'enum', 'trigger' or 'anonymous'. `has_effects`: its static
    initialiser does more than store constants, so every first use of the class must run it.
    `identifier` is the global of a trigger's or block's function; `initializer` that of the
    instance initialisers, where they run before the constructor.
    """

    name: str
    kind: str
    namespace: str = ""
    superclass: TypeRef | None = None
    interfaces: tuple[TypeRef, ...] = ()
    modifiers: frozenset[str] = frozenset()
    annotations: frozenset[str] = frozenset()
    sharing: str = ""
    api_version: float = 67.0
    is_test: bool = False
    constants: tuple[str, ...] = ()
    fields: tuple[CompiledField, ...] = ()
    statics: tuple[CompiledField, ...] = ()
    methods: tuple[CompiledMethod, ...] = ()
    constructors: tuple[CompiledMethod, ...] = ()
    has_effects: bool = False
    identifier: str = ""
    initializer: str = ""


@dataclass(slots=True, eq=False)
class CompiledUnit:
    """One source file, compiled: a top-level type with its inner types, a trigger or a block.

    `bases` are the user units whose classes must exist before this code runs. `continuations` maps
    a line on which a statement only continues to the line on which it starts. `counters`: the
    global in which the code counts the lines that run, and its size; None without coverage.
    """

    name: str
    source: SourceFile
    code: CodeType
    types: tuple[CompiledType, ...]
    links: dict[str, Link]
    bases: tuple[str, ...] = ()
    continuations: dict[int, int] = field(default_factory=dict)
    unsupported: tuple[tuple[str, int, int], ...] = ()
    counters: tuple[str, int] | None = None


def unit_name(type_name: str, namespace: str = "") -> str:
    """The unit that holds a type: the top-level name of `Outer.Inner` or `ns.Outer.Inner`."""
    parts = type_name.split(".")
    if namespace and len(parts) > 1 and parts[0] == namespace:
        return ".".join(parts[:2])
    return parts[0]
