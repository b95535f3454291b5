"""Classes of the platform that have nothing but properties: what Metadata and Component describe.

Such a class has no method that could compute something, only properties that are read and written,
perhaps a constructor without parameters, and what every object can do. So it needs no code: the
index of signatures says where the values are, and the Python class is made when it is first used.
`sfsim.stdlib.property_classes:Metadata__Layout` is what emitted code calls.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from sfsim.apex.signatures import Signature, parse_signature
from sfsim.typeref import TypeRef

MODULE: Final = __name__
OF_EVERY_OBJECT: Final = frozenset(
    {"clone", "equals", "hashCode", "toString", "getBuildVersion"}
)
"""Methods that say nothing about a class; ConnectApi's build version is only a number."""


class PropertyObject:
    """An instance: its properties as attributes `name_` (a name may be a word of Python's); null
    until they are set."""

    type: TypeRef

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return None

    def json_fields(self) -> Iterable[tuple[str, Any]]:
        """What JSON.serialize writes: the properties that were set."""
        return ((name.removesuffix("_"), value) for name, value in self.__dict__.items())


def has_only_properties(described: dict[str, Any]) -> bool:
    """Whether a class of the platform's list is such a class."""
    if described["kind"] != "class" or not described.get("properties"):
        return False
    constructors = map(parse_signature, described.get("constructors", ()))
    methods = map(parse_signature, described.get("methods", ()))
    properties = map(parse_signature, described["properties"])
    return (
        all(not each.parameters for each in constructors)
        and all(each.name in OF_EVERY_OBJECT for each in methods)
        and all(each.getter and each.setter and not each.is_static for each in properties)
    )


def python_path(name: str) -> str:
    """Where the Python class of an Apex class is found."""
    return f"{MODULE}:{name.replace('.', '__')}"


def targets(name: str, kind: str, signature: Signature) -> tuple[str, str, str | None] | None:
    """Style, target and setter of a member of such a class; None for what it does not have."""
    if kind == "constructor":
        return "function", python_path(name), None
    if kind == "property":
        attribute = signature.name
        return "inline", f"{{0}}.{attribute}_", f"{{0}}.__setattr__({attribute + '_'!r}, {{1}})"
    return None


def __getattr__(name: str) -> type:
    """The Python class of an Apex class, the dots of its name doubled underscores."""
    if name.startswith("__") or "__" not in name:
        raise AttributeError(name)
    apex_name = name.replace("__", ".")
    made = type(
        name,
        (PropertyObject,),
        {"__module__": MODULE, "__doc__": f"{apex_name}.", "type": TypeRef(apex_name)},
    )
    globals()[name] = made
    return made
