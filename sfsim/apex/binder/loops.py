"""`for (T x : xs)`: over lists, sets, Iterables and queries (a record or a chunk a turn)."""

from __future__ import annotations

from sfsim.apex import messages, nodes
from sfsim.apex.binder.body import Body
from sfsim.apex.binder.callbacks import holds_user_code
from sfsim.apex.binder.statements import visit_Block
from sfsim.apex.bindings import Conversion, ConversionTo, ForEachPlan
from sfsim.typeref import ERROR, SOBJECT, TypeRef


def visit_ForEach(body: Body, node: nodes.ForEach) -> bool:
    """Plans the loop and binds its body."""
    iterable = body.expression(node.iterable)
    ref = body.type(node.type)
    body.enter()
    variable = body.declare(node, node.name, ref, node.name_span)
    plan = _plan(body, node, iterable, ref)
    kind, element = plan if plan is not None else ("list", ref)
    conversion = _element_conversion(body, element, ref)
    body.bindings.loops[node] = ForEachPlan(kind, variable, conversion)
    body.loops += 1
    if isinstance(node.body, nodes.Block):
        visit_Block(body, node.body)
    else:
        body.enter()
        body.statement(node.body)
        body.leave()
    body.loops -= 1
    body.leave()
    return True


def _element_conversion(body: Body, element: TypeRef, ref: TypeRef) -> ConversionTo | None:
    if element == SOBJECT and body.conversions.is_sobject(ref) and ref != SOBJECT:
        return ConversionTo(Conversion.CHECKED, ref)
    steps = body.conversions.assign(element, ref)
    return steps[-1] if steps else None


def _plan(
    body: Body, node: nodes.ForEach, iterable: TypeRef, ref: TypeRef
) -> tuple[str, TypeRef] | None:
    """The kind of loop and the type of what each turn yields."""
    if iterable is ERROR:
        return None
    if _is_query(node.iterable):
        return _query_plan(body, node, iterable, ref)
    if iterable.name in ("List", "Set") and iterable.arguments:
        element = iterable.arguments[0]
        _check_variable(body, node, element, ref)
        return iterable.name.lower(), element
    for supertype in body.hierarchy.supertypes(iterable):
        if supertype.name == "Iterable" and supertype.arguments:
            if holds_user_code(body, iterable):
                body.calls_outside()
            _check_variable(body, node, supertype.arguments[0], ref)
            return "iterable", supertype.arguments[0]
    body.report(node.iterable.span, messages.LOOP_COLLECTION, iterable)
    return None


def _is_query(node: nodes.Expression) -> bool:
    while isinstance(node, nodes.Parenthesized):
        node = node.expression
    return isinstance(node, nodes.SoqlExpression)


def _query_plan(
    body: Body, node: nodes.ForEach, iterable: TypeRef, ref: TypeRef
) -> tuple[str, TypeRef] | None:
    if not body.conversions.is_sobject_list(iterable):
        body.report(node.iterable.span, messages.LOOP_COLLECTION, iterable)
        return None
    element = iterable.arguments[0]
    if ref is ERROR:
        return None
    if body.conversions.is_sobject_list(ref):
        if ref.arguments[0] not in (element, SOBJECT):
            body.report(node.type.span, messages.LOOP_SOBJECT_VARIABLE, element)
        return "query_chunk", ref
    if ref not in (element, SOBJECT):
        body.report(node.type.span, messages.LOOP_SOBJECT_VARIABLE, element)
    return "query", element


def _check_variable(body: Body, node: nodes.ForEach, element: TypeRef, ref: TypeRef) -> None:
    is_narrowing = element == SOBJECT and body.conversions.is_sobject(ref)
    if not is_narrowing and body.conversions.assign(element, ref) is None:
        body.report(node.type.span, messages.LOOP_VARIABLE, element, ref)
