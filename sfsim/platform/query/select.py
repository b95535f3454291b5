"""The select list of an ungrouped query: fields, parents, children, TYPEOF."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from sfsim.errors import Unsupported
from sfsim.names import fold
from sfsim.platform.query.accessed import FIELDS
from sfsim.platform.query.loader import Selected, Shape
from sfsim.platform.query.messages import DUPLICATE_FIELD, plain_error
from sfsim.platform.query.plan import LookupPlan
from sfsim.platform.query.scope import (
    DEFINITION_NAMES,
    NAME_TYPE,
    Column,
    Scope,
    is_definition,
)
from sfsim.schema.field import Field
from sfsim.schema.field_types import Storage
from sfsim.schema.model import SObjectType
from sfsim.soql import nodes
from sfsim.storage.tables import quoted

COMPOUND_TYPES = frozenset({"address", "location"})
FIELD_GROUPS: Mapping[str, Callable[[Field], bool]] = {
    "all": lambda field: True,
    "standard": lambda field: not field.custom,
    "custom": lambda field: field.custom,
}


class SelectList:
    """Collects what is selected: SQL columns, and the shape of the records made of them."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.columns: list[str] = []
        self.lookups: list[LookupPlan] = []
        self.shape = Shape(scope.type, self._place(f'{scope.alias}."Id"'))
        self._written: set[tuple[str, ...]] = set()

    def add(self, item: nodes.SelectField) -> None:
        """A selected field or function. Raises QueryException, Unsupported."""
        expression = item.expression
        if item.alias is not None:
            raise Unsupported("an alias in a query without aggregates")
        if isinstance(expression, nodes.FieldPath):
            self._add_path(expression, labels=False)
            return
        name = fold(expression.name)
        if name == "fields":
            self._add_group(expression)
        elif name == "tolabel" and isinstance(expression.arguments[0], nodes.FieldPath):
            self._add_path(expression.arguments[0], labels=True)
        elif name == "convertcurrency" and isinstance(expression.arguments[0], nodes.FieldPath):
            # With one currency there is nothing to convert.
            self._add_path(expression.arguments[0], labels=False)
        else:
            raise Unsupported(f"{expression.name}() in a select list")

    def add_type_of(self, node: nodes.TypeOf) -> None:
        """`TYPEOF What WHEN Account THEN Phone ELSE Name END`."""
        reference = self.scope.type.parent_relationship(node.path[-1])
        if reference is None or len(node.path) != 1:
            raise Unsupported(f"TYPEOF {'.'.join(node.path)}")
        branches = {}
        for branch in node.branches:
            target = self.scope.names.schema.sobject(branch.sobject)
            branches[target.name] = tuple(self._names_of(target, branch.fields))
        name_type = self.scope.names.schema.sobject(NAME_TYPE)
        otherwise = tuple(self._names_of(name_type, node.otherwise)) if node.otherwise else None
        self._add_lookup(self.shape, self.scope.alias, reference, branches, otherwise)

    def _names_of(self, owner: SObjectType, paths: Iterable[nodes.FieldPath]) -> Iterable[str]:
        for path in paths:
            field = owner.find_field(path.path[-1])
            if field is None or len(path.path) > 1:
                raise self.scope.no_such_column(".".join(path.path), owner, path.span)
            if owner.name != NAME_TYPE:
                self.scope.names.accessed.note(owner, field)
            yield field.name

    def _add_group(self, call: nodes.FunctionCall) -> None:
        (argument,) = call.arguments
        assert isinstance(argument, nodes.FieldPath), "the parser gives a name"
        belongs = FIELD_GROUPS[fold(argument.path[-1])]
        for field in self.scope.type.fields:
            is_stored = field.storage is not Storage.NONE
            if belongs(field) and is_stored and field.name not in self.shape.fields:
                self.scope.names.accessed.note(self.scope.type, field, FIELDS)
                path = nodes.FieldPath(call.span, (field.name,))
                self._add_path(path, labels=False)

    def _add_path(self, node: nodes.FieldPath, *, labels: bool) -> None:
        path = self.scope.bare_path(node.path)
        shape, alias = self.shape, self.scope.alias
        spelled: tuple[str, ...] = ()
        for position, name in enumerate(path[:-1]):
            reference = shape.type.parent_relationship(name)
            if reference is None:
                self.scope.resolve(node)  # raises with the right text
                raise AssertionError("a relationship that is unknown cannot be resolved")
            if is_definition(reference):
                self._add_definition(shape, alias, reference, path[position + 1])
                return
            if reference.is_polymorphic:
                rest = path[position + 1 :]
                self._add_name(shape, alias, reference, rest, node)
                return
            join = self.scope.join(spelled, shape.type, alias, reference)
            assert reference.relationship_name is not None, "found by that name"
            self._add_reference(shape, alias, reference)
            parent = shape.parents.get(reference.relationship_name)
            if parent is None:
                parent = Shape(join.type, self._place(f'{join.alias}."Id"'))
                shape.parents[reference.relationship_name] = parent
            spelled = (*spelled, reference.relationship_name)
            shape, alias = parent, join.alias
        compound = shape.type.find_field(path[-1])
        if compound is not None and compound.type in COMPOUND_TYPES:
            self._add_compound(shape, alias, compound)
            return
        if compound is not None and compound.formula is not None:
            self._add_computed(shape, compound, spelled)
            return
        self._add_field(shape, self.scope.resolve(node), labels=labels)

    def _add_computed(self, shape: Shape, field: Field, path: tuple[str, ...]) -> None:
        """A formula field is computed from the row once the record is there."""
        if not path and field.name in shape.computed:
            raise plain_error(DUPLICATE_FIELD, name=field.name)
        self.scope.names.accessed.note(shape.type, field)
        shape.computed[field.name] = field

    def _add_compound(self, shape: Shape, alias: str, compound: Field) -> None:
        """An address or location is read from its components."""
        self.scope.names.accessed.note(shape.type, compound)
        parts = []
        for field in shape.type.fields:
            if field.compound == compound.name:
                part = _part_name(field, compound)
                place = self._place(f"{alias}.{quoted(field.name)}")
                parts.append((part, Selected(field, place)))
        shape.fields[compound.name] = Selected(compound, -1, parts=tuple(parts))

    def _add_field(self, shape: Shape, column: Column, *, labels: bool) -> None:
        field = column.field
        name = (*column.path, field.name)
        if column.is_own and name in self._written:
            raise plain_error(DUPLICATE_FIELD, name=field.name)
        self._written.add(name)
        if field.name in shape.fields:
            # Selecting a parent has brought the reference to it along.
            return
        place = shape.id_place if field.name == "Id" else self._place(column.value)
        texts = {entry.value: entry.label for entry in field.picklist_values} if labels else None
        shape.fields[field.name] = Selected(field, place, texts)

    def _add_reference(self, shape: Shape, alias: str, reference: Field) -> None:
        """The id of a selected parent comes with it."""
        self.scope.names.accessed.note(shape.type, reference)
        if reference.name not in shape.fields:
            place = self._place(f"{alias}.{quoted(reference.name)}")
            shape.fields[reference.name] = Selected(reference, place)

    def _add_definition(self, shape: Shape, alias: str, reference: Field, name: str) -> None:
        """`Object__r.QualifiedApiName`: the metadata relationship holds that very name."""
        relationship = reference.relationship_name
        definition = self.scope.parent_type(reference)
        field = definition.find_field(name)
        if relationship is None or field is None or fold(name) not in DEFINITION_NAMES:
            raise Unsupported(f"selecting {relationship}.{name}")
        self._add_reference(shape, alias, reference)
        place = shape.fields[reference.name].place
        parent = shape.parents.setdefault(relationship, Shape(definition, place, has_id=False))
        parent.fields[field.name] = Selected(field, place)

    def _add_name(
        self,
        shape: Shape,
        alias: str,
        reference: Field,
        rest: tuple[str, ...],
        node: nodes.FieldPath,
    ) -> None:
        """A field of a polymorphic parent, which is a record of type Name."""
        name_type = self.scope.names.schema.sobject(NAME_TYPE)
        field = name_type.find_field(rest[0])
        if len(rest) > 1:
            raise Unsupported(f"the polymorphic path {'.'.join(node.path)}")
        if field is None:
            raise self.scope.no_such_column(rest[0], name_type, node.span)
        self._add_lookup(shape, alias, reference, {}, (field.name,))

    def _add_lookup(
        self,
        shape: Shape,
        alias: str,
        reference: Field,
        branches: Mapping[str, tuple[str, ...]],
        otherwise: tuple[str, ...] | None,
    ) -> None:
        self._add_reference(shape, alias, reference)
        place = shape.fields[reference.name].place
        name = reference.relationship_name or reference.name
        known = shape.lookups.get(name)
        if known is None:
            shape.lookups[name] = (place, len(self.lookups))
            self.lookups.append(LookupPlan(place, branches, otherwise))
            return
        number = known[1]
        present = self.lookups[number].otherwise or ()
        names = tuple(dict.fromkeys((*present, *(otherwise or ()))))
        self.lookups[number] = LookupPlan(place, self.lookups[number].branches, names)

    def _place(self, sql: str) -> int:
        self.columns.append(sql)
        return len(self.columns) - 1


def _part_name(field: Field, compound: Field) -> str:
    """`street` of BillingStreet in BillingAddress, `latitude` of Where__Latitude__s."""
    if compound.type == "location":
        return "latitude" if "__latitude__" in fold(field.name) else "longitude"
    part = field.name.removeprefix(compound.name.removesuffix("Address"))
    return part[0].lower() + part[1:]
