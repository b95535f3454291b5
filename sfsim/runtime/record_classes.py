"""The Python classes of an org's records: one per sObject type, and subclasses per kind of record.

They are made when first needed and live as long as the schema they are made from.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from sfsim.runtime.sobject import (
    AggregateResultMixin,
    ReadOnlySObject,
    SObject,
    child_list_type,
)
from sfsim.schema.model import Schema, SObjectType
from sfsim.typeref import TypeRef

AGGREGATE_RESULT: Final = "AggregateResult"
CONSTRUCTED: Final = "constructed"
COMPLETE: Final = "complete"
READ_ONLY: Final = "read-only"


def record_class(schema: Schema, name: str) -> type[SObject]:
    """The class of constructed records of a type; `isinstance` holds for all its records.

    Raises:
        UnknownName: there is no such type.
    """
    found = schema.record_classes.get(name)
    if found is None:
        sobject_type = schema.sobject(name)
        found = schema.record_classes.get(sobject_type.name)
        if found is None:
            found = schema.record_classes[sobject_type.name] = _make_class(schema, sobject_type)
        schema.record_classes[name] = found
    assert issubclass(found, SObject), "only record classes are kept here"
    return found


def complete_class(schema: Schema, name: str) -> type[SObject]:
    """The class of complete records (Trigger.new): every unset field reads null."""
    base = record_class(schema, name)
    key = (base.sobject_type.name, COMPLETE)
    found = schema.record_classes.get(key)
    if found is None:
        nulls = {each: None for each, children in base.known.items() if children is None}
        found = _subclass(base, (base,), {**nulls, "hides_nulls": True})
        found.writable = found
        schema.record_classes[key] = found
    assert issubclass(found, SObject), "only record classes are kept here"
    return found


def query_class(schema: Schema, name: str, selected: Iterable[str]) -> type[SObject]:
    """The class of rows of a query that selected these fields and relationships."""
    names = frozenset({*selected, "Id"})
    base = record_class(schema, name)
    key = (base.sobject_type.name, names)
    found = schema.record_classes.get(key)
    if found is None:
        # A selected field that is null is not populated: the class answers for it.
        nulls = {each: None for each in sorted(names) if base.known.get(each) is None}
        members = {**nulls, "selected": names, "is_query_shape": True}
        found = _subclass(base, (base,), members)
        found.writable = found
        schema.record_classes[key] = found
    assert issubclass(found, SObject), "only record classes are kept here"
    return found


def complete_record(schema: Schema, name: str, values: Mapping[str, Any]) -> SObject:
    """A complete record with the given fields populated, in that order."""
    return complete_class(schema, name).of(dict(values))


def read_only_copy(record: SObject) -> SObject:
    """A copy of a record that refuses to be changed (Trigger.new after saving, Trigger.old)."""
    kind = type(record)
    if kind.is_read_only:
        return record
    found = record.schema.record_classes.get((kind, READ_ONLY))
    if found is None:
        found = _subclass(kind, (ReadOnlySObject, kind), {"is_read_only": True})
        record.schema.record_classes[(kind, READ_ONLY)] = found
    copy: SObject = found.of(dict(record.__dict__))
    return copy


def new_instance(schema: Schema, name: str) -> SObject:
    """`Type.newSObject()`: an empty record. Raises UnknownName."""
    return record_class(schema, name)()


def _make_class(schema: Schema, sobject_type: SObjectType) -> type[SObject]:
    bases: tuple[type, ...] = (SObject,)
    if sobject_type.name == AGGREGATE_RESULT:
        bases = (AggregateResultMixin,)
    members = {
        "sobject_type": sobject_type,
        "schema": schema,
        "known": known_names(sobject_type),
        "type": TypeRef(sobject_type.name),
    }
    made: type[SObject] = type(sobject_type.name, bases, members)
    made.constructed = made
    made.writable = made
    return made


def _subclass(
    kind: type[SObject], bases: tuple[type, ...], members: dict[str, Any]
) -> type[SObject]:
    made: type[SObject] = type(kind.__name__, bases, members)
    return made


def known_names(sobject_type: SObjectType) -> dict[str, TypeRef | None]:
    """Every field, parent and child relationship of a type; a child relationship wins a clash."""
    known: dict[str, TypeRef | None] = {field.name: None for field in sobject_type.fields}
    for field in sobject_type.fields:
        if field.relationship_name:
            known[field.relationship_name] = None
    for child in sobject_type.child_relationships:
        if child.name:
            known[child.name] = child_list_type(child.child)
    return known
