"""The table of an sObject type: its columns, and the functions that fill and read its rows.

A text field that can be filtered or sorted has two columns: the value and its folded key. The
functions are generated per set of fields, so that a row costs no lookup that its shape decides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sfsim.schema.field import Field
from sfsim.schema.field_types import Storage
from sfsim.schema.model import SObjectType
from sfsim.storage.codecs import NAMES, codec_of

KEY_SUFFIX: Final = " key"
"""No API name holds a blank, so a key column cannot clash with a field."""

Encoder = Callable[[Mapping[str, Any]], tuple[Any, ...]]
RowReader = Callable[[Iterable[Sequence[Any]]], list[dict[str, Any]]]


def quoted(name: str) -> str:
    """A name as an SQL identifier. API names hold no quotes."""
    assert '"' not in name, "API names hold no quotes"
    return f'"{name}"'


def key_column(field: Field) -> str:
    """The column that filters and sorts by a field: its folded key, or the value itself."""
    if field.has_key and not field.case_sensitive:
        return field.name + KEY_SUFFIX
    return field.name


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `declaration` is its type and constraints in SQLite."""

    name: str
    declaration: str


class Table:
    """The layout of one type's rows."""

    def __init__(self, sobject_type: SObjectType) -> None:
        self.type: Final = sobject_type
        self.name: Final = sobject_type.name
        self.sql_name: Final = quoted(sobject_type.name)
        self.fields: Final = {
            each.name: each for each in sobject_type.fields if each.storage is not Storage.NONE
        }
        if "Id" not in self.fields:
            # Events have no Id field, yet every row needs one.
            self.fields["Id"] = Field("Id", "id", length=18)
        self.is_soft_deleting: Final = "IsDeleted" in self.fields
        self.columns: Final = tuple(_columns(self.fields.values()))
        self._inserts: dict[tuple[str, ...], tuple[str, Encoder]] = {}
        self._updates: dict[tuple[str, ...], tuple[str, Encoder] | None] = {}
        self._reader: RowReader | None = None

    def create_statement(self) -> str:
        """`CREATE TABLE`."""
        columns = ", ".join(f"{quoted(each.name)} {each.declaration}" for each in self.columns)
        return f"CREATE TABLE {self.sql_name} ({columns}) WITHOUT ROWID"

    def insert(self, shape: tuple[str, ...]) -> tuple[str, Encoder]:
        """The statement and the parameters' function for rows with exactly these keys."""
        found = self._inserts.get(shape)
        if found is None:
            fields = [self.fields[name] for name in shape if name in self.fields]
            names = [quoted(name) for field in fields for name in _column_names(field)]
            places = ", ".join("?" * len(names))
            columns = ", ".join(names)
            statement = f"INSERT INTO {self.sql_name} ({columns}) VALUES ({places})"
            found = self._inserts[shape] = (statement, make_encoder(fields))
        return found

    def update(self, shape: tuple[str, ...]) -> tuple[str, Encoder] | None:
        """The same for an update by Id; None when the shape changes nothing."""
        if shape not in self._updates:
            fields = [
                self.fields[name] for name in shape if name in self.fields and name != "Id"
            ]
            names = [quoted(name) for field in fields for name in _column_names(field)]
            if not names:
                self._updates[shape] = None
            else:
                changes = ", ".join(f"{name} = ?" for name in names)
                statement = f'UPDATE {self.sql_name} SET {changes} WHERE "Id" = ?'
                encode = make_encoder([*fields, self.fields["Id"]])
                self._updates[shape] = (statement, encode)
        return self._updates[shape]

    @property
    def select_list(self) -> str:
        """All value columns, in the order that `reader` expects."""
        return ", ".join(quoted(name) for name in self.fields)

    @property
    def reader(self) -> RowReader:
        """Turns whole rows into dicts of the fields that are not null."""
        if self._reader is None:
            self._reader = make_reader(tuple(self.fields.values()))
        return self._reader


def _columns(fields: Iterable[Field]) -> Iterable[Column]:
    for field in fields:
        declaration = codec_of(field).column_type
        if field.name == "Id":
            declaration = "TEXT PRIMARY KEY NOT NULL"
        elif field.storage is Storage.FLAG:
            declaration += " NOT NULL DEFAULT 0"
        yield Column(field.name, declaration)
        if key_column(field) != field.name:
            yield Column(key_column(field), "TEXT")


def _column_names(field: Field) -> Iterable[str]:
    yield field.name
    if key_column(field) != field.name:
        yield key_column(field)


def make_encoder(fields: Sequence[Field]) -> Encoder:
    """A function from a row to the parameters of a statement: values, each followed by its key."""
    parts = []
    for field in fields:
        codec = codec_of(field)
        null = "0" if field.storage is Storage.FLAG else "None"
        parts.append(f"{null} if (v := row[{field.name!r}]) is None else ({codec.encode})")
        if key_column(field) != field.name:
            parts.append("None if v is None else fold_text(v)")
    return _compiled(f"lambda row: ({', '.join(parts)},)")


def make_reader(fields: Sequence[Field]) -> RowReader:
    """A function from rows of these fields' columns to dicts without the nulls."""
    places = [f"c{number}" for number in range(len(fields))]
    lines = ["def read(rows):", "    result = []", f"    for {', '.join(places)}, in rows:"]
    lines.append("        values = {}")
    for place, field in zip(places, fields, strict=True):
        decode = codec_of(field).decode
        lines.append(f"        if (v := {place}) is not None: values[{field.name!r}] = {decode}")
    lines.append("        result.append(values)")
    lines.append("    return result")
    names = dict(NAMES)
    exec("\n".join(lines), names)
    reader: RowReader = names["read"]
    return reader


def _compiled(expression: str) -> Encoder:
    encoder: Encoder = eval(expression, dict(NAMES))
    return encoder
