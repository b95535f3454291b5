"""Names of Apex types as values: what the binder computes with and what values carry at run time.

A `TypeRef` says which type, never what is in it; declarations live in `sfsim.apex.declarations`.
"""

from __future__ import annotations

from typing import ClassVar, Final


class TypeRef:
    """An Apex type by canonical name and type arguments.

    `name` has the canonical case and is as short as Apex prints it: `String`, `Account`, `Foo`,
    `Outer.Inner`, `Database.SaveResult`, `Schema.SObjectType`, `ns.Foo`. Types of the System
    namespace carry no prefix. Arrays are Lists. `str()` is Apex's own spelling: `Map<Id,Account>`.

    There is one object for each type, so equality is identity: the binder compares and looks up
    types hundreds of thousands of times.
    """

    __slots__ = ("arguments", "name")

    name: str
    arguments: tuple[TypeRef, ...]
    _known: ClassVar[dict[tuple[str, tuple[TypeRef, ...]], TypeRef]] = {}

    def __new__(cls, name: str, arguments: tuple[TypeRef, ...] = ()) -> TypeRef:
        """The type of that name with these arguments."""
        key = (name, arguments)
        found = cls._known.get(key)
        if found is None:
            made = super().__new__(cls)
            object.__setattr__(made, "name", name)
            object.__setattr__(made, "arguments", arguments)
            found = cls._known.setdefault(key, made)
        return found

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"a TypeRef does not change: {name}")

    def __reduce__(self) -> tuple[type[TypeRef], tuple[str, tuple[TypeRef, ...]]]:
        return TypeRef, (self.name, self.arguments)

    def __repr__(self) -> str:
        return f"TypeRef({str(self)!r})"

    def __str__(self) -> str:
        if not self.arguments:
            return self.name
        return f"{self.name}<{','.join(map(str, self.arguments))}>"

    @property
    def is_list(self) -> bool:
        """Whether this is a List of anything."""
        return self.name == "List"

    @property
    def element(self) -> TypeRef:
        """The element type of a List or Set, the value type of a Map."""
        return self.arguments[-1]


OBJECT: Final = TypeRef("Object")
STRING: Final = TypeRef("String")
INTEGER: Final = TypeRef("Integer")
LONG: Final = TypeRef("Long")
DOUBLE: Final = TypeRef("Double")
DECIMAL: Final = TypeRef("Decimal")
BOOLEAN: Final = TypeRef("Boolean")
ID: Final = TypeRef("Id")
BLOB: Final = TypeRef("Blob")
DATE: Final = TypeRef("Date")
DATETIME: Final = TypeRef("Datetime")
TIME: Final = TypeRef("Time")
SOBJECT: Final = TypeRef("SObject")
EXCEPTION: Final = TypeRef("Exception")
VOID: Final = TypeRef("void")
NULL: Final = TypeRef("null")
"""The type of the literal `null`; it converts to every type."""

ERROR: Final = TypeRef("<error>")
"""The type of an expression that has already been reported: it is silent in every later check."""

NUMERIC: Final = (INTEGER, LONG, DOUBLE, DECIMAL)
"""In widening order: each converts implicitly to those after it."""

PRIMITIVES: Final = frozenset(
    {STRING, INTEGER, LONG, DOUBLE, DECIMAL, BOOLEAN, ID, BLOB, DATE, DATETIME, TIME}
)


def list_of(element: TypeRef) -> TypeRef:
    """`List<element>`."""
    return TypeRef("List", (element,))


def set_of(element: TypeRef) -> TypeRef:
    """`Set<element>`."""
    return TypeRef("Set", (element,))


def map_of(key: TypeRef, value: TypeRef) -> TypeRef:
    """`Map<key,value>`."""
    return TypeRef("Map", (key, value))
