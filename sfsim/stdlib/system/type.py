"""System.Type: reflection over the org's types.

Source: Apex Reference Guide, "Type Class"; recorded, lookup ignores case, unknown names give null.
"""

from __future__ import annotations

from typing import Any

from sfsim.runtime.caller import Caller
from sfsim.runtime.exceptions import NullPointerException
from sfsim.runtime.text import hash_code
from sfsim.runtime.values import ApexType
from sfsim.stdlib.registry import apex_class, apex_method, apex_property
from sfsim.stdlib.schema.describe import token_of

NULL_DEREFERENCE = "Attempt to de-reference a null object"


@apex_class("System.Type", python="sfsim.runtime.values:ApexType")
class Type:
    """The members of a type."""

    @apex_method("static Type forName(String name)", caller=True)
    @staticmethod
    def for_name(caller: Caller, name: str | None) -> ApexType | None:
        """The type of that name, null when there is none that the caller sees."""
        if name is None:
            return None
        found = caller.org.program.find_type(name, caller)
        return None if found is None else ApexType(found)

    @apex_method("static Type forName(String namespace, String name)", caller=True)
    @staticmethod
    def for_qualified_name(
        caller: Caller, namespace: str | None, name: str | None
    ) -> ApexType | None:
        """The type of that name in a namespace; '' and null mean the caller's own."""
        if name is None:
            return None
        qualified = f"{namespace}.{name}" if namespace else name
        found = caller.org.program.find_type(qualified, caller)
        if found is None and namespace:
            # A name that already carries the namespace.
            found = caller.org.program.find_type(name, caller)
        return None if found is None else ApexType(found)

    @apex_method("String getName()", inline="{0}.getName()")
    @apex_method("String toString()", inline="{0}.toString()")
    @staticmethod
    def get_name(type_value: ApexType) -> str:
        """`Account`, `Outer.Inner`, `List<Account>`."""
        return type_value.getName()

    @apex_method("Object newInstance()", caller=True)
    @staticmethod
    def new_instance(type_value: ApexType, caller: Caller) -> Any:
        """A new object by the constructor without arguments. Raises TypeException."""
        return caller.org.program.new_instance(type_value.ref, caller)

    @apex_method("Boolean isAssignableFrom(Type source)", caller=True)
    @staticmethod
    def is_assignable_from(
        type_value: ApexType, caller: Caller, source: ApexType | None
    ) -> bool:
        """Whether a variable of this type can hold a value of the other."""
        if source is None:
            raise NullPointerException(NULL_DEREFERENCE)
        return caller.org.program.is_assignable(source.ref, type_value.ref)

    @apex_method("Boolean equals(Object other)")
    @staticmethod
    def equals(type_value: ApexType, other: Any) -> bool:
        """The same type."""
        return bool(type_value == other)

    @apex_method("Integer hashCode()")
    @staticmethod
    def hash_code(type_value: ApexType) -> int:
        """The hash code of the name. Source: recorded."""
        return hash_code(type_value.getName())

    @apex_property("Schema.SObjectType SObjectType { get; }", caller=True)
    @staticmethod
    def sobject_type(type_value: ApexType, caller: Caller) -> Any:
        """The token of an sObject type, null for other types."""
        return token_of(caller, type_value.ref.name)
