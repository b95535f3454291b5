"""Names that stand for schema: field and type tokens, describes, labels, pages.

`Account.Name`, `Account.SObjectType`, `Account.fields.Name`, `Account.Owner.Name`,
`Schema.SObjectType.Account.fields.Name`, `System.Label.Greeting`, `Page.Home`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sfsim.apex import messages, nodes
from sfsim.apex.binder.body import Body
from sfsim.apex.bindings import (
    FieldSetReference,
    LabelReference,
    PageReferenceLiteral,
    SObjectDescribe,
    SObjectFieldToken,
    SObjectTypeToken,
)
from sfsim.apex.declarations import FieldDeclaration, TypeDeclaration, TypeKind
from sfsim.names import fold
from sfsim.typeref import STRING, TypeRef

SOBJECT_TYPE: Final = TypeRef("Schema.SObjectType")
SOBJECT_FIELD: Final = TypeRef("Schema.SObjectField")
DESCRIBE_SOBJECT: Final = TypeRef("Schema.DescribeSObjectResult")
DESCRIBE_FIELD: Final = TypeRef("Schema.DescribeFieldResult")
FIELD_SET: Final = TypeRef("Schema.FieldSet")
PAGE: Final = TypeRef("PageReference")


@dataclass(frozen=True, slots=True)
class SchemaPath:
    """How far a path into the schema has come.

    `root`: 'label', 'page' and 'trigger' are the special names; 'fields' and 'relationship' stand
    behind an sObject (`Account.fields`, `Account.Owner`): `first` is the sObject that the whole
    path began at, `sobject` the one that the next name belongs to; `prefix` a label's namespace.
    """

    root: str
    first: TypeDeclaration | None = None
    sobject: TypeDeclaration | None = None
    prefix: str = ""


def sobject_member(
    body: Body,
    node: nodes.FieldAccess,
    declaration: TypeDeclaration | None,
    *,
    path: SchemaPath | None = None,
    is_describe_root: bool = False,
) -> TypeRef | SchemaPath | None:
    """What follows an sObject's name, `.fields`, a relationship, or `Schema.SObjectType`."""
    if is_describe_root:
        return _describe_of(body, node)
    first = path.first if path is not None else declaration
    sobject = path.sobject if path is not None else declaration
    if first is None or sobject is None:
        return None
    folded = fold(node.name)
    if path is None:
        if folded == "sobjecttype":
            body.refer(node, SObjectTypeToken(first.ref.name))
            return SOBJECT_TYPE
        if folded == "fields":
            return SchemaPath("fields", first, first)
    field = sobject_field(body, sobject, node.name)
    if field is None:
        return None
    if field.relationship == "parent":
        parent = body.project.declaration(field.type)
        return SchemaPath("relationship", first, parent)
    if field.relationship is not None:
        return None
    return _field_token(body, node, first, sobject, field)


def sobject_field(body: Body, sobject: TypeDeclaration, name: str) -> FieldDeclaration | None:
    """A field of an sObject by the name written; the unit's namespace may be left out."""
    found = sobject.fields.get(fold(name))
    if found is None and body.unit.namespace:
        found = sobject.fields.get(fold(f"{body.unit.namespace}__{name}"))
    return found


def _field_token(
    body: Body,
    node: nodes.FieldAccess,
    first: TypeDeclaration,
    sobject: TypeDeclaration,
    field: FieldDeclaration,
) -> TypeRef:
    """`Account.Owner.Name` equals `Account.Name`: the middle of a token path is ignored."""
    own = first.fields.get(fold(field.name))
    if own is not None and own.relationship is None:
        body.refer(node, SObjectFieldToken(first.ref.name, own.name))
    else:
        body.refer(node, SObjectFieldToken(sobject.ref.name, field.name))
    return SOBJECT_FIELD


def _describe_of(body: Body, node: nodes.FieldAccess) -> TypeRef | None:
    declaration = body.project.in_namespace("Schema", (node.name,), body.declaration)
    if declaration is None or declaration.kind is not TypeKind.SOBJECT:
        declaration = body.project.simple(node.name, None)
    if (declaration is None or declaration.kind is not TypeKind.SOBJECT) and body.unit.namespace:
        declaration = body.project.standard(f"{body.unit.namespace}__{node.name}")
    if declaration is None or declaration.kind is not TypeKind.SOBJECT:
        return None
    body.refer(node, SObjectDescribe(declaration.ref.name))
    return DESCRIBE_SOBJECT


def describe_member(
    body: Body, node: nodes.FieldAccess, target: TypeRef
) -> TypeRef | SchemaPath | None:
    """`….fields.Name` and `….fieldSets.Name` behind `Schema.SObjectType.Account`.

    Behind a token, `Account.SObjectType.fields.Name` is the field's token.
    """
    if target == SOBJECT_TYPE and fold(node.name) == "fields":
        token = body.references.get(node.target)
        if isinstance(token, SObjectTypeToken):
            sobject = body.project.standard(token.sobject)
            return SchemaPath("fields", sobject, sobject)
    if target.name not in ("Schema.SObjectTypeFields", "Schema.SObjectTypeFieldSets"):
        return None
    middle = node.target
    if not isinstance(middle, nodes.FieldAccess):
        return None
    described = body.references.get(middle.target)
    if isinstance(described, SObjectDescribe):
        sobject = body.project.standard(described.sobject)
    else:
        return None
    if sobject is None:
        return None
    if target.name == "Schema.SObjectTypeFieldSets":
        body.refer(node, FieldSetReference(sobject.ref.name, node.name))
        return FIELD_SET
    field = sobject_field(body, sobject, node.name)
    if field is None or field.relationship is not None:
        return None
    body.refer(node, SObjectDescribe(sobject.ref.name, field.name))
    return DESCRIBE_FIELD


def label_member(
    body: Body, node: nodes.FieldAccess, path: SchemaPath
) -> TypeRef | SchemaPath | None:
    """`Label.Name` or `Label.ns.Name`."""
    namespace = path.prefix or body.unit.namespace
    if fold(namespace) == fold(body.project.namespace):
        namespace = ""  # The labels of the project itself are filed under no namespace.
    catalogue = body.project.catalogue
    if catalogue.has_label(namespace, node.name):
        body.refer(node, LabelReference(namespace, node.name))
        return STRING
    if not path.prefix and body.project.is_namespace(node.name):
        return SchemaPath("label", prefix=node.name)
    if not path.prefix and fold(node.name) == "c":
        return SchemaPath("label", prefix="")
    return body.fail(node.name_span, messages.LABEL_DOES_NOT_EXIST, node.name)


def page_member(body: Body, node: nodes.FieldAccess) -> TypeRef:
    """`Page.Name` is a PageReference; whether the page exists is not known here."""
    body.refer(node, PageReferenceLiteral(node.name))
    return PAGE
