"""Inline SOQL and SOSL: the type of the result, the fields, the binds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from sfsim.apex import messages, nodes
from sfsim.apex.binder.body import Body
from sfsim.apex.binder.entities import Entity, find_children, find_field, find_object, make_entity
from sfsim.apex.binder.query_rules import check_query, is_aggregate_call
from sfsim.apex.declarations import FieldDeclaration
from sfsim.soql import nodes as soql
from sfsim.typeref import (
    BOOLEAN,
    DATE,
    DATETIME,
    ERROR,
    ID,
    INTEGER,
    LONG,
    NULL,
    NUMERIC,
    OBJECT,
    PRIMITIVES,
    SOBJECT,
    STRING,
    TIME,
    TypeRef,
    list_of,
)

SUMMING: Final = frozenset({"SUM", "AVG"})
AGGREGATE_RESULT: Final = TypeRef("AggregateResult")
FAMILIES: Final = {
    **dict.fromkeys(NUMERIC, "number"),
    STRING: "text",
    ID: "text",
    DATE: "date",
    DATETIME: "date",
    TIME: "time",
    BOOLEAN: "boolean",
}
"""Which primitive binds can be compared with which primitive columns."""


def visit_SoqlExpression(body: Body, node: nodes.SoqlExpression) -> TypeRef:
    """`Integer` for COUNT(), else a list of records or of AggregateResults."""
    query = node.query
    entity = _bind_query(body, query, None)
    if _is_count(query):
        return INTEGER
    if query.group_by is not None or any(
        isinstance(item, soql.SelectField) and is_aggregate_call(item.expression)
        for item in query.select
    ):
        return list_of(AGGREGATE_RESULT)
    return list_of(body.project.ref(entity.declaration)) if entity is not None else ERROR


def visit_SoslExpression(body: Body, node: nodes.SoslExpression) -> TypeRef:
    """`List<List<SObject>>`, one list for each object of RETURNING."""
    search = node.search
    if isinstance(search.term, soql.Bind):
        body.expression(search.term.expression)
    if not search.returning:
        body.report(node.span, messages.SEARCH_RETURNING)
    for returning in search.returning:
        declaration = find_object(body, returning.sobject)
        entity = None
        if declaration is None:
            body.report(returning.span, messages.NO_SUCH_OBJECT, returning.sobject)
        else:
            source = soql.FromItem(returning.span, (returning.sobject,), None)
            entity = make_entity(declaration, (source,))
        for item in returning.fields:
            _bind_operand(body, entity, item.expression)
        _bind_condition(body, entity, returning.where)
        for order in returning.order_by:
            _bind_operand(body, entity, order.expression)
        _bind_count(body, returning.limit)
        _bind_count(body, returning.offset)
    _bind_count(body, search.limit)
    return list_of(list_of(SOBJECT))


def _is_count(query: soql.Query) -> bool:
    if len(query.select) != 1 or not isinstance(query.select[0], soql.SelectField):
        return False
    expression = query.select[0].expression
    return (
        isinstance(expression, soql.FunctionCall)
        and expression.name.upper() == "COUNT"
        and not expression.arguments
    )


def _bind_query(body: Body, query: soql.Query, outer: Entity | None) -> Entity | None:
    entity = _entity_of(body, query, outer)
    for item in query.select:
        _bind_item(body, entity, item)
    _bind_condition(body, entity, query.where)
    if query.group_by is not None:
        for group in query.group_by.fields:
            _bind_operand(body, entity, group)
    _bind_condition(body, entity, query.having)
    aliases = {
        item.alias.lower()
        for item in query.select
        if isinstance(item, soql.SelectField) and item.alias is not None
    }
    for order in query.order_by:
        expression = order.expression
        if isinstance(expression, soql.FieldPath) and expression.path[0].lower() in aliases:
            continue
        _bind_operand(body, entity, expression)
    _bind_count(body, query.limit)
    _bind_count(body, query.offset)
    check_query(body, query, entity)
    return entity


def _entity_of(body: Body, query: soql.Query, outer: Entity | None) -> Entity | None:
    source = query.sources[0]
    if outer is not None:
        declaration = find_children(body, outer, source)
    else:
        declaration = find_object(body, source.path[-1])
        if declaration is None:
            body.report(source.span, messages.NO_SUCH_OBJECT, ".".join(source.path))
    return None if declaration is None else make_entity(declaration, query.sources)


def _bind_item(body: Body, entity: Entity | None, item: soql.SelectItem) -> None:
    if isinstance(item, soql.Subquery):
        if entity is not None:
            _bind_query(body, item.query, entity)
        return
    if isinstance(item, soql.TypeOf):
        _bind_type_of(body, item)
        return
    if isinstance(item.expression, soql.FieldPath) and item.alias is not None:
        return
    _bind_operand(body, entity, item.expression)


def _bind_type_of(body: Body, item: soql.TypeOf) -> None:
    for branch in item.branches:
        declaration = find_object(body, branch.sobject)
        if declaration is None:
            body.report(branch.span, messages.NO_SUCH_OBJECT, branch.sobject)
            continue
        source = soql.FromItem(branch.span, (branch.sobject,), None)
        entity = make_entity(declaration, (source,))
        for path in branch.fields:
            find_field(body, entity, path)


def _bind_operand(
    body: Body, entity: Entity | None, node: soql.FieldPath | soql.FunctionCall
) -> FieldDeclaration | None:
    if isinstance(node, soql.FieldPath):
        return find_field(body, entity, node) if entity is not None else None
    if node.name.upper() == "FIELDS":
        return None
    for argument in node.arguments:
        if isinstance(argument, soql.FieldPath | soql.FunctionCall):
            field = _bind_operand(body, entity, argument)
            if field is not None and node.name.upper() in SUMMING:
                _check_sum(body, node, field)
        else:
            _bind_value(body, entity, argument, None)
    return None


def _check_sum(body: Body, node: soql.FunctionCall, field: FieldDeclaration) -> None:
    if field.type not in NUMERIC:
        body.report(node.span, messages.AGGREGATE_OPERATOR, field.name, node.name.upper())


# --- conditions ---------------------------------------------------------------------------------


def _bind_condition(body: Body, entity: Entity | None, condition: soql.Condition | None) -> None:
    if condition is not None:
        CONDITIONS[type(condition)](body, entity, condition)


def _bind_comparison(body: Body, entity: Entity | None, node: soql.Comparison) -> None:
    field = _bind_operand(body, entity, node.left)
    _bind_value(body, entity, node.right, field)
    if node.operator == "LIKE" and isinstance(node.right, soql.Constant) and node.right.value == "":
        body.report(node.span, messages.EMPTY_LIKE)
    if node.operator in MULTIPLE:
        _check_includes(body, node, field)


MULTIPLE: Final = frozenset({"INCLUDES", "EXCLUDES"})
MULTI_SELECT: Final = "multipicklist"


def _check_includes(body: Body, node: soql.Comparison, field: FieldDeclaration | None) -> None:
    """A multi-select picklist against single values in parentheses."""
    is_other = field is not None and field.data_type not in ("", MULTI_SELECT)
    if is_other or not isinstance(node.right, soql.ListValue):
        name = ".".join(node.left.path) if isinstance(node.left, soql.FieldPath) else node.left.name
        body.report(node.span, messages.INCLUDES_TYPE, name)
        return
    for value in node.right.values:
        if isinstance(value, soql.Bind):
            found = body.types[value.expression]
            if found.name in ("List", "Set"):
                body.report(value.span, messages.BIND_TYPE, found, STRING)


def _bind_operands(body: Body, entity: Entity | None, node: soql.And | soql.Or) -> None:
    for operand in node.operands:
        _bind_condition(body, entity, operand)


def _bind_not(body: Body, entity: Entity | None, node: soql.Not) -> None:
    _bind_condition(body, entity, node.operand)


CONDITIONS: Final[dict[type, Callable[[Body, Entity | None, Any], None]]] = {
    soql.Comparison: _bind_comparison,
    soql.And: _bind_operands,
    soql.Or: _bind_operands,
    soql.Not: _bind_not,
}


# --- values -------------------------------------------------------------------------------------


def _bind_value(
    body: Body, entity: Entity | None, value: soql.Value, field: FieldDeclaration | None
) -> None:
    if isinstance(value, soql.Bind):
        found = body.expression(value.expression)
        if field is not None:
            _check_bind(body, value, found, field.type)
    elif isinstance(value, soql.ListValue):
        for each in value.values:
            _bind_value(body, entity, each, field)
    elif isinstance(value, soql.Subquery):
        _bind_query(body, value.query, None)


def _check_bind(body: Body, bind: soql.Bind, found: TypeRef, column: TypeRef) -> None:
    element = found
    if found.arguments and found.name in ("List", "Set"):
        element = found.arguments[0]
    if element in (ERROR, NULL, OBJECT) or column not in FAMILIES:
        return
    if element not in PRIMITIVES:
        return
    if FAMILIES.get(element) != FAMILIES[column]:
        body.report(bind.span, messages.BIND_TYPE, found, column)


def _bind_count(body: Body, value: soql.Value | None) -> None:
    if not isinstance(value, soql.Bind):
        return
    found = body.expression(value.expression)
    if found not in (INTEGER, LONG, ERROR, NULL):
        body.report(value.span, messages.BIND_NUMBER, found)
