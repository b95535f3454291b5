"""System.JSON: values as JSON text and back.

Source: Apex Reference Guide, JSON Class.
"""

from __future__ import annotations

from typing import Any

from sfsim.runtime.caller import Caller
from sfsim.runtime.exceptions import NullPointerException
from sfsim.runtime.values import ApexType
from sfsim.stdlib.json_reading import JSONReader, refuse_other_start
from sfsim.stdlib.json_tree import read_tree, read_untyped
from sfsim.stdlib.json_writing import serialize
from sfsim.stdlib.registry import apex_class, apex_constructor, apex_method
from sfsim.stdlib.system.jsongenerator import JSONGenerator
from sfsim.stdlib.system.jsonparser import JSONParser


@apex_class("System.JSON", source="Apex Reference Guide, JSON Class")
class JSON:
    """Serialization and deserialization."""

    @apex_constructor("JSON()")
    def __init__(self) -> None:
        """An object without use; the class has static members only."""

    @apex_method("Object clone()")
    def clone(self) -> JSON:
        """Another such object."""
        return JSON()

    @apex_method("static String serialize(Object o)", caller=True)
    @staticmethod
    def serialize(caller: Caller, value: Any) -> str:  # Object
        """A value as JSON. Raises JSONException for one that has no JSON form."""
        return serialize(value, caller, pretty=False, suppresses_nulls=False)

    @apex_method("static String serialize(Object o, Boolean suppressApexObjectNulls)", caller=True)
    @staticmethod
    def serialize_suppressing(caller: Caller, value: Any, suppresses_nulls: bool) -> str:  # Object
        """The same, maybe without null members of Apex objects."""
        return serialize(value, caller, pretty=False, suppresses_nulls=suppresses_nulls)

    @apex_method("static String serializePretty(Object o)", caller=True)
    @staticmethod
    def serializePretty(caller: Caller, value: Any) -> str:  # Object
        """A value as indented JSON."""
        return serialize(value, caller, pretty=True, suppresses_nulls=False)

    @apex_method(
        "static String serializePretty(Object o, Boolean suppressApexObjectNulls)", caller=True
    )
    @staticmethod
    def serializePretty_suppressing(
        caller: Caller, value: Any, suppresses_nulls: bool
    ) -> str:  # Object
        """The same, maybe without null members of Apex objects."""
        return serialize(value, caller, pretty=True, suppresses_nulls=suppresses_nulls)

    @apex_method("static Object deserialize(String jsonString, Type apexType)", caller=True)
    @staticmethod
    def deserialize(caller: Caller, text: str | None, wanted: ApexType | None) -> Any:
        """A value of a type; members that it does not have are ignored. Raises JSONException."""
        return _deserialize(caller, text, wanted, is_strict=False)

    @apex_method("static Object deserializeStrict(String jsonString, Type apexType)", caller=True)
    @staticmethod
    def deserializeStrict(caller: Caller, text: str | None, wanted: ApexType | None) -> Any:
        """A value of a type. Raises JSONException also for members that it does not have."""
        return _deserialize(caller, text, wanted, is_strict=True)

    @apex_method("static Object deserializeUntyped(String jsonString)")
    @staticmethod
    def deserializeUntyped(text: str | None) -> Any:
        """Maps, Lists and primitives. Raises JSONException."""
        return read_untyped(text)

    @apex_method("static JSONParser createParser(String jsonString)")
    @staticmethod
    def createParser(text: str | None) -> JSONParser:
        """A parser at the beginning of a text."""
        return JSONParser(text)

    @apex_method("static JSONGenerator createGenerator(Boolean pretty)")
    @staticmethod
    def createGenerator(pretty: bool) -> JSONGenerator:
        """A generator with nothing written."""
        return JSONGenerator(bool(pretty))


def _deserialize(
    caller: Caller, text: str | None, wanted: ApexType | None, *, is_strict: bool
) -> Any:
    if wanted is not None:
        refuse_other_start(text, wanted.ref)
    tree = read_tree(text)
    if wanted is None:
        raise NullPointerException("Argument 2 cannot be null")
    return JSONReader(caller, is_strict=is_strict).read(tree, wanted.ref)
