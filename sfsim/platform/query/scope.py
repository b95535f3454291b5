"""Where the names of a query lead: fields of the object it is from, and of its parents by joins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sfsim.errors import Unsupported
from sfsim.names import fold
from sfsim.platform.query.accessed import AccessList
from sfsim.platform.query.messages import (
    NO_SUCH_COLUMN,
    NO_SUCH_RELATIONSHIP,
    NO_SUCH_TYPE,
    TOO_DEEP,
    query_error,
)
from sfsim.runtime.exceptions import QueryException
from sfsim.schema.field import Field
from sfsim.schema.field_types import Storage
from sfsim.schema.model import Schema, SObjectType
from sfsim.soql import nodes
from sfsim.source import Span
from sfsim.storage.keys import fold_text
from sfsim.storage.tables import key_column, quoted

DEPTH_MAX: Final = 5
POLYMORPHIC_JOINS_MAX: Final = 3
DEFINITIONS: Final = frozenset({"EntityDefinition", "FieldDefinition", "EntityParticle"})
DEFINITION_NAMES: Final = frozenset({"qualifiedapiname", "developername"})
NAME_TYPE: Final = "Name"


@dataclass(frozen=True, slots=True)
class Column:
    """A field at the end of a path. `value` is SQL for what is stored, `key` for what is compared.

    `path` names the relationships that lead to it, in their canonical spelling.
    """

    owner: SObjectType
    field: Field
    value: str
    key: str
    path: tuple[str, ...] = ()

    @property
    def is_own(self) -> bool:
        """Whether it is a field of the object that the query is from."""
        return not self.path


@dataclass(frozen=True, slots=True)
class Join:
    """A parent's table under an alias, and the reference that leads to it."""

    alias: str
    type: SObjectType
    reference: Field
    sql: str


class Names:
    """Numbers the aliases of one statement, sub-selects included, and lists the types it reads."""

    def __init__(self, schema: Schema) -> None:
        self.schema: Final = schema
        self.types: dict[str, SObjectType] = {}
        self.accessed: Final = AccessList()
        self.filtered: dict[tuple[str, str], tuple[SObjectType, str]] = {}
        self._count = 0

    def alias(self) -> str:
        """A new table alias."""
        self._count += 1
        return f"t{self._count}"

    def reads(self, sobject_type: SObjectType) -> None:
        """Notes that a type's table takes part."""
        self.types[sobject_type.name] = sobject_type


class Scope:
    """The object of one SELECT, its aliases, and the joins that its paths need."""

    def __init__(
        self, names: Names, sobject_type: SObjectType, query: nodes.Query, text: str
    ) -> None:
        self.names: Final = names
        self.type: Final = sobject_type
        self.alias: Final = names.alias()
        self.text: Final = text
        self.joins: dict[tuple[str, ...], Join] = {}
        self._aliases = _source_aliases(sobject_type, query.sources)
        names.reads(sobject_type)
        names.accessed.note(sobject_type)

    @property
    def from_clause(self) -> str:
        """`FROM table alias LEFT JOIN …`; complete once all paths are resolved."""
        joins = "".join(f" {join.sql}" for join in self.joins.values())
        return f"FROM {quoted(self.type.name)} {self.alias}{joins}"

    def resolve(self, node: nodes.FieldPath) -> Column:
        """The column of a path. Raises QueryException, Unsupported."""
        path = self.bare_path(node.path)
        owner, alias = self.type, self.alias
        spelled: tuple[str, ...] = ()
        for position, name in enumerate(path[:-1]):
            reference = owner.parent_relationship(name)
            if reference is None:
                message = NO_SUCH_RELATIONSHIP
                raise query_error(message, self.text, node.span, name=name)
            if position >= DEPTH_MAX:
                raise QueryException(TOO_DEEP)
            if is_definition(reference) and fold(path[position + 1]) in DEFINITION_NAMES:
                # Metadata relationships hold the API name itself.
                return self._column(owner, reference, alias, spelled)
            if reference.is_polymorphic:
                return self._polymorphic(owner, alias, reference, path[position + 1 :], node)
            join = self.join(spelled, owner, alias, reference)
            assert reference.relationship_name is not None, "found by that name"
            spelled = (*spelled, reference.relationship_name)
            owner, alias = join.type, join.alias
        field = owner.find_field(path[-1])
        if field is None:
            raise self.no_such_column(path[-1], owner, node.span)
        return self._column(owner, field, alias, spelled)

    def bare_path(self, path: Sequence[str]) -> tuple[str, ...]:
        """A path without the alias or the name of the object itself."""
        replacement = self._aliases.get(fold(path[0])) if len(path) > 1 else None
        if replacement is None:
            return tuple(path)
        return (*replacement, *path[1:])

    def join(self, path: tuple[str, ...], owner: SObjectType, alias: str, reference: Field) -> Join:
        """The join from an object to a parent, made once per path."""
        assert reference.relationship_name is not None, "only relationships are joined"
        key = (*path, reference.relationship_name)
        found = self.joins.get(key)
        if found is None:
            parent = self.parent_type(reference)
            self.names.accessed.note(owner, reference, reference.relationship_name, parent)
            found = self._make_join(owner, alias, reference, parent)
            self.joins[key] = found
        return found

    def parent_type(self, reference: Field) -> SObjectType:
        """The one object that a reference points to."""
        found = self.names.schema.find(reference.reference_to[0])
        if found is None:
            raise QueryException(NO_SUCH_TYPE.format(name=reference.reference_to[0]))
        return found

    def no_such_column(self, name: str, owner: SObjectType, span: Span) -> QueryException:
        """The exception for an unknown field."""
        return query_error(NO_SUCH_COLUMN, self.text, span, name=name, type=owner.name)

    def _make_join(
        self, owner: SObjectType, alias: str, reference: Field, parent: SObjectType
    ) -> Join:
        joined = self.names.alias()
        self.names.reads(parent)
        sql = (
            f"LEFT JOIN {quoted(parent.name)} {joined}"
            f' ON {joined}."Id" = {alias}.{quoted(reference.name)}'
        )
        return Join(joined, parent, reference, sql)

    def _column(
        self, owner: SObjectType, field: Field, alias: str, path: tuple[str, ...]
    ) -> Column:
        if field.storage is Storage.NONE:
            kind = "formula field" if field.formula is not None else f"{field.type} field"
            raise Unsupported(f"the {kind} {owner.name}.{field.name} in a query")
        if field.roll_up is not None:
            raise Unsupported(f"the roll-up summary field {owner.name}.{field.name} in a query")
        self.names.accessed.note(owner, field)
        value = f"{alias}.{quoted(field.name)}"
        key = f"{alias}.{quoted(key_column(field))}"
        return Column(owner, field, value, key, path)

    def _polymorphic(
        self,
        owner: SObjectType,
        alias: str,
        reference: Field,
        rest: tuple[str, ...],
        node: nodes.FieldPath,
    ) -> Column:
        """A field behind a relationship with several targets: the first target that has a row."""
        self.names.accessed.note(owner, reference)
        if len(rest) == 1 and fold(rest[0]) == "id":
            return self._column(owner, reference, alias, ())
        schema = self.names.schema
        targets = [each for name in reference.reference_to if (each := schema.find(name))]
        if len(rest) != 1 or not 0 < len(targets) <= POLYMORPHIC_JOINS_MAX:
            raise Unsupported(f"filtering by the polymorphic path {'.'.join(node.path)}")
        name_type = schema.sobject(NAME_TYPE)
        if fold(rest[0]) != "type" and name_type.find_field(rest[0]) is None:
            raise self.no_such_column(rest[0], name_type, node.span)
        keys, values, field = [], [], Field("Type", "string", length=40)
        for target in targets:
            join = self.join_target(alias, owner, reference, target)
            own = target.find_field(rest[0])
            if fold(rest[0]) == "type":
                test = f'CASE WHEN {join.alias}."Id" IS NOT NULL THEN '
                folded = fold_text(target.name).replace("'", "''")
                keys.append(f"{test}'{folded}' END")
                values.append(f"{test}'{target.name}' END")
            elif own is not None:
                field = own
                keys.append(f"{join.alias}.{quoted(key_column(own))}")
                values.append(f"{join.alias}.{quoted(own.name)}")
        relationship = reference.relationship_name or ""
        return Column(name_type, field, _coalesced(values), _coalesced(keys), (relationship,))

    def join_target(
        self, alias: str, owner: SObjectType, reference: Field, target: SObjectType
    ) -> Join:
        """The join to one of several targets."""
        key = (alias, reference.name, target.name)
        found = self.joins.get(key)
        if found is None:
            found = self.joins[key] = self._make_join(owner, alias, reference, target)
        return found


def is_definition(reference: Field) -> bool:
    """Whether a metadata relationship leads to the definition of an object or field."""
    return bool(DEFINITIONS.intersection(reference.reference_to)) and not reference.is_reference


def _coalesced(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"COALESCE({', '.join(parts)})"


def _source_aliases(
    sobject_type: SObjectType, sources: Sequence[nodes.FromItem]
) -> dict[str, tuple[str, ...]]:
    """What the first name of a path can stand for: `c`, `Contact`, and `a` of `c.Account a`."""
    aliases: dict[str, tuple[str, ...]] = {}
    own = fold(sources[0].path[-1])
    if sobject_type.parent_relationship(own) is None:
        aliases[own] = ()
        aliases[fold(sobject_type.name)] = ()
    if sources[0].alias is not None:
        aliases[fold(sources[0].alias)] = ()
    for source in sources[1:]:
        path = source.path
        prefix = aliases.get(fold(path[0]))
        resolved = tuple(path) if prefix is None else (*prefix, *path[1:])
        if source.alias is not None:
            aliases[fold(source.alias)] = resolved
        else:
            aliases[fold(path[-1])] = resolved
    return aliases
