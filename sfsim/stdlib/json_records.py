"""Reading records: sObjects from JSON with `attributes`, parents and child query results.

Fields that no code could set are set here: tests rely on it (recorded). A column that the type does
not have is dropped at the top, refused in parents and children.
Source: recorded in public test suites; release notes of a peer, 1.2.37 and 1.4.17.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from sfsim.runtime.caller import Caller
from sfsim.runtime.collections import ApexList
from sfsim.runtime.exceptions import JSONException, StringException
from sfsim.runtime.record_classes import record_class
from sfsim.runtime.sobject import SObject
from sfsim.schema.model import SObjectType
from sfsim.stdlib.json_primitives import PRIMITIVES
from sfsim.stdlib.json_tree import Members, NumberText, token_of
from sfsim.typeref import SOBJECT, TypeRef, list_of

ATTRIBUTES: Final = "attributes"
EXPECTED_OBJECT: Final = "Malformed JSON: Expected '{' at the beginning of object"
NO_SUCH_COLUMN: Final = "No such column '{column}' on sobject of type {type}"
NO_FIELD_NAME: Final = "No field name specified on column for sobject of type {type}"
QUERY_RESULT: Final = "QueryResult must start with '{'"
NOT_AN_INSTANCE: Final = (
    "Cannot deserialize instance of {type} from {token} value {value} "
    "or request may be missing a required field"
)


class RecordReader:
    """Makes records of an org's types."""

    def __init__(self, caller: Caller, *, is_strict: bool) -> None:
        self._schema = caller.org.schema
        self._is_strict = is_strict

    def is_record(self, wanted: TypeRef) -> bool:
        """Whether a type is SObject or one of the org's sObjects."""
        return wanted == SOBJECT or (not wanted.arguments and wanted.name in self._schema)

    def read(self, tree: Any, wanted: TypeRef) -> SObject:
        """A record at the top. Raises JSONException when it is none of that type."""
        if not isinstance(tree, Members):
            raise JSONException(EXPECTED_OBJECT)
        name = wanted.name
        if wanted == SOBJECT:
            name = _attribute_type(tree) or ""
            if name not in self._schema:
                raise JSONException(
                    NOT_AN_INSTANCE.format(type="SObject", token="START_OBJECT", value="{")
                )
        record = record_class(self._schema, name)()
        self._fill(record, tree, is_nested=self._is_strict)
        return record

    def _fill(self, record: SObject, tree: Members, *, is_nested: bool) -> None:
        sobject = record.sobject_type
        for name, item in tree:
            if name == ATTRIBUTES:
                continue
            if not self._column(record, sobject, name, item):
                if is_nested:
                    raise JSONException(NO_SUCH_COLUMN.format(column=name, type=sobject.name))
                if isinstance(item, Members):
                    self._fill(record, item, is_nested=False)
                elif isinstance(item, list) and item:
                    raise JSONException(NO_FIELD_NAME.format(type=sobject.name))

    def _column(self, record: SObject, sobject: SObjectType, name: str, item: Any) -> bool:
        """Sets a field or relationship; whether there is one of that name."""
        values = record.__dict__
        field = sobject.find_field(name)
        if field is not None:
            values[field.name] = self._value(field.apex_type, item)
            return True
        parent = sobject.parent_relationship(name)
        if parent is not None and parent.relationship_name is not None:
            values[parent.relationship_name] = self._parent(parent.reference_to, item)
            return True
        child = sobject.child_relationship(name)
        if child is not None and child.name is not None:
            values[child.name] = self._children(child.child, item)
            return True
        return False

    def _value(self, wanted: TypeRef, item: Any) -> Any:
        if item is None:
            return None
        primitive = PRIMITIVES.get(wanted.name)
        if primitive is None:
            raise JSONException(_not_an_instance(wanted.name, item))
        try:
            return primitive(item) if item != "" or wanted.name == "String" else None
        except (JSONException, StringException):
            if wanted.name in ("Date", "Datetime", "Time", "Id"):
                raise JSONException(_not_an_instance(wanted.name.lower(), item)) from None
            raise

    def _parent(self, targets: tuple[str, ...], item: Any) -> SObject | None:
        if item is None:
            return None
        if not isinstance(item, Members):
            raise JSONException(_not_an_instance(targets[0] if targets else "SObject", item))
        name = _attribute_type(item) or next(iter(targets), "")
        if name not in self._schema:
            raise JSONException(_not_an_instance(name or "SObject", item))
        record = record_class(self._schema, name)()
        try:
            self._fill(record, item, is_nested=True)
        except JSONException:
            raise JSONException(_not_an_instance(name, item)) from None
        return record

    def _children(self, child: str, item: Any) -> ApexList | None:
        if item is None:
            return None
        if not isinstance(item, Members):
            raise JSONException(QUERY_RESULT)
        return ApexList(list_of(TypeRef(child)), self._child_rows(child, item))

    def _child_rows(self, child: str, item: Members) -> Iterator[SObject]:
        rows = dict(item).get("records")
        for row in rows if isinstance(rows, list) else ():
            if not isinstance(row, Members):
                raise JSONException(EXPECTED_OBJECT)
            name = _attribute_type(row) or child
            record = record_class(self._schema, name if name in self._schema else child)()
            self._fill(record, row, is_nested=True)
            yield record


def _attribute_type(tree: Members) -> str | None:
    for name, item in tree:
        if name == ATTRIBUTES and isinstance(item, Members):
            found = dict(item).get("type")
            return found if isinstance(found, str) else None
    return None


def _not_an_instance(wanted: str, item: Any) -> str:
    token = "VALUE_STRING"
    if isinstance(item, Members):
        token = "START_OBJECT"
    elif isinstance(item, list):
        token = "START_ARRAY"
    elif isinstance(item, NumberText):
        token = "VALUE_NUMBER_INT" if item.lstrip("-").isdigit() else "VALUE_NUMBER_FLOAT"
    elif isinstance(item, bool):
        token = "VALUE_TRUE" if item else "VALUE_FALSE"
    return NOT_AN_INSTANCE.format(type=wanted, token=token, value=token_of(item))
