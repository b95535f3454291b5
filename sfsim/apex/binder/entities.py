"""Objects, fields and relationships that an inline query names, found in the schema."""

from __future__ import annotations

from dataclasses import dataclass

from sfsim.apex import messages
from sfsim.apex.binder.body import Body
from sfsim.apex.binder.tokens import sobject_field
from sfsim.apex.declarations import FieldDeclaration, TypeDeclaration, TypeKind
from sfsim.names import fold
from sfsim.soql import nodes as soql
from sfsim.typeref import SOBJECT


@dataclass(frozen=True, slots=True)
class Entity:
    """An object in FROM with the names by which field paths may begin."""

    declaration: TypeDeclaration
    names: frozenset[str]
    aliases: dict[str, tuple[str, ...]]


def find_object(body: Body, name: str) -> TypeDeclaration | None:
    """An sObject by name; the unit's namespace may be left out."""
    project = body.project
    namespace = body.unit.namespace
    if namespace:
        own = project.standard(f"{namespace}__{name}")
        if own is not None and own.kind is TypeKind.SOBJECT:
            return own
    for spelling in (name, f"Schema.{name}"):
        found = project.standard(spelling)
        if found is not None and found.kind is TypeKind.SOBJECT:
            return found
    return None


def make_entity(declaration: TypeDeclaration, sources: tuple[soql.FromItem, ...]) -> Entity:
    """The entity of a FROM clause with its aliases (`FROM Contact c, c.Account a`)."""
    first = sources[0]
    names = {fold(declaration.ref.name), fold(first.path[-1])}
    if first.alias is not None:
        names.add(fold(first.alias))
    aliases: dict[str, tuple[str, ...]] = {}
    for item in sources[1:]:
        path = item.path
        if fold(path[0]) in names:
            path = path[1:]
        elif fold(path[0]) in aliases:
            path = (*aliases[fold(path[0])], *path[1:])
        if item.alias is not None:
            aliases[fold(item.alias)] = path
    return Entity(declaration, frozenset(names), aliases)


def find_field(body: Body, entity: Entity, path: soql.FieldPath) -> FieldDeclaration | None:
    """The field at the end of a path; reports what is missing and then returns None."""
    parts = path.path
    if len(parts) > 1:
        folded = fold(parts[0])
        if folded in entity.aliases:
            parts = (*entity.aliases[folded], *parts[1:])
        elif folded in entity.names and not _is_relation(body, entity, parts[0]):
            parts = parts[1:]
    declaration = entity.declaration
    for part in parts[:-1]:
        parent = sobject_relation(body, declaration, part)
        if parent is None:
            body.report(path.span, messages.NO_SUCH_RELATIONSHIP, part)
            return None
        if parent.type == SOBJECT:
            return None
        found = body.project.declaration(parent.type)
        if found is None:
            return None
        declaration = found
    field = sobject_field(body, declaration, parts[-1])
    if field is None or field.relationship is not None:
        body.report(path.span, messages.NO_SUCH_COLUMN, parts[-1], declaration.ref.name)
        return None
    return field


def sobject_relation(
    body: Body, declaration: TypeDeclaration, name: str
) -> FieldDeclaration | None:
    """The parent relationship of that name."""
    field = sobject_field(body, declaration, name)
    if field is None and body.unit.namespace and fold(name).endswith("__r"):
        field = declaration.fields.get(fold(f"{body.unit.namespace}__{name}"))
    return field if field is not None and field.relationship == "parent" else None


def _is_relation(body: Body, entity: Entity, name: str) -> bool:
    return sobject_relation(body, entity.declaration, name) is not None


def find_children(body: Body, entity: Entity, item: soql.FromItem) -> TypeDeclaration | None:
    """The object behind a child relationship in a sub-query's FROM."""
    name = item.path[-1]
    field = sobject_field(body, entity.declaration, name)
    if field is None or field.relationship != "children":
        body.report(item.span, messages.NO_SUCH_CHILD, name)
        return None
    return body.project.declaration(field.type.element)
