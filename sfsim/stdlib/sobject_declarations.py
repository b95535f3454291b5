"""The sObjects of one org as declarations, and the catalogue of everything its code can name."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from typing import Final

from sfsim.apex.declarations import (
    CallStyle,
    FieldDeclaration,
    MethodDeclaration,
    ParameterDeclaration,
    StandardCall,
    TypeDeclaration,
    TypeKind,
)
from sfsim.names import fold
from sfsim.schema.field import Field
from sfsim.schema.model import METADATA, Schema, SObjectType
from sfsim.stdlib.catalogue import StandardCatalogue
from sfsim.typeref import ID, SOBJECT, STRING, TypeRef, list_of, map_of

SCHEMA_PREFIX: Final = "schema."
AGGREGATE_RESULT: Final = TypeRef("AggregateResult")
NAME: Final = "Name"
"""The sObject type whose fields can be read through a polymorphic relationship."""

PUBLIC: Final = frozenset({"public"})
PUBLIC_STATIC: Final = frozenset({"public", "static"})

SETTING_METHODS: Final = (
    ("getInstance", "get_instance", ()),
    ("getInstance", "get_instance_of", (STRING,)),
    ("getOrgDefaults", "get_org_defaults", ()),
    ("getValues", "get_values", (STRING,)),
    ("getAll", "get_all", ()),
)
"""Static methods of custom settings and custom metadata types, and what implements them.

Source: Apex Reference Guide, "Custom Settings Methods", "Custom Metadata Type Methods".
"""


class OrgCatalogue:
    """The standard library, the sObjects of a schema, and the custom labels of an org.

    `labels` holds (namespace, name) pairs, folded.
    """

    def __init__(
        self,
        schema: Schema,
        labels: AbstractSet[tuple[str, str]] = frozenset(),
        standard: StandardCatalogue | None = None,
    ) -> None:
        self.schema = schema
        self._standard = standard or StandardCatalogue()
        self._labels = labels
        self._declarations: dict[str, TypeDeclaration | None] = {}

    def type(self, name: str) -> TypeDeclaration | None:
        """A standard type or an sObject, `Schema.` before it or not."""
        folded = fold(name)
        try:
            return self._declarations[folded]
        except KeyError:
            found = self._find(name, folded)
            self._declarations[folded] = found
            return found

    def namespaces(self) -> Iterable[str]:
        """The namespaces of the platform."""
        return self._standard.namespaces()

    def has_label(self, namespace: str, name: str) -> bool:
        """Whether the org has a custom label."""
        return (fold(namespace), fold(name)) in self._labels

    def _find(self, name: str, folded: str) -> TypeDeclaration | None:
        standard = self._standard.type(name)
        bare = name[len(SCHEMA_PREFIX) :] if folded.startswith(SCHEMA_PREFIX) else name
        if standard is not None and (bare is not name or not _only_static(standard)):
            return standard
        if fold(bare) == fold(AGGREGATE_RESULT.name):
            return aggregate_result()
        found = None if "." in bare else self.schema.find(bare)
        if found is None:
            return standard
        key = SCHEMA_PREFIX + fold(found.name)
        declaration = self._declarations.get(key)
        if declaration is None:
            declaration = declare_sobject(found, self.schema)
            self._declarations[key] = declaration
        if standard is not None and bare is name:
            # `BusinessHours` is an sObject and has static methods too.
            declaration.methods.update(standard.methods)
        return declaration


def declare_sobject(sobject: SObjectType, schema: Schema) -> TypeDeclaration:
    """The declaration of one object: fields, parents, children, custom setting methods."""
    declaration = TypeDeclaration(
        ref=TypeRef(sobject.name),
        kind=TypeKind.SOBJECT,
        namespace="Schema",
        superclass=SOBJECT,
        modifiers=frozenset({"global"}),
        python=None,
    )
    for field in sobject.fields:
        _add(declaration, _field(declaration, field, sobject))
        if field.relationship_name:
            parent = FieldDeclaration(
                field.relationship_name, declaration, _parent_type(field, schema), PUBLIC,
                relationship="parent",
            )  # fmt: skip
            _add(declaration, parent)
    for child in sobject.child_relationships:
        if child.name:
            children = FieldDeclaration(
                child.name, declaration, list_of(TypeRef(child.child)), PUBLIC,
                relationship="children",
            )  # fmt: skip
            _add(declaration, children)
    if sobject.is_custom_setting or sobject.kind == METADATA:
        _add_setting_methods(declaration)
    return declaration


def aggregate_result() -> TypeDeclaration:
    """The type of a grouped row. Source: Apex Developer Guide, "Working with SOQL Aggregates"."""
    return TypeDeclaration(
        ref=AGGREGATE_RESULT,
        kind=TypeKind.SOBJECT,
        namespace="Schema",
        superclass=SOBJECT,
        modifiers=frozenset({"global"}),
    )


def _only_static(declaration: TypeDeclaration) -> bool:
    """Whether a type is a bag of static methods, so that an sObject may share its name."""
    instance = (
        method for methods in declaration.methods.values() for method in methods
        if not method.is_static and fold(method.name) != "clone"
    )  # fmt: skip
    return (
        declaration.kind is TypeKind.CLASS
        and not declaration.fields
        and not declaration.inner
        and next(instance, None) is None
    )


def _add(declaration: TypeDeclaration, field: FieldDeclaration) -> None:
    declaration.fields.setdefault(fold(field.name), field)


def _field(owner: TypeDeclaration, field: Field, sobject: SObjectType) -> FieldDeclaration:
    is_writeable = (
        field.createable
        or field.updateable
        or (field.apex_type == ID
        and field.name == "Id")
        or sobject.kind == METADATA
    )
    return FieldDeclaration(
        field.name,
        owner,
        field.apex_type,
        PUBLIC,
        is_writeable=is_writeable,
        data_type=field.type,
        is_key=field.is_key,
    )


def _parent_type(field: Field, schema: Schema) -> TypeRef:
    if not field.is_polymorphic and field.reference_to:
        return TypeRef(field.reference_to[0])
    return TypeRef(NAME) if NAME in schema else SOBJECT


def _add_setting_methods(declaration: TypeDeclaration) -> None:
    for name, function, parameters in SETTING_METHODS:
        returns = map_of(STRING, declaration.ref) if name == "getAll" else declaration.ref
        target = f"sfsim.stdlib.custom_settings:{declaration.name}.{function}"
        made = MethodDeclaration(
            name,
            declaration,
            tuple(ParameterDeclaration("key", each) for each in parameters),
            returns,
            PUBLIC_STATIC,
            standard=StandardCall(CallStyle.FUNCTION, target, needs_caller=True),
        )
        declaration.methods[fold(name)] = (*declaration.methods.get(fold(name), ()), made)
