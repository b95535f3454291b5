"""`try`, `catch`, `finally`.

Python errors that name NoneType are Apex's NullPointerException; they are translated where they are
caught. What Apex cannot catch passes by every `catch`, and no Apex `finally` runs for it.
"""

from __future__ import annotations

import ast

from sfsim.apex import nodes, pyast
from sfsim.apex.codegen.context import Body, local_name
from sfsim.apex.codegen.facts import Fact
from sfsim.apex.codegen.walk import assigned
from sfsim.apex.pyast import Place


def visit_Try(body: Body, node: nodes.Try) -> list[ast.stmt]:
    """`try { … } catch (…) { … } finally { … }`."""
    at = pyast.place(node.span)
    before = body.facts.copy()
    inner = body.statement(node.body)
    after = body.facts
    start = before.copy()
    start.forget(assigned(body.bindings, node.body))
    handlers = []
    for clause in node.catches:
        body.facts = start.copy()
        handlers.append(_handler(body, clause))
        after = after.join(body.facts)
    emitted = inner
    if handlers:
        emitted = [pyast.attempt(inner, handlers, [], at)]
    body.facts = after
    if node.finalizer is None:
        return emitted
    return _finally(body, node, emitted, at)


def _handler(body: Body, clause: nodes.Catch) -> ast.ExceptHandler:
    at = pyast.place(clause.span)
    variable = body.bindings.locals[clause.parameter]
    declaration = body.unit.types.declaration(variable.type)
    assert declaration is not None, f"{variable.type} is not declared"
    if variable.type.name == "Exception":
        kind = pyast.name("CATCHABLE", at)
    else:
        is_null = variable.type.name == "NullPointerException" and not declaration.is_user
        null, other = "NULL_CATCHABLE", body.unit.python_class
        kind = pyast.name(null if is_null else other(declaration), at)
    raw = body.temporary()
    caught = pyast.call_name("catch", [pyast.name(raw, at)], at)
    keep = pyast.assign_name(local_name(variable), caught, at)
    body.facts.set(variable, Fact(non_null=True))
    return pyast.handler(kind, raw, [keep, *body.statement(clause.body)], at)


def _finally(
    body: Body, node: nodes.Try, emitted: list[ast.stmt], at: Place
) -> list[ast.stmt]:
    assert node.finalizer is not None, "there is a finally"
    for clause in (node.body, *(found.body for found in node.catches)):
        body.facts.forget(assigned(body.bindings, clause))
    is_reachable = body.facts.reachable
    body.facts.reachable = True
    final = body.statement(node.finalizer)
    body.facts.reachable = body.facts.reachable and is_reachable
    runs, raw = body.temporary(), body.temporary()
    check = pyast.assign_name(
        runs, pyast.call_name("is_catchable", [pyast.name(raw, at)], at), at
    )
    watch = pyast.handler(
        pyast.name("BaseException", at), raw, [check, pyast.throw(None, at)], at
    )
    guarded = pyast.attempt(emitted, [watch], [], at)
    closing = pyast.when(pyast.name(runs, at), final, [], at)
    start = pyast.assign_name(runs, pyast.constant(True, at), at)
    return [start, pyast.attempt([guarded], [], [closing], at)]
