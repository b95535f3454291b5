"""WHERE: which rows a condition keeps."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

import pytest

from sfsim.runtime.exceptions import QueryException
from tests.platform.query.conftest import NOW, Rows

pytestmark = pytest.mark.documented


def names(rows: Rows, condition: str, **binds: Any) -> list[str]:
    return rows.values(f"SELECT Name FROM Account WHERE {condition} ORDER BY Id", **binds)


@pytest.fixture(autouse=True)
def accounts(rows: Rows) -> list[str]:
    day = datetime.timedelta(days=1)
    return rows.insert(
        "Account",
        {"Name": "Acme", "Phone": "1", "AnnualRevenue": Decimal(100), "CreatedDate": NOW},
        {"Name": "beta", "AnnualRevenue": Decimal(7), "CreatedDate": NOW - day},
        {"Name": "Gamma_x", "Phone": "3", "CreatedDate": NOW - 10 * day},
        {"Name": "Gone", "IsDeleted": True, "CreatedDate": NOW},
    )


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("Name = 'ACME'", ["Acme"]),
        ("Name != 'acme'", ["beta", "Gamma_x"]),
        ("Phone != '1'", ["beta", "Gamma_x"]),
        ("Phone = null", ["beta"]),
        ("Phone = ''", ["beta"]),
        ("Phone != null", ["Acme", "Gamma_x"]),
        ("Name IN ('acme', 'BETA')", ["Acme", "beta"]),
        ("Phone IN ('1', '')", ["Acme", "beta"]),
        ("Phone NOT IN ('1')", ["beta", "Gamma_x"]),
        ("Phone NOT IN ('1', '')", ["Gamma_x"]),
        ("NOT Phone IN ('1')", ["beta", "Gamma_x"]),
        ("Name LIKE 'B%'", ["beta"]),
        ("(NOT Phone LIKE '1%')", ["beta", "Gamma_x"]),
        ("Name LIKE '%\\_%'", ["Gamma_x"]),
        ("AnnualRevenue > 7", ["Acme"]),
        ("AnnualRevenue >= 6.5", ["Acme", "beta"]),
        ("AnnualRevenue < 7.5", ["beta"]),
        ("AnnualRevenue = 7.5", []),
        ("NOT AnnualRevenue > 7", ["beta", "Gamma_x"]),
        ("NOT (Name = 'Acme' OR Name = 'beta')", ["Gamma_x"]),
        ("NOT (Name = 'Acme' AND Phone = '1')", ["beta", "Gamma_x"]),
        ("CreatedDate = TODAY", ["Acme"]),
        ("CreatedDate = YESTERDAY", ["beta"]),
        ("CreatedDate < TODAY", ["beta", "Gamma_x"]),
        ("CreatedDate >= LAST_N_DAYS:5", ["Acme", "beta"]),
        ("CreatedDate = LAST_N_DAYS:10", ["Acme", "beta", "Gamma_x"]),
        ("CreatedDate != TODAY", ["beta", "Gamma_x"]),
        ("CreatedDate > 2026-05-19T00:00:00Z", ["Acme", "beta"]),
        ("DAY_IN_MONTH(CreatedDate) = 10", ["Gamma_x"]),
        ("IsDeleted = null", ["Acme", "beta", "Gamma_x"]),
        ("IsDeleted = true", []),
    ],
)
def test_condition(rows: Rows, condition: str, expected: list[str]) -> None:
    assert names(rows, condition) == expected


def test_all_rows_includes_the_recycle_bin(rows: Rows) -> None:
    assert rows.run("SELECT COUNT() FROM Account WHERE IsDeleted = true ALL ROWS") == 1


@pytest.mark.parametrize(
    ("condition", "value", "expected"),
    [
        ("Name = :x", "ACME", ["Acme"]),
        ("Phone = :x", None, ["beta"]),
        ("Phone != :x", None, ["Acme", "Gamma_x"]),
        ("Phone = :x", "", ["beta"]),
        ("Name IN :x", ["acme", "beta"], ["Acme", "beta"]),
        ("Phone IN :x", ["1", None], ["Acme", "beta"]),
        ("Phone NOT IN :x", ["1"], ["beta", "Gamma_x"]),
        ("Name IN :x", [], []),
        ("Name NOT IN :x", [], ["Acme", "beta", "Gamma_x"]),
        ("Name LIKE :x", "a%", ["Acme"]),
        ("Name LIKE :x", ["a%", "%_X"], ["Acme", "Gamma_x"]),
        ("AnnualRevenue > :x", 50, ["Acme"]),
        ("AnnualRevenue > :x", 99.5, ["Acme"]),
        ("AnnualRevenue > :x", None, []),
        ("CreatedDate >= :x", NOW, ["Acme"]),
    ],
)
def test_bind(rows: Rows, condition: str, value: object, expected: list[str]) -> None:
    assert names(rows, condition, x=value) == expected


def test_records_stand_for_their_ids(rows: Rows, accounts: list[str]) -> None:
    records = rows.run("SELECT Id FROM Account WHERE Name = 'Acme'")
    assert names(rows, "Id IN :x", x=records) == ["Acme"]


def test_short_ids_are_ids(rows: Rows, accounts: list[str]) -> None:
    assert names(rows, f"Id = '{accounts[0][:15]}'") == ["Acme"]
    assert names(rows, "Id IN :x", x=[accounts[0][:15]]) == ["Acme"]


def test_one_query_with_different_kinds_of_binds(rows: Rows) -> None:
    query = rows.engine.parse("SELECT Name FROM Account WHERE Phone = :x")
    counts = [len(rows.engine.run(query, (x,), rows.session)) for x in ("1", None, "3")]  # type: ignore[arg-type]  # rows, not a number
    assert counts == [1, 1, 1]


@pytest.mark.parametrize(
    ("condition", "message"),
    [
        ("Id = 'abc'", "invalid ID field: abc"),
        ("AnnualRevenue = '5'", "field 'AnnualRevenue' must be of type"),
        ("Description = 'x'", "field 'Description' can not be filtered in a query call"),
        ("Name = :missing", "Variable does not exist: missing"),
        ("Nope = 1", "No such column 'Nope' on entity 'Account'"),
        ("Nope.Name = 'x'", "Didn't understand relationship 'Nope' in field path"),
    ],
)
def test_refused(rows: Rows, condition: str, message: str) -> None:
    with pytest.raises(QueryException, match=message):
        names(rows, condition)


def test_semi_and_anti_join(rows: Rows, accounts: list[str]) -> None:
    rows.insert("Contact", {"LastName": "X", "AccountId": accounts[1]}, {"LastName": "Y"})
    inner = "(SELECT AccountId FROM Contact WHERE LastName = :n)"
    assert names(rows, f"Id IN {inner}", n="x") == ["beta"]
    assert names(rows, f"Id NOT IN {inner}", n="x") == ["Acme", "Gamma_x"]
    assert names(rows, "Id NOT IN (SELECT AccountId FROM Contact)") == ["Acme", "Gamma_x"]


def test_conditions_on_parents_keep_rows_without_a_parent_for_null(
    rows: Rows, accounts: list[str]
) -> None:
    rows.insert("Contact", {"LastName": "X", "AccountId": accounts[0]}, {"LastName": "Y"})
    text = "SELECT LastName FROM Contact WHERE Account.{} ORDER BY LastName"
    assert rows.values(text.format("Name = 'acme'"), "LastName") == ["X"]
    assert rows.values(text.format("Name = null"), "LastName") == ["Y"]
    assert rows.values(text.format("Name != 'other'"), "LastName") == ["X", "Y"]


def test_multi_select_picklists(rows: Rows) -> None:
    rows.insert(
        "QuickText",
        {"Name": "ab", "Channel": "Email;Phone"},
        {"Name": "a", "Channel": "Email"},
        {"Name": "none"},
    )
    text = "SELECT Name FROM QuickText WHERE {} ORDER BY Name"
    assert rows.values(text.format("Channel INCLUDES ('phone;email')")) == ["ab"]
    assert rows.values(text.format("Channel INCLUDES ('Phone','Email')")) == ["a", "ab"]
    assert rows.values(text.format("Channel EXCLUDES ('Phone')")) == ["a", "none"]
    assert rows.values(text.format("(NOT Channel INCLUDES ('Phone'))")) == ["a"]
    assert rows.values(text.format("Channel INCLUDES (:x)"), x="Phone;Email") == ["ab"]
