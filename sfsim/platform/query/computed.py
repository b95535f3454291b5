"""Formula fields of a select list: computed from whole rows once the records are loaded.

Source: Salesforce Help, "Formula Fields"; recomputed at each query and rounded to their scale, as
reported by another Apex runtime from a real org.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sfsim.platform.formulas import FormulaReader, Rows
from sfsim.platform.query.loader import Shape
from sfsim.runtime.sobject import SObject
from sfsim.schema.field import Field
from sfsim.schema.model import SObjectType


@dataclass(frozen=True, slots=True)
class Computed:
    """The formula fields selected of one record: the queried one, or the parent at a path."""

    path: tuple[str, ...]
    type: SObjectType
    fields: tuple[Field, ...]


def computed_of(shape: Shape, path: tuple[str, ...] = ()) -> tuple[Computed, ...]:
    """The formula fields of a shape and its parents."""
    own = (Computed(path, shape.type, tuple(shape.computed.values())),) if shape.computed else ()
    parents = [computed_of(parent, (*path, name)) for name, parent in shape.parents.items()]
    return own + tuple(each for found in parents for each in found)


def fill(
    records: Sequence[SObject],
    computed: Sequence[Computed],
    reader: FormulaReader,
    rows: Rows,
) -> None:
    """Puts the values of formula fields on loaded records; null ones are left out, as others are.

    Raises Unsupported for a formula that sfsim cannot compute.
    """
    for each in computed:
        found = list(_at(records, each.path))
        stored = rows.read(each.type, {record.__dict__["Id"] for record in found})
        for record in found:
            values = stored[record.__dict__["Id"]]
            for field in each.fields:
                value = reader.field(each.type, field, values)
                if value is not None:
                    record.__dict__[field.name] = value


def _at(records: Sequence[SObject], path: Sequence[str]) -> Iterator[SObject]:
    """The records at the end of a path of relationships; a missing parent has none."""
    for record in records:
        here: SObject | None = record
        for name in path:
            here = None if here is None else here.__dict__.get(name)
        if here is not None:
            yield here
