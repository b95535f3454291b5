"""An org's rows to query, and a session that keeps the charges."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest

from sfsim.platform.query import QueryEngine
from sfsim.runtime.collections import ApexList
from sfsim.schema.assembly import build_schema
from sfsim.schema.project import ProjectSource
from sfsim.storage.database import Database

NOW = datetime.datetime(2026, 5, 20, 12)
SCHEMA = build_schema(ProjectSource())


@dataclass
class Session:
    """A query session at a fixed time in Los Angeles."""

    now: datetime.datetime = NOW
    time_zone: str = "America/Los_Angeles"
    user_id: str = "0055e0000000001AAA"
    charges: list[tuple[str, int]] = field(default_factory=list)

    def charge(self, key: str, amount: int) -> None:
        self.charges.append((key, amount))


class Rows:
    """A database and its query engine."""

    def __init__(self) -> None:
        self.database = Database(SCHEMA)
        self.engine = QueryEngine(SCHEMA, self.database)
        self.session = Session()

    def insert(self, type_name: str, *rows: dict[str, Any]) -> list[str]:
        sobject_type = SCHEMA.sobject(type_name)
        ids = self.database.new_ids(sobject_type, len(rows))
        pairs = zip(rows, ids, strict=True)
        self.database.insert(sobject_type, [{"Id": each, **row} for row, each in pairs])
        return ids

    def run(self, text: str, **binds: Any) -> Any:  # records have the fields of their type
        return self.engine.run_text(text, binds, self.session)

    def values(self, text: str, name: str = "Name", **binds: Any) -> list[Any]:
        found = self.run(text, **binds)
        assert isinstance(found, ApexList)
        return [record.get(name) for record in found]


@pytest.fixture
def rows() -> Iterator[Rows]:
    made = Rows()
    yield made
    made.database.close()
