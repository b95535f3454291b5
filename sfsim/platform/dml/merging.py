"""Merging records: children move to the winner, the losers are deleted, the winner is updated.

Source: Apex Developer Guide, "Merging Records" and "Triggers and Merge Statements".
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sfsim.platform.dml.results import RowError, RowOutcome, dml_exception
from sfsim.platform.dml.rows import Row, Save
from sfsim.platform.dml.services import DMLServices
from sfsim.platform.dml.statement import record_id, run_save_order
from sfsim.platform.triggers import TriggerFailure
from sfsim.runtime.caller import Caller
from sfsim.runtime.exceptions import TypeException
from sfsim.runtime.sobject import SObject
from sfsim.schema.model import SObjectType

LOSERS_MAX: Final = 2
NOT_MERGEABLE: Final = "DML operation MERGE not allowed on {object}"


def merge(
    services: DMLServices,
    caller: Caller,
    winner: SObject,
    losers: Sequence[SObject],
    *,
    all_or_none: bool = True,
) -> list[RowOutcome]:
    """Merges up to two losers into the winner; one outcome per loser.

    Raises:
        DmlException: the merge failed and it is all or nothing.
        TypeException: records of this type cannot be merged.
    """
    sobject_type = services.schema.sobject(winner.sobject_type.name)
    if not sobject_type.traits.mergeable or not 0 < len(losers) <= LOSERS_MAX:
        raise TypeException(NOT_MERGEABLE.format(object=sobject_type.name))
    transaction = services.transaction
    transaction.limits.charge("dmlStatements", 1, caller)
    transaction.limits.charge("dmlRows", 1 + len(losers), caller)
    token = services.database.savepoint()
    run = _Merge(services, caller, sobject_type)
    error = run.run(winner, losers)
    if error is None:
        services.database.release(token)
        transaction.note_uncommitted()
    else:
        services.database.rollback_to(token)
    outcomes = [
        RowOutcome(
            index,
            record_id(winner),
            errors=() if error is None else (error,),
            related_ids=tuple(run.related_ids),
            merged_ids=(record_id(loser) or "",),
        )
        for index, loser in enumerate(losers)
    ]
    if error is not None and all_or_none:
        raise dml_exception("merge", outcomes)
    return outcomes


class _Merge:
    """One merge on its way."""

    def __init__(self, services: DMLServices, caller: Caller, sobject_type: SObjectType) -> None:
        self._services = services
        self._caller = caller
        self._type = sobject_type
        self.related_ids: list[str] = []

    def run(self, winner: SObject, losers: Sequence[SObject]) -> RowError | None:
        """Does everything; the first error, if any."""
        winner_id = record_id(winner)
        try:
            for loser in losers:
                loser_id = record_id(loser)
                if winner_id is not None and loser_id is not None:
                    self._move_children(loser_id, winner_id)
            return self._delete(losers, winner_id) or self._save("update", [winner])
        except TriggerFailure as failure:
            return failure.error

    def _move_children(self, loser_id: str, winner_id: str) -> None:
        services = self._services
        for relationship in self._type.child_relationships:
            child = services.schema.find(relationship.child)
            if child is None or not services.database.has_rows(child):
                continue
            stored = services.database.find(child, relationship.field, [loser_id])
            moved = [{"Id": row["Id"], relationship.field: winner_id} for row in stored]
            if moved:
                services.database.update(child, moved)
                self.related_ids.extend(row["Id"] for row in moved)

    def _delete(self, losers: Sequence[SObject], winner_id: str | None) -> RowError | None:
        if "MasterRecordId" in self._services.plan(self._type).by_name:
            marks = [{"Id": record_id(loser), "MasterRecordId": winner_id} for loser in losers]
            self._services.database.update(self._type, marks)
        return self._save("delete", losers)

    def _save(self, operation: str, records: Sequence[SObject]) -> RowError | None:
        rows = [
            Row(index, record, operation, id=record_id(record))
            for index, record in enumerate(records)
        ]
        run_save_order(Save(self._services, self._caller, operation, self._type, rows))
        return next((row.errors[0] for row in rows if row.errors), None)
