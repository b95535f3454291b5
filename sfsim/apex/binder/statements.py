"""Statements: scopes, conditions, and whether control can come out at the end."""

from __future__ import annotations

from typing import Final

from sfsim.apex import messages, nodes
from sfsim.apex.binder.body import Body
from sfsim.apex.binder.operators import condition
from sfsim.names import fold
from sfsim.typeref import ERROR, EXCEPTION, NULL, VOID, TypeRef

JUMPS: Final = (nodes.Return, nodes.Break, nodes.Continue)
STATEMENT_EXPRESSIONS: Final = (
    nodes.MethodCall,
    nodes.Assign,
    nodes.Update,
    nodes.New,
    nodes.NewCollection,
    nodes.NewMap,
    nodes.NewArray,
    nodes.SoqlExpression,
    nodes.SoslExpression,
)
UNREACHABLE_VERSION: Final = 31.0
"""A public class saved at API 30 holds a statement after `return` and compiles."""

RUN_AS_TYPES: Final = ("User", "Version", "Package.Version")


def visit_Block(body: Body, node: nodes.Block) -> bool:
    """A scope of its own."""
    body.enter()
    completes = statements(body, node.statements)
    body.leave()
    return completes


def statements(body: Body, found: tuple[nodes.Statement, ...]) -> bool:
    """Binds statements in order. Code after `throw` is accepted, after a jump it is not."""
    completes = True
    previous: nodes.Statement | None = None
    for statement in found:
        if isinstance(previous, JUMPS) and body.unit.api_version >= UNREACHABLE_VERSION:
            body.report(statement.span, messages.UNREACHABLE)
        if not body.statement(statement):
            completes = False
        previous = statement
    return completes


def visit_LocalDeclaration(body: Body, node: nodes.LocalDeclaration) -> bool:
    """`Type a = 1, b;`."""
    ref = body.type(node.type)
    if ref == VOID:
        body.report(node.type.span, messages.VOID_VARIABLE)
    for declarator in node.declarators:
        if declarator.value is not None:
            body.convert_into(declarator.value, ref)
        body.declare(declarator, declarator.name, ref, declarator.span)
    return True


def visit_ExpressionStatement(body: Body, node: nodes.ExpressionStatement) -> bool:
    """Only calls, assignments, updates and constructions are statements."""
    expression = node.expression
    if not isinstance(expression, STATEMENT_EXPRESSIONS):
        inner: nodes.Expression = expression
        while isinstance(inner, nodes.Parenthesized):
            inner = inner.expression
        if not isinstance(inner, STATEMENT_EXPRESSIONS):
            body.report(node.span, messages.NOT_A_STATEMENT)
    body.expression(expression)
    return True


def visit_If(body: Body, node: nodes.If) -> bool:
    """Completes when one of its branches does."""
    condition(body, node.condition)
    completes = _scoped(body, node.then)
    if node.otherwise is None:
        return True
    return _scoped(body, node.otherwise) or completes


def _scoped(body: Body, node: nodes.Statement) -> bool:
    body.enter()
    completes = body.statement(node)
    body.leave()
    return completes


def visit_While(body: Body, node: nodes.While) -> bool:
    """An endless loop without `break` does not complete."""
    condition(body, node.condition)
    _loop_body(body, node.body)
    return not (_is_true(node.condition) and not _breaks(node.body))


def visit_DoWhile(body: Body, node: nodes.DoWhile) -> bool:
    """The body runs at least once."""
    completes = _loop_body(body, node.body)
    condition(body, node.condition)
    if _is_true(node.condition) and not _breaks(node.body):
        return False
    return completes or _breaks(node.body)


def visit_For(body: Body, node: nodes.For) -> bool:
    """`for (init; condition; update)`; the head has a scope of its own."""
    body.enter()
    for item in node.init:
        if isinstance(item, nodes.LocalDeclaration):
            visit_LocalDeclaration(body, item)
        else:
            body.expression(item)
    if node.condition is not None:
        condition(body, node.condition)
    for update in node.update:
        body.expression(update)
    _loop_body(body, node.body)
    body.leave()
    is_endless = node.condition is None or _is_true(node.condition)
    return not (is_endless and not _breaks(node.body))


def _loop_body(body: Body, node: nodes.Statement) -> bool:
    body.loops += 1
    completes = _scoped(body, node)
    body.loops -= 1
    return completes


def _is_true(node: nodes.Expression) -> bool:
    return isinstance(node, nodes.Literal) and node.value is True


def _breaks(node: nodes.Statement) -> bool:
    """Whether a `break` inside leaves this loop (not one of a loop within)."""
    if isinstance(node, nodes.Break):
        return True
    if isinstance(node, nodes.Block):
        return any(_breaks(each) for each in node.statements)
    if isinstance(node, nodes.If):
        return _breaks(node.then) or (node.otherwise is not None and _breaks(node.otherwise))
    if isinstance(node, nodes.Try):
        parts = [node.body, *(each.body for each in node.catches)]
        return any(_breaks(each) for each in parts)
    if isinstance(node, nodes.Switch):
        return any(_breaks(each.body) for each in node.branches)
    return isinstance(node, nodes.RunAs) and _breaks(node.body)


def visit_Try(body: Body, node: nodes.Try) -> bool:
    """Completes when the body or a catch does and `finally` does."""
    completes = visit_Block(body, node.body)
    caught: list[TypeRef] = []
    for clause in node.catches:
        body.enter()
        ref = body.type(clause.parameter.type)
        _check_catch(body, clause, ref, caught)
        caught.append(ref)
        body.declare(clause.parameter, clause.parameter.name, ref, clause.parameter.span)
        completes = statements(body, clause.body.statements) or completes
        body.leave()
    if node.finalizer is not None:
        completes = visit_Block(body, node.finalizer) and completes
    return completes


def _check_catch(body: Body, clause: nodes.Catch, ref: TypeRef, caught: list[TypeRef]) -> None:
    if ref is ERROR:
        return
    if not body.hierarchy.is_subtype(ref, EXCEPTION):
        body.fail_member([ref], clause.parameter.type.span, messages.CATCH_TYPE, ref)
        return
    for earlier in caught:
        if earlier is not ERROR and body.hierarchy.is_subtype(ref, earlier):
            body.report(clause.parameter.type.span, messages.CATCH_DUPLICATE, ref)
            return


def visit_Throw(body: Body, node: nodes.Throw) -> bool:
    """Only exceptions can be thrown."""
    found = body.expression(node.expression)
    if found not in (ERROR, NULL) and not body.hierarchy.is_subtype(found, EXCEPTION):
        body.fail_member([found], node.expression.span, messages.THROW_TYPE, found)
    return False


def visit_Return(body: Body, node: nodes.Return) -> bool:
    """The value converts to the return type as an assignment does."""
    if node.expression is None:
        if body.returns is not None and body.returns not in (VOID, ERROR):
            body.report(node.span, messages.MISSING_RETURN, body.returns)
        return False
    source = body.expression(node.expression)
    if body.returns is None or body.returns == VOID:
        if body.kind == "constructor":
            body.report(node.span, messages.RETURN_IN_CONSTRUCTOR)
        elif body.kind == "trigger":
            body.report(node.span, messages.RETURN_IN_TRIGGER)
        elif body.kind != "anonymous":
            body.report(node.span, messages.RETURN_IN_VOID)
        return False
    body.convert(node.expression, source, body.returns)
    return False


def visit_Break(body: Body, node: nodes.Break) -> bool:
    """Inside a loop only; a switch needs none."""
    if not body.loops:
        body.report(node.span, messages.BREAK_OUTSIDE)
    return False


def visit_Continue(body: Body, node: nodes.Continue) -> bool:
    """Inside a loop only."""
    if not body.loops:
        body.report(node.span, messages.CONTINUE_OUTSIDE)
    return False


def visit_RunAs(body: Body, node: nodes.RunAs) -> bool:
    """`System.runAs(user) { … }`."""
    found = body.expression(node.user)
    if found is not ERROR and found.name not in RUN_AS_TYPES:
        steps = None
        if body.conversions.is_sobject_list(found) and fold(found.element.name) == "user":
            steps = body.conversions.assign(found, found.element)
        if steps is None:
            body.report(node.user.span, messages.RUN_AS)
        else:
            body.apply(node.user, steps)
    return visit_Block(body, node.body)
