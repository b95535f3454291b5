"""What each Apex value is in JSON.

Apex objects write their members in declaration order, those of superclasses first; Maps write their
keys in reverse insertion order (recorded); records write `attributes` and then their populated
fields, and Datetimes in the form of the REST API, `…+0000` (recorded).
Source: Apex Reference Guide, JSON Class; Developer Guide, "Roundtrip Serialization".
"""

from __future__ import annotations

import base64
import datetime
from collections.abc import Callable
from decimal import Decimal
from typing import Any, Final

from sfsim.runtime.caller import Caller
from sfsim.runtime.collections import ApexMap, ApexSet
from sfsim.runtime.exceptions import JSONException
from sfsim.runtime.numbers import decimal_text, double_text
from sfsim.runtime.objects import ApexEnum, ApexObject
from sfsim.runtime.sobject import SObject
from sfsim.runtime.text import date_text, time_text
from sfsim.runtime.values import ApexType
from sfsim.stdlib.json_members import serialized_members
from sfsim.stdlib.json_output import JSONOutput, quoted

UNSUPPORTED: Final = "Apex Type unsupported in JSON: {}"
AGGREGATE_RESULT: Final = "AggregateResult"


def datetime_json(value: datetime.datetime) -> str:
    """`2024-01-02T03:04:05.000Z`."""
    return f"{date_text(value)}T{time_text(value.time())}"


SCALARS: Final[dict[type, Callable[[Any], str]]] = {
    type(None): lambda value: "null",
    str: quoted,
    bool: lambda value: "true" if value else "false",
    int: int.__repr__,
    float: double_text,
    Decimal: decimal_text,
    bytes: lambda value: quoted(base64.b64encode(value).decode("ascii")),
    datetime.date: lambda value: quoted(date_text(value)),
    datetime.datetime: lambda value: quoted(datetime_json(value)),
    datetime.time: lambda value: quoted(time_text(value)),
}
"""How values without parts are written."""


def serialize(value: Any, caller: Caller, *, pretty: bool, suppresses_nulls: bool) -> str:
    """A value as JSON text. Raises JSONException for one that has no JSON form."""
    output = JSONOutput(pretty=pretty)
    JSONWriter(output, caller, suppresses_nulls=suppresses_nulls).write(value)
    return output.text()


class JSONWriter:
    """Writes values to an output. `suppresses_nulls` leaves out null members of Apex objects."""

    def __init__(self, output: JSONOutput, caller: Caller, *, suppresses_nulls: bool) -> None:
        self._output = output
        self._caller = caller
        self._suppresses_nulls = suppresses_nulls
        self._around: list[Any] = []

    def write(self, value: Any) -> None:
        """Any value. Raises JSONException for one that has no JSON form."""
        scalar = SCALARS.get(type(value))
        if scalar is not None:
            self._output.raw(scalar(value))
        elif isinstance(value, int):
            self._output.raw(int.__repr__(value))
        elif isinstance(value, ApexEnum):
            self._output.raw(quoted(value.name))
        else:
            if any(value is outer for outer in self._around):
                raise JSONException("Direct self-reference leading to cycle")
            self._around.append(value)
            self._compound(value)
            self._around.pop()

    def _compound(self, value: Any) -> None:
        if isinstance(value, list | ApexSet):
            self._output.start_array()
            for item in value:
                self.write(item)
            self._output.end_array()
        elif isinstance(value, ApexMap):
            self._output.start_object()
            for key, item in reversed(list(value.items())):
                self._output.name(_key_text(key))
                self.write(item)
            self._output.end_object()
        elif isinstance(value, SObject):
            self._record(value)
        elif isinstance(value, ApexObject) or hasattr(value, "json_fields"):
            self._object(value)
        else:
            raise JSONException(UNSUPPORTED.format(_type_name(value)))

    def _object(self, value: Any) -> None:
        fields = getattr(value, "json_fields", None)
        members = fields() if fields else serialized_members(value, self._caller)
        self._output.start_object()
        for name, item in members:
            if item is None and self._suppresses_nulls:
                continue
            self._output.name(name)
            self.write(item)
        self._output.end_object()

    def _record(self, record: SObject) -> None:
        name = record.sobject_type.name
        output = self._output
        output.start_object()
        output.name("attributes")
        output.start_object()
        output.name("type")
        output.raw(quoted(name))
        identifier = record.__dict__.get("Id")
        if identifier and name != AGGREGATE_RESULT:
            output.name("url")
            version = f"v{self._caller.api_version:.1f}"
            output.raw(quoted(f"/services/data/{version}/sobjects/{name}/{identifier}"))
        output.end_object()
        for field, value in list(record.__dict__.items()):
            output.name(field)
            if isinstance(value, list):
                self._children(value)
            elif type(value) is datetime.datetime:
                output.raw(quoted(datetime_json(value).replace("Z", "+0000")))
            else:
                self.write(value)
        output.end_object()

    def _children(self, records: list[Any]) -> None:
        output = self._output
        output.start_object()
        output.name("totalSize")
        output.raw(str(len(records)))
        output.name("done")
        output.raw("true")
        output.name("records")
        output.start_array()
        for record in records:
            self.write(record)
        output.end_array()
        output.end_object()


def _key_text(key: Any) -> str:
    """A Map's key as member name."""
    if isinstance(key, str):
        return key
    if isinstance(key, ApexEnum):
        return key.name
    if _type_name(key) == "Schema.SObjectField":
        return str(key.toString())
    scalar = SCALARS.get(type(key))
    if scalar is not None:
        return scalar(key).strip('"')
    if isinstance(key, int):
        return int.__repr__(key)
    raise JSONException(f"Map key type not serializable in JSON: {_type_name(key)}")


def _type_name(value: Any) -> str:
    if isinstance(value, ApexType):
        return "System.Type"
    return str(getattr(value, "type", None) or getattr(value, "apex_name", type(value).__name__))
