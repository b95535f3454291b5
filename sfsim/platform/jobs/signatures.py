"""Duplicate signatures of queueables: of two that are equal only one may wait at a time.

Source: Apex Reference Guide, "QueueableDuplicateSignature Class"; message recorded.
"""

from __future__ import annotations

from typing import Any, Final, Protocol

WAITING: Final = frozenset({"Queued", "Holding", "Preparing"})


class RowFinder(Protocol):
    """Where the rows of jobs are looked up."""

    def find_row(self, sobject: str, record_id: str, field: str) -> Any:
        """The value of one field of a row, None when there is no such row."""
        ...


class Signatures:
    """The signatures of jobs that were enqueued; those whose job no longer waits are free again."""

    def __init__(self) -> None:
        self._taken: list[tuple[Any, str]] = []

    def is_taken(self, rows: RowFinder, signature: Any) -> bool:
        """Whether a waiting job has an equal signature."""
        self._taken = [
            (each, job_id)
            for each, job_id in self._taken
            if rows.find_row("AsyncApexJob", job_id, "Status") in WAITING
        ]
        return any(each.equals(signature) for each, _ in self._taken)

    def take(self, signature: Any, job_id: str) -> None:
        """Notes the signature of a job that was just enqueued."""
        self._taken.append((signature, job_id))
