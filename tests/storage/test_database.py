"""The rows of an org: writing, finding, savepoints, templates, files."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from sfsim.schema.assembly import build_schema
from sfsim.schema.model import Schema, SObjectType
from sfsim.schema.project import ProjectSource
from sfsim.storage.database import Database

SCHEMA = build_schema(ProjectSource())
ACCOUNT = SCHEMA.sobject("Account")
CONTACT = SCHEMA.sobject("Contact")


@pytest.fixture
def database() -> Iterator[Database]:
    made = Database(SCHEMA)
    yield made
    made.close()


def insert(database: Database, sobject_type: SObjectType, **values: Any) -> str:
    record_id = database.new_id(sobject_type)
    database.insert(sobject_type, [{**values, "Id": record_id}])
    return record_id


def test_row_comes_back_without_its_nulls(database: Database) -> None:
    moment = datetime.datetime(2026, 1, 2, 3, 4, 5)
    values = {"Name": "Acme", "AnnualRevenue": Decimal(12), "CreatedDate": moment, "Phone": None}
    record_id = insert(database, ACCOUNT, **values)
    row = database.read(ACCOUNT, [record_id])[record_id]
    assert {key: row.get(key) for key in values} == values
    assert "Phone" not in row
    assert row["IsDeleted"] is False


def test_relationships_in_a_row_are_passed_over(database: Database) -> None:
    record_id = insert(database, CONTACT, LastName="X", Account=object())
    assert database.read(CONTACT, [record_id])[record_id]["LastName"] == "X"


def test_rows_are_read_in_the_order_of_the_ids(database: Database) -> None:
    ids = [insert(database, ACCOUNT, Name=str(number)) for number in range(3)]
    wanted = [ids[2], "0015e0000009999AAA", ids[0]]
    assert list(database.read(ACCOUNT, wanted)) == [ids[2], ids[0]]


def test_update_changes_only_what_is_given(database: Database) -> None:
    record_id = insert(database, ACCOUNT, Name="Old", Phone="1")
    database.update(ACCOUNT, [{"Id": record_id, "Name": "New"}])
    row = database.read(ACCOUNT, [record_id])[record_id]
    assert (row["Name"], row["Phone"]) == ("New", "1")


def test_rows_with_different_fields_go_in_together(database: Database) -> None:
    ids = database.new_ids(ACCOUNT, 3)
    rows: list[dict[str, Any]] = [
        {"Id": ids[0], "Name": "A"}, {"Id": ids[1], "Phone": "2"}, {"Id": ids[2], "Name": "C"},
    ]  # fmt: skip
    database.insert(ACCOUNT, rows)
    assert [row["Id"] for row in database.all_rows(ACCOUNT)] == ids


@pytest.mark.documented
def test_find_ignores_case(database: Database) -> None:
    record_id = insert(database, ACCOUNT, Name="Acme")
    assert [row["Id"] for row in database.find(ACCOUNT, "Name", ["ACME"])] == [record_id]


def test_find_by_id_number_and_date(database: Database) -> None:
    account = insert(database, ACCOUNT, Name="A", AnnualRevenue=Decimal("5"))
    contact = insert(
        database, CONTACT, LastName="X", AccountId=account, Birthdate=datetime.date(2000, 1, 1)
    )
    assert database.find(CONTACT, "AccountId", [account])[0]["Id"] == contact
    assert database.find(ACCOUNT, "AnnualRevenue", [Decimal("5.00")])[0]["Id"] == account
    assert database.find(CONTACT, "Birthdate", [datetime.date(2000, 1, 1)])[0]["Id"] == contact


def test_nothing_is_found_in_a_type_without_rows(database: Database) -> None:
    assert database.find(ACCOUNT, "Name", ["x"]) == []
    assert not database.has_rows(ACCOUNT)


def test_purge_and_recycle_bin(database: Database) -> None:
    kept, gone = (insert(database, ACCOUNT, Name=name) for name in "kg")
    database.set_deleted(ACCOUNT, [kept], is_deleted=True)
    database.purge(ACCOUNT, [gone])
    assert [(row["Id"], row["IsDeleted"]) for row in database.all_rows(ACCOUNT)] == [(kept, True)]


def test_rollback_also_forgets_tables_made_since(database: Database) -> None:
    token = database.savepoint()
    insert(database, ACCOUNT, Name="A")
    database.rollback_to(token)
    assert not database.has_rows(ACCOUNT)
    insert(database, ACCOUNT, Name="B")
    assert database.has_rows(ACCOUNT)


@pytest.mark.documented
def test_numbers_are_not_given_out_again_after_a_rollback(database: Database) -> None:
    token = database.savepoint()
    first = database.new_id(ACCOUNT)
    number = database.next_number(ACCOUNT, "X")
    database.rollback_to(token)
    assert database.new_id(ACCOUNT) != first
    assert database.next_number(ACCOUNT, "X") == number + 1


def test_rolling_back_an_outer_savepoint_closes_the_inner_ones(database: Database) -> None:
    outer = database.savepoint()
    database.savepoint()
    insert(database, ACCOUNT, Name="A")
    database.rollback_to(outer)
    assert not database.is_in_transaction


def test_template_starts_other_databases(database: Database) -> None:
    record_id = insert(database, ACCOUNT, Name="A")
    other = Database(SCHEMA, template=database.template())
    assert list(other.read(ACCOUNT, [record_id])) == [record_id]
    assert other.new_id(ACCOUNT) != record_id
    other.close()


def test_file_keeps_rows_and_numbers(tmp_path: Path) -> None:
    path = tmp_path / "org.db"
    first = Database(SCHEMA, path)
    token = first.begin()
    record_id = insert(first, ACCOUNT, Name="A")
    first.commit(token)
    first.close()
    second = Database(SCHEMA, path)
    assert [row["Id"] for row in second.all_rows(ACCOUNT)] == [record_id]
    assert second.new_id(ACCOUNT) != record_id
    second.close()


def test_open_transaction_is_lost_with_the_connection(tmp_path: Path) -> None:
    path = tmp_path / "org.db"
    first = Database(SCHEMA, path)
    first.begin()
    insert(first, ACCOUNT, Name="A")
    first.close()
    second = Database(SCHEMA, path)
    assert not second.has_rows(ACCOUNT)
    second.close()


def test_file_gets_the_columns_that_a_new_schema_adds(tmp_path: Path) -> None:
    path = tmp_path / "org.db"
    first = Database(SCHEMA, path)
    insert(first, ACCOUNT, Name="A")
    first.close()
    richer = build_schema(ProjectSource(), features=frozenset({"multi currency"}))
    second = Database(richer, path)
    account = richer.sobject("Account")
    insert(second, account, Name="B", CurrencyIsoCode="EUR")
    assert [row.get("CurrencyIsoCode") for row in second.all_rows(account)] == [None, "EUR"]
    second.close()


def test_columns_added_in_a_savepoint_are_added_again_after_its_rollback(tmp_path: Path) -> None:
    path = tmp_path / "org.db"
    first = Database(SCHEMA, path)
    insert(first, ACCOUNT, Name="A")
    first.close()
    richer = build_schema(ProjectSource(), features=frozenset({"multi currency"}))
    account = richer.sobject("Account")
    second = Database(richer, path)
    token = second.savepoint()
    insert(second, account, CurrencyIsoCode="EUR")
    second.rollback_to(token)
    insert(second, account, CurrencyIsoCode="USD")
    assert [row.get("CurrencyIsoCode") for row in second.all_rows(account)] == [None, "USD"]
    second.close()


def test_index_is_made_once_a_table_has_grown(database: Database) -> None:
    ids = database.new_ids(ACCOUNT, 600)
    database.insert(ACCOUNT, [{"Id": each, "Name": each} for each in ids])
    database.find(ACCOUNT, "Name", [ids[5]])
    names = database.execute("SELECT name FROM sqlite_master WHERE type = 'index'", ())
    assert ("Account Name key",) in names


class Savepoints(RuleBasedStateMachine):
    """Random writes and savepoints against a dict and a stack of its copies."""

    def __init__(self) -> None:
        super().__init__()
        self.database = Database(SCHEMA)
        self.rows: dict[str, str] = {}
        self.stack: list[tuple[int, dict[str, str]]] = []

    @rule(name=st.sampled_from("abc"))
    def insert(self, name: str) -> None:
        self.rows[insert(self.database, ACCOUNT, Name=name)] = name

    @precondition(lambda self: self.rows)
    @rule(data=st.data(), name=st.sampled_from("xyz"))
    def update(self, data: st.DataObject, name: str) -> None:
        record_id = data.draw(st.sampled_from(sorted(self.rows)))
        self.database.update(ACCOUNT, [{"Id": record_id, "Name": name}])
        self.rows[record_id] = name

    @rule()
    def savepoint(self) -> None:
        self.stack.append((self.database.savepoint(), dict(self.rows)))

    @precondition(lambda self: self.stack)
    @rule(data=st.data())
    def roll_back(self, data: st.DataObject) -> None:
        place = data.draw(st.integers(min_value=0, max_value=len(self.stack) - 1))
        token, self.rows = self.stack[place]
        del self.stack[place:]
        self.database.rollback_to(token)

    @precondition(lambda self: self.stack)
    @rule()
    def release(self) -> None:
        token, _ = self.stack.pop()
        self.database.release(token)

    @invariant()
    def rows_are_those_of_the_model(self) -> None:
        found = {row["Id"]: row["Name"] for row in self.database.all_rows(ACCOUNT)}
        assert found == self.rows

    def teardown(self) -> None:
        self.database.close()


Savepoints.TestCase.settings = settings(max_examples=30, stateful_step_count=15, deadline=None)
TestSavepoints = Savepoints.TestCase


def test_schema_is_the_databases_own() -> None:
    database = Database(SCHEMA)
    assert isinstance(database.schema, Schema)
    database.close()
