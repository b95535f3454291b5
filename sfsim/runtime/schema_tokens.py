"""`Schema.SObjectType` and `Schema.SObjectField` values: what `Account.SObjectType` evaluates to.

What their describe methods answer is the standard library's business; the tokens only say which
type or field they stand for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from sfsim.names import fold
from sfsim.runtime.caller import Caller
from sfsim.runtime.text import hash_code
from sfsim.schema.field import Field
from sfsim.schema.model import SObjectType
from sfsim.typeref import TypeRef

if TYPE_CHECKING:
    from sfsim.schema.model import Schema


class SObjectTypeToken:
    """A Schema.SObjectType: equal when the types have the same name."""

    __slots__ = ("schema", "sobject")
    type: ClassVar[TypeRef] = TypeRef("Schema.SObjectType")

    def __init__(self, schema: Schema, sobject: SObjectType) -> None:
        self.schema: Final = schema
        self.sobject: Final = sobject

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SObjectTypeToken) and other.sobject.name == self.sobject.name

    def __hash__(self) -> int:
        return hash_code(self.sobject.name)

    def __repr__(self) -> str:
        return f"SObjectTypeToken({self.sobject.name})"

    def equals(self, other: object) -> bool:
        """The same type."""
        return self == other

    def hashCode(self) -> int:
        """The hash code of the name."""
        return hash_code(self.sobject.name)

    def toString(self) -> str:
        """The API name. Source: recorded."""
        return self.sobject.name


class SObjectFieldToken:
    """A Schema.SObjectField: equal when field and type are."""

    __slots__ = ("field", "schema", "sobject")
    type: ClassVar[TypeRef] = TypeRef("Schema.SObjectField")

    def __init__(self, schema: Schema, sobject: SObjectType, field: Field) -> None:
        self.schema: Final = schema
        self.sobject: Final = sobject
        self.field: Final = field

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, SObjectFieldToken)
            and other.sobject.name == self.sobject.name
            and fold(other.field.name) == fold(self.field.name)
        )

    def __hash__(self) -> int:
        return hash_code(self.field.name)

    def __repr__(self) -> str:
        return f"SObjectFieldToken({self.sobject.name}.{self.field.name})"

    def equals(self, other: object) -> bool:
        """The same field of the same type."""
        return self == other

    def hashCode(self) -> int:
        """The hash code of the name."""
        return hash_code(self.field.name)

    def toString(self) -> str:
        """The API name of the field alone. Source: recorded."""
        return self.field.name


def sobject_type_token(schema: Schema, name: str) -> SObjectTypeToken:
    """The token of a type, the same object each time. Raises UnknownName."""
    found: SObjectTypeToken | None = schema.tokens.get((name,))
    if found is None:
        owner = schema.sobject(name)
        found = schema.tokens.setdefault((owner.name,), SObjectTypeToken(schema, owner))
        schema.tokens[(name,)] = found
    return found


def sobject_field_token(schema: Schema, sobject: str, field: str) -> SObjectFieldToken:
    """The token of a field, the same object each time. Raises UnknownName."""
    found: SObjectFieldToken | None = schema.tokens.get((sobject, field))
    if found is None:
        owner = schema.sobject(sobject)
        own = owner.field(field)
        made = SObjectFieldToken(schema, owner, own)
        found = schema.tokens.setdefault((owner.name, own.name), made)
        schema.tokens[(sobject, field)] = found
    return found


def sobject_type(caller: Caller, name: str) -> SObjectTypeToken:
    """`Account.SObjectType` in the caller's org. Raises UnknownName."""
    return sobject_type_token(caller.org.schema, name)


def sobject_field(caller: Caller, sobject: str, name: str) -> SObjectFieldToken:
    """`Account.Name` in the caller's org. Raises UnknownName."""
    return sobject_field_token(caller.org.schema, sobject, name)
