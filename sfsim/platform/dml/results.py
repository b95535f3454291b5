"""What becomes of each row of a DML operation: the data behind `Database.SaveResult` & co."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from sfsim.runtime.exceptions import DmlException


@dataclass(frozen=True, slots=True)
class RowError:
    """One error of one row: status code name, message, and the API names of the fields at fault."""

    status: str
    message: str
    fields: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.status}, {self.message}: [{', '.join(self.fields)}]"


@dataclass(frozen=True, slots=True)
class RowOutcome:
    """The result for one input row, in input order.

    `id` is the record's id, None for a row that was not created. `created` tells the two ways of an
    upsert apart. `related_ids` are the children that a merge moved, `merged_ids` its losers.
    """

    index: int
    id: str | None
    created: bool = False
    errors: tuple[RowError, ...] = ()
    related_ids: tuple[str, ...] = ()
    merged_ids: tuple[str, ...] = field(default=())

    @property
    def is_success(self) -> bool:
        """Whether the row was saved."""
        return not self.errors


VERBS: Final[dict[str, str]] = {
    "insert": "Insert",
    "update": "Update",
    "upsert": "Upsert",
    "delete": "Delete",
    "undelete": "Undelete",
    "merge": "Merge",
}


def dml_exception(operation: str, outcomes: Sequence[RowOutcome]) -> DmlException:
    """The DmlException of a statement some of whose rows failed; it carries those rows.

    Source: observed texts, e.g. `Insert failed. First exception on row 0; first error:
    REQUIRED_FIELD_MISSING, Required fields are missing: [LastName]: [LastName]`.
    """
    failed = tuple(outcome for outcome in outcomes if outcome.errors)
    assert failed, "a DmlException names at least one failed row"
    first = failed[0]
    with_id = f" with id {first.id}" if first.id else ""
    exception = DmlException(
        f"{VERBS[operation]} failed. First exception on row {first.index}{with_id}; "
        f"first error: {first.errors[0]}"
    )
    exception.failures = failed
    return exception
