"""DML of one org: what statements need from it, and the way in for Apex and Python."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from sfsim.kernel.clock import Clock
from sfsim.org.execution import Executor
from sfsim.platform.dml.automation_steps import NO_AUTOMATIONS
from sfsim.platform.dml.merging import merge
from sfsim.platform.dml.plan import TypePlan
from sfsim.platform.dml.results import RowOutcome
from sfsim.platform.dml.services import RowStore
from sfsim.platform.dml.statement import DMLOptions, Statement
from sfsim.platform.formulas import CompiledFormulas
from sfsim.platform.transaction import Transaction
from sfsim.platform.triggers import TriggerRegistry
from sfsim.runtime.caller import Caller
from sfsim.runtime.exceptions import NullPointerException, TypeException
from sfsim.runtime.sobject import SObject
from sfsim.schema.model import METADATA, Schema, SObjectType

NULL_ARGUMENT: Final = "Argument cannot be null."
NOT_ALLOWED: Final = "DML operation {operation} not allowed on {object}"
MakeRecord = Callable[[SObjectType, Mapping[str, Any]], SObject]


class DataServices:
    """`DMLServices` of one org."""

    def __init__(
        self,
        *,
        schema: Schema,
        database: RowStore,
        clock: Clock,
        executor: Executor,
        organization_id: str,
        make_record: MakeRecord,
        make_read_only: Callable[[SObject], SObject],
    ) -> None:
        self.schema = schema
        self.formulas = CompiledFormulas(schema)
        self.database = database
        self.clock = clock
        self.triggers = TriggerRegistry()
        self.automations = NO_AUTOMATIONS
        self.organization_id = organization_id
        self._executor = executor
        self._make_record = make_record
        self._make_read_only = make_read_only
        self._plans: dict[SObjectType, TypePlan] = {}

    def use_schema(self, schema: Schema, labels: Mapping[tuple[str, str], str]) -> None:
        """Saves records as a new schema has them; formulas read the labels."""
        self.schema = schema
        self.formulas = CompiledFormulas(schema, labels)
        self._plans.clear()

    @property
    def transaction(self) -> Transaction:
        """The running transaction."""
        return self._executor.transaction

    def plan(self, sobject_type: SObjectType) -> TypePlan:
        """What saving records of a type has to look at."""
        found = self._plans.get(sobject_type)
        if found is None:
            found = self._plans[sobject_type] = TypePlan(sobject_type)
        return found

    def new_record(self, sobject_type: SObjectType, values: Mapping[str, Any]) -> SObject:
        """A record with the given fields populated."""
        return self._make_record(sobject_type, values)

    def read_only(self, record: SObject) -> SObject:
        """A copy that refuses to be changed."""
        return self._make_read_only(record)

    def charge_cpu(self, ticks: int) -> None:
        """Adds the cost of database work to the CPU time."""
        self._executor.cpu.charge(ticks)

    def save(
        self,
        caller: Caller,
        operation: str,
        value: Any,
        options: DMLOptions = DMLOptions(),  # noqa: B008 - frozen
        other: Any = None,
    ) -> list[RowOutcome]:
        """Runs a DML statement on a record or a list; `other` are the losers of a merge.

        Raises:
            DmlException: a row failed and the statement is all or nothing.
            NullPointerException, TypeException: there is nothing that can be saved.
        """
        if value is None:
            raise NullPointerException(NULL_ARGUMENT)
        if operation == "merge":
            losers = as_records(other)
            return merge(self, caller, value, losers, all_or_none=options.all_or_none)
        records = as_records(value)
        self._check_types(operation, records)
        return Statement(self, caller, operation, options).run(records)

    def _check_types(self, operation: str, records: Sequence[SObject]) -> None:
        for record in records:
            if record is not None and record.sobject_type.kind == METADATA:
                name = record.sobject_type.name
                raise TypeException(NOT_ALLOWED.format(operation=operation.upper(), object=name))


def as_records(value: Any) -> Sequence[SObject]:
    """The records of a DML argument: one record, or the elements of a list.

    Raises NullPointerException for null.
    """
    if value is None:
        raise NullPointerException(NULL_ARGUMENT)
    if isinstance(value, SObject):
        return (value,)
    assert isinstance(value, list), f"DML takes records, not {type(value).__name__}"
    return value
