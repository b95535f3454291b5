"""Running queries: plans from the cache, parameters from binds and clock, rows into records."""

from __future__ import annotations

import datetime
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, Protocol
from zoneinfo import ZoneInfo

from sfsim.names import fold
from sfsim.platform.formulas import CompiledFormulas, FormulaReader, Reading
from sfsim.platform.query.compiler import compile_query
from sfsim.platform.query.computed import fill
from sfsim.platform.query.conditions import bind_kind
from sfsim.platform.query.loader import Lookup
from sfsim.platform.query.messages import TOO_LONG, VARIABLE_MISSING, plain_error
from sfsim.platform.query.plan import Cached, LookupPlan, Plan, PlanKind
from sfsim.platform.query.values import Run
from sfsim.runtime.collections import ApexList
from sfsim.runtime.exceptions import QueryException
from sfsim.runtime.record_classes import query_class, record_class
from sfsim.runtime.sobject import SObject
from sfsim.schema.model import METADATA, Schema
from sfsim.soql import nodes
from sfsim.soql.errors import SoqlSyntaxError
from sfsim.soql.parser import parse_query
from sfsim.storage import sqlite
from sfsim.storage.database import Database
from sfsim.typeref import TypeRef, list_of

TEXT_LENGTH_MAX: Final = 100_000
PARSED_MAX: Final = 2_000
CACHED_MAX: Final = 20_000
NAME_TYPE: Final = "Name"
QUERIES: Final = "soqlQueries"
CHILD_QUERIES: Final = "aggregateQueries"
ROWS: Final = "soqlRows"


class QuerySession(Protocol):
    """Who runs a query, when, and what pays for it."""

    @property
    def now(self) -> datetime.datetime:
        """The org's clock, naive UTC."""
        ...

    @property
    def time_zone(self) -> str:
        """The IANA name of the running user's time zone."""
        ...

    @property
    def user_id(self) -> str:
        """The running user."""
        ...

    def charge(self, key: str, amount: int) -> None:
        """Adds to a limit's meter. Raises LimitException."""
        ...


class QueryEngine:
    """Runs the queries of one org on its rows. `Schema` and `Database` belong together."""

    def __init__(
        self,
        schema: Schema,
        database: Database,
        formulas: CompiledFormulas | None = None,
        organization_id: str = "",
    ) -> None:
        self._schema = schema
        self._database = database
        self._organization_id = organization_id
        self._formulas = formulas or CompiledFormulas(schema)
        self._plans: OrderedDict[nodes.Query, Cached] = OrderedDict()
        self._parsed: OrderedDict[str, nodes.Query] = OrderedDict()

    def run(
        self, query: nodes.Query, binds: Sequence[Any], session: QuerySession
    ) -> ApexList | int:
        """Runs a query; `binds[i]` is the value of the bind with index i.

        Returns:
            Records or AggregateResults, or the number of rows for `COUNT()`.

        Raises:
            QueryException, LimitException, Unsupported.
        """
        plan = self.plan(query, binds)
        is_free = plan.type.kind == METADATA
        if not is_free:
            session.charge(QUERIES, 1)
            if plan.children:
                session.charge(CHILD_QUERIES, len(plan.children))
        run = Run(binds, session.now, ZoneInfo(session.time_zone), session.user_id)
        if plan.kind is PlanKind.COUNT:
            ((count,),) = self._execute(plan, run)
            if not is_free:
                session.charge(ROWS, 1)
            return int(count)
        if plan.kind is PlanKind.GROUPS:
            result, row_count = self._groups(plan, run)
        else:
            result = ApexList(plan.list_type, self._records(plan, self._execute(plan, run), run))
            row_count = len(result) + self._add_children(plan, result, run)
        if not is_free:
            session.charge(ROWS, row_count)
        return result

    def run_text(
        self, text: str, binds: Mapping[str, Any], session: QuerySession
    ) -> ApexList | int:
        """Runs a dynamic query; binds are looked up by name, whatever its case."""
        query = self.parse(text)
        return self.run(query, self.bind_values(query, binds), session)

    def chunks(
        self, query: nodes.Query, binds: Sequence[Any], size: int, session: QuerySession
    ) -> Iterator[ApexList]:
        """The rows of a SOQL for loop in lists of at most `size`."""
        result = self.run(query, binds, session)
        assert isinstance(result, ApexList), "COUNT() cannot be iterated"
        for start in range(0, len(result), size):
            yield ApexList(result.type, result[start : start + size])

    def parse(self, text: str) -> nodes.Query:
        """The tree of a dynamic query. Raises QueryException for text that is none."""
        found = self._parsed.get(text)
        if found is not None:
            return found
        if len(text) > TEXT_LENGTH_MAX:
            raise QueryException(TOO_LONG)
        try:
            found = parse_query(text)
        except SoqlSyntaxError as error:
            raise QueryException(error.message) from error
        self._parsed[text] = found
        if len(self._parsed) > PARSED_MAX:
            self._parsed.popitem(last=False)
        return found

    def bind_values(self, query: nodes.Query, binds: Mapping[str, Any]) -> tuple[Any, ...]:
        """The values of a dynamic query's binds, by index. Raises QueryException."""
        folded = {fold(name): value for name, value in binds.items()}
        found: dict[int, Any] = {}
        for bind in binds_of(query):
            name = str(bind.expression)
            if fold(name) not in folded:
                raise plain_error(VARIABLE_MISSING, name=name)
            found[bind.index] = folded[fold(name)]
        return tuple(found[index] for index in sorted(found))

    def plan(self, query: nodes.Query, binds: Sequence[Any]) -> Plan:
        """The compiled query for binds like these."""
        cached = self._plans.get(query)
        if cached is None:
            cached = self._plans[query] = Cached(len(binds))
            if len(self._plans) > CACHED_MAX:
                self._plans.popitem(last=False)
        kinds = tuple(map(bind_kind, binds)) if binds else ()
        plan = cached.plans.get(kinds)
        if plan is None:
            plan = cached.plans[kinds] = compile_query(self._schema, query, kinds)
        return plan

    def _execute(self, plan: Plan, run: Run, first: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
        database = self._database
        for sobject_type in plan.types:
            database.table(sobject_type)
        for sobject_type, column in plan.indexes:
            database.prefer_index(sobject_type, column)
        parameters = (*first, *[extract(run) for extract in plan.parameters])
        return database.execute(plan.statement, parameters)

    def _records(self, plan: Plan, rows: list[tuple[Any, ...]], run: Run) -> list[SObject]:
        assert plan.loader is not None, "a plan for records has a loader"
        lookups = [self._lookup(each, rows) for each in plan.lookups]
        records = plan.loader(rows, lookups)
        if plan.computed and records:
            reading = Reading(
                run.now, run.zone.key, run.user_id, self._organization_id, parents_are_blank=True
            )
            reader = FormulaReader(self._formulas, self._database, reading)
            fill(records, plan.computed, reader, self._database)
        return records

    def _groups(self, plan: Plan, run: Run) -> tuple[ApexList, int]:
        kind = record_class(self._schema, "AggregateResult")
        records, row_count = [], 0
        for row in self._execute(plan, run):
            values, place = {}, 0
            for alias, output in plan.outputs:
                width = len(output.columns)
                values[alias] = output.decode(row[place : place + width])
                place += width
            row_count += row[-1]
            records.append(kind.of(values))
        return ApexList(plan.list_type, records), 1 if plan.counts_as_one_row else row_count

    def _add_children(self, plan: Plan, parents: Sequence[SObject], run: Run) -> int:
        """Runs the child sub-queries and hangs their rows on the parents; returns their number."""
        if not plan.children or not parents:
            return 0
        ids = sqlite.array(parent.Id for parent in parents)
        total = 0
        for child in plan.children:
            rows = self._execute(child.plan, run, (ids,))
            records = self._records(child.plan, rows, run)
            by_parent: dict[str, list[SObject]] = {}
            for row, record in zip(rows, records, strict=True):
                by_parent.setdefault(row[-1], []).append(record)
            start = child.plan.offset(run) if child.plan.offset else 0
            count = child.plan.limit(run) if child.plan.limit else None
            for parent in parents:
                own = by_parent.get(parent.Id, [])
                kept = own[start:] if count is None else own[start : start + count]
                parent.__dict__[child.name] = ApexList(child.plan.list_type, kept)
                total += len(kept)
            total += self._add_children(child.plan, records, run)
        return total

    def _lookup(self, plan: LookupPlan, rows: Iterable[Sequence[Any]]) -> Lookup:
        """The records behind a polymorphic relationship, by id."""
        by_type: dict[str, dict[str, None]] = {}
        for row in rows:
            record_id = row[plan.place]
            target = None if record_id is None else self._schema.type_of_id(record_id)
            if target is not None:
                by_type.setdefault(target.name, {})[record_id] = None
        found: dict[str, SObject] = {}
        for name, ids in by_type.items():
            target = self._schema.sobject(name)
            selected = plan.branches.get(target.name)
            if selected is None and plan.otherwise is None:
                continue
            for record_id, values in self._database.read(target, list(ids)).items():
                if selected is not None:
                    found[record_id] = self._branch(target.name, selected, values)
                else:
                    found[record_id] = self._name(target.name, plan.otherwise or (), values)
        return found

    def _branch(self, name: str, selected: Iterable[str], values: Mapping[str, Any]) -> SObject:
        kind = query_class(self._schema, name, selected)
        chosen = {each: values[each] for each in (*selected, "Id") if each in values}
        return kind.of(chosen)

    def _name(self, owner: str, selected: Iterable[str], values: Mapping[str, Any]) -> SObject:
        """A record of type Name for a row of any type."""
        name_field = self._schema.sobject(owner).name_field
        known = {**values, "Type": owner}
        if name_field is not None:
            known["Name"] = values.get(name_field.name)
        kind = query_class(self._schema, NAME_TYPE, selected)
        chosen = {each: known[each] for each in (*selected, "Id") if known.get(each) is not None}
        return kind.of(chosen)


def binds_of(node: object) -> Iterator[nodes.Bind]:
    """All binds of a query, nested queries included."""
    if isinstance(node, nodes.Bind):
        yield node
    elif isinstance(node, tuple):
        for each in node:
            yield from binds_of(each)
    elif isinstance(node, nodes.Node) and not isinstance(node, nodes.Constant):
        for name in type(node).__dataclass_fields__:
            if name != "span":
                yield from binds_of(getattr(node, name))


def sobject_list(name: str) -> TypeRef:
    """`List<Account>`."""
    return list_of(TypeRef(name))
