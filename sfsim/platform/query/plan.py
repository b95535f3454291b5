"""What a compiled query is: statements, parameters, and how rows become records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from sfsim.platform.query.accessed import Accessed
from sfsim.platform.query.aggregates import Output
from sfsim.platform.query.computed import Computed
from sfsim.platform.query.loader import Loader
from sfsim.platform.query.values import Extractor
from sfsim.schema.model import SObjectType
from sfsim.typeref import TypeRef


class PlanKind(Enum):
    """What a query returns."""

    RECORDS = "records"
    GROUPS = "grouped rows"
    COUNT = "one number"


@dataclass(frozen=True, slots=True)
class LookupPlan:
    """Records behind a polymorphic relationship, found by the ids in a column.

    `branches` maps an object to the fields that TYPEOF selects of it; every other object gives a
    record of type `Name` with the fields `otherwise`, or none when that is None.
    """

    place: int
    branches: Mapping[str, tuple[str, ...]]
    otherwise: tuple[str, ...] | None


@dataclass(slots=True, eq=False)
class Plan:
    """One SELECT, compiled for the kinds of values that its binds have.

    `parameters` fill the statement in order. A child query's first parameter is the array of parent
    ids and its last column the parent's id; `limit` and `offset` then apply to each parent's rows.
    """

    kind: PlanKind
    type: SObjectType
    statement: str
    parameters: tuple[Extractor, ...]
    list_type: TypeRef
    types: tuple[SObjectType, ...]
    indexes: tuple[tuple[SObjectType, str], ...] = ()
    accessed: tuple[Accessed, ...] = ()
    loader: Loader | None = None
    lookups: tuple[LookupPlan, ...] = ()
    computed: tuple[Computed, ...] = ()
    children: tuple[ChildPlan, ...] = ()
    outputs: tuple[tuple[str, Output], ...] = ()
    limit: Extractor | None = None
    offset: Extractor | None = None
    counts_as_one_row: bool = False
    for_update: bool = False


@dataclass(frozen=True, slots=True)
class ChildPlan:
    """A child sub-query and the relationship whose name its rows are put under."""

    name: str
    plan: Plan


@dataclass(slots=True)
class Cached:
    """A query's plans by the kinds of its binds, and the numbers of its binds."""

    bind_count: int
    plans: dict[tuple[str, ...], Plan] = field(default_factory=dict)
