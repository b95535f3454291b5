"""Typed reading: JSON into collections, user classes, enums and primitives.

Source: Apex Reference Guide, JSON Class; recorded texts of JSONException and TypeException.
"""

from __future__ import annotations

import pkgutil
from typing import Any, Final

from sfsim.apex.declarations import TypeDeclaration, TypeKind
from sfsim.errors import Unsupported
from sfsim.names import fold
from sfsim.runtime.caller import Caller
from sfsim.runtime.collections import ApexList, ApexMap, ApexSet
from sfsim.runtime.exceptions import JSONException, TypeException
from sfsim.stdlib import json_members
from sfsim.stdlib.json_primitives import ILLEGAL, PRIMITIVES, in_collection, to_text
from sfsim.stdlib.json_records import RecordReader
from sfsim.stdlib.json_tree import Members, untyped
from sfsim.typeref import TypeRef

EXPECTED: Final = "Malformed JSON: Expected '{bracket}' at the beginning of {what}"
BRACKETS: Final = {"List": ("[", "List/Set"), "Set": ("[", "List/Set"), "Map": ("{", "Map")}
OTHER_STARTS: Final = '{["-0123456789'
"""How a token may start, literals apart: `null` is a collection too."""

OBJECT_UNSUPPORTED: Final = "Apex Type unsupported in JSON: Object"
UNSUPPORTED: Final = "Apex Type unsupported in JSON: {}"
ABSTRACT: Final = "Cannot deserialize JSON as abstract type: {}"
UNKNOWN_FIELD: Final = "Unknown field: {}.{}"
NOT_DESERIALIZABLE: Final = "Field is not deserializable: {}.{}"


def refuse_other_start(text: str | None, wanted: TypeRef) -> None:
    """Refuses a collection whose text starts with another token, before the rest is read.

    Source: recorded in public tests: text that begins like a string and never ends, read as a List,
    is said not to begin with a bracket.
    """
    bracket = BRACKETS.get(wanted.name)
    first = (text or "").lstrip()[:1]
    if bracket is not None and first in OTHER_STARTS and first != bracket[0] and first:
        raise JSONException(EXPECTED.format(bracket=bracket[0], what=bracket[1]))


class JSONReader:
    """Makes values of a wanted type. `is_strict` refuses members that a class does not have."""

    def __init__(self, caller: Caller, *, is_strict: bool) -> None:
        self._caller = caller
        self._is_strict = is_strict
        self._records = RecordReader(caller, is_strict=is_strict)

    def read(self, tree: Any, wanted: TypeRef) -> Any:
        """A tree as a value of a type.

        Raises:
            JSONException: it does not fit.
            TypeException: the type is abstract.
        """
        if tree is None:
            return None
        primitive = PRIMITIVES.get(wanted.name)
        if primitive is not None:
            return primitive(tree)
        if wanted.name == "List":
            return ApexList(wanted, self._items(tree, wanted))
        if wanted.name == "Set":
            return ApexSet(wanted, self._items(tree, wanted))
        if wanted.name == "Map":
            return self._map(tree, wanted)
        if wanted.name == "Object":
            raise JSONException(OBJECT_UNSUPPORTED)
        if self._records.is_record(wanted):
            return self._records.read(tree, wanted)
        return self._declared(tree, wanted)

    def _items(self, tree: Any, wanted: TypeRef) -> list[Any]:
        if not isinstance(tree, list) or isinstance(tree, Members):
            raise JSONException(EXPECTED.format(bracket="[", what="List/Set"))
        element = wanted.element
        return [in_collection(element.name, self.read(item, element)) for item in tree]

    def _map(self, tree: Any, wanted: TypeRef) -> ApexMap:
        if not isinstance(tree, Members):
            raise JSONException(EXPECTED.format(bracket="{", what="Map"))
        key_type, value_type = wanted.arguments
        pairs = [
            (
                in_collection(key_type.name, self.read(name, key_type)),
                in_collection(value_type.name, self.read(item, value_type)),
            )
            for name, item in tree
        ]
        return ApexMap(wanted, pairs)

    def _declared(self, tree: Any, wanted: TypeRef) -> Any:
        declaration: TypeDeclaration | None = self._caller.org.program.members(wanted)
        if declaration is None:
            raise JSONException(UNSUPPORTED.format(wanted))
        if declaration.kind is TypeKind.ENUM:
            return self._enum(tree, declaration)
        if declaration.kind is TypeKind.INTERFACE or "abstract" in declaration.modifiers:
            raise TypeException(ABSTRACT.format(wanted))
        if not isinstance(tree, Members):
            raise JSONException(EXPECTED.format(bracket="{", what="object"))
        if declaration.is_user:
            return self._object(tree, wanted)
        made = pkgutil.resolve_name(declaration.python) if declaration.python else None
        from_json = getattr(made, "from_json", None)
        if from_json is None:
            raise Unsupported(f"JSON into {wanted}")
        return from_json(dict(untyped(tree)))

    def _enum(self, tree: Any, declaration: TypeDeclaration) -> Any:
        name = to_text(tree)
        found = declaration.fields.get(fold(name))
        if found is None or found.ordinal is None:
            raise JSONException(ILLEGAL.format(name))
        if declaration.is_user:
            return self._caller.org.program.enum_constants(declaration.ref)[found.ordinal]
        assert found.standard_get is not None, "a standard constant has a function that returns it"
        assert found.standard_get.target is not None, "standard enums are all implemented"
        return pkgutil.resolve_name(found.standard_get.target)()

    def _object(self, tree: Members, wanted: TypeRef) -> Any:
        own = json_members.declarations(wanted, self._caller)
        made = json_members.allocate(wanted, self._caller)
        for name, item in tree:
            field = json_members.find(own, name)
            if field is None:
                if self._is_strict:
                    raise JSONException(UNKNOWN_FIELD.format(wanted, name))
            elif "transient" in field.modifiers:
                if self._is_strict:
                    raise JSONException(NOT_DESERIALIZABLE.format(wanted, field.name))
            elif field.setter:
                json_members.write(made, field, self.read(item, field.type))
        return made
