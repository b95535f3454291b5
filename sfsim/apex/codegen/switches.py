"""`switch on`: a chain of tests on a value computed once; Strings match exactly."""

from __future__ import annotations

import ast

from sfsim.apex import nodes, pyast
from sfsim.apex.bindings import FieldReference, SwitchPlan
from sfsim.apex.codegen.context import Body, local_name
from sfsim.apex.codegen.facts import Fact
from sfsim.apex.codegen.walk import bare
from sfsim.apex.pyast import Place


def visit_Switch(body: Body, node: nodes.Switch) -> list[ast.stmt]:
    """`switch on subject { when … }`."""
    at = pyast.place(node.span)
    plan = body.bindings.switches[node]
    subject = body.temporary()
    emitted: list[ast.stmt] = [pyast.assign_name(subject, body.value(node.subject), at)]
    branches: list[tuple[ast.expr | None, list[ast.stmt], Place]] = []
    before = body.facts
    after = None
    has_else = False
    for branch in node.branches:
        body.facts = before.copy()
        test, prelude = _label(body, plan, branch.label, subject)
        has_else = has_else or test is None
        branches.append((test, [*prelude, *body.statement(branch.body)], pyast.place(branch.span)))
        after = body.facts if after is None else after.join(body.facts)
    if after is None or not has_else:
        after = before if after is None else after.join(before)
    body.facts = after
    rest: list[ast.stmt] = []
    for test, inner, where in reversed(branches):
        rest = inner if test is None else [pyast.when(test, inner, rest, where)]
    return emitted + rest


def _label(
    body: Body, plan: SwitchPlan, label: nodes.Node, subject: str
) -> tuple[ast.expr | None, list[ast.stmt]]:
    at = pyast.place(label.span)
    name = pyast.name(subject, at)
    if isinstance(label, nodes.WhenElse):
        return None, []
    if isinstance(label, nodes.WhenType):
        variable = plan.variables[label]
        body.facts.set(variable, Fact(non_null=True))
        record_class = pyast.name(body.unit.sobject(variable.type.name), at)
        test = pyast.call_name("isinstance", [name, record_class], at)
        return test, [pyast.assign_name(local_name(variable), name, at)]
    assert isinstance(label, nodes.WhenValues), "the grammar has three labels"
    return pyast.any_of([_matches(body, value, name, at) for value in label.values], at), []


def _matches(body: Body, value: nodes.Expression, name: ast.expr, at: Place) -> ast.expr:
    node = bare(value)
    if isinstance(node, nodes.Literal) and node.kind == "null":
        return pyast.is_none(name, at)
    emitted = body.value(value)
    reference = body.bindings.references.get(node)
    if isinstance(reference, FieldReference):
        return pyast.compare(name, ast.Is(), emitted, at)
    return pyast.compare(name, ast.Eq(), emitted, at)


