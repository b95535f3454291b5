"""Compiling one SELECT to a plan. Everything that a run does not change is decided here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from sfsim.errors import Unsupported
from sfsim.names import fold
from sfsim.platform.query import aggregates, date_functions
from sfsim.platform.query.computed import computed_of
from sfsim.platform.query.conditions import Conditions
from sfsim.platform.query.fragments import Fragment, all_of
from sfsim.platform.query.loader import make_loader
from sfsim.platform.query.messages import (
    NO_SUCH_CHILDREN,
    NO_SUCH_TYPE,
    NOT_GROUPABLE,
    NOT_GROUPED,
    OFFSET_TOO_LARGE,
    plain_error,
    query_error,
)
from sfsim.platform.query.ordering import final_terms, order_clause, order_terms
from sfsim.platform.query.plan import ChildPlan, Plan, PlanKind
from sfsim.platform.query.scope import Column, Names, Scope
from sfsim.platform.query.select import SelectList
from sfsim.platform.query.values import Extractor, Run, constant
from sfsim.runtime.exceptions import QueryException
from sfsim.schema.field import Field
from sfsim.schema.model import ChildRelationship, Schema, SObjectType
from sfsim.soql import nodes
from sfsim.storage import sqlite
from sfsim.typeref import TypeRef, list_of

OFFSET_MAX: Final = 2000
AGGREGATE_RESULT: Final = TypeRef("AggregateResult")
VIRTUAL: Final = frozenset(
    {"EntityDefinition", "FieldDefinition", "EntityParticle", "UserRecordAccess",
     "PicklistValueInfo", "UserEntityAccess", "UserFieldAccess", "RelationshipDomain",
     "RelationshipInfo", "UserPermissionAccess", "DataType", "Publisher", "RecentlyViewed"}
)  # fmt: skip
"""Objects whose rows the platform computes."""


@dataclass(frozen=True, slots=True)
class ChildContext:
    """For a child sub-query: its relationship, and that its rows are restricted to parents."""

    relationship: ChildRelationship
    type: SObjectType


def compile_query(schema: Schema, query: nodes.Query, bind_kinds: tuple[str, ...]) -> Plan:
    """The plan of a query for binds of these kinds. Raises QueryException, Unsupported."""
    return _Select(Names(schema), query, bind_kinds, query.text, query.all_rows).plan()


class _Select:
    """One SELECT on its way to a plan."""

    def __init__(
        self,
        names: Names,
        query: nodes.Query,
        bind_kinds: tuple[str, ...],
        text: str,
        all_rows: bool,
        child: ChildContext | None = None,
    ) -> None:
        self.names = names
        self.query = query
        self.bind_kinds = bind_kinds
        self.text = text
        self.all_rows = all_rows
        self.child = child
        self.scope = Scope(names, child.type if child else self._from_type(), query, text)
        self._aliased: dict[str, Column] = {}
        self._check_clauses()

    def _from_type(self) -> SObjectType:
        source = self.query.sources[0]
        name = source.path[-1]
        found = self.names.schema.find(name)
        if found is None or len(source.path) > 1:
            raise query_error(NO_SUCH_TYPE, self.text, source.span, name=name)
        if found.name in VIRTUAL:
            raise Unsupported(f"querying {found.name}")
        if not found.traits.queryable:
            raise query_error(NO_SUCH_TYPE, self.text, source.span, name=name)
        return found

    def _check_clauses(self) -> None:
        query = self.query
        scope = query.using_scope
        if scope is not None and scope.upper() not in ("EVERYTHING", "MINE"):
            raise Unsupported(f"USING SCOPE {scope}")
        for clause in query.with_clauses:
            if clause not in ("USER_MODE", "SYSTEM_MODE", "SECURITY_ENFORCED"):
                raise Unsupported(f"WITH {clause}")
        if query.group_by is not None and query.group_by.kind:
            raise Unsupported(f"GROUP BY {query.group_by.kind}")

    def plan(self) -> Plan:
        """The whole plan."""
        if self._is_count():
            return self._count_plan()
        if self.query.group_by is not None or self._has_aggregate():
            return self._group_plan()
        return self._record_plan()

    # ConditionHost.

    def column(self, node: nodes.FieldPath | nodes.FunctionCall) -> Column:
        """A field, or a date function of one."""
        if isinstance(node, nodes.FieldPath):
            return self.scope.resolve(node)
        name = node.name.upper()
        if date_functions.is_date_function(name):
            return date_functions.date_column(node, name, self.scope)
        raise Unsupported(f"{node.name}() in a condition")

    def semi_join(self, query: nodes.Query) -> Fragment:
        """A nested query as a sub-select of its one column, without nulls."""
        inner = _Select(self.names, query, self.bind_kinds, self.text, self.all_rows)
        (item,) = query.select
        if not isinstance(item, nodes.SelectField) or not isinstance(
            item.expression, nodes.FieldPath
        ):
            raise Unsupported("a semi-join that does not select one field")
        column = inner.scope.resolve(item.expression)
        where = all_of([*inner.where_parts(), Fragment(f"{column.key} IS NOT NULL")])
        head = Fragment(f"SELECT {column.key} {inner.scope.from_clause} WHERE ")
        return Fragment(head.text + where.text, where.parameters)

    # Clauses.

    def where_parts(self) -> list[Fragment]:
        """The conditions of WHERE, and those that the platform adds."""
        parts = []
        if self.child is not None:
            column = self._child_key()
            # The parents' ids are put in at run time, before all other parameters.
            parts.append(Fragment(sqlite.any_of(column)))
        if self.query.where is not None:
            parts.append(Conditions(self).compile(self.query.where))
        if not self.all_rows and self.scope.type.find_field("IsDeleted") is not None:
            parts.append(Fragment(f'{self.scope.alias}."IsDeleted" = 0'))
        scope = self.query.using_scope
        if scope is not None and scope.upper() == "MINE":
            text = f'{self.scope.alias}."OwnerId" = ?'
            parts.append(Fragment(text, (lambda run: run.user_id,)))
        return parts

    def _child_key(self) -> str:
        assert self.child is not None, "only child queries have a key to their parents"
        return f'{self.scope.alias}."{self.child.relationship.field}"'

    def _where(self) -> Fragment:
        with self.names.accessed.outside_of_select():
            parts = self.where_parts()
        return all_of(parts).wrapped(" WHERE {}") if parts else Fragment("")

    def _limit(self) -> Fragment:
        limit, offset = self._number(self.query.limit), self._number(self.query.offset)
        if limit is None and offset is None:
            return Fragment("")
        parameters: list[Extractor] = [limit or constant(-1)]
        if offset is None:
            return Fragment(" LIMIT ?", tuple(parameters))
        parameters.append(_checked_offset(offset))
        return Fragment(" LIMIT ? OFFSET ?", tuple(parameters))

    def _number(self, node: nodes.Value | None) -> Extractor | None:
        if node is None:
            return None
        if isinstance(node, nodes.Bind):
            index = node.index
            return lambda run: run.binds[index]
        assert isinstance(node, nodes.Constant), "the parser takes numbers and binds only"
        return constant(node.value)

    def _statement(self, columns: Iterable[str], rest: Iterable[Fragment]) -> Fragment:
        parts = list(rest)
        text = f"SELECT {', '.join(columns)} {self.scope.from_clause}"
        text += "".join(part.text for part in parts)
        return Fragment(text, tuple(each for part in parts for each in part.parameters))

    def _finish(self, kind: PlanKind, statement: Fragment, **extra: Any) -> Plan:
        ref = AGGREGATE_RESULT if kind is PlanKind.GROUPS else TypeRef(self.scope.type.name)
        return Plan(
            kind,
            self.scope.type,
            statement.text,
            statement.parameters,
            list_of(ref),
            types=tuple(self.names.types.values()),
            indexes=tuple(self.names.filtered.values()),
            accessed=self.names.accessed.uses(),
            for_update="UPDATE" in self.query.for_clauses,
            **extra,
        )

    # Records.

    def _record_plan(self) -> Plan:
        selected = SelectList(self.scope)
        children = []
        for item in self.query.select:
            if isinstance(item, nodes.Subquery):
                child = self._child_plan(item)
                selected.shape.children.append(child.name)
                children.append(child)
            elif isinstance(item, nodes.TypeOf):
                selected.add_type_of(item)
            else:
                selected.add(item)
        with self.names.accessed.outside_of_select():
            terms = [
                term
                for item in self.query.order_by
                for term in order_terms(item, self.column(item.expression), self.text)
            ]
        terms.extend(final_terms(self.scope.type, self.scope.alias))
        where = self._where()
        columns = list(selected.columns)
        rest = [where, order_clause(terms)]
        if self.child is None:
            rest.append(self._limit())
        else:
            columns.append(self._child_key())
        statement = self._statement(columns, rest)
        is_child = self.child is not None
        return self._finish(
            PlanKind.RECORDS,
            statement,
            loader=make_loader(self.names.schema, selected.shape, len(columns)),
            lookups=tuple(selected.lookups),
            computed=computed_of(selected.shape),
            children=tuple(children),
            limit=self._number(self.query.limit) if is_child else None,
            offset=self._number(self.query.offset) if is_child else None,
        )

    def _child_plan(self, item: nodes.Subquery) -> ChildPlan:
        name = item.query.sources[0].path[-1]
        relationship = self.scope.type.child_relationship(name)
        if relationship is None or relationship.name is None:
            raise query_error(NO_SUCH_CHILDREN, self.text, item.query.span, name=name)
        child_type = self.names.schema.sobject(relationship.child)
        context = ChildContext(relationship, child_type)
        names = Names(self.names.schema)
        self.names.accessed.note(self.scope.type, None, relationship.name, child_type)
        inner = _Select(
            names, item.query, self.bind_kinds, self.text,
            self.all_rows or item.query.all_rows, context,
        )  # fmt: skip
        names.filtered[child_type.name, relationship.field] = (child_type, relationship.field)
        plan = inner.plan()
        self.names.accessed.add_all(names.accessed.uses())
        return ChildPlan(relationship.name, plan)

    # Counting and grouping.

    def _is_count(self) -> bool:
        if len(self.query.select) != 1:
            return False
        item = self.query.select[0]
        return (
            isinstance(item, nodes.SelectField)
            and isinstance(item.expression, nodes.FunctionCall)
            and fold(item.expression.name) == "count"
            and not item.expression.arguments
            and self.query.group_by is None
        )

    def _has_aggregate(self) -> bool:
        return any(
            isinstance(item, nodes.SelectField)
            and isinstance(item.expression, nodes.FunctionCall)
            and aggregates.is_aggregate(item.expression.name)
            for item in self.query.select
        )

    def _count_plan(self) -> Plan:
        where, limit = self._where(), self._limit()
        if not limit.text:
            statement = self._statement(["COUNT(*)"], [where])
        else:
            inner = self._statement(["1"], [where, limit])
            statement = inner.wrapped("SELECT COUNT(*) FROM ({})")
        return self._finish(PlanKind.COUNT, statement, counts_as_one_row=True)

    def _group_plan(self) -> Plan:
        keys = self._group_keys()
        aliases = aggregates.Aliases()
        outputs = []
        for item in self.query.select:
            if not isinstance(item, nodes.SelectField):
                raise Unsupported("a sub-query or TYPEOF in a grouped query")
            output, alias = self._grouped(item, keys, aliases)
            outputs.append((alias, output))
        columns = [column for _, output in outputs for column in output.columns]
        columns.append("COUNT(*)")
        group = Fragment(f" GROUP BY {', '.join(keys)}" if keys else "")
        where, having = self._where(), self._having()
        with self.names.accessed.outside_of_select():
            terms = [
                term
                for item in self.query.order_by
                for term in order_terms(item, self._group_column(item.expression), self.text)
            ]
        terms.extend(keys)
        order = order_clause(terms) if terms else Fragment("")
        statement = self._statement(columns, [where, group, having, order, self._limit()])
        return self._finish(
            PlanKind.GROUPS,
            statement,
            outputs=tuple(outputs),
            counts_as_one_row=not keys and self._only_counts(),
        )

    def _group_keys(self) -> dict[str, Column]:
        """The grouped expressions by their SQL key."""
        keys = {}
        for node in self.query.group_by.fields if self.query.group_by else ():
            column = self.column(node)
            if not column.field.is_groupable:
                name = column.field.name
                raise query_error(NOT_GROUPABLE, self.text, node.span, name=name)
            keys[column.key] = column
        return keys

    def _grouped(
        self, item: nodes.SelectField, keys: dict[str, Column], aliases: aggregates.Aliases
    ) -> tuple[aggregates.Output, str]:
        expression = item.expression
        if isinstance(expression, nodes.FunctionCall) and aggregates.is_aggregate(expression.name):
            column = self._argument(expression)
            alias = aliases.add(item.alias)
            self._aliased[fold(alias)] = self._having_column(expression)
            return aggregates.output_of(expression.name.upper(), column), alias
        column = self.column(expression)
        name = ".".join((*column.path, column.field.name))
        if column.key not in keys:
            raise plain_error(NOT_GROUPED, name=name)
        is_field = isinstance(expression, nodes.FieldPath)
        alias = aliases.add(item.alias or (column.field.name if is_field else None))
        self._aliased[fold(alias)] = column
        return aggregates.grouped_output(column), alias

    def _argument(self, call: nodes.FunctionCall) -> Column | None:
        if not call.arguments:
            return None
        (argument,) = call.arguments
        if not isinstance(argument, nodes.FieldPath | nodes.FunctionCall):
            raise Unsupported(f"{call.name}() of a value")
        return self.column(argument)

    def _having_column(self, call: nodes.FunctionCall) -> Column:
        owner = Column(self.scope.type, Field("Id", "id"), "", "")
        return aggregates.having_column(call.name.upper(), self._argument(call), owner)

    def _group_column(self, node: nodes.FieldPath | nodes.FunctionCall) -> Column:
        """What HAVING and ORDER BY of a grouped query can name."""
        if isinstance(node, nodes.FunctionCall) and aggregates.is_aggregate(node.name):
            return self._having_column(node)
        if isinstance(node, nodes.FieldPath) and len(node.path) == 1:
            aliased = self._aliased.get(fold(node.path[0]))
            if aliased is not None:
                return aliased
        return self.column(node)

    def _having(self) -> Fragment:
        if self.query.having is None:
            return Fragment("")
        with self.names.accessed.outside_of_select():
            compiled = Conditions(_Having(self), is_having=True).compile(self.query.having)
        return compiled.wrapped(" HAVING {}")

    def _only_counts(self) -> bool:
        return all(
            isinstance(item, nodes.SelectField)
            and isinstance(item.expression, nodes.FunctionCall)
            and fold(item.expression.name) == "count"
            for item in self.query.select
        )


class _Having:
    """The host of a HAVING condition: names are those of the grouped query."""

    def __init__(self, select: _Select) -> None:
        self._select = select
        self.scope = select.scope
        self.bind_kinds = select.bind_kinds

    def column(self, node: nodes.FieldPath | nodes.FunctionCall) -> Column:
        """A grouped field or an aggregate."""
        return self._select._group_column(node)

    def semi_join(self, query: nodes.Query) -> Fragment:
        """HAVING takes no nested query."""
        raise Unsupported("a semi-join in HAVING")


def _checked_offset(offset: Extractor) -> Extractor:
    def extract(run: Run) -> Any:
        value = offset(run)
        if value is not None and value > OFFSET_MAX:
            raise QueryException(OFFSET_TOO_LARGE)
        return value

    return extract
