"""`new`: classes, records, lists, sets, maps, arrays; `this(…)` and `super(…)`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sfsim.apex import messages, nodes
from sfsim.apex.binder.body import Body
from sfsim.apex.binder.calls import convert_arguments, decimal_literals, signature
from sfsim.apex.binder.tokens import sobject_field
from sfsim.apex.binder.visibility import sees_member
from sfsim.apex.bindings import ConstructorReference, SObjectFieldReference
from sfsim.apex.declarations import MethodDeclaration, TypeDeclaration, TypeKind
from sfsim.apex.hierarchy import Candidate
from sfsim.apex.messages import CompileError
from sfsim.apex.overloads import AmbiguousCallError, choose
from sfsim.names import fold
from sfsim.typeref import BOOLEAN, ERROR, INTEGER, OBJECT, SOBJECT, TypeRef, list_of

COMPONENT: Final = "Component"
NOT_CONSTRUCTED: Final = (TypeKind.INTERFACE, TypeKind.ENUM, TypeKind.PRIMITIVE)


def visit_New(body: Body, node: nodes.New) -> TypeRef:
    """`new T(…)`, or `new Account(Name = 'x')`."""
    ref = body.type(node.type)
    declaration = body.project.declaration(ref)
    if ref is ERROR or declaration is None:
        for argument in node.arguments:
            body.expression(argument)
        for named in node.fields:
            body.expression(named.value)
        return ref
    if not _is_constructable(body, node, ref, declaration):
        for argument in node.arguments:
            body.expression(argument)
        return ref
    if declaration.kind is TypeKind.SOBJECT:
        return _new_record(body, node, ref, declaration)
    if node.fields:
        for named in node.fields:
            body.expression(named.value)
        if declaration.namespace == COMPONENT:
            # Visualforce components take attributes; sfsim renders no pages.
            body.bindings.unsupported.append((f"new {ref.name}", node.span))
            body.refer(node, ConstructorReference(ref, None, declaration))
            return ref
        return body.fail(node.span, messages.NAME_VALUE_CONSTRUCTOR, ref)
    construct(body, node, node.arguments, ref)
    return ref


def _is_constructable(
    body: Body, node: nodes.New, ref: TypeRef, declaration: TypeDeclaration
) -> bool:
    if "abstract" in declaration.modifiers and declaration.kind is TypeKind.CLASS:
        body.report(node.span, messages.NEW_ABSTRACT, ref)
        return False
    has_constructor = (
        declaration.is_user
        or bool(declaration.constructors)
        or declaration.kind is TypeKind.SOBJECT
        or declaration.namespace == COMPONENT
    )
    if ref == SOBJECT or declaration.kind in NOT_CONSTRUCTED or not has_constructor:
        body.report(node.span, messages.NOT_CONSTRUCTABLE, ref)
        return False
    return True


def _new_record(body: Body, node: nodes.New, ref: TypeRef, declaration: TypeDeclaration) -> TypeRef:
    body.refer(node, ConstructorReference(ref, None, declaration))
    for argument in node.arguments:
        body.expression(argument)
        body.report(argument.span, messages.NORMAL_CONSTRUCTOR, ref)
    seen: set[str] = set()
    for named in node.fields:
        source = body.expression(named.value)
        field = sobject_field(body, declaration, named.name)
        if field is None:
            body.report(named.span, messages.FIELD_DOES_NOT_EXIST, named.name, ref)
            continue
        if not field.is_writeable:
            name = f"{ref}.{field.name}"
            body.report(named.span, messages.FIELD_NOT_WRITEABLE, name)
        if fold(field.name) in seen:
            body.report(named.span, messages.DUPLICATE_FIELD_INITIALIZATION, named.name)
        seen.add(fold(field.name))
        body.refer(
            named,
            SObjectFieldReference(
                declaration.ref.name, field.name, field.relationship, field.type == BOOLEAN
            ),
        )
        steps = body.conversions.assign(source, field.type)
        if steps is None:
            body.report(
                named.span,
                messages.SOBJECT_FIELD_VALUE,
                f"{ref}.{field.name}",
                field.type,
            )
        else:
            body.apply(named.value, steps)
    return ref


def construct(
    body: Body,
    node: nodes.New | nodes.ConstructorCall,
    arguments: tuple[nodes.Expression, ...],
    ref: TypeRef,
) -> None:
    """Chooses the constructor of `ref` and records it."""
    given = [body.expression(argument) for argument in arguments]
    declaration = body.project.declaration(ref)
    candidates = body.hierarchy.constructors(ref)
    if declaration is None:
        return
    if not candidates and (declaration.is_user or declaration.namespace == COMPONENT):
        body.calls_outside()
        if given and ERROR not in given:
            _not_defined(body, node, given, ref)
        body.refer(node, ConstructorReference(ref, None, declaration))
        return
    found = _choose_constructor(body, node, candidates, given, arguments)
    if found is None:
        if ERROR not in given:
            _not_defined(body, node, given, ref)
        return
    method = found.declaration
    if declaration.is_user:
        body.calls_method(method)
        if not sees_member(body.declaration, method, method.modifiers, body.hierarchy):
            text = f"<Constructor> {declaration.ref}{_types_text(found.parameters)}"
            body.report(node.span, messages.CONSTRUCTOR_NOT_VISIBLE, text)
    elif _is_unmodelled(declaration, method):
        body.bindings.unsupported.append((f"new {declaration.ref.name}", node.span))
    convert_arguments(body, arguments, given, found.parameters)
    body.refer(node, ConstructorReference(ref, method, declaration))


def _is_unmodelled(declaration: TypeDeclaration, method: MethodDeclaration) -> bool:
    """Collections are made by emitted code itself, whatever the catalogue says."""
    if declaration.type_parameters or method.standard is None:
        return False
    return method.standard.target is None


def _choose_constructor(
    body: Body,
    node: nodes.Node,
    candidates: Sequence[Candidate],
    given: Sequence[TypeRef],
    arguments: Sequence[nodes.Expression],
) -> Candidate | None:
    try:
        return choose(candidates, given, body.conversions, decimal_literals(arguments))
    except AmbiguousCallError as ambiguous:
        body.report(node.span, messages.AMBIGUOUS_METHOD, signature("<Constructor>", given))
        return ambiguous.candidates[0]


def _not_defined(body: Body, node: nodes.Node, given: Sequence[TypeRef], ref: TypeRef) -> None:
    shown = _types_text(given)
    body.fail_member([ref, *given], node.span, messages.CONSTRUCTOR_NOT_DEFINED, ref, shown)


def _types_text(types: Sequence[TypeRef]) -> str:
    return f"({', '.join(map(str, types))})"


# --- collections --------------------------------------------------------------------------------


def visit_NewArray(body: Body, node: nodes.NewArray) -> TypeRef:
    """`new Integer[3]`: a list of so many nulls."""
    size = body.expression(node.size)
    if size not in (INTEGER, ERROR):
        body.report(node.size.span, messages.LIST_INDEX, INTEGER, size)
    element = body.type(node.type)
    return ERROR if element is ERROR else list_of(element)


def visit_NewCollection(body: Body, node: nodes.NewCollection) -> TypeRef:
    """`new List<T>{ … }`, `new Set<T>{ … }`."""
    ref = body.type(node.type)
    for element in node.elements:
        source = body.expression(element)
        if ref.arguments:
            _store(body, element, source, ref.arguments[0], messages.INITIAL_EXPRESSION, ref)
    return ref


def visit_NewMap(body: Body, node: nodes.NewMap) -> TypeRef:
    """`new Map<K, V>{ k => v }`."""
    ref = body.type(node.type)
    for entry in node.entries:
        key, value = body.expression(entry.key), body.expression(entry.value)
        if len(ref.arguments) == 2:
            _store(body, entry.key, key, ref.arguments[0], messages.INITIAL_KEY, ref)
            _store(body, entry.value, value, ref.arguments[1], messages.INITIAL_VALUE, ref)
    return ref


def _store(
    body: Body,
    node: nodes.Expression,
    source: TypeRef,
    element: TypeRef,
    error: CompileError,
    whole: TypeRef,
) -> None:
    steps = body.conversions.store(source, element)
    if steps is not None:
        body.apply(node, steps)
    elif error is messages.INITIAL_EXPRESSION:
        body.report(node.span, error, element, source)
    else:
        body.report(node.span, error, source, whole)


# --- constructor calls --------------------------------------------------------------------------


def visit_ConstructorCall(body: Body, node: nodes.ConstructorCall) -> bool:
    """`this(…)` and `super(…)`; that they stand first is checked with the constructor."""
    body.in_constructor_call = True
    declaration = body.declaration
    if node.target == "this":
        construct(body, node, node.arguments, declaration.ref)
    elif declaration.superclass is None:
        for argument in node.arguments:
            body.expression(argument)
        body.refer(node, ConstructorReference(OBJECT, None, None))
        if node.arguments:
            body.report(node.span, messages.NO_SUPER_TYPE, declaration.ref)
    else:
        construct(body, node, node.arguments, declaration.superclass)
    body.in_constructor_call = False
    return True
