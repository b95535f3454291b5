"""What `Account.SObjectType` and `Account.Name` evaluate to in emitted code."""

from __future__ import annotations

from sfsim.runtime.caller import Caller
from sfsim.runtime.schema_tokens import (
    SObjectFieldToken,
    SObjectTypeToken,
    sobject_field_token,
    sobject_type_token,
)


def sobject_type(caller: Caller, name: str) -> SObjectTypeToken:
    """The token of a type in the caller's org. Raises UnknownName."""
    return sobject_type_token(caller.org.schema, name)


def sobject_field(caller: Caller, sobject: str, name: str) -> SObjectFieldToken:
    """The token of a field in the caller's org. Raises UnknownName."""
    return sobject_field_token(caller.org.schema, sobject, name)
