"""The SQLite dialect: connections, pragmas, and the pieces of SQL that differ between databases.

Raw driver, no SQLAlchemy: a query is compiled to text once and then executed with tuples.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from sfsim.storage.keys import fold_text, like_parts

STATEMENTS_CACHED: Final = 1024
MEMORY: Final = ":memory:"
GLOB_SPECIAL: Final = "*?["


def connect(path: Path | None) -> sqlite3.Connection:
    """A connection in autocommit mode: only our own statements begin and end transactions."""
    connection = sqlite3.connect(
        MEMORY if path is None else path,
        isolation_level=None,
        cached_statements=STATEMENTS_CACHED,
        check_same_thread=False,
    )
    if path is not None:
        # After a crash of the process nothing is lost; only a power cut could undo a commit.
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA temp_store = MEMORY")
    return connection


def any_of(expression: str) -> str:
    """SQL: an expression is one of the values of a single array parameter."""
    return f"{expression} IN (SELECT value FROM json_each(?))"


def array(values: Iterable[Any]) -> str:
    """The array parameter of `any_of`."""
    return json.dumps(list(values))


def matches(expression: str) -> str:
    """SQL: a key matches a pattern parameter."""
    return f"{expression} GLOB ?"


def pattern(like: str, *, is_folded: bool = True) -> str:
    """The pattern parameter of `matches` for a LIKE pattern."""
    pieces = []
    for part in like_parts(like):
        if part is None:
            pieces.append("?")
        elif part == "":
            pieces.append("*")
        else:
            literal = fold_text(part) if is_folded else part
            pieces.extend(f"[{each}]" if each in GLOB_SPECIAL else each for each in literal)
    return "".join(pieces)


def columns_of(connection: sqlite3.Connection, table: str) -> set[str]:
    """The columns of a table; none when there is no such table."""
    rows = connection.execute("SELECT name FROM pragma_table_info(?)", (table,))
    return {name for (name,) in rows}


def table_names(connection: sqlite3.Connection) -> list[str]:
    """The tables of the database."""
    rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    return [name for (name,) in rows]


def add_column(table: str, column: str, declaration: str) -> str:
    """SQL that adds a column to a table."""
    return f"ALTER TABLE {table} ADD COLUMN {column} {declaration}"
