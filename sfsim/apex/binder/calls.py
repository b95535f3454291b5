"""Method calls: which type is searched, which overload is meant, what happens to the arguments."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sfsim.apex import messages, nodes
from sfsim.apex.binder.body import Body
from sfsim.apex.binder.callbacks import may_call_back
from sfsim.apex.binder.names import UNKNOWN, Meaning, denote
from sfsim.apex.binder.tokens import SOBJECT_TYPE
from sfsim.apex.binder.visibility import sees_member
from sfsim.apex.bindings import (
    Conversion,
    ConversionTo,
    FieldErrorReference,
    MethodReference,
    Receiver,
    SObjectFieldReference,
    SObjectTypeToken,
    TypeReference,
)
from sfsim.apex.conversions import BOX
from sfsim.apex.declarations import TypeDeclaration, TypeKind
from sfsim.apex.hierarchy import Candidate
from sfsim.apex.overloads import AmbiguousCallError, choose
from sfsim.names import fold
from sfsim.typeref import ERROR, LONG, NULL, SOBJECT, STRING, VOID, TypeRef

ADD_ERROR: Final = "adderror"
GET_SOBJECT_TYPE: Final = "getsobjecttype"
DATABASE: Final = "Database"
VIRTUAL_ONLY: Final = ("immediate", "async")
EVENT_SUFFIX: Final = "__e"
DECIMAL_TO_DOUBLE: Final = Conversion.DECIMAL_TO_DOUBLE


def visit_MethodCall(body: Body, node: nodes.MethodCall) -> TypeRef:
    """`name(…)`, `target.name(…)`, `super.name(…)`."""
    target = node.target
    if target is None:
        return _implicit_call(body, node)
    if target.__class__ is nodes.Super:
        return _super_call(body, node, target)
    if fold(node.name) == ADD_ERROR and target.__class__ is nodes.FieldAccess:
        assert isinstance(target, nodes.FieldAccess), "decided by its class"
        return _add_error_call(body, node, target)
    meaning = denote(body, target)
    if isinstance(target, nodes.ClassLiteral) and target.type.arguments:
        body.report(target.span, messages.GENERIC_CLASS_LITERAL, target.type)
    return _call_on(body, node, meaning)


def _call_on(body: Body, node: nodes.MethodCall, meaning: TypeRef | Meaning) -> TypeRef:
    arguments = [body.expression(argument) for argument in node.arguments]
    if isinstance(meaning, Meaning):
        return _static_call(body, node, meaning, arguments)
    if meaning is ERROR:
        return ERROR
    if meaning == VOID or meaning is NULL:
        return _not_found(body, node, arguments, meaning)
    receiver = Receiver.THIS if node.target.__class__ is nodes.This else Receiver.EXPRESSION
    found = _choose(body, node, meaning, arguments, is_static=False)
    if found is None:
        return _missing_instance_method(body, node, meaning, arguments)
    return record_call(body, node, found, meaning, receiver)


def _missing_instance_method(
    body: Body, node: nodes.MethodCall, ref: TypeRef, arguments: list[TypeRef]
) -> TypeRef:
    if body.conversions.is_sobject_list(ref):
        # A list of records stands for its one record: `[SELECT Id FROM Account].get('Name')`.
        element = ref.arguments[0]
        row = _choose(body, node, element, arguments, is_static=False)
        if row is not None and node.target is not None:
            steps = body.conversions.assign(ref, element)
            assert steps is not None, "a list of records gives its one record"
            body.apply(node.target, steps)
            return record_call(body, node, row, element, Receiver.EXPRESSION)
    static = _choose(body, node, ref, arguments, is_static=True)
    if static is not None:
        return body.fail(
            node.name_span, messages.STATIC_METHOD, signature(node.name, static.parameters)
        )
    return _not_found(body, node, arguments, ref)


def _static_call(
    body: Body, node: nodes.MethodCall, meaning: Meaning, arguments: list[TypeRef]
) -> TypeRef:
    if meaning is UNKNOWN:
        root = node.target
        assert isinstance(root, nodes.Name), "only a bare name can mean nothing at all"
        owners = body.enclosing()
        return body.fail_member(owners, root.span, messages.VARIABLE_DOES_NOT_EXIST, root.name)
    declaration = meaning.declaration
    if meaning.path is not None and meaning.path.root in ("fields", "relationship"):
        target = node.target
        assert target is not None, "a static call has a target"
        name = target.name if isinstance(target, nodes.FieldAccess) else ""
        return body.fail(target.span, messages.VARIABLE_DOES_NOT_EXIST, name)
    if declaration is None:
        return _not_found(body, node, arguments, TypeRef(meaning.namespace or node.name))
    ref = body.project.ref(declaration)
    if declaration.kind is TypeKind.SOBJECT and fold(node.name) == GET_SOBJECT_TYPE:
        body.refer(node, SObjectTypeToken(declaration.ref.name))
        return SOBJECT_TYPE
    found = _choose(body, node, ref, arguments, is_static=True)
    if found is not None:
        return record_call(body, node, found, ref, Receiver.STATIC)
    if declaration.kind is TypeKind.SOBJECT:
        hidden = _class_behind_object(body, node, declaration, arguments)
        if hidden is not None:
            return hidden
    instance = _choose(body, node, ref, arguments, is_static=False)
    if instance is None:
        return _not_found(body, node, arguments, ref)
    if _is_own_class(body, declaration):
        return record_call(body, node, instance, ref, Receiver.THIS)
    return body.fail(node.name_span, messages.NON_STATIC_METHOD, call_text(instance, node.name))


def _class_behind_object(
    body: Body, node: nodes.MethodCall, declaration: TypeDeclaration, arguments: list[TypeRef]
) -> TypeRef | None:
    """`Site.getBaseUrl()`: the bare name is the sObject, the method that of System.Site."""
    hidden = body.project.standard(f"System.{declaration.ref.name}")
    if hidden is None or hidden is declaration or node.target is None:
        return None
    ref = body.project.ref(hidden)
    found = _choose(body, node, ref, arguments, is_static=True)
    if found is None:
        return None
    body.refer(node.target, TypeReference(hidden))
    return record_call(body, node, found, ref, Receiver.STATIC)


def _is_own_class(body: Body, declaration: TypeDeclaration) -> bool:
    return not body.is_static and body.hierarchy.is_subtype(body.declaration.ref, declaration.ref)


def _implicit_call(body: Body, node: nodes.MethodCall) -> TypeRef:
    arguments = [body.expression(argument) for argument in node.arguments]
    around: TypeDeclaration | None = body.declaration
    while around is not None:
        is_own = around is body.declaration
        found = _choose(body, node, around.ref, arguments, is_static=None if is_own else True)
        if found is not None:
            return _own_call(body, node, found, around)
        around = around.outer
    return _not_found(body, node, arguments, body.declaration.ref)


def _own_call(
    body: Body, node: nodes.MethodCall, found: Candidate, around: TypeDeclaration
) -> TypeRef:
    if found.declaration.is_static:
        return record_call(body, node, found, around.ref, Receiver.STATIC)
    if body.is_static:
        return body.fail(node.name_span, messages.NON_STATIC_METHOD, call_text(found, node.name))
    if body.in_constructor_call:
        body.report(
            node.name_span,
            messages.INSTANCE_METHOD_IN_CONSTRUCTOR_CALL,
            call_text(found, node.name),
        )
    return record_call(body, node, found, around.ref, Receiver.THIS)


def _super_call(body: Body, node: nodes.MethodCall, target: nodes.Expression) -> TypeRef:
    parent = body.expression(target)
    arguments = [body.expression(argument) for argument in node.arguments]
    if parent is ERROR:
        return ERROR
    found = _choose(body, node, parent, arguments, is_static=False)
    if found is None:
        return _not_found(body, node, arguments, parent)
    declaration = found.declaration
    if "abstract" in declaration.modifiers:
        body.report(node.name_span, messages.ABSTRACT_CALL, call_text(found, node.name))
    return record_call(body, node, found, parent, Receiver.SUPER)


def _add_error_call(body: Body, node: nodes.MethodCall, target: nodes.FieldAccess) -> TypeRef:
    """`record.Field.addError(…)` is SObject.addError with the field's name put before."""
    meaning = denote(body, target)
    reference = body.references.get(target)
    if isinstance(meaning, Meaning) or not isinstance(reference, SObjectFieldReference):
        return _call_on(body, node, meaning)
    if reference.relationship is not None:
        return _call_on(body, node, meaning)
    if node.is_safe:
        body.report(node.name_span, messages.ADD_ERROR_SAFE)
    arguments = [STRING, *(body.expression(argument) for argument in node.arguments)]
    named = [
        candidate
        for candidate in body.hierarchy.methods(SOBJECT, ADD_ERROR)
        if candidate.parameters[:1] == (STRING,) and len(candidate.parameters) == len(arguments)
    ]
    for candidate in named:
        if all(
            body.conversions.argument(given, wanted) is not None
            for given, wanted in zip(arguments, candidate.parameters, strict=True)
        ):
            convert_arguments(body, node.arguments, arguments[1:], candidate.parameters[1:])
            body.refer(node, FieldErrorReference(candidate.declaration, reference.name))
            return VOID
    return _call_on_known(body, node, meaning, arguments[1:])


def _call_on_known(
    body: Body, node: nodes.MethodCall, ref: TypeRef, arguments: list[TypeRef]
) -> TypeRef:
    found = _choose(body, node, ref, arguments, is_static=False)
    if found is None:
        return _not_found(body, node, arguments, ref)
    return record_call(body, node, found, ref, Receiver.EXPRESSION)


# --- choosing and recording ---------------------------------------------------------------------


def _choose(
    body: Body,
    node: nodes.MethodCall,
    ref: TypeRef,
    arguments: list[TypeRef],
    *,
    is_static: bool | None,
) -> Candidate | None:
    candidates: Sequence[Candidate] = body.hierarchy.methods(ref, fold(node.name))
    if is_static is not None:
        candidates = [each for each in candidates if each.declaration.is_static is is_static]
    if not candidates:
        return None
    try:
        return choose(candidates, arguments, body.conversions, decimal_literals(node.arguments))
    except AmbiguousCallError as ambiguous:
        body.report(node.name_span, messages.AMBIGUOUS_METHOD, signature(node.name, arguments))
        return ambiguous.candidates[0]


def decimal_literals(arguments: Sequence[nodes.Expression]) -> frozenset[int]:
    """The indexes of arguments written as decimal literals, with or without a sign."""
    found = []
    for index, argument in enumerate(arguments):
        each: nodes.Expression = argument
        while isinstance(each, nodes.Unary | nodes.Parenthesized):
            each = each.operand if isinstance(each, nodes.Unary) else each.expression
        if isinstance(each, nodes.Literal) and each.kind == "decimal":
            found.append(index)
    return frozenset(found)


def record_call(
    body: Body, node: nodes.MethodCall, found: Candidate, owner: TypeRef, receiver: Receiver
) -> TypeRef:
    """Writes down the chosen method and the conversions of its arguments."""
    method = found.declaration
    body.references[node] = MethodReference(method, receiver, owner)
    arguments = [body.types[argument] for argument in node.arguments]
    convert_arguments(body, node.arguments, arguments, found.parameters)
    declaring = method.owner
    if declaring.is_user or method.node is not None:
        body.calls_method(method)
        if declaring is not body.declaration and not sees_member(
            body.declaration, method, method.modifiers, body.hierarchy
        ):
            body.report(node.name_span, messages.METHOD_NOT_VISIBLE, call_text(found, node.name))
    else:
        _record_standard(body, node, found, owner, arguments)
    return found.returns


def _record_standard(
    body: Body, node: nodes.MethodCall, found: Candidate, owner: TypeRef, arguments: list[TypeRef]
) -> None:
    method = found.declaration
    if method.owner.ref.name == DATABASE and fold(method.name).endswith(VIRTUAL_ONLY):
        _check_virtual(body, node, arguments)
    if method.standard is not None and method.standard.target is None:
        name = f"{method.owner.ref.name}.{method.name}"
        body.bindings.unsupported.append((name, node.name_span))
    if method.owner.type_parameters:
        for argument, declared, wanted in zip(
            node.arguments, method.parameters, found.parameters, strict=True
        ):
            if wanted == LONG and declared.type != LONG:
                body.bindings.conversions[argument] = (
                    *body.bindings.conversions.get(argument, ()),
                    BOX,
                )
    if may_call_back(body, method, owner, arguments):
        body.calls_outside()


def _check_virtual(body: Body, node: nodes.MethodCall, arguments: list[TypeRef]) -> None:
    """`Database.insertImmediate` and its kin take external objects, not custom events."""
    given = arguments[0] if arguments else ERROR
    record = given.arguments[0] if given.name == "List" and given.arguments else given
    if fold(record.name).endswith(EVENT_SUFFIX):
        body.report(node.arguments[0].span, messages.VIRTUAL_SOBJECT)


def convert_arguments(
    body: Body,
    arguments: Sequence[nodes.Expression],
    given: Sequence[TypeRef],
    wanted: Sequence[TypeRef],
) -> None:
    """Records the conversions of a call whose arguments are known to fit."""
    conversions = body.conversions
    for argument, source, target in zip(arguments, given, wanted, strict=True):
        if source is target:
            continue
        steps = conversions.assign(source, target)
        if steps is None:
            steps = (ConversionTo(DECIMAL_TO_DOUBLE, target),)
        if steps:
            body.bindings.conversions[argument] = steps


# --- texts --------------------------------------------------------------------------------------


def signature(name: str, types: Sequence[TypeRef]) -> str:
    """`void name(Integer, String)`, as messages print a call."""
    return f"void {name}({', '.join(map(str, types))})"


def call_text(found: Candidate, name: str) -> str:
    """`Integer Owner.name(String)`, as messages print a declared method."""
    types = ", ".join(map(str, found.parameters))
    return f"{found.returns} {found.declaration.owner.ref.name}.{name}({types})"


def _not_found(
    body: Body, node: nodes.MethodCall, arguments: Sequence[TypeRef], ref: TypeRef
) -> TypeRef:
    if ERROR in arguments:
        return ERROR
    owners = [ref, *arguments]
    if node.target is None:
        owners += body.enclosing()
    shown = signature(node.name, arguments)
    return body.fail_member(owners, node.name_span, messages.METHOD_NOT_FOUND, shown, ref)
