"""What SOQL refuses although every name in it exists.

Source: SOQL and SOSL Reference; compile runs on scratch orgs collected by a local Apex runtime.
"""

from __future__ import annotations

from typing import Final

from sfsim.apex import messages
from sfsim.apex.binder.body import Body
from sfsim.apex.binder.entities import Entity
from sfsim.names import fold
from sfsim.soql import nodes as soql

AGGREGATES: Final = frozenset({"COUNT", "COUNT_DISTINCT", "SUM", "AVG", "MIN", "MAX", "GROUPING"})
USER_MODE_VERSION: Final = 67.0
ROLLUP_FIELDS_MAX: Final = 3


def is_aggregate_call(node: soql.FieldPath | soql.FunctionCall) -> bool:
    """Whether an expression is an aggregate function."""
    return isinstance(node, soql.FunctionCall) and node.name.upper() in AGGREGATES


def check_query(body: Body, query: soql.Query, entity: Entity | None) -> None:
    """All checks of one query."""
    _check_aliases(body, query)
    _check_grouping(body, query)
    _check_where(body, query.where)
    _check_semi_joins(body, query.where, entity)
    if query.order_by and any(clause == "UPDATE" for clause in query.for_clauses):
        body.report(query.span, messages.ORDER_BY_LOCK)
    if body.unit.api_version >= USER_MODE_VERSION and "SECURITY_ENFORCED" in query.with_clauses:
        body.report(query.span, messages.SECURITY_ENFORCED_REMOVED)
    if query.group_by is not None:
        if query.group_by.kind and len(query.group_by.fields) > ROLLUP_FIELDS_MAX:
            body.report(query.span, messages.ROLLUP_FIELDS, query.group_by.kind)
        if any(isinstance(item, soql.TypeOf) for item in query.select):
            body.report(query.span, messages.TYPEOF_GROUP_BY)


def _check_aliases(body: Body, query: soql.Query) -> None:
    if query.group_by is not None:
        return
    for item in query.select:
        if not isinstance(item, soql.SelectField):
            continue
        expression = item.expression
        if item.alias is not None and isinstance(expression, soql.FieldPath):
            body.report(item.span, messages.FIELD_ALIAS)
        if isinstance(expression, soql.FunctionCall) and expression.name.upper() == "FIELDS":
            argument = expression.arguments[0] if expression.arguments else None
            if isinstance(argument, soql.FieldPath) and fold(argument.path[-1]) == "all":
                body.report(item.span, messages.FIELDS_ALL)


def _check_grouping(body: Body, query: soql.Query) -> None:
    """A plain field beside an aggregate must be grouped."""
    has_aggregate = any(
        isinstance(item, soql.SelectField) and is_aggregate_call(item.expression)
        for item in query.select
    )
    if not has_aggregate and query.group_by is None:
        return
    if query.group_by is None and query.limit is not None and not _is_plain_count(query):
        body.report(query.span, messages.AGGREGATE_LIMIT)
    fields = query.group_by.fields if query.group_by is not None else ()
    grouped = {_key(group) for group in fields}
    for item in query.select:
        if not isinstance(item, soql.SelectField) or is_aggregate_call(item.expression):
            continue
        key = _key(item.expression)
        if key not in grouped and isinstance(item.expression, soql.FieldPath):
            body.report(item.span, messages.NOT_GROUPED, ".".join(item.expression.path))


def _is_plain_count(query: soql.Query) -> bool:
    item = query.select[0]
    if not isinstance(item, soql.SelectField) or not isinstance(item.expression, soql.FunctionCall):
        return False
    return item.expression.name.upper() == "COUNT" and not item.expression.arguments


def _key(node: soql.FieldPath | soql.FunctionCall) -> str:
    if isinstance(node, soql.FieldPath):
        return fold(".".join(node.path))
    inner = [_key(each) for each in node.arguments if isinstance(each, soql.FieldPath)]
    return f"{fold(node.name)}({','.join(inner)})"


def _check_where(body: Body, condition: soql.Condition | None) -> None:
    if isinstance(condition, soql.Comparison):
        if is_aggregate_call(condition.left):
            assert isinstance(condition.left, soql.FunctionCall), "an aggregate is a function"
            body.report(condition.span, messages.AGGREGATE_IN_WHERE, condition.left.name)
    elif isinstance(condition, soql.Not):
        _check_where(body, condition.operand)
    elif condition is not None:
        for operand in condition.operands:
            _check_where(body, operand)


def _check_semi_joins(body: Body, condition: soql.Condition | None, entity: Entity | None) -> None:
    if condition is None or entity is None:
        return
    if isinstance(condition, soql.Comparison):
        right = condition.right
        if isinstance(right, soql.Subquery):
            inner = right.query.sources[0].path[-1]
            is_id = isinstance(condition.left, soql.FieldPath) and [
                fold(part) for part in condition.left.path
            ] == ["id"]
            selects_id = _key_of_select(right.query) == "id"
            if is_id and selects_id and fold(inner) == fold(entity.declaration.ref.name):
                body.report(condition.span, messages.SEMI_JOIN_SAME_OBJECT)
    elif isinstance(condition, soql.Not):
        _check_semi_joins(body, condition.operand, entity)
    else:
        for operand in condition.operands:
            _check_semi_joins(body, operand, entity)


def _key_of_select(query: soql.Query) -> str:
    item = query.select[0]
    return _key(item.expression) if isinstance(item, soql.SelectField) else ""
