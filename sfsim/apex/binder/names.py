"""What a name denotes: a variable, a field, a type, a namespace, a token.

A variable shadows a type of its name. `Outer.Member` is a static field, then a nested type.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sfsim.apex import messages, nodes
from sfsim.apex.binder.body import EXTERNAL, Body
from sfsim.apex.binder.tokens import (
    SchemaPath,
    describe_member,
    label_member,
    page_member,
    sobject_member,
)
from sfsim.apex.binder.unit import top_level
from sfsim.apex.binder.visibility import sees_member, sees_type
from sfsim.apex.bindings import (
    FieldReference,
    LocalReference,
    NamespaceReference,
    Receiver,
    SObjectFieldReference,
    TriggerVariableReference,
    TypeReference,
)
from sfsim.apex.declarations import FieldDeclaration, TypeDeclaration, TypeKind
from sfsim.apex.hierarchy import FoundField
from sfsim.names import fold
from sfsim.source import Span
from sfsim.typeref import (
    BOOLEAN,
    ERROR,
    ID,
    INTEGER,
    NULL,
    SOBJECT,
    VOID,
    TypeRef,
    list_of,
    map_of,
)


@dataclass(frozen=True, slots=True)
class Meaning:
    """A name that is no value: a type, a namespace, both (`Database`), or a path in the schema."""

    declaration: TypeDeclaration | None = None
    namespace: str | None = None
    path: SchemaPath | None = None


UNKNOWN: Final = Meaning()
Denotation = TypeRef | Meaning

SPECIAL_NAMES: Final = frozenset({"label", "page", "trigger"})
SCHEMA_SOBJECT_TYPE: Final = "Schema.SObjectType"
TRIGGER_OPERATION: Final = TypeRef("TriggerOperation")
SOBJECT_ID: Final = SObjectFieldReference("SObject", "Id")


def visit_Name(body: Body, node: nodes.Name) -> TypeRef:
    """A name where a value is needed."""
    found = variable(body, node)
    if found is None:
        owners = body.enclosing()
        return body.fail_member(owners, node.span, messages.VARIABLE_DOES_NOT_EXIST, node.name)
    return found


def visit_FieldAccess(body: Body, node: nodes.FieldAccess) -> TypeRef:
    """A dotted name where a value is needed."""
    found = access(body, node)
    if isinstance(found, Meaning):
        return body.fail(node.name_span, messages.VARIABLE_DOES_NOT_EXIST, node.name)
    return found


def denote(body: Body, node: nodes.Expression) -> Denotation:
    """What the target of a dot denotes: a value of some type, or something that is no value."""
    kind = node.__class__
    found: Denotation
    if kind is nodes.Name:
        assert isinstance(node, nodes.Name), "decided by its class"
        value = variable(body, node)
        found = value if value is not None else bare_meaning(body, node)
    elif kind is nodes.FieldAccess:
        assert isinstance(node, nodes.FieldAccess), "decided by its class"
        found = access(body, node)
    else:
        return body.expression(node)
    if not isinstance(found, Meaning):
        body.types[node] = found
    return found


# --- bare names ---------------------------------------------------------------------------------


def variable(body: Body, node: nodes.Name) -> TypeRef | None:
    """The type of the variable that a bare name means, None when it means none."""
    folded = fold(node.name)
    local = body.local(folded)
    if local is not None:
        body.references[node] = LocalReference(local)
        return local.type
    around: TypeDeclaration | None = body.declaration
    while around is not None:
        found = body.hierarchy.nearest_field(around.ref, folded)
        if found is not None and (around is body.declaration or found.declaration.is_static):
            return _own_field(body, node, found)
        around = around.outer
    return None


def _own_field(body: Body, node: nodes.Name, found: FoundField) -> TypeRef | None:
    declaration = found.declaration
    if declaration.is_static:
        receiver = Receiver.STATIC
    else:
        receiver = Receiver.THIS
        if body.is_static and body.project.simple(node.name, body.declaration) is not None:
            return None  # In a static context the name of an instance field may mean a type.
        if body.is_static:
            return body.fail(node.span, messages.NON_STATIC_FIELD, declaration.name, found.owner)
        if body.in_constructor_call:
            body.report(node.span, messages.INSTANCE_VARIABLE_IN_CONSTRUCTOR_CALL, declaration.name)
    return field_value(body, node, found, receiver)


def bare_meaning(body: Body, node: nodes.Name) -> Meaning:
    """The type or namespace that a bare name means."""
    name = node.name
    folded = fold(name)
    found = body.project.simple(name, body.declaration)
    if folded in SPECIAL_NAMES and (found is None or not found.is_user):
        return Meaning(found, path=SchemaPath(folded))
    namespace = name if body.project.is_namespace(name) else None
    if found is not None:
        body.references[node] = TypeReference(found)
    elif namespace is not None:
        body.references[node] = NamespaceReference(namespace)
    if found is None and namespace is None:
        return UNKNOWN
    return Meaning(found, namespace)


# --- dotted names -------------------------------------------------------------------------------


def access(body: Body, node: nodes.FieldAccess) -> Denotation:
    """What `target.name` denotes."""
    target = denote(body, node.target)
    if isinstance(target, Meaning):
        return _member_of_meaning(body, node, target)
    return _member_of_value(body, node, target)


def _member_of_value(body: Body, node: nodes.FieldAccess, target: TypeRef) -> Denotation:
    if target is ERROR:
        return ERROR
    if target is NULL or target == VOID:
        return body.fail(node.name_span, messages.VARIABLE_DOES_NOT_EXIST, node.name)
    folded = fold(node.name)
    described = describe_member(body, node, target)
    if described is not None:
        return Meaning(path=described) if isinstance(described, SchemaPath) else described
    found = body.hierarchy.field(target, folded)
    if found is None and body.unit.namespace and body.conversions.is_sobject(target):
        found = body.hierarchy.field(target, fold(f"{body.unit.namespace}__{node.name}"))
    if found is None:
        if target == SOBJECT and folded == "id":
            body.refer(node, SOBJECT_ID)
            return ID
        row = _row_of_list(body, node, target)
        if row is not None:
            return row
        span = node.name_span
        return body.fail_member([target], span, messages.VARIABLE_DOES_NOT_EXIST, node.name)
    if found.declaration.is_static:
        return body.fail(node.name_span, messages.STATIC_FIELD, found.declaration.name, found.owner)
    receiver = Receiver.EXPRESSION
    if node.target.__class__ is nodes.This:
        receiver = Receiver.THIS
    elif node.target.__class__ is nodes.Super:
        receiver = Receiver.SUPER
    return field_value(body, node, found, receiver)


def _row_of_list(body: Body, node: nodes.FieldAccess, target: TypeRef) -> TypeRef | None:
    """`[SELECT Name FROM Account].Name` reads the field of the one row."""
    if not body.conversions.is_sobject_list(target):
        return None
    element = target.arguments[0]
    found = body.hierarchy.field(element, fold(node.name))
    if found is None or found.declaration.is_static:
        return None
    steps = body.conversions.assign(target, element)
    assert steps is not None, "a list of records gives its one record"
    body.apply(node.target, steps)
    return field_value(body, node, found, Receiver.EXPRESSION)


def _member_of_meaning(body: Body, node: nodes.FieldAccess, target: Meaning) -> Denotation:
    if target is UNKNOWN:
        root = node.target
        assert isinstance(root, nodes.Name), "only a bare name can mean nothing at all"
        owners = body.enclosing()
        return body.fail_member(owners, root.span, messages.VARIABLE_DOES_NOT_EXIST, root.name)
    if node.is_safe:
        # `Type?.field` is refused: there is no value before the operator.
        return body.fail(node.target.span, messages.VARIABLE_DOES_NOT_EXIST, _written(node.target))
    if target.path is not None:
        found = _special_member(body, node, target.path, target.declaration)
        if found is not None:
            return found
    declaration = target.declaration
    if declaration is not None:
        member = _static_member(body, node, declaration)
        if member is not None:
            return member
    if target.namespace is not None:
        nested = _namespace_member(body, node, target.namespace)
        if nested is not None:
            return nested
    if declaration is not None:
        instance = body.hierarchy.field(body.project.ref(declaration), fold(node.name))
        if instance is not None and declaration.kind is not TypeKind.SOBJECT:
            return body.fail(
                node.name_span,
                messages.NON_STATIC_FIELD,
                instance.declaration.name,
                instance.owner,
            )
    owners = [] if declaration is None else [body.project.ref(declaration)]
    return body.fail_member(owners, node.name_span, messages.VARIABLE_DOES_NOT_EXIST, node.name)


def _written(node: nodes.Expression) -> str:
    if isinstance(node, nodes.FieldAccess):
        return f"{_written(node.target)}.{node.name}"
    return node.name if isinstance(node, nodes.Name) else ""


def _static_member(
    body: Body, node: nodes.FieldAccess, declaration: TypeDeclaration
) -> Denotation | None:
    folded = fold(node.name)
    ref = body.project.ref(declaration)
    if declaration.kind is TypeKind.SOBJECT:
        found = sobject_member(body, node, declaration)
        if found is not None:
            return Meaning(path=found) if isinstance(found, SchemaPath) else found
    if ref.name == SCHEMA_SOBJECT_TYPE:
        found = sobject_member(body, node, declaration, is_describe_root=True)
        if found is not None:
            return Meaning(path=found) if isinstance(found, SchemaPath) else found
    field = body.hierarchy.field(ref, folded)
    if field is not None and field.declaration.is_static:
        return field_value(body, node, field, Receiver.STATIC)
    if _is_backing(body, field):
        assert field is not None, "a backing field is a field"
        return field_value(body, node, field, Receiver.THIS)
    inner = body.project.inner(declaration, node.name)
    if inner is not None:
        return _type_meaning(body, node, inner, None)
    return None


def _namespace_member(body: Body, node: nodes.FieldAccess, namespace: str) -> Meaning | None:
    folded = fold(node.name)
    if fold(namespace) == "system" and folded in SPECIAL_NAMES:
        declared = body.project.standard(f"System.{node.name}")
        return Meaning(declared, path=SchemaPath(folded))
    found = body.project.in_namespace(namespace, (node.name,), body.declaration)
    if found is None:
        return None
    is_both = fold(namespace) == "system" and body.project.is_namespace(node.name)
    return _type_meaning(body, node, found, node.name if is_both else None)


def _type_meaning(
    body: Body, node: nodes.FieldAccess, found: TypeDeclaration, namespace: str | None
) -> Meaning:
    if not sees_type(body.declaration, found):
        body.report(node.name_span, messages.TYPE_NOT_VISIBLE, found.ref)
    body.references[node] = TypeReference(found)
    return Meaning(found, namespace)


def _special_member(
    body: Body,
    node: nodes.FieldAccess,
    path: SchemaPath,
    declaration: TypeDeclaration | None,
) -> Denotation | None:
    if path.root == "label":
        found = label_member(body, node, path)
        return Meaning(path=found) if isinstance(found, SchemaPath) else found
    if path.root == "page":
        return page_member(body, node)
    if path.root == "trigger":
        return _trigger_member(body, node)
    token = sobject_member(body, node, declaration, path=path)
    return Meaning(path=token) if isinstance(token, SchemaPath) else token


TRIGGER_NAMES: Final = {
    "new": "new",
    "old": "old",
    "newmap": "newMap",
    "oldmap": "oldMap",
    "size": "size",
    "operationtype": "operationType",
    "isexecuting": "isExecuting",
    "isbefore": "isBefore",
    "isafter": "isAfter",
    "isinsert": "isInsert",
    "isupdate": "isUpdate",
    "isdelete": "isDelete",
    "isundelete": "isUndelete",
}


def _trigger_member(body: Body, node: nodes.FieldAccess) -> TypeRef | None:
    """`Trigger.new` holds the trigger's own type inside a trigger, SObjects elsewhere."""
    name = TRIGGER_NAMES.get(fold(node.name))
    if name is None:
        return None
    body.refer(node, TriggerVariableReference(name))
    record = body.sobject or SOBJECT
    if name in ("new", "old"):
        return list_of(record)
    if name in ("newMap", "oldMap"):
        return map_of(ID, record)
    if name == "size":
        return INTEGER
    return TRIGGER_OPERATION if name == "operationType" else BOOLEAN


# --- fields -------------------------------------------------------------------------------------


def field_value(
    body: Body, node: nodes.Name | nodes.FieldAccess, found: FoundField, receiver: Receiver
) -> TypeRef:
    """Records the use of a field and returns its type."""
    field = found.declaration
    owner = field.owner
    if owner.kind is TypeKind.SOBJECT:
        body.references[node] = SObjectFieldReference(
            owner.ref.name, field.name, field.relationship, found.type == BOOLEAN
        )
        return found.type
    is_backing = field is body.accessor_of and receiver is not Receiver.EXPRESSION
    body.references[node] = FieldReference(field, receiver, is_backing)
    if owner.is_user:
        scope = body.declaration
        if scope is not owner and not sees_member(scope, field, field.modifiers, body.hierarchy):
            body.report(_name_span(node), messages.VARIABLE_NOT_VISIBLE, field.name)
        if field.is_property and not is_backing:
            _call_accessors(body, field)
            if node is not body.written:
                check_readable(body, node, field)
    elif field.standard_get is not None and field.standard_get.target is None:
        name = f"{owner.ref.name}.{field.name}"
        body.bindings.unsupported.append((name, _name_span(node)))
    return found.type


def check_readable(
    body: Body, node: nodes.Name | nodes.FieldAccess, field: FieldDeclaration
) -> None:
    """A property needs a getter that the reader may see."""
    if not field.is_property or field is body.accessor_of:
        return
    span = _name_span(node)
    if not field.getter:
        body.report(span, messages.PROPERTY_NOT_READABLE, field.name, field.owner.ref)
    elif field.getter_modifiers:
        scope = body.declaration
        if not sees_member(scope, field, field.getter_modifiers, body.hierarchy):
            body.report(span, messages.VARIABLE_NOT_VISIBLE, field.name)


def _call_accessors(body: Body, field: FieldDeclaration) -> None:
    node = field.node
    if not isinstance(node, nodes.PropertyDeclaration):
        return
    for accessor in node.accessors:
        if accessor.body is not None:
            is_here = accessor in body.unit.calls
            body.calls.add(accessor if is_here else EXTERNAL)


def _is_backing(body: Body, field: FoundField | None) -> bool:
    """Inside an accessor `Class.name` means the backing field."""
    return (
        field is not None
        and field.declaration is body.accessor_of
        and top_level(field.declaration.owner) is top_level(body.declaration)
        and not body.is_static
    )


def _name_span(node: nodes.Name | nodes.FieldAccess) -> Span:
    return node.name_span if isinstance(node, nodes.FieldAccess) else node.span
