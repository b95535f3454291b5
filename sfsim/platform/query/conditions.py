"""WHERE and HAVING as SQL. Every condition is true or false, never unknown: null equals null.

NOT is pushed down to the comparisons, each of which knows its own complement.
Source: SOQL and SOSL Reference, "Condition Expressions", "Comparison Operators".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, Final, Protocol

from sfsim.errors import Unsupported
from sfsim.names import fold
from sfsim.platform.query import values as encoding
from sfsim.platform.query.date_literals import literal_range
from sfsim.platform.query.fragments import FALSE, TRUE, Fragment, all_of, one_of
from sfsim.platform.query.messages import (
    LITERAL_TOO_LONG,
    NOT_FILTERABLE,
    TOO_MANY_SEMI_JOINS,
    query_error,
)
from sfsim.platform.query.scope import Column, Scope
from sfsim.platform.query.values import Extractor, Run
from sfsim.runtime.exceptions import QueryException
from sfsim.schema.field_types import Storage
from sfsim.soql import nodes
from sfsim.storage import sqlite
from sfsim.storage.keys import fold_text

LITERAL_LENGTH_MAX: Final = 3999
SEMI_JOINS_MAX: Final = 2
COMPLEMENT: Final = {"<": ">=", ">": "<=", "<=": ">", ">=": "<"}
NULL_BIND: Final = "null"
LIST_BIND: Final = "list"
LIST_WITH_NULL: Final = "list with null"
VALUE_BIND: Final = "value"


def bind_kind(value: Any) -> str:
    """What about a bound value decides the shape of the SQL."""
    if encoding.is_null(value):
        return NULL_BIND
    if isinstance(value, list | dict | set | frozenset | tuple):
        return LIST_WITH_NULL if None in value or "" in value else LIST_BIND
    return VALUE_BIND


class ConditionHost(Protocol):
    """What conditions need from the compiler of the query they belong to."""

    scope: Scope
    bind_kinds: tuple[str, ...]

    def column(self, node: nodes.FieldPath | nodes.FunctionCall) -> Column:
        """The column or computed expression on the left of a comparison."""
        ...

    def semi_join(self, query: nodes.Query) -> Fragment:
        """A nested query as a sub-select of its one column."""
        ...


class Conditions:
    """Compiles the conditions of one query."""

    def __init__(self, host: ConditionHost, *, is_having: bool = False) -> None:
        self._host = host
        self._is_having = is_having
        self._semi_joins = 0

    def compile(self, node: nodes.Condition, negated: bool = False) -> Fragment:
        """A condition, or its complement."""
        if isinstance(node, nodes.Not):
            return self.compile(node.operand, not negated)
        if isinstance(node, nodes.And | nodes.Or):
            parts = (self.compile(each, negated) for each in node.operands)
            is_conjunction = isinstance(node, nodes.And) is not negated
            return all_of(parts) if is_conjunction else one_of(parts)
        return self._comparison(node, negated)

    def _comparison(self, node: nodes.Comparison, negated: bool) -> Fragment:
        column = self._host.column(node.left)
        if not self._is_having and not column.field.is_filterable:
            name = column.field.name
            raise query_error(NOT_FILTERABLE, self._host.scope.text, node.span, name=name)
        if not self._is_having:
            self._note_filter(node, column)
        return COMPARISONS[node.operator](self, node, column, negated)

    def _note_filter(self, node: nodes.Comparison, column: Column) -> None:
        """An index may help where a field is compared for equality."""
        field = column.field
        is_indexed = field.is_reference or field.unique or field.external_id or field.name_field
        if column.is_own and is_indexed and node.operator in ("=", "IN"):
            name = column.key.partition(".")[2].strip('"')
            self._host.scope.names.filtered[column.owner.name, name] = (column.owner, name)

    # Equality.

    def equality(self, node: nodes.Comparison, column: Column, negated: bool) -> Fragment:
        """`=` and `!=`."""
        is_equal = (node.operator == "=") is not negated
        right = node.right
        if isinstance(right, nodes.DateLiteral):
            return self._in_range(right, column, is_equal)
        if isinstance(right, nodes.Bind):
            kind = self._host.bind_kinds[right.index]
            if kind == NULL_BIND:
                return self._null(column, is_equal)
            if kind != VALUE_BIND:
                return self._in_bind(right, column, is_equal)
        elif isinstance(right, nodes.Constant) and encoding.is_null(right.value):
            return self._null(column, is_equal)
        elif not isinstance(right, nodes.Constant | nodes.CurrencyLiteral):
            raise Unsupported(f"a {type(right).__name__} after {node.operator}")
        operator = "=" if is_equal else "IS NOT"
        return self._with_value(column, operator, right)

    def _null(self, column: Column, is_equal: bool) -> Fragment:
        """Against null; an unset checkbox is false."""
        if column.field.storage is Storage.FLAG:
            return Fragment(f"{column.key} {'=' if is_equal else '<>'} 0")
        return Fragment(f"{column.key} IS {'' if is_equal else 'NOT '}NULL")

    def _with_value(self, column: Column, operator: str, right: nodes.Value) -> Fragment:
        extract = self._extractor(column, right, "=" if operator == "IS NOT" else operator)
        return Fragment(f"{column.key} {operator} ?", (extract,))

    def _extractor(self, column: Column, right: nodes.Value, operator: str) -> Callable[[Run], Any]:
        field = column.field
        if isinstance(right, nodes.Bind):
            index = right.index
            return lambda run: encoding.encode(field, run.binds[index], operator)
        value = right.amount if isinstance(right, nodes.CurrencyLiteral) else None
        if isinstance(right, nodes.Constant):
            value = right.value
        if isinstance(value, str) and len(value) > LITERAL_LENGTH_MAX:
            raise QueryException(LITERAL_TOO_LONG)
        return encoding.constant(encoding.encode(field, value, operator))

    # Order.

    def order(self, node: nodes.Comparison, column: Column, negated: bool) -> Fragment:
        """`<`, `<=`, `>` and `>=`: false where either side is null."""
        right = node.right
        is_null = (
            isinstance(right, nodes.Bind) and self._host.bind_kinds[right.index] == NULL_BIND
        ) or (isinstance(right, nodes.Constant) and encoding.is_null(right.value))
        if is_null:
            return TRUE if negated else FALSE
        operator = COMPLEMENT[node.operator] if negated else node.operator
        if isinstance(right, nodes.DateLiteral):
            compared = self._against_range(right, column, operator)
        else:
            compared = self._with_value(column, operator, right)
        if not negated:
            return compared
        return compared.wrapped(f"({{}} OR {column.key} IS NULL)")

    def _against_range(self, literal: nodes.DateLiteral, column: Column, operator: str) -> Fragment:
        """Before a range is before its first day; not after it is before its last day's end."""
        first, after = self._bounds(literal, column)
        sql, bound = {
            "<": ("<", first), "<=": ("<", after), ">": (">=", after), ">=": (">=", first),
        }[operator]  # fmt: skip
        return Fragment(f"{column.key} {sql} ?", (bound,))

    def _in_range(self, literal: nodes.DateLiteral, column: Column, is_inside: bool) -> Fragment:
        bounds = self._bounds(literal, column)
        if is_inside:
            return Fragment(f"{column.key} >= ? AND {column.key} < ?", bounds)
        text = f"{column.key} < ? OR {column.key} >= ? OR {column.key} IS NULL"
        return Fragment(text, bounds)

    def _bounds(
        self, literal: nodes.DateLiteral, column: Column
    ) -> tuple[Callable[[Run], Any], Callable[[Run], Any]]:
        name, count = literal.name, literal.count
        is_instant = column.field.storage is Storage.INSTANT

        def bound(run: Run, which: int) -> int:
            today = encoding.local_today(run.now, run.zone)
            day = literal_range(name, count, today)[which]
            return encoding.local_midnight(day, run.zone) if is_instant else day.toordinal()

        return (lambda run: bound(run, 0)), (lambda run: bound(run, 1))

    # Lists.

    def membership(self, node: nodes.Comparison, column: Column, negated: bool) -> Fragment:
        """`IN` and `NOT IN`. Null in the list matches null."""
        is_in = (node.operator == "IN") is not negated
        right = node.right
        if isinstance(right, nodes.Subquery):
            return self._semi_join(right, column, is_in)
        if isinstance(right, nodes.ListValue):
            return self._in_list(right, column, is_in)
        if isinstance(right, nodes.Bind):
            return self._in_bind(right, column, is_in)
        return self.equality(node, column, negated)

    def _in_bind(self, right: nodes.Bind, column: Column, is_in: bool) -> Fragment:
        kind, index, field = self._host.bind_kinds[right.index], right.index, column.field
        if kind == NULL_BIND:
            return self._null(column, is_in)
        if kind == VALUE_BIND:
            return self._with_value(column, "=" if is_in else "IS NOT", right)

        def extract(run: Run) -> Any:
            return sqlite.array(encoding.collection(field, run.binds[index]))

        return self._in_array(column, extract, kind == LIST_WITH_NULL, is_in)

    def _in_array(
        self, column: Column, extract: Callable[[Run], Any], has_null: bool, is_in: bool
    ) -> Fragment:
        inside = Fragment(sqlite.any_of(column.key), (extract,))
        if is_in:
            return inside.wrapped(f"{{}} OR {column.key} IS NULL") if has_null else inside
        if has_null:
            return inside.wrapped(f"NOT ({{}}) AND {column.key} IS NOT NULL")
        return inside.wrapped(f"NOT ({{}}) OR {column.key} IS NULL")

    def _in_list(self, right: nodes.ListValue, column: Column, is_in: bool) -> Fragment:
        """Constants make one array; binds and date literals are compared one by one."""
        constants = [each for each in right.values if isinstance(each, nodes.Constant)]
        has_null = any(encoding.is_null(each.value) for each in constants)
        plain = encoding.collection(column.field, [each.value for each in constants])
        array = sqlite.array(plain)
        parts = []
        if constants or not right.values:
            parts.append(self._in_array(column, encoding.constant(array), has_null, is_in))
        operator = "=" if is_in else "!="
        for each in right.values:
            if not isinstance(each, nodes.Constant):
                comparison = nodes.Comparison(each.span, _no_path(each), operator, each)
                parts.append(self.equality(comparison, column, negated=False))
        return one_of(parts) if is_in else all_of(parts)

    def _semi_join(self, right: nodes.Subquery, column: Column, is_in: bool) -> Fragment:
        self._semi_joins += 1
        if self._semi_joins > SEMI_JOINS_MAX:
            raise QueryException(TOO_MANY_SEMI_JOINS)
        inner = self._host.semi_join(right.query)
        if is_in:
            return inner.wrapped(f"{column.key} IN ({{}})")
        return inner.wrapped(f"{column.key} IS NULL OR {column.key} NOT IN ({{}})")

    # Text.

    def like(self, node: nodes.Comparison, column: Column, negated: bool) -> Fragment:
        """`LIKE`: rows without a value do not match, and NOT keeps them."""
        right, field = node.right, column.field
        is_folded = field.has_key and not field.case_sensitive
        if isinstance(right, nodes.Bind):
            kind, index = self._host.bind_kinds[right.index], right.index
            if kind == NULL_BIND:
                return self._null(column, not negated)
            if kind != VALUE_BIND:
                return self._like_any(right, column, negated, is_folded)
            extract: Extractor = partial(_bound_pattern, index, is_folded)
        elif isinstance(right, nodes.Constant) and isinstance(right.value, str):
            if not right.value:
                return self._null(column, not negated)
            extract = encoding.constant(sqlite.pattern(right.value, is_folded=is_folded))
        else:
            raise Unsupported(f"a {type(right).__name__} after LIKE")
        matched = Fragment(sqlite.matches(column.key), (extract,))
        if not negated:
            return matched
        return matched.wrapped(f"NOT ({{}}) OR {column.key} IS NULL")

    def _like_any(
        self, right: nodes.Bind, column: Column, negated: bool, is_folded: bool
    ) -> Fragment:
        """`LIKE :list` matches any of the patterns."""
        index = right.index

        def extract(run: Run) -> Any:
            patterns = (str(each) for each in run.binds[index] if not encoding.is_null(each))
            return sqlite.array(sqlite.pattern(each, is_folded=is_folded) for each in patterns)

        text = f"EXISTS (SELECT 1 FROM json_each(?) p WHERE {column.key} GLOB p.value)"
        return Fragment(f"NOT {text}" if negated else text, (extract,))

    # Multi-select picklists.

    def selection(self, node: nodes.Comparison, column: Column, negated: bool) -> Fragment:
        """`INCLUDES` and `EXCLUDES`: each text of the list is a set of values joined by `;`.

        EXCLUDES keeps rows without a value, the complement of INCLUDES does not.
        Source: recorded.
        """
        matched = one_of(self._includes(node.right, column))
        is_included = node.operator == "INCLUDES"
        if is_included and not negated:
            return matched
        if is_included:
            return matched.wrapped(f"NOT ({{}}) AND {column.key} IS NOT NULL")
        excluded = matched.wrapped(f"NOT ({{}}) OR {column.key} IS NULL")
        return matched if negated else excluded

    def _includes(self, right: nodes.Value, column: Column) -> Iterable[Fragment]:
        items = right.values if isinstance(right, nodes.ListValue) else (right,)
        for item in items:
            if isinstance(item, nodes.Bind):
                yield self._includes_bind(item, column)
                continue
            if not isinstance(item, nodes.Constant):
                raise Unsupported(f"a {type(item).__name__} after INCLUDES")
            if encoding.is_null(item.value):
                yield self._null(column, is_equal=True)
                continue
            yield all_of(
                Fragment(
                    _INCLUDES_ONE.format(key=column.key),
                    (encoding.constant(fold_text(f";{part};")),),
                )
                for part in str(item.value).split(";")
            )

    def _includes_bind(self, item: nodes.Bind, column: Column) -> Fragment:
        index = item.index
        kind = self._host.bind_kinds[index]
        if kind == NULL_BIND:
            return self._null(column, is_equal=True)

        def extract(run: Run) -> Any:
            value = run.binds[index]
            texts = [value] if isinstance(value, str) else value
            return sqlite.array(
                [fold_text(f";{part};") for part in str(text).split(";")]
                for text in texts
                if not encoding.is_null(text)
            )

        text = (
            "EXISTS (SELECT 1 FROM json_each(?) p WHERE NOT EXISTS"
            " (SELECT 1 FROM json_each(p.value) q WHERE"
            f" instr({_SEMICOLON} || {column.key} || {_SEMICOLON}, q.value) = 0))"
        )
        matched = Fragment(f"{column.key} IS NOT NULL AND {text}", (extract,))
        if kind == LIST_WITH_NULL:
            return one_of((matched, self._null(column, is_equal=True)))
        return matched


_SEMICOLON: Final = f"char({ord(fold_text(';'))})"
_INCLUDES_ONE: Final = "instr(" + _SEMICOLON + " || {key} || " + _SEMICOLON + ", ?) > 0"


def _bound_pattern(index: int, is_folded: bool, run: Run) -> str:
    return sqlite.pattern(str(run.binds[index]), is_folded=is_folded)


def _no_path(value: nodes.Value) -> nodes.FieldPath:
    """The left side of a comparison whose column is already known."""
    return nodes.FieldPath(value.span, ())


COMPARISONS: Final[dict[str, Callable[[Conditions, nodes.Comparison, Column, bool], Fragment]]] = {
    "=": Conditions.equality,
    "!=": Conditions.equality,
    "<>": Conditions.equality,
    "<": Conditions.order,
    "<=": Conditions.order,
    ">": Conditions.order,
    ">=": Conditions.order,
    "IN": Conditions.membership,
    "NOT IN": Conditions.membership,
    "LIKE": Conditions.like,
    "INCLUDES": Conditions.selection,
    "EXCLUDES": Conditions.selection,
}


def is_path(node: nodes.FieldPath | nodes.FunctionCall, name: str) -> bool:
    """Whether a node is that single field name."""
    return isinstance(node, nodes.FieldPath) and [fold(each) for each in node.path] == [fold(name)]
