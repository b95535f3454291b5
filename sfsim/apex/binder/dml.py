"""DML statements: what may be written, the key of an upsert, the operands of merge."""

from __future__ import annotations

from typing import Final

from sfsim.apex import messages, nodes
from sfsim.apex.binder.body import Body
from sfsim.apex.binder.tokens import sobject_field
from sfsim.names import fold
from sfsim.typeref import ERROR, ID, NULL, SOBJECT, TypeRef

MERGEABLE: Final = ("account", "contact", "lead", "case", "individual")
AGGREGATE: Final = "AggregateResult"


def visit_DmlStatement(body: Body, node: nodes.DmlStatement) -> bool:
    """The operand is a record or a list of records."""
    body.calls_outside()
    target = body.expression(node.target)
    record = _record_type(body, target)
    if record is None:
        if target is not ERROR:
            body.report(node.target.span, messages.DML_TYPE, target)
    elif record.name == AGGREGATE:
        body.report(node.target.span, messages.DML_NOT_ALLOWED, node.operation.upper(), record)
    if node.key is not None and record is not None:
        _check_key(body, node, node.key, record)
    if node.other is not None:
        _bind_merge(body, node, target, node.other)
    return True


def _record_type(body: Body, ref: TypeRef) -> TypeRef | None:
    if body.conversions.is_sobject(ref):
        return ref
    return ref.arguments[0] if body.conversions.is_sobject_list(ref) else None


def _check_key(body: Body, node: nodes.DmlStatement, key: tuple[str, ...], record: TypeRef) -> None:
    if record == SOBJECT:
        body.report(node.span, messages.UPSERT_CONCRETE)
        return
    declaration = body.project.declaration(record)
    if declaration is None:
        return
    name = key[-1]
    field = sobject_field(body, declaration, name)
    if field is None or not field.is_key:
        body.report(node.span, messages.UPSERT_FIELD, name)


def _bind_merge(
    body: Body, node: nodes.DmlStatement, target: TypeRef, other: nodes.Expression
) -> None:
    duplicates = body.expression(other)
    if target is ERROR or duplicates in (ERROR, NULL):
        return
    if target == SOBJECT or not body.conversions.is_sobject(target):
        body.report(node.target.span, messages.MERGE_CONCRETE, target)
        return
    if fold(target.name) not in MERGEABLE:
        body.report(node.target.span, messages.MERGE_NOT_SUPPORTED, target)
    element = duplicates.arguments[0] if duplicates.name == "List" else duplicates
    if element not in (target, ID, SOBJECT):
        body.report(other.span, messages.MERGE_DUPLICATES)
