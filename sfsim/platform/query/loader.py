"""Turning rows of the database into records, by a function generated per select list.

A selected field that is null is not stored on the record: its class answers for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from sfsim.runtime.geography import compound_address, compound_location
from sfsim.runtime.record_classes import query_class
from sfsim.runtime.sobject import SObject
from sfsim.schema.field import Field
from sfsim.schema.model import Schema, SObjectType
from sfsim.storage.codecs import NAMES, codec_of

Lookup = Mapping[str, SObject]
Loader = Callable[[Iterable[Sequence[Any]], Sequence[Lookup]], list[SObject]]

INDENT: Final = "    "
COMPOUNDS: Final[Mapping[str, Callable[..., object]]] = {
    "address": compound_address,
    "location": compound_location,
}


@dataclass(slots=True, eq=False)
class Selected:
    """One selected field of a record: its place among the columns, or its parts if compound."""

    field: Field
    place: int
    labels: Mapping[str, str] | None = None
    parts: tuple[tuple[str, Selected], ...] = ()


@dataclass(slots=True, eq=False)
class Shape:
    """What is selected of one record: fields, parents by relationship, looked-up parents, children.

    `id_place` is the column of the record's Id (`has_id` is false for a definition, which is known
    by its API name in that column). `lookups` maps a polymorphic relationship to the
    column of its reference and the number of the lookup that holds the records. `computed` are
    formula fields, which are filled in later.
    """

    type: SObjectType
    id_place: int
    fields: dict[str, Selected] = field(default_factory=dict)
    parents: dict[str, Shape] = field(default_factory=dict)
    lookups: dict[str, tuple[int, int]] = field(default_factory=dict)
    children: list[str] = field(default_factory=list)
    computed: dict[str, Field] = field(default_factory=dict)
    has_id: bool = True

    def names(self) -> list[str]:
        """Every attribute that the query selected."""
        return [*self.fields, *self.parents, *self.lookups, *self.children, *self.computed]


def make_loader(schema: Schema, shape: Shape, column_count: int) -> Loader:
    """The function that loads rows of `column_count` columns into records of a shape."""
    writer = _Writer(schema)
    places = ", ".join(f"c{number}" for number in range(column_count))
    writer.line(0, "def load(rows, lookups):")
    writer.line(1, "result = []")
    writer.line(1, f"for {places}, in rows:")
    writer.record(2, "r", shape, is_outer=True)
    writer.line(2, "result.append(r)")
    writer.line(1, "return result")
    names = {**NAMES, **writer.names, "new": object.__new__}
    exec("\n".join(writer.lines), names)
    loader: Loader = names["load"]
    return loader


class _Writer:
    """Writes the text of one loader and collects the objects that it names."""

    def __init__(self, schema: Schema) -> None:
        self.lines: list[str] = []
        self.names: dict[str, Any] = {}
        self._schema = schema
        self._count = 0

    def line(self, depth: int, text: str) -> None:
        """Adds a line."""
        self.lines.append(INDENT * depth + text)

    def record(self, depth: int, variable: str, shape: Shape, *, is_outer: bool) -> None:
        """Makes one record in `variable`."""
        kind = self._name(query_class(self._schema, shape.type.name, shape.names()))
        self.line(depth, f"{variable} = new({kind})")
        for name, selected in shape.fields.items():
            self._field(depth, variable, name, selected, is_outer=is_outer)
        if "Id" not in shape.fields and shape.has_id:
            self.line(depth, f"{variable}.Id = c{shape.id_place}")
        for name, parent in shape.parents.items():
            inner = f"{variable}{len(variable)}_{self._next()}"
            self.line(depth, f"if c{parent.id_place} is not None:")
            self.record(depth + 1, inner, parent, is_outer=False)
            self.line(depth + 1, f"{variable}.{name} = {inner}")
        for name, (place, number) in shape.lookups.items():
            self.line(depth, f"if (v := lookups[{number}].get(c{place})) is not None:")
            self.line(depth + 1, f"{variable}.{name} = v")

    def _field(
        self, depth: int, variable: str, name: str, selected: Selected, *, is_outer: bool
    ) -> None:
        if selected.parts:
            self._compound(depth, variable, name, selected)
            return
        decode = codec_of(selected.field).decode
        if selected.labels is not None:
            labels = self._name(selected.labels)
            decode = f"{labels}.get(v, v)"
        if name == "Id" and is_outer:
            self.line(depth, f"{variable}.Id = c{selected.place}")
        elif decode == "v":
            self.line(depth, f"if c{selected.place} is not None:")
            self.line(depth + 1, f"{variable}.{name} = c{selected.place}")
        else:
            self.line(depth, f"if (v := c{selected.place}) is not None:")
            self.line(depth + 1, f"{variable}.{name} = {decode}")

    def _compound(self, depth: int, variable: str, name: str, selected: Selected) -> None:
        """A compound field is made of the columns of its parts."""
        build = self._name(COMPOUNDS[selected.field.type])
        parts = ", ".join(
            f"{part}=None if (v := c{each.place}) is None else ({codec_of(each.field).decode})"
            for part, each in selected.parts
        )
        self.line(depth, f"if (v := {build}({parts})) is not None:")
        self.line(depth + 1, f"{variable}.{name} = v")

    def _name(self, value: Any) -> str:
        name = f"n{self._next()}"
        self.names[name] = value
        return name

    def _next(self) -> int:
        self._count += 1
        return self._count
