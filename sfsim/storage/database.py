"""The rows of one org: writing, finding and undoing them, whatever database holds them.

Rows are mappings from field API names to the values that Apex sees; keys that are no stored fields
(relationships) are passed over. Nothing outside of this module begins or ends a transaction of the
database: everything is a savepoint, and the outermost one commits when it is released.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from sfsim.ids import IdSequence
from sfsim.schema.model import Schema, SObjectType
from sfsim.storage import sqlite
from sfsim.storage.codecs import encoder
from sfsim.storage.keys import fold_optional
from sfsim.storage.tables import Table, key_column, quoted

INDEX_ROWS_MIN: Final = 500
"""A table with fewer rows is scanned: making an index would cost more than it saves."""

COUNTERS: Final = '"sfsim counters"'
CREATE_COUNTERS: Final = (
    f"CREATE TABLE IF NOT EXISTS {COUNTERS} (name TEXT PRIMARY KEY, value INTEGER NOT NULL)"
)
WITHOUT_PREFIX: Final = "000"
"""Rows of types that have no key prefix (events) get ids that point nowhere."""

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Template:
    """A database to start others from: its pages and the numbers it has given out."""

    pages: bytes
    ids: Mapping[str, int]
    numbers: Mapping[tuple[str, str], int]


@dataclass(frozen=True, slots=True)
class Numbers:
    """The last id per key prefix and the last autonumber per (type, field) given out."""

    ids: Mapping[str, int]
    autonumbers: Mapping[tuple[str, str], int]


class Database:
    """One org's rows. In memory unless a file is given."""

    def __init__(
        self, schema: Schema, path: Path | None = None, template: Template | None = None
    ) -> None:
        self.schema: Final = schema
        self.ids: Final = IdSequence()
        self._path = path
        self._numbers: dict[tuple[str, str], int] = {}
        self._connection: Final = sqlite.connect(path)
        self._tables: dict[str, Table] = {}
        self._created: list[str] = []
        self._indexes: set[tuple[str, str]] = set()
        self._index_order: list[tuple[str, str]] = []
        self._row_counts: dict[str, int] = {}
        self._savepoints: list[tuple[int, int, int]] = []
        self._last_token = 0
        if template is not None:
            self._connection.deserialize(template.pages)
            self.ids.restore(dict(template.ids))
            self._numbers = dict(template.numbers)
        elif path is not None:
            self._load_counters()

    def close(self) -> None:
        """Closes the connection; counters of a file are kept."""
        if self._path is not None:
            self._save_counters()
        self._connection.close()

    def template(self) -> Template:
        """The present state, to start other databases from; no savepoint may be open."""
        assert not self._savepoints, "a template is taken between transactions"
        return Template(self._connection.serialize(), self.ids.state(), dict(self._numbers))

    # Savepoints.

    def savepoint(self) -> int:
        """Opens a savepoint and returns its token; the outermost one begins a transaction."""
        self._last_token = token = self._last_token + 1
        self._connection.execute(f"SAVEPOINT s{token}")
        self._savepoints.append((token, len(self._created), len(self._index_order)))
        return token

    def rollback_to(self, token: int) -> None:
        """Undoes everything since a savepoint and closes it, with all inside of it."""
        self._connection.execute(f"ROLLBACK TO s{token}")
        self._connection.execute(f"RELEASE s{token}")
        _, tables, indexes = self._close(token)
        for name in self._created[tables:]:
            self._tables.pop(name, None)
        del self._created[tables:]
        self._indexes.difference_update(self._index_order[indexes:])
        del self._index_order[indexes:]
        self._row_counts.clear()

    def release(self, token: int) -> None:
        """Keeps everything since a savepoint and closes it; the outermost release commits."""
        if self._path is not None and self._savepoints and self._savepoints[0][0] == token:
            self._save_counters()
        self._connection.execute(f"RELEASE s{token}")
        self._close(token)

    begin = savepoint
    commit = release
    rollback = rollback_to

    @property
    def is_in_transaction(self) -> bool:
        """Whether a savepoint is open."""
        return bool(self._savepoints)

    def _close(self, token: int) -> tuple[int, int, int]:
        place = next(
            number for number, entry in enumerate(self._savepoints) if entry[0] == token
        )
        entry = self._savepoints[place]
        del self._savepoints[place:]
        return entry

    # Numbers that are never given out twice.

    def new_id(self, sobject_type: SObjectType) -> str:
        """The next id of a type."""
        return self.ids.next(sobject_type.key_prefix or WITHOUT_PREFIX)

    def new_ids(self, sobject_type: SObjectType, count: int) -> list[str]:
        """The next ids of a type."""
        return self.ids.take(sobject_type.key_prefix or WITHOUT_PREFIX, count)

    def next_number(self, sobject_type: SObjectType, field: str) -> int:
        """The next number of an autonumber field, from 1."""
        key = (sobject_type.name, field)
        self._numbers[key] = self._numbers.get(key, 0) + 1
        return self._numbers[key]

    def numbers_given(self) -> Numbers:
        """All numbers given out so far, to go back to with `give_again`."""
        return Numbers(self.ids.state(), dict(self._numbers))

    def give_again(self, numbers: Numbers) -> None:
        """Goes back to earlier numbers: only where every row made since then is undone too."""
        self.ids.restore(dict(numbers.ids))
        self._numbers = dict(numbers.autonumbers)

    # Rows.

    def insert(self, sobject_type: SObjectType, rows: Sequence[Row]) -> None:
        """Writes new rows, each with its Id."""
        table = self.table(sobject_type)
        for shape, group in groupby(rows, key=tuple):
            statement, encode = table.insert(shape)
            self._connection.executemany(statement, map(encode, group))
        if table.name in self._row_counts:
            self._row_counts[table.name] += len(rows)

    def update(self, sobject_type: SObjectType, rows: Sequence[Row]) -> None:
        """Writes the given fields of existing rows, each with its Id."""
        table = self.table(sobject_type)
        for shape, group in groupby(rows, key=tuple):
            prepared = table.update(shape)
            if prepared is not None:
                statement, encode = prepared
                self._connection.executemany(statement, map(encode, group))

    def purge(self, sobject_type: SObjectType, ids: Collection[str]) -> None:
        """Removes rows for good."""
        if not ids or not self._exists(sobject_type):
            return
        table = self.table(sobject_type)
        condition = sqlite.any_of('"Id"')
        self.execute(f"DELETE FROM {table.sql_name} WHERE {condition}", (sqlite.array(ids),))
        self._row_counts.pop(table.name, None)

    def set_deleted(
        self, sobject_type: SObjectType, ids: Collection[str], is_deleted: bool
    ) -> None:
        """Puts rows into the recycle bin or takes them out."""
        self.update(sobject_type, [{"Id": each, "IsDeleted": is_deleted} for each in ids])

    def read(self, sobject_type: SObjectType, ids: Collection[str]) -> dict[str, dict[str, Any]]:
        """Whole rows by id, in the order of the ids, those in the recycle bin too.

        Unknown ids are absent, and so are null fields of each row.
        """
        if not ids or not self._exists(sobject_type):
            return {}
        table = self.table(sobject_type)
        condition = sqlite.any_of('"Id"')
        statement = f"SELECT {table.select_list} FROM {table.sql_name} WHERE {condition}"
        rows = table.reader(self.execute(statement, (sqlite.array(ids),)))
        found = {row["Id"]: row for row in rows}
        return {each: found[each] for each in ids if each in found}

    def find(
        self, sobject_type: SObjectType, field: str, values: Collection[Any]
    ) -> list[dict[str, Any]]:
        """Whole rows whose field has one of the values, in id order, deleted ones too.

        Text is compared as the field's case rule says. Null finds nothing.
        """
        if not values or not self._exists(sobject_type):
            return []
        table = self.table(sobject_type)
        found = table.fields[field]
        column = key_column(found)
        encode = encoder(found)
        keys = [encode(value) for value in values if value is not None]
        if column != found.name:
            keys = [fold_optional(key) for key in keys]
        self.prefer_index(sobject_type, column)
        statement = (
            f"SELECT {table.select_list} FROM {table.sql_name}"
            f' WHERE {sqlite.any_of(quoted(column))} ORDER BY "Id"'
        )
        return table.reader(self.execute(statement, (sqlite.array(keys),)))

    def all_rows(self, sobject_type: SObjectType) -> list[dict[str, Any]]:
        """All rows in id order, deleted ones too."""
        if not self._exists(sobject_type):
            return []
        table = self.table(sobject_type)
        statement = f'SELECT {table.select_list} FROM {table.sql_name} ORDER BY "Id"'
        return table.reader(self.execute(statement, ()))

    def has_rows(self, sobject_type: SObjectType) -> bool:
        """Whether the type has any row."""
        if not self._exists(sobject_type):
            return False
        statement = f"SELECT 1 FROM {self.table(sobject_type).sql_name} LIMIT 1"
        return self._connection.execute(statement).fetchone() is not None

    def stored_types(self) -> list[str]:
        """The names of the types that have a table, sorted."""
        names = sqlite.table_names(self._connection)
        return sorted(name for name in names if quoted(name) != COUNTERS)

    def clear(self, sobject_type: SObjectType) -> None:
        """Removes all rows of a type for good."""
        self.execute(f"DELETE FROM {self.table(sobject_type).sql_name}", ())
        self._row_counts.pop(sobject_type.name, None)

    # Queries.

    def execute(self, statement: str, parameters: Sequence[Any]) -> list[tuple[Any, ...]]:
        """The rows of a statement. Every table that it names must have been asked for."""
        rows: list[tuple[Any, ...]] = self._connection.execute(statement, parameters).fetchall()
        return rows

    def table(self, sobject_type: SObjectType) -> Table:
        """The table of a type; it exists from now on."""
        found = self._tables.get(sobject_type.name)
        if found is None or found.type is not sobject_type:
            found = Table(sobject_type)
            self._prepare(found)
            self._tables[sobject_type.name] = found
        return found

    def prefer_index(self, sobject_type: SObjectType, column: str) -> None:
        """Makes an index on a column if the table has grown enough to profit from it."""
        key = (sobject_type.name, column)
        if key in self._indexes or column == "Id" or self._count(sobject_type) < INDEX_ROWS_MIN:
            return
        name = quoted(f"{sobject_type.name} {column}")
        table, quoted_column = quoted(sobject_type.name), quoted(column)
        self._connection.execute(
            f"CREATE INDEX IF NOT EXISTS {name} ON {table} ({quoted_column})"
            f" WHERE {quoted_column} IS NOT NULL"
        )
        self._indexes.add(key)
        self._index_order.append(key)

    def _count(self, sobject_type: SObjectType) -> int:
        count = self._row_counts.get(sobject_type.name)
        if count is None:
            table = self.table(sobject_type)
            ((count,),) = self.execute(f"SELECT count(*) FROM {table.sql_name}", ())
            self._row_counts[sobject_type.name] = count
        return count

    def _exists(self, sobject_type: SObjectType) -> bool:
        """Whether the type has a table, without making one."""
        if sobject_type.name in self._tables:
            return True
        return bool(sqlite.columns_of(self._connection, sobject_type.name))

    def _prepare(self, table: Table) -> None:
        """Makes a table, or adds the columns that it lacks."""
        present = sqlite.columns_of(self._connection, table.name)
        if not present:
            self._connection.execute(table.create_statement())
            self._created.append(table.name)
            return
        missing = [column for column in table.columns if column.name not in present]
        for column in missing:
            statement = sqlite.add_column(table.sql_name, quoted(column.name), column.declaration)
            self._connection.execute(statement)
        if missing:
            # A rollback takes the columns away again; the table is then looked at anew.
            self._created.append(table.name)

    def _load_counters(self) -> None:
        self._connection.execute(CREATE_COUNTERS)
        numbers: dict[str, int] = {}
        for name, value in self.execute(f"SELECT name, value FROM {COUNTERS}", ()):
            owner, _, field = name.partition(".")
            if field:
                self._numbers[owner, field] = value
            else:
                numbers[name] = value
        self.ids.restore(numbers)

    def _save_counters(self) -> None:
        rows: Iterable[tuple[str, int]] = (
            *self.ids.state().items(),
            *((f"{owner}.{field}", value) for (owner, field), value in self._numbers.items()),
        )
        self._connection.executemany(
            f"INSERT OR REPLACE INTO {COUNTERS} (name, value) VALUES (?, ?)", rows
        )


StorageError = sqlite3.Error
"""What the driver raises: a bug of ours, since no rule relies on an error of the database."""
