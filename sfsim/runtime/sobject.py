"""Records: plain attributes under API names, and what Apex can do with any record.

A record's own `__dict__` holds the populated fields, in population order, and nothing else.
There is one class per sObject type and org (`record_classes`), and three kinds of subclasses:

    SObject
    └── Account             constructed: an unset field reads null
        ├── a query shape   a selected field that is null reads null; any other unset one raises
        ├── complete        Trigger.new, Trigger.old: every unset field reads null
        └── read-only       of either: refuses to be changed

Source: Apex Reference Guide, "SObject Class".
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Final

from sfsim.errors import ApexException
from sfsim.runtime.assignment import assignable_value
from sfsim.runtime.collections import ApexList, ApexMap
from sfsim.runtime.equality import apex_hash, values_equal
from sfsim.runtime.exceptions import FinalException, NullPointerException, SObjectException
from sfsim.runtime.schema_tokens import (
    SObjectFieldToken,
    SObjectTypeToken,
    sobject_type_token,
)
from sfsim.runtime.text import hash_code
from sfsim.runtime.values import Long
from sfsim.schema.field import Field
from sfsim.schema.model import METADATA, Schema, SObjectType
from sfsim.typeref import LONG, OBJECT, STRING, TypeRef, list_of, map_of

if TYPE_CHECKING:
    from typing import Self

NOT_QUERIED: Final = (
    "SObject row was retrieved via SOQL without querying the requested field: {type}.{name}"
)
READ_ONLY: Final = "Record is read-only"
INVALID_FIELD: Final = "Invalid field {name} for {type}"
INVALID_FIELD_NAME: Final = "Invalid field: {name}"
INVALID_RELATIONSHIP: Final = "Invalid relationship {name} for {type}"
NOT_A_RELATIONSHIP: Final = "{type}.{name} is not a relationship"
NOT_EDITABLE: Final = "Field {name} is not editable"
RELATIONSHIP_NOT_EDITABLE: Final = "Relationship {name} is not editable"
NOT_WRITEABLE: Final = "Field is not writeable: {type}.{name}"
FOREIGN_FIELD: Final = "{owner}.{name} does not belong to SObject type {type}"
ILLEGAL_ASSIGNMENT: Final = "Illegal assignment from {source} to {target}"
"""Source of the texts: recorded; the last part of NOT_WRITEABLE is not recorded."""

TIMESTAMPS: Final = (
    "CreatedDate", "CreatedById", "LastModifiedDate", "LastModifiedById", "SystemModstamp",
    "LastViewedDate", "LastReferencedDate", "LastActivityDate",
)  # fmt: skip
"""System fields that a clone drops unless it preserves the read-only timestamps."""

STATE: Final = frozenset({"_errors", "_clone_source", "_is_clone"})
STRING_TO_OBJECT: Final = map_of(STRING, OBJECT)

FieldName = str | SObjectFieldToken


@dataclass(frozen=True, slots=True)
class RecordError:
    """An error that `addError` put on a record; `fields` is empty for one on the whole record."""

    message: str
    fields: tuple[str, ...] = ()


class SObject:
    """A record of any type. `known` maps each field and relationship of the type to the type of the
    children, or None when it leads to none; `selected` are the names that a query selected."""

    __slots__ = ("_clone_source", "_errors", "_is_clone")
    sobject_type: ClassVar[SObjectType]
    schema: ClassVar[Schema]
    known: ClassVar[Mapping[str, TypeRef | None]] = {}
    selected: ClassVar[frozenset[str]] = frozenset()
    is_query_shape: ClassVar[bool] = False
    is_read_only: ClassVar[bool] = False
    hides_nulls: ClassVar[bool] = False
    constructed: ClassVar[type[SObject]]
    writable: ClassVar[type[SObject]]

    _errors: list[RecordError] | None
    _clone_source: str | None
    _is_clone: bool | None

    def __init__(self, **fields: Any) -> None:
        self.__dict__ = fields  # type: ignore[misc]  # every subclass has one

    def __getattr__(self, name: str) -> Any:
        """An attribute that is not populated."""
        kind = type(self)
        if name in kind.known:
            if kind.is_query_shape and name != "Id":
                raise SObjectException(
                    NOT_QUERIED.format(type=kind.sobject_type.name, name=name)
                )
            children = kind.known[name]
            return None if children is None else ApexList(children)
        if name in STATE:
            return None
        raise AttributeError(f"{kind.__name__} has no attribute {name}")

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        if not isinstance(other, SObject) or self.sobject_type is not other.sobject_type:
            return False
        own, others = _set_fields(self), _set_fields(other)
        return own.keys() == others.keys() and all(
            values_equal(value, others[name]) for name, value in own.items()
        )

    def __hash__(self) -> int:
        return self.hashCode()

    def __repr__(self) -> str:
        return f"{self.sobject_type.name}({self.__dict__!r})"

    @classmethod
    def of(cls, values: dict[str, Any]) -> Self:
        """A record with these populated fields; the dict becomes the record's own."""
        record = cls.__new__(cls)
        record.__dict__ = values  # type: ignore[misc]  # every subclass has one
        return record

    # What Python code of the platform uses.

    def populated_fields(self) -> Iterable[str]:
        """The names of the populated fields and relationships, in population order."""
        return self.__dict__.keys()

    def errors(self) -> list[RecordError]:
        """The errors that were added to the record."""
        return list(self._errors or ())

    def add_error(self, message: str, fields: tuple[str, ...] = ()) -> None:
        """Marks the record (or fields of it) as wrong; DML then refuses it."""
        if self._errors is None:
            object.__setattr__(self, "_errors", [])
        assert self._errors is not None, "it was just set"
        self._errors.append(RecordError(message, fields))

    def clear_errors(self) -> None:
        """Forgets the errors."""
        object.__setattr__(self, "_errors", None)

    # What Apex calls.

    def equals(self, other: object) -> bool:
        """The same type and the same populated fields."""
        return self == other

    def hashCode(self) -> int:
        """Agrees with `equals`; the order of population does not matter."""
        code = hash_code(self.sobject_type.name)
        for name, value in _set_fields(self).items():
            code += hash_code(name) * 31 ^ _hash(value)
        return (code & 0xFFFFFFFF) - (0x100000000 if code & 0x80000000 else 0)

    def get(self, field: FieldName) -> Any:
        """The value of a field. Raises SObjectException."""
        found = self._field(field)
        value = getattr(self, found.name)
        return Long(value) if found.apex_type == LONG and value is not None else value

    def put(self, field: FieldName, value: Any) -> Any:
        """Sets a field and returns its old value.

        Raises:
            SObjectException: no such field, not editable, or a value of another type.
            TypeException: an Id of another object as the record's own Id.
            StringException: text that is no Id in an Id field.
            FinalException: the record is read-only.
        """
        found = self._field(field)
        if self.is_read_only:
            raise FinalException(READ_ONLY)
        self._check_editable(found)
        old = self.__dict__.get(found.name)
        self.__dict__[found.name] = assignable_value(self.sobject_type, found, value)
        return old

    def getSObject(self, relationship: FieldName) -> SObject | None:
        """The parent record of a relationship. Raises SObjectException."""
        name = self._parent(relationship).relationship_name
        assert name is not None, "the relationship was found by its name"
        parent: SObject | None = getattr(self, name)
        return parent

    def getSObjects(self, relationship: FieldName) -> ApexList | None:
        """The child records, null when there are none. Raises SObjectException."""
        text = relationship if isinstance(relationship, str) else relationship.field.name
        found = self.sobject_type.child_relationship(text)
        if found is None or found.name is None:
            raise SObjectException(
                INVALID_RELATIONSHIP.format(name=text, type=self.sobject_type.name)
            )
        children: ApexList | None = getattr(self, found.name)
        return children or None

    def putSObject(self, relationship: FieldName, value: SObject | None) -> SObject | None:
        """Sets the parent record of a relationship. Raises SObjectException, FinalException."""
        field = self._parent(relationship)
        name = field.relationship_name
        assert name is not None, "the relationship was found by its name"
        if self.is_read_only:
            raise FinalException(READ_ONLY)
        if self.sobject_type.kind == METADATA:
            raise SObjectException(RELATIONSHIP_NOT_EDITABLE.format(name=name))
        if value is not None and not _is_parent(field, value):
            target = field.reference_to[0] if len(field.reference_to) == 1 else "SObject"
            raise SObjectException(
                ILLEGAL_ASSIGNMENT.format(source=value.sobject_type.name, target=target)
            )
        old: SObject | None = self.__dict__.get(name)
        self.__dict__[name] = value
        return old

    def isSet(self, field: FieldName) -> bool:
        """Whether a field was assigned or selected, even as null. Raises SObjectException."""
        if field is None:
            raise NullPointerException("Argument cannot be null.")
        name = field if isinstance(field, str) else field.field.name
        found = self.sobject_type.find_field(name)
        if found is None:
            raise SObjectException(INVALID_FIELD_NAME.format(name=name))
        return found.name in self.__dict__ or found.name in self.selected

    def getPopulatedFieldsAsMap(self) -> ApexMap:
        """The populated fields in population order, without children that matched nothing."""
        return ApexMap(STRING_TO_OBJECT, self._populated())

    def _populated(self) -> dict[str, Any]:
        hides_nulls = self.hides_nulls
        return {
            name: value
            for name, value in self.__dict__.items()
            if not (hides_nulls and value is None)
            and not (isinstance(value, ApexList) and not value)
        }

    def getSObjectType(self) -> SObjectTypeToken:
        """The token of the record's type."""
        return sobject_type_token(self.schema, self.sobject_type.name)

    def clone(
        self,
        preserve_id: bool | None = False,
        deep: bool | None = False,
        preserve_timestamps: bool | None = False,
        preserve_autonumber: bool | None = False,
    ) -> SObject:
        """A copy. Source: Apex Reference Guide, `clone(preserveId, isDeepClone, …)`."""
        values = dict(self.__dict__)
        if not preserve_id:
            values.pop("Id", None)
        if not preserve_timestamps:
            for name in TIMESTAMPS:
                values.pop(name, None)
        if not preserve_autonumber:
            for name in _autonumbers(self.sobject_type):
                values.pop(name, None)
        if deep:
            values = {name: _deep(value) for name, value in values.items()}
        copy = self.writable.of(values)
        object.__setattr__(copy, "_is_clone", True)
        object.__setattr__(copy, "_clone_source", self.__dict__.get("Id"))
        return copy

    def isClone(self) -> bool:
        """Whether the record was made by `clone`."""
        return bool(self._is_clone)

    def getCloneSourceId(self) -> str | None:
        """The id of the record it was cloned from."""
        return self._clone_source

    def addError(self, *arguments: Any) -> None:
        """`addError([field,] message or exception [, escape])`."""
        texts = [each for each in arguments if not isinstance(each, bool)]
        fields: tuple[str, ...] = ()
        if len(texts) > 1:
            fields = (self._field(texts[0]).name,)
        message = texts[-1]
        if isinstance(message, ApexException):
            message = message.message
        self.add_error("" if message is None else message, fields)

    def hasErrors(self) -> bool:
        """Whether errors were added."""
        return bool(self._errors)

    def clear(self) -> None:
        """Removes all field values. Raises FinalException."""
        if self.is_read_only:
            raise FinalException(READ_ONLY)
        self.__dict__.clear()

    def _field(self, field: FieldName) -> Field:
        """The field by name or token. Raises SObjectException, NullPointerException."""
        kind = self.sobject_type
        if isinstance(field, str):
            found = kind.find_field(field)
            if found is None:
                raise SObjectException(INVALID_FIELD.format(name=field, type=kind.name))
            return found
        if field is None:
            raise NullPointerException("Argument cannot be null.")
        if field.sobject.name == kind.name:
            return field.field
        found = kind.find_field(field.field.name) if field.sobject.name == "Name" else None
        if found is None:
            raise SObjectException(
                FOREIGN_FIELD.format(
                    owner=field.sobject.name, name=field.field.name, type=kind.name
                )
            )
        return found

    def _parent(self, relationship: FieldName) -> Field:
        """The reference field of a parent relationship, by its name or field."""
        kind = self.sobject_type
        if isinstance(relationship, str):
            found = kind.parent_relationship(relationship) or kind.find_field(relationship)
            if found is None or found.relationship_name is None:
                raise SObjectException(
                    INVALID_RELATIONSHIP.format(name=relationship, type=kind.name)
                )
            return found
        found = self._field(relationship)
        if found.relationship_name is None:
            raise SObjectException(NOT_A_RELATIONSHIP.format(type=kind.name, name=found.name))
        return found

    def _check_editable(self, field: Field) -> None:
        if field.name == "Id" or self.sobject_type.kind == METADATA:
            return
        if not field.createable and not field.updateable:
            raise SObjectException(NOT_EDITABLE.format(name=field.name))
        if field.is_master_detail and not field.is_reparentable and self.__dict__.get("Id"):
            raise SObjectException(
                NOT_WRITEABLE.format(type=self.sobject_type.name, name=field.name)
            )


class ReadOnlySObject(SObject):
    """Mixed into the classes of records that cannot be changed."""

    __slots__ = ()
    is_read_only = True

    def __setattr__(self, name: str, value: Any) -> None:
        if name != "__dict__":
            raise FinalException(READ_ONLY)
        object.__setattr__(self, name, value)

    def __delattr__(self, name: str) -> None:
        raise FinalException(READ_ONLY)


class AggregateResultMixin(SObject):
    """A grouped row: its values are kept under their aliases, nulls included."""

    __slots__ = ()

    def get(self, field: FieldName) -> Any:
        """The value of an alias, whatever its case. Raises SObjectException."""
        name = field if isinstance(field, str) else field.field.name
        wanted = name.lower()
        for alias, value in self.__dict__.items():
            if alias.lower() == wanted:
                return value
        raise SObjectException(INVALID_FIELD.format(name=name, type="AggregateResult"))

    def _populated(self) -> dict[str, Any]:
        return dict(sorted(self.__dict__.items()))


def _set_fields(record: SObject) -> dict[str, Any]:
    """The populated fields that hold something."""
    return {name: value for name, value in record.__dict__.items() if value is not None}


def _hash(value: Any) -> int:
    if isinstance(value, datetime.datetime):
        return value.replace(microsecond=0).toordinal() * 86400 + value.hour * 3600 + value.second
    if isinstance(value, datetime.date):
        return value.toordinal()
    return apex_hash(value)


def _deep(value: Any) -> Any:
    if isinstance(value, SObject):
        return value.clone(True, True, True, True)
    if isinstance(value, ApexList):
        return ApexList(value.type, [_deep(each) for each in value])
    return value


def _autonumbers(sobject_type: SObjectType) -> Iterable[str]:
    return (field.name for field in sobject_type.fields if field.auto_number)


def _is_parent(field: Field, value: SObject) -> bool:
    return not field.reference_to or value.sobject_type.name in field.reference_to


def child_list_type(child: str) -> TypeRef:
    """`List<Contact>`."""
    return list_of(TypeRef(child))
