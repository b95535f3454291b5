"""What a DML statement needs from the org: schema, rows, triggers, the transaction, the clock."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Protocol

from sfsim.kernel.clock import Clock
from sfsim.platform.dml.plan import TypePlan
from sfsim.platform.formulas import CompiledFormulas
from sfsim.platform.transaction import Transaction
from sfsim.platform.triggers import TriggerRegistry
from sfsim.runtime.sobject import SObject
from sfsim.schema.metadata.automations import Automation
from sfsim.schema.model import Schema, SObjectType

Values = dict[str, Any]
"""One stored row by field API name, in the values that Apex sees."""


class RowStore(Protocol):
    """The rows of one org. Ids and autonumbers that were handed out are never handed out again."""

    def savepoint(self) -> int:
        """Opens a savepoint."""
        ...

    def rollback_to(self, token: int) -> None:
        """Undoes everything since a savepoint and closes it."""
        ...

    def release(self, token: int) -> None:
        """Keeps everything since a savepoint and closes it."""
        ...

    def new_id(self, sobject_type: SObjectType) -> str:
        """The next id of a type."""
        ...

    def next_number(self, sobject_type: SObjectType, field: str) -> int:
        """The next number of an autonumber field, from 1."""
        ...

    def insert(self, sobject_type: SObjectType, rows: Sequence[Mapping[str, Any]]) -> None:
        """Writes new rows, each with its Id."""
        ...

    def update(self, sobject_type: SObjectType, rows: Sequence[Mapping[str, Any]]) -> None:
        """Writes the given fields of existing rows, each with its Id."""
        ...

    def purge(self, sobject_type: SObjectType, ids: Collection[str]) -> None:
        """Removes rows for good."""
        ...

    def read(self, sobject_type: SObjectType, ids: Collection[str]) -> dict[str, Values]:
        """Whole rows by id, those in the recycle bin too; unknown ids are absent."""
        ...

    def find(self, sobject_type: SObjectType, field: str, values: Collection[Any]) -> list[Values]:
        """Whole rows whose field has one of the values (text as the field's case rule says), in id
        order, those in the recycle bin too."""
        ...

    def all_rows(self, sobject_type: SObjectType) -> list[Values]:
        """All rows in id order, those in the recycle bin too."""
        ...

    def has_rows(self, sobject_type: SObjectType) -> bool:
        """Whether the type has any row: cheap, and asked often."""
        ...


class DMLServices(Protocol):
    """The org as DML sees it."""

    schema: Schema
    database: RowStore
    triggers: TriggerRegistry
    clock: Clock
    organization_id: str

    @property
    def transaction(self) -> Transaction:
        """The running transaction."""
        ...

    @property
    def automations(self) -> Mapping[str, tuple[Automation, ...]]:
        """The flows and workflow rules by the folded name of their object."""
        ...

    @property
    def formulas(self) -> CompiledFormulas:
        """The compiled formulas of the schema."""
        ...

    def plan(self, sobject_type: SObjectType) -> TypePlan:
        """What saving records of a type has to look at."""
        ...

    def new_record(self, sobject_type: SObjectType, values: Mapping[str, Any]) -> SObject:
        """A record with the given fields populated, in that order."""
        ...

    def read_only(self, record: SObject) -> SObject:
        """A copy of a record that refuses to be changed."""
        ...

    def charge_cpu(self, ticks: int) -> None:
        """Adds the cost of database work to the CPU time. Raises LimitException."""
        ...
