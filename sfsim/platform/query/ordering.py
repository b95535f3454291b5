"""ORDER BY, and the order of picklists: that of their definition.

Source: SOQL and SOSL Reference, "ORDER BY".
"""

from __future__ import annotations

from collections.abc import Iterable

from sfsim.platform.query.fragments import Fragment
from sfsim.platform.query.messages import NOT_SORTABLE, query_error
from sfsim.platform.query.scope import Column
from sfsim.schema.field import Field
from sfsim.schema.model import METADATA, SObjectType
from sfsim.soql import nodes
from sfsim.storage.keys import fold_text


def rank_expression(field: Field, key: str) -> str:
    """SQL for the place of a picklist value in its definition; unknown values come last."""
    branches = " ".join(
        f"WHEN {_literal(fold_text(entry.value))} THEN {place}"
        for place, entry in enumerate(field.picklist_values)
    )
    return f"CASE {key} {branches} ELSE {len(field.picklist_values)} END"


def order_terms(item: nodes.OrderItem, column: Column, text: str) -> Iterable[str]:
    """The terms of one ORDER BY item, with the place of nulls written out.

    Raises:
        QueryException: the field cannot be sorted by.
    """
    field = column.field
    if not field.is_sortable:
        raise query_error(NOT_SORTABLE, text, item.span, name=field.name)
    direction = "DESC" if item.descending else "ASC"
    # Nulls come first whatever the direction; on lookup fields NULLS LAST is not honoured.
    first = item.nulls_first is not False or field.is_reference
    nulls = "NULLS FIRST" if first else "NULLS LAST"
    if field.type == "picklist" and field.picklist_values:
        yield f"{column.key} IS NULL {'DESC' if first else 'ASC'}"
        yield f"{rank_expression(field, column.key)} {direction}"
    yield f"{column.key} {direction} {nulls}"


def final_terms(sobject_type: SObjectType, alias: str) -> Iterable[str]:
    """What orders rows that the query itself does not tell apart: their age."""
    if sobject_type.kind == METADATA:
        yield f'{alias}."DeveloperName" ASC'
    yield f'{alias}."Id" ASC'


def order_clause(terms: Iterable[str]) -> Fragment:
    """` ORDER BY …`."""
    return Fragment(" ORDER BY " + ", ".join(dict.fromkeys(terms)))


def _literal(text: str) -> str:
    escaped = text.replace("'", "''")
    return f"'{escaped}'"
