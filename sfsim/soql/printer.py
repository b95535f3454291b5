"""Query trees back to text that parses to the same tree."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, Final

from sfsim.soql import nodes

PrintBind = Callable[[Any], str]

_ESCAPES: Final = {
    "\\": "\\\\",
    "'": "\\'",
    "\n": "\\n",
    "\r": "\\r",
    "\t": "\\t",
    "\b": "\\b",
    "\f": "\\f",
}


def print_query(query: nodes.Query, print_bind: PrintBind = str) -> str:
    """One SELECT on one line; `print_bind` prints what a bind holds."""
    return _Printer(print_bind).query(query)


def print_search(search: nodes.Search, print_bind: PrintBind = str) -> str:
    """One FIND on one line; `print_bind` prints what a bind holds."""
    return _Printer(print_bind).search(search)


class _Printer:
    def __init__(self, print_bind: PrintBind) -> None:
        self._print_bind = print_bind

    def query(self, query: nodes.Query) -> str:
        parts = [
            "SELECT " + _commas(self._select_item(item) for item in query.select),
            "FROM " + _commas(_aliased(".".join(s.path), s.alias) for s in query.sources),
        ]
        if query.using_scope:
            parts.append(f"USING SCOPE {query.using_scope}")
        if query.where:
            parts.append("WHERE " + self._condition(query.where))
        parts += [f"WITH {clause}" for clause in query.with_clauses]
        if query.group_by:
            grouped = _commas(self._expression(field) for field in query.group_by.fields)
            kind = query.group_by.kind
            parts.append(f"GROUP BY {kind}({grouped})" if kind else f"GROUP BY {grouped}")
        if query.having:
            parts.append("HAVING " + self._condition(query.having))
        parts += self._order_and_limits(query.order_by, query.limit, query.offset)
        for clause in query.for_clauses:
            parts.append(("UPDATE " if clause in ("TRACKING", "VIEWSTAT") else "FOR ") + clause)
        if query.all_rows:
            parts.append("ALL ROWS")
        return " ".join(parts)

    def search(self, search: nodes.Search) -> str:
        parts = [f"FIND {self._value(search.term)} IN {search.scope}"]
        if search.returning:
            parts.append("RETURNING " + _commas(map(self._returning, search.returning)))
        updates = [clause for clause in search.with_clauses if clause.startswith("UPDATE ")]
        parts += [f"WITH {clause}" for clause in search.with_clauses if clause not in updates]
        if search.limit:
            parts.append("LIMIT " + self._value(search.limit))
        if updates:
            parts.append("UPDATE " + _commas(clause.split()[1] for clause in updates))
        return " ".join(parts)

    def _order_and_limits(
        self,
        order_by: tuple[nodes.OrderItem, ...],
        limit: nodes.Value | None,
        offset: nodes.Value | None,
    ) -> list[str]:
        parts = []
        if order_by:
            parts.append("ORDER BY " + _commas(map(self._order_item, order_by)))
        if limit:
            parts.append("LIMIT " + self._value(limit))
        if offset:
            parts.append("OFFSET " + self._value(offset))
        return parts

    def _returning(self, item: nodes.Returning) -> str:
        if not item.fields:
            return item.sobject
        parts = [_commas(self._select_item(field) for field in item.fields)]
        if item.using:
            parts.append(f"USING {item.using}")
        if item.where:
            parts.append("WHERE " + self._condition(item.where))
        parts += self._order_and_limits(item.order_by, item.limit, item.offset)
        return f"{item.sobject}({' '.join(parts)})"

    def _select_item(self, item: nodes.SelectItem) -> str:
        if isinstance(item, nodes.Subquery):
            return f"({self.query(item.query)})"
        if isinstance(item, nodes.SelectField):
            return _aliased(self._expression(item.expression), item.alias)
        parts = [f"TYPEOF {'.'.join(item.path)}"]
        for branch in item.branches:
            fields = _commas(self._expression(field) for field in branch.fields)
            parts.append(f"WHEN {branch.sobject} THEN {fields}")
        if item.otherwise:
            parts.append("ELSE " + _commas(self._expression(field) for field in item.otherwise))
        return " ".join([*parts, "END"])

    def _order_item(self, item: nodes.OrderItem) -> str:
        text = self._expression(item.expression) + (" DESC" if item.descending else "")
        if item.nulls_first is None:
            return text
        return text + (" NULLS FIRST" if item.nulls_first else " NULLS LAST")

    def _condition(self, condition: nodes.Condition) -> str:
        if isinstance(condition, nodes.Comparison):
            left = self._expression(condition.left)
            is_like = condition.operator == "LIKE"
            right = self._value(condition.right, keeps_wildcards=is_like)
            return f"{left} {condition.operator} {right}"
        if isinstance(condition, nodes.Not):
            return "NOT " + self._operand(condition.operand)
        joiner = " AND " if isinstance(condition, nodes.And) else " OR "
        return joiner.join(map(self._operand, condition.operands))

    def _operand(self, condition: nodes.Condition) -> str:
        text = self._condition(condition)
        return f"({text})" if isinstance(condition, nodes.And | nodes.Or) else text

    def _expression(self, item: nodes.FieldPath | nodes.FunctionCall | nodes.Value) -> str:
        if isinstance(item, nodes.FieldPath):
            return ".".join(item.path)
        if isinstance(item, nodes.FunctionCall):
            return f"{item.name}({_commas(map(self._expression, item.arguments))})"
        return self._value(item)

    def _value(self, value: nodes.Value, *, keeps_wildcards: bool = False) -> str:
        if isinstance(value, nodes.Bind):
            return ":" + self._print_bind(value.expression)
        if isinstance(value, nodes.Constant):
            return _constant(value.value, keeps_wildcards)
        if isinstance(value, nodes.DateLiteral):
            return value.name if value.count is None else f"{value.name}:{value.count}"
        if isinstance(value, nodes.CurrencyLiteral):
            return value.currency + _constant(value.amount, False)
        if isinstance(value, nodes.ListValue):
            return f"({_commas(map(self._value, value.values))})"
        return f"({self.query(value.query)})"


def _commas(parts: Any) -> str:
    return ", ".join(parts)


def _aliased(text: str, alias: str | None) -> str:
    return f"{text} {alias}" if alias else text


def _constant(value: object, keeps_wildcards: bool) -> str:
    if value is None:
        return "NULL"
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, str):
        return _string(value, keeps_wildcards)
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, datetime | time):
        return value.isoformat(timespec="milliseconds") + "Z"
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def _string(value: str, keeps_wildcards: bool) -> str:
    pattern = r"\\(?![%_])|['\x00-\x1f\ud800-\udfff]" if keeps_wildcards else _SPECIAL
    return "'" + re.sub(pattern, _escape, value) + "'"


_SPECIAL: Final = r"[\\'\x00-\x1f\ud800-\udfff]"


def _escape(match: re.Match[str]) -> str:
    return _ESCAPES.get(match[0]) or f"\\u{ord(match[0]):04x}"
