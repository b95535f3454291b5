"""Schema tokens: `Account.SObjectType` and `Account.Name` as values.

A token is a name, the same object for the same name in every org; what it describes is looked up in
the org of the caller. Source: recorded, tokens of one type are `===`.
"""

from __future__ import annotations

from functools import cache
from typing import ClassVar

from sfsim.runtime.caller import Caller
from sfsim.typeref import TypeRef


class SObjectTypeToken:
    """A Schema.SObjectType. Make it with `sobject_token`."""

    __slots__ = ("name",)
    type: ClassVar[TypeRef] = TypeRef("Schema.SObjectType")

    def __init__(self, name: str) -> None:
        self.name = name

    def toString(self) -> str:
        """The API name."""
        return self.name

    def __repr__(self) -> str:
        return f"{self.name}.SObjectType"


class SObjectFieldToken:
    """A Schema.SObjectField. Make it with `field_token`."""

    __slots__ = ("name", "sobject")
    type: ClassVar[TypeRef] = TypeRef("Schema.SObjectField")

    def __init__(self, sobject: str, name: str) -> None:
        self.sobject = sobject
        self.name = name

    def toString(self) -> str:
        """The API name of the field."""
        return self.name

    def __repr__(self) -> str:
        return f"{self.sobject}.{self.name}"


@cache
def sobject_token(name: str) -> SObjectTypeToken:
    """The token of an sObject type by its canonical API name."""
    return SObjectTypeToken(name)


@cache
def field_token(sobject: str, name: str) -> SObjectFieldToken:
    """The token of a field by canonical API names."""
    return SObjectFieldToken(sobject, name)


def sobject_type(caller: Caller, name: str) -> SObjectTypeToken:
    """What `Account.SObjectType` evaluates to."""
    return sobject_token(name)


def sobject_field(caller: Caller, sobject: str, name: str) -> SObjectFieldToken:
    """What `Account.Name` as a token evaluates to."""
    return field_token(sobject, name)
