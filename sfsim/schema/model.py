"""The schema of one org: its sObject types, their relationships, key prefixes and record types."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from sfsim.names import fold
from sfsim.schema.field import CASCADE, RESTRICT, Field

MASTER_RECORD_TYPE_ID: Final = "012000000000000AAA"

STANDARD: Final = "standard"
CUSTOM: Final = "custom"
HIERARCHY_SETTING: Final = "hierarchy setting"
LIST_SETTING: Final = "list setting"
METADATA: Final = "custom metadata"
EVENT: Final = "platform event"
CHANGE_EVENT: Final = "change event"
BIG: Final = "big object"
EXTERNAL: Final = "external object"
SHARE: Final = "share"
HISTORY: Final = "history"
FEED: Final = "feed"


class UnknownName(LookupError):  # noqa: N818 - reads as the fact it states
    """An sObject type or field that the schema does not have."""

    def __init__(self, name: str, owner: str = "") -> None:
        self.name = name
        self.owner = owner
        super().__init__(f"{owner}.{name}" if owner else name)


@dataclass(frozen=True, slots=True)
class ChildRelationship:
    """One relationship from a parent down to its children.

    `name` is None when it cannot be queried. `field` is the field of `child` that points up.
    """

    name: str | None
    child: str
    field: str
    cascade_delete: bool = False
    restricted_delete: bool = False


@dataclass(frozen=True, slots=True)
class RecordType:
    """A record type. `picklists` maps a field's name to its values and whether each is the default.

    `id` is given when the schema is built; the org's RecordType rows carry the same.
    """

    developer_name: str
    label: str
    is_active: bool = True
    description: str | None = None
    business_process: str | None = None
    picklists: Mapping[str, tuple[tuple[str, bool], ...]] = field(default_factory=dict)
    id: str = ""


@dataclass(frozen=True, slots=True)
class FieldSetMember:
    """One field path (`Account.Name`) of a field set."""

    path: str
    is_required: bool = False


@dataclass(frozen=True, slots=True)
class FieldSet:
    """A field set: its displayed fields, in order."""

    name: str
    label: str
    description: str | None
    members: tuple[FieldSetMember, ...]


@dataclass(frozen=True, slots=True)
class ValidationRule:
    """A validation rule as metadata gives it. `error_field` is None for an error on the record."""

    name: str
    is_active: bool
    formula: str
    message: str
    error_field: str | None
    path: str = ""


@dataclass(frozen=True, slots=True)
class Traits:
    """What can be done with the records of a type, and what the platform keeps beside them."""

    queryable: bool = True
    createable: bool = True
    updateable: bool = True
    deletable: bool = True
    undeletable: bool = True
    mergeable: bool = False
    searchable: bool = True
    triggerable: bool = True
    feeds: bool = False
    history: bool = False
    layoutable: bool = True


class SObjectType:
    """One object. `fields` maps API names to fields in describe order, folded by case on lookup.

    `kind` is one of the constants of this module. `visibility` and `publish_behavior` are as
    metadata spells them. `version` identifies this state of the type: caches are keyed by it.
    """

    def __init__(
        self,
        name: str,
        fields: Iterable[Field],
        *,
        label: str = "",
        plural_label: str = "",
        key_prefix: str | None = None,
        kind: str = STANDARD,
        traits: Traits | None = None,
        child_relationships: Iterable[ChildRelationship] = (),
        record_types: Iterable[RecordType] = (),
        field_sets: Iterable[FieldSet] = (),
        validation_rules: Iterable[ValidationRule] = (),
        sharing_model: str = "ReadWrite",
        visibility: str = "Public",
        publish_behavior: str = "PublishAfterCommit",
        description: str | None = None,
        base: str | None = None,
    ) -> None:
        self.name: Final = name
        self.label: Final = label or name
        self.plural_label: Final = plural_label or self.label
        self.key_prefix: Final = key_prefix
        self.kind: Final = kind
        self.traits: Final = traits or Traits()
        self.record_types: Final = tuple(record_types)
        self.field_sets: Final = tuple(field_sets)
        self.validation_rules: Final = tuple(validation_rules)
        self.sharing_model: Final = sharing_model
        self.visibility: Final = visibility
        self.publish_behavior: Final = publish_behavior
        self.description: Final = description
        self.base: Final = base
        self._fields: Final = {fold(each.name): each for each in fields}
        self._parents: Final = {
            fold(each.relationship_name): each
            for each in self._fields.values()
            if each.relationship_name
        }
        self.child_relationships: Final = tuple(child_relationships)
        self._children: Final = {
            fold(each.name): each for each in self.child_relationships if each.name
        }

    def __repr__(self) -> str:
        return f"SObjectType({self.name})"

    @property
    def fields(self) -> tuple[Field, ...]:
        """All fields, in describe order."""
        return tuple(self._fields.values())

    def find_field(self, name: str) -> Field | None:
        """The field of that API name, whatever its case, or None."""
        return self._fields.get(fold(name))

    def field(self, name: str) -> Field:
        """The field of that API name. Raises UnknownName."""
        found = self._fields.get(fold(name))
        if found is None:
            raise UnknownName(name, self.name)
        return found

    def parent_relationship(self, name: str) -> Field | None:
        """The reference field whose relationship to the parent has that name (`Account`)."""
        return self._parents.get(fold(name))

    def child_relationship(self, name: str) -> ChildRelationship | None:
        """The relationship down to children of that name (`Contacts`)."""
        return self._children.get(fold(name))

    @property
    def name_field(self) -> Field | None:
        """The field that holds the name of a record, if the type has one."""
        return next((each for each in self._fields.values() if each.name_field), None)

    @property
    def is_custom(self) -> bool:
        """Whether this is not a standard object (of any kind of custom object)."""
        return self.kind not in (STANDARD, CHANGE_EVENT) and self.name.endswith(
            ("__c", "__mdt", "__e", "__b", "__x", "__Share", "__History", "__Feed")
        )

    @property
    def is_custom_setting(self) -> bool:
        """Whether this is a custom setting of either kind."""
        return self.kind in (HIERARCHY_SETTING, LIST_SETTING)

    @property
    def has_record_types(self) -> bool:
        """Whether record types are defined on it."""
        return bool(self.record_types)

    def record_type(self, developer_name: str) -> RecordType | None:
        """The record type of that developer name, whatever its case."""
        wanted = fold(developer_name)
        return next(
            (each for each in self.record_types if fold(each.developer_name) == wanted), None
        )

    @property
    def master_detail_fields(self) -> tuple[Field, ...]:
        """The master-detail fields, primary first."""
        details = [each for each in self._fields.values() if each.is_master_detail]
        return tuple(sorted(details, key=lambda each: each.relationship_order or 0))


@dataclass(frozen=True, slots=True)
class TypeSummary:
    """What is known of an object without loading its fields."""

    name: str
    label: str
    key_prefix: str | None


TypeLoader = Callable[["Schema", str], SObjectType]


class Schema:
    """All objects of one org. Standard objects are loaded when they are first asked for.

    `loader` builds the type of a name in `summaries`; what it builds is kept. `namespace` is that
    of the org's own source: its names may be written with or without the prefix. `version` counts
    changes of the schema; it never repeats within an org.
    """

    def __init__(
        self,
        summaries: Iterable[TypeSummary],
        loader: TypeLoader,
        *,
        namespace: str = "",
        version: int = 1,
    ) -> None:
        self._summaries: Final = {fold(each.name): each for each in summaries}
        self._loader: Final = loader
        self._types: Final[dict[str, SObjectType]] = {}
        self._by_prefix: Final = {
            each.key_prefix: each.name for each in self._summaries.values() if each.key_prefix
        }
        self.namespace: Final = namespace
        self._prefix: Final = fold(namespace) + "__" if namespace else ""
        self.version: Final = version
        self.record_classes: Final[dict[Any, type[Any]]] = {}
        """The Python classes of the org's records; they live as long as the schema does."""
        self.tokens: Final[dict[tuple[str, ...], Any]] = {}
        """The tokens of types and fields, so that one name has one token (`===`)."""

    def __contains__(self, name: str) -> bool:
        return self._key(name) is not None

    def find(self, name: str) -> SObjectType | None:
        """The type of that API name, whatever its case, or None."""
        found = self._types.get(name)
        if found is not None:
            return found
        key = self._key(name)
        if key is None:
            return None
        found = self._types.get(key)
        if found is None:
            found = self._types[key] = self._loader(self, self._summaries[key].name)
        self._types[name] = found
        return found

    def sobject(self, name: str) -> SObjectType:
        """The type of that API name. Raises UnknownName."""
        found = self.find(name)
        if found is None:
            raise UnknownName(name)
        return found

    def names(self) -> tuple[str, ...]:
        """The API names of all types: standard ones first, each group by name."""
        return tuple(each.name for each in self._summaries.values())

    def summaries(self) -> tuple[TypeSummary, ...]:
        """Name, label and key prefix of all types, without loading any."""
        return tuple(self._summaries.values())

    def sobjects(self) -> Iterator[SObjectType]:
        """All types; loads them."""
        return (self.sobject(name) for name in self.names())

    def type_of_id(self, record_id: str) -> SObjectType | None:
        """The type whose key prefix an id carries."""
        name = self._by_prefix.get(record_id[:3])
        return None if name is None else self.sobject(name)

    def _key(self, name: str) -> str | None:
        key = fold(name)
        if key in self._summaries:
            return key
        if self._prefix and key.startswith(self._prefix):
            bare = key[len(self._prefix) :]
            return bare if bare in self._summaries else None
        return None


def child_relationship_of(child: str, reference: Field) -> ChildRelationship:
    """The relationship that a reference field makes on each of its parents."""
    return ChildRelationship(
        name=reference.child_relationship_name,
        child=child,
        field=reference.name,
        cascade_delete=reference.delete_constraint == CASCADE,
        restricted_delete=reference.delete_constraint == RESTRICT,
    )
