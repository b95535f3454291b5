"""What a query touches: the objects, fields and relationships that user mode checks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Final

from sfsim.schema.field import Field
from sfsim.schema.model import SObjectType

FIELDS: Final = "FIELDS()"
"""The path of a field that only FIELDS(ALL) and the like select."""


@dataclass(frozen=True, slots=True)
class Accessed:
    """One use of an object, or of a field of it.

    Without `field` and `target` it is the object of a FROM. `target` is the object that a
    relationship called `path` leads to: up by the reference `field`, or down without one.
    `is_selected` is false for what only WHERE, ORDER BY or HAVING name.
    """

    owner: SObjectType
    field: Field | None = None
    path: str = ""
    target: SObjectType | None = None
    is_selected: bool = True

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes two uses the same."""
        return self.owner.name, self.field.name if self.field is not None else "", self.path


class AccessList:
    """The uses of one statement, each once, in the order in which they were met."""

    def __init__(self) -> None:
        self._uses: dict[tuple[str, str, str], Accessed] = {}
        self._is_selecting = True

    def note(
        self,
        owner: SObjectType,
        field: Field | None = None,
        path: str = "",
        target: SObjectType | None = None,
    ) -> None:
        """Adds a use."""
        self._add(Accessed(owner, field, path, target, self._is_selecting))

    def add_all(self, uses: Iterable[Accessed]) -> None:
        """Adds the uses of a child query."""
        for use in uses:
            self._add(use)

    @contextmanager
    def outside_of_select(self) -> Iterator[None]:
        """What is noted meanwhile is not selected."""
        before, self._is_selecting = self._is_selecting, False
        try:
            yield
        finally:
            self._is_selecting = before

    def uses(self) -> tuple[Accessed, ...]:
        """All uses: what is selected first."""
        found = self._uses.values()
        return tuple(sorted(found, key=lambda use: not use.is_selected))

    def _add(self, use: Accessed) -> None:
        known = self._uses.get(use.key)
        if known is None:
            self._uses[use.key] = use
        elif use.is_selected and not known.is_selected:
            self._uses[use.key] = replace(known, is_selected=True)
