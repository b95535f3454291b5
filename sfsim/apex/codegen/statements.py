"""Statements: blocks, declarations, branches, exceptions, DML."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from sfsim.apex import nodes, pyast
from sfsim.apex.bindings import ConstructorReference, MethodReference
from sfsim.apex.codegen import intrinsics, naming
from sfsim.apex.codegen.assignment import assign_statement, store_local, update_statement
from sfsim.apex.codegen.checks import checked, condition
from sfsim.apex.codegen.context import STRAIGHT_LINE_STATEMENTS, Body, local_name
from sfsim.apex.codegen.facts import Fact
from sfsim.apex.codegen.knowledge import is_integral, narrow
from sfsim.apex.codegen.operators import ring, wrap_statement
from sfsim.apex.codegen.walk import bare
from sfsim.apex.pyast import Place


def visit_Block(body: Body, node: nodes.Block) -> list[ast.stmt]:
    """`{ … }`: Python has no block scope, names are distinct already."""
    return block(body, node.statements)


def block(body: Body, statements: Sequence[nodes.Statement]) -> list[ast.stmt]:
    """Statements in a row; a long row costs a tick per sixteen."""
    emitted: list[ast.stmt] = []
    for number, statement in enumerate(statements, 1):
        emitted.extend(body.statement(statement))
        if number % STRAIGHT_LINE_STATEMENTS == 0:
            emitted.append(tick(pyast.place(statement.span)))
    return emitted


def tick(at: Place) -> ast.stmt:
    """`tick()`: one unit of CPU cost."""
    return pyast.evaluate(pyast.call_name("tick", [], at), at)


def visit_LocalDeclaration(body: Body, node: nodes.LocalDeclaration) -> list[ast.stmt]:
    """`Integer a = 1, b;`: without a value it is null."""
    emitted: list[ast.stmt] = []
    for declarator in node.declarators:
        variable = body.bindings.locals[declarator]
        at = pyast.place(declarator.span)
        name = local_name(variable)
        if declarator.value is None:
            body.facts.set(variable, Fact())
            emitted.append(pyast.assign_name(name, pyast.constant(None, at), at))
        else:
            emitted.extend(store_local(body, name, variable, declarator.value, at))
    if emitted:
        emitted[0].lineno = node.span.line
        emitted[0].col_offset = min(emitted[0].col_offset, node.span.column)
    return emitted


def visit_ExpressionStatement(body: Body, node: nodes.ExpressionStatement) -> list[ast.stmt]:
    """`expression;`."""
    expression = bare(node.expression)
    if isinstance(expression, nodes.Assign):
        return assign_statement(body, expression)
    if isinstance(expression, nodes.Update):
        return update_statement(body, expression)
    if isinstance(expression, nodes.MethodCall):
        reference = body.bindings.references.get(expression)
        if isinstance(reference, MethodReference):
            faster = intrinsics.statement(body, expression, reference.declaration)
            if faster is not None:
                return faster
    return [pyast.evaluate(body.value(node.expression), pyast.place(node.span))]


def visit_ConstructorCall(body: Body, node: nodes.ConstructorCall) -> list[ast.stmt]:
    """`this(…);` and `super(…);`."""
    reference = body.bindings.references[node]
    assert isinstance(reference, ConstructorReference), "the binder chose a constructor"
    at = pyast.place(node.span)
    arguments = body.values(node.arguments)
    return [call_constructor(body, reference, arguments, at)]


def call_constructor(
    body: Body, reference: ConstructorReference, arguments: Sequence[ast.expr], at: Place
) -> ast.stmt:
    """Initialises `this` by a constructor of its class or superclass."""
    owner = reference.owner or body.unit.types.declaration(reference.type)
    assert owner is not None, f"{reference.type} is not declared"
    parameters = reference.declaration.parameter_types if reference.declaration else ()
    this = pyast.name("this", at)
    if owner.is_user:
        function = body.unit.member(naming.constructor(owner.name, parameters), owner.name)
        return pyast.evaluate(pyast.call_name(function, [this, *arguments], at), at)
    if body.unit.is_exception(owner):
        return pyast.evaluate(init_exception(parameters, this, arguments, at), at)
    base = pyast.name(body.unit.python_class(owner), at)
    return pyast.evaluate(pyast.call_method(base, "__init__", [this, *arguments], at), at)


def init_exception(
    parameters: Sequence[object], this: ast.expr, arguments: Sequence[ast.expr], at: Place
) -> ast.expr:
    """`init_exception(this, message, cause)`."""
    given = list(arguments)
    if len(given) == 1 and str(parameters[0]) != "String":
        given.insert(0, pyast.constant(None, at))
    return pyast.call_name("init_exception", [this, *given], at)


def visit_Return(body: Body, node: nodes.Return) -> list[ast.stmt]:
    """`return;`, `return expression;`. A constructor gives back the object it initialised."""
    at = pyast.place(node.span)
    if node.expression is None:
        value = pyast.name("this", at) if body.returns_this else None
        emitted: list[ast.stmt] = [pyast.give_back(value, at)]
    else:
        emitted = _return_value(body, node.expression, at)
    body.facts.reachable = False
    return emitted


def _return_value(body: Body, expression: nodes.Expression, at: Place) -> list[ast.stmt]:
    type_ref = body.bindings.types[bare(expression)]
    if is_integral(type_ref) and expression not in body.bindings.conversions:
        value, bounds = ring(body, expression)
        temporary = body.temporary()
        wrap = wrap_statement(temporary, bounds, type_ref, at)
        if wrap:
            keep = pyast.assign_name(temporary, value, at)
            return [keep, *wrap, pyast.give_back(pyast.name(temporary, at), at)]
        return [pyast.give_back(value, at)]
    return [pyast.give_back(body.value(expression), at)]


def visit_Throw(body: Body, node: nodes.Throw) -> list[ast.stmt]:
    """`throw expression;`."""
    at = pyast.place(node.span)
    emitted = pyast.throw(checked(body, node.expression), at)
    body.facts.reachable = False
    return [emitted]


def visit_If(body: Body, node: nodes.If) -> list[ast.stmt]:
    """`if (condition) then else otherwise`."""
    at = pyast.place(node.span)
    test = condition(body, node.condition)
    before = body.facts.copy()
    narrow(body, node.condition, True)
    then = body.statement(node.then)
    after_then = body.facts
    body.facts = before
    narrow(body, node.condition, False)
    otherwise = body.statement(node.otherwise) if node.otherwise is not None else []
    body.facts = after_then.join(body.facts)
    return [pyast.when(test, then, otherwise, at)]


def visit_DmlStatement(body: Body, node: nodes.DmlStatement) -> list[ast.stmt]:
    """`insert as user x;`, `upsert x Ext__c;`, `merge a b;`."""
    at = pyast.place(node.span)
    key = ".".join(node.key) if node.key is not None else None
    arguments: list[ast.expr] = [
        body.caller(at),
        pyast.constant(node.operation, at),
        body.value(node.target),
    ]
    if node.access is not None or key is not None or node.other is not None:
        arguments += [pyast.constant(node.access, at), pyast.constant(key, at)]
    if node.other is not None:
        arguments.append(body.value(node.other))
    return [pyast.evaluate(pyast.call_method(body.org(at), "dml", arguments, at), at)]


def visit_RunAs(body: Body, node: nodes.RunAs) -> list[ast.stmt]:
    """`System.runAs(user) { … }`."""
    at = pyast.place(node.span)
    user = body.value(node.user)
    context = pyast.call_method(body.org(at), "run_as", [body.caller(at), user], at)
    return [pyast.with_block(context, body.statement(node.body), at)]


