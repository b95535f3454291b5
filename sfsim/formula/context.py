"""What a formula is evaluated on, and how it names what it reads."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sfsim.schema.field import Field
from sfsim.schema.model import SObjectType


@dataclass(frozen=True, slots=True)
class Step:
    """One way up to a parent: the field that points to it, and the type it must have."""

    reference: Field
    target: SObjectType


@dataclass(frozen=True, slots=True)
class FieldReference:
    """A field that a formula reads: of the record itself, or of a parent at the end of `steps`."""

    steps: tuple[Step, ...]
    owner: SObjectType
    field: Field

    @property
    def is_own(self) -> bool:
        """Whether it is a field of the record itself."""
        return not self.steps

    @property
    def path(self) -> tuple[str, ...]:
        """Relationship names and field, in their canonical spelling."""
        names = [step.reference.relationship_name or step.reference.name for step in self.steps]
        return (*names, self.field.name)

    @property
    def text(self) -> str:
        """The path with dots."""
        return ".".join(self.path)


@dataclass(frozen=True, slots=True)
class GlobalReference:
    """A global variable that a formula reads: `$User.Name`, `$Setup.Limits__c.Maximum__c`."""

    path: tuple[str, ...]
    field: Field | None = None

    @property
    def text(self) -> str:
        """The path with dots."""
        return ".".join(self.path)


Reference = FieldReference | GlobalReference


def nothing(reference: Any) -> Any:
    """Reads null everywhere."""
    return None


@dataclass(frozen=True, slots=True)
class Context:
    """One evaluation. Values go in and come out as Apex has them at run time.

    `read` gives the value of a field, the stored one or what is being saved; `read_prior` the one
    before the save, None where there was no record before; `read_global` that of a global variable.
    `now` is naive UTC, `time_zone` the running user's. A formula field reads typed blanks through
    an empty relationship (a checkbox is false), a rule reads null: `parents_are_blank`.
    """

    read: Callable[[FieldReference], Any] = nothing
    now: datetime.datetime = datetime.datetime(1970, 1, 1)
    time_zone: datetime.tzinfo = datetime.UTC
    read_prior: Callable[[FieldReference], Any] | None = None
    read_global: Callable[[GlobalReference], Any] = nothing
    is_clone: bool = False
    parents_are_blank: bool = False
    session_id: str | None = None

    @property
    def is_new(self) -> bool:
        """Whether there was no record before."""
        return self.read_prior is None
