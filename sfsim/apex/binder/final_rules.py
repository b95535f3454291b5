"""`final` fields: no second value on the straight path through initialisers and a constructor.

A final field that is never assigned is no error: it stays null.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sfsim.apex import messages, nodes
from sfsim.apex.binder.unit import Unit
from sfsim.apex.bindings import FieldReference, Receiver
from sfsim.apex.declarations import FieldDeclaration, TypeDeclaration

OWN = (Receiver.THIS, Receiver.STATIC)


def check_finals(unit: Unit, declaration: TypeDeclaration) -> None:
    """The assignments of one class, once its bodies are bound."""
    node = declaration.node
    if node is None or isinstance(node, nodes.EnumDeclaration):
        return
    if not any("final" in field.modifiers for field in declaration.fields.values()):
        return
    blocks = [each for each in node.members if isinstance(each, nodes.InitializerBlock)]
    assigned: dict[bool, frozenset[FieldDeclaration]] = {True: frozenset(), False: frozenset()}
    for block in blocks:
        before = assigned[block.is_static]
        assigned[block.is_static] = _check(unit, block.body.statements, before)
    for member in node.members:
        if isinstance(member, nodes.ConstructorDeclaration):
            statements = member.body.statements
            is_delegating = bool(statements) and _is_this_call(statements[0])
            _check(unit, statements, frozenset() if is_delegating else assigned[False])


def _is_this_call(node: nodes.Statement) -> bool:
    return isinstance(node, nodes.ConstructorCall) and node.target == "this"


def _check(
    unit: Unit, statements: Sequence[nodes.Statement], before: frozenset[FieldDeclaration]
) -> frozenset[FieldDeclaration]:
    """Reports what is assigned again; returns what is certainly assigned at the end."""
    assigned = set(before)
    for target in _targets(statements):
        reference = unit.bindings.references.get(target)
        if not isinstance(reference, FieldReference) or reference.receiver not in OWN:
            continue
        field = reference.declaration
        if "final" not in field.modifiers or field.is_property:
            continue
        if field in assigned:
            unit.report(target.span, messages.FINAL_ASSIGNMENT, field.name)
        assigned.add(field)
    return frozenset(assigned)


def _targets(statements: Sequence[nodes.Statement]) -> Iterator[nodes.Expression]:
    """What statements that certainly run, one after the other, assign to."""
    for statement in statements:
        if isinstance(statement, nodes.Return | nodes.Throw):
            return
        if isinstance(statement, nodes.Block):
            yield from _targets(statement.statements)
        elif isinstance(statement, nodes.ExpressionStatement):
            expression = statement.expression
            while isinstance(expression, nodes.Assign):
                yield expression.target
                expression = expression.value
