"""The members of Apex objects that JSON reads and writes, and how they are reached.

Static and transient members take no part. A property with a getter or setter of its own is read and
written through it (recorded: setters run for each member that is present); constructors and field
initialisers do not run for an object that JSON makes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sfsim.apex.codegen import naming
from sfsim.apex.declarations import FieldDeclaration, TypeDeclaration
from sfsim.errors import Unsupported
from sfsim.names import fold
from sfsim.runtime.caller import Caller
from sfsim.typeref import TypeRef


def declarations(ref: TypeRef, caller: Caller) -> list[TypeDeclaration]:
    """A user class and its user superclasses, the root first; empty for other types."""
    chain: list[TypeDeclaration] = []
    current: TypeRef | None = ref
    while current is not None:
        declaration: TypeDeclaration | None = caller.org.program.members(current)
        if declaration is None or not declaration.is_user:
            break
        chain.append(declaration)
        current = declaration.superclass
    return chain[::-1]


def serialized_members(value: Any, caller: Caller) -> Iterator[tuple[str, Any]]:
    """Names and values of an object's members, superclasses' first, in declaration order."""
    own = declarations(value.type, caller)
    if not own:
        raise Unsupported(f"JSON of {value.type}")
    for declaration in own:
        for field in declaration.fields.values():
            if field.is_static or "transient" in field.modifiers or not field.getter:
                continue
            yield field.name, read(value, field)


def read(value: Any, field: FieldDeclaration) -> Any:
    """The value of a member, through its getter where it has one of its own."""
    getter = getattr(value, naming.getter(field.name), None) if field.is_property else None
    return getter() if getter is not None else getattr(value, naming.field(field.name))


def write(value: Any, field: FieldDeclaration, item: Any) -> None:
    """Sets a member, through its setter where it has one of its own."""
    setter = getattr(value, naming.setter(field.name), None) if field.is_property else None
    if setter is not None:
        setter(item)
    else:
        setattr(value, naming.field(field.name), item)


def find(own: list[TypeDeclaration], name: str) -> FieldDeclaration | None:
    """The instance member of that name in any case, the most derived class's first."""
    for declaration in reversed(own):
        field = declaration.fields.get(fold(name))
        if field is not None and not field.is_static:
            return field
    return None


def allocate(ref: TypeRef, caller: Caller) -> Any:
    """An object of a user class whose constructor did not run: every field is null."""
    made: Any = caller.org.program.python_class(ref)
    return made.__new__(made)
