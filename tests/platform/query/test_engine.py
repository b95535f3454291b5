"""Queries whole: select lists, parents, children, grouping, order, limits."""

from __future__ import annotations

from decimal import Decimal

import pytest

from sfsim.errors import Unsupported
from sfsim.platform.query.searching import SearchEngine
from sfsim.runtime.exceptions import QueryException, SObjectException
from sfsim.soql.parser import parse_search
from tests.platform.query.conftest import SCHEMA, Rows

pytestmark = pytest.mark.documented


@pytest.fixture(autouse=True)
def accounts(rows: Rows) -> list[str]:
    (user,) = rows.insert("User", {"Name": "Ada Admin", "LastName": "Admin"})
    ids = rows.insert(
        "Account",
        {"Name": "Acme", "Industry": "Banking", "AnnualRevenue": Decimal(10), "OwnerId": user},
        {"Name": "beta", "Industry": "Banking", "AnnualRevenue": Decimal(5)},
        {"Name": "Cee", "Industry": "Agriculture", "AnnualRevenue": Decimal(1)},
        {"Name": "delta"},
    )
    rows.insert(
        "Contact",
        {"LastName": "One", "AccountId": ids[0]},
        {"LastName": "Two", "AccountId": ids[0]},
        {"LastName": "Three", "AccountId": ids[1]},
    )
    return ids


def test_parents_to_any_depth(rows: Rows) -> None:
    record = rows.run("SELECT Account.Owner.Name FROM Contact WHERE LastName = 'One'")[0]
    assert record.Account.Owner.Name == "Ada Admin"
    assert record.Account.OwnerId == record.Account.Owner.Id


def test_missing_parent_is_null(rows: Rows) -> None:
    assert rows.run("SELECT Owner.Name FROM Account WHERE Name = 'beta'")[0].Owner is None


def test_reference_may_be_selected_after_its_parent(rows: Rows) -> None:
    record = rows.run("SELECT Account.Name, AccountId FROM Contact LIMIT 1")[0]
    assert record.AccountId == record.Account.Id


@pytest.mark.recorded
def test_get_of_a_selected_parent_that_is_missing_is_null(rows: Rows) -> None:
    record = rows.run("SELECT Owner.Name FROM Account WHERE Name = 'beta'")[0]
    assert record.getSObject("Owner") is None


def test_children_in_their_own_order_and_limit(rows: Rows) -> None:
    children = "(SELECT LastName FROM Contacts ORDER BY LastName DESC LIMIT 1)"
    text = f"SELECT Name, {children} FROM Account"
    found = {record.Name: [c.LastName for c in record.Contacts] for record in rows.run(text)}
    assert found == {"Acme": ["Two"], "beta": ["Three"], "Cee": [], "delta": []}


def test_children_that_were_not_queried_raise(rows: Rows) -> None:
    with pytest.raises(SObjectException, match=r"requested field: Account\.Contacts"):
        rows.run("SELECT Id FROM Account")[0].Contacts  # noqa: B018 - reading it is the test


@pytest.mark.recorded
def test_polymorphic_parent_is_a_name(rows: Rows, accounts: list[str]) -> None:
    rows.insert("Task", {"Subject": "Call", "WhatId": accounts[0]}, {"Subject": "None"})
    first, second = rows.run("SELECT What.Name, What.Type FROM Task ORDER BY Subject")
    assert first.What.sobject_type is SCHEMA.sobject("Name")
    assert (first.What.Name, first.What.Type, second.What) == ("Acme", "Account", None)


@pytest.mark.recorded
def test_type_of(rows: Rows, accounts: list[str]) -> None:
    rows.insert("Task", {"Subject": "Call", "WhatId": accounts[0]})
    text = "SELECT TYPEOF What WHEN Account THEN Industry ELSE Name END FROM Task"
    record = rows.run(text)[0]
    assert record.What.sobject_type is SCHEMA.sobject("Account")
    assert record.What.Industry == "Banking"


def test_count(rows: Rows) -> None:
    assert rows.run("SELECT COUNT() FROM Account WHERE Industry != null") == 3
    assert rows.run("SELECT COUNT() FROM Account LIMIT 2") == 2


def test_groups_with_aggregates(rows: Rows) -> None:
    text = (
        "SELECT Industry, COUNT(Id), SUM(AnnualRevenue) total, AVG(AnnualRevenue), MAX(Name)"
        " FROM Account GROUP BY Industry HAVING COUNT(Id) > 1"
    )
    (group,) = rows.run(text)
    assert group.__dict__ == {
        "Industry": "Banking", "expr0": 2, "total": Decimal(15), "expr1": Decimal("7.5"),
        "expr2": "beta",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("having", "count"),
    [
        ("AVG(AnnualRevenue) = 7.5", 1),
        ("AVG(AnnualRevenue) > 7.5", 0),
        ("SUM(AnnualRevenue) > 14.5", 1),
        ("MAX(Name) = 'BETA'", 1),
        ("Industry LIKE 'bank%'", 1),
    ],
)
def test_having(rows: Rows, having: str, count: int) -> None:
    text = f"SELECT Industry FROM Account GROUP BY Industry HAVING {having}"
    assert len(rows.run(text)) == count


def test_aggregates_of_nothing(rows: Rows) -> None:
    (group,) = rows.run("SELECT COUNT(Id) n, SUM(AnnualRevenue) s FROM Account WHERE Name = 'x'")
    assert group.__dict__ == {"n": 0, "s": None}


def test_grouping_by_a_parent_and_ordering_by_an_aggregate(rows: Rows) -> None:
    text = (
        "SELECT Account.Name parent, COUNT(Id) n FROM Contact GROUP BY Account.Name"
        " ORDER BY COUNT(Id) DESC"
    )
    assert [(g.get("parent"), g.get("n")) for g in rows.run(text)] == [("Acme", 2), ("beta", 1)]


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("Name", ["Acme", "beta", "Cee", "delta"]),
        ("Name DESC", ["delta", "Cee", "beta", "Acme"]),
        ("AnnualRevenue", ["delta", "Cee", "beta", "Acme"]),
        ("AnnualRevenue DESC NULLS LAST", ["Acme", "beta", "Cee", "delta"]),
        ("Industry NULLS LAST, Name DESC", ["Cee", "beta", "Acme", "delta"]),
        ("OwnerId NULLS LAST, Name", ["beta", "Cee", "delta", "Acme"]),
        ("Name LIMIT 2", ["Acme", "beta"]),
        ("Name LIMIT 2 OFFSET 3", ["delta"]),
        ("Name LIMIT :n", ["Acme"]),
    ],
)
def test_order(rows: Rows, order: str, expected: list[str]) -> None:
    assert rows.values(f"SELECT Name FROM Account ORDER BY {order}", n=1) == expected


def test_picklists_sort_by_their_definition(rows: Rows) -> None:
    rows.insert("Account", {"Name": "hot", "Rating": "Hot"}, {"Name": "cold", "Rating": "Cold"})
    text = "SELECT Name FROM Account WHERE Rating != null ORDER BY Rating"
    assert rows.values(text) == ["hot", "cold"]


def test_charges(rows: Rows) -> None:
    rows.run("SELECT Id, (SELECT Id FROM Contacts) FROM Account WHERE Name = 'Acme'")
    assert rows.session.charges == [("soqlQueries", 1), ("aggregateQueries", 1), ("soqlRows", 3)]


def test_grouped_rows_charge_what_they_aggregate(rows: Rows) -> None:
    rows.run("SELECT Industry, COUNT(Id) FROM Account GROUP BY Industry")
    rows.run("SELECT COUNT(Id) FROM Account")
    rows_charged = [amount for key, amount in rows.session.charges if key == "soqlRows"]
    assert rows_charged == [4, 1]


def test_compound_address(rows: Rows) -> None:
    rows.insert("Account", {"Name": "there", "BillingCity": "Paris", "BillingCountry": "France"})
    there, nowhere = rows.run("SELECT BillingAddress FROM Account ORDER BY Name DESC LIMIT 2")
    assert (there.BillingAddress.getCity(), there.BillingAddress.state) == ("Paris", None)
    assert nowhere.BillingAddress is None


def test_search_over_fixed_results(rows: Rows, accounts: list[str]) -> None:
    engine = SearchEngine(SCHEMA, rows.engine)
    text = "FIND 'x' IN ALL FIELDS RETURNING Account(Name WHERE Name != 'beta'), Contact(Id)"
    found = engine.run(parse_search(text), (), accounts, rows.session)
    assert [[record.get("Name") for record in group] for group in found] == [
        ["Acme", "Cee", "delta"], [],
    ]  # fmt: skip


def test_labels(rows: Rows) -> None:
    assert rows.values("SELECT toLabel(Industry) FROM Account LIMIT 1", "Industry") == ["Banking"]


def test_for_loop_chunks(rows: Rows) -> None:
    query = rows.engine.parse("SELECT Id FROM Account")
    chunks = rows.engine.chunks(query, (), 3, rows.session)
    assert [len(chunk) for chunk in chunks] == [3, 1]


@pytest.mark.recorded
def test_error_points_into_the_query(rows: Rows) -> None:
    with pytest.raises(QueryException) as caught:
        rows.run("SELECT Foo FROM Account")
    assert str(caught.value.message).startswith(
        "\nSELECT Foo FROM Account\n       ^\nERROR at Row:1:Column:8\nNo such column 'Foo'"
    )


@pytest.mark.recorded
@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("SELECT Id FROM Foo__c", "sObject type 'Foo__c' is not supported"),
        ("SELECT Id, (SELECT Id FROM Foos) FROM Account", "relationship 'Foos' in FROM part"),
        ("SELECT Id, Name, name FROM Account", "duplicate field selected: Name"),
        ("SELECT MAX(Description) FROM Account", "Description does not support aggregate operator"),
        ("SELECT Name, COUNT(Id) FROM Account", "Field must be grouped or aggregated: Name"),
        ("SELECT Id FROM Account ORDER BY Description", "can not be sorted in a query call"),
        ("SELECT Id FROM Account OFFSET 2001", "Maximum SOQL offset allowed is 2000"),
        ("SELECT FROM Account", "unexpected token"),
    ],
)
def test_refused(rows: Rows, text: str, message: str) -> None:
    with pytest.raises(QueryException, match=message):
        rows.run(text)


def test_what_is_not_modelled_says_so(rows: Rows) -> None:
    with pytest.raises(Unsupported, match="querying EntityDefinition"):
        rows.run("SELECT Id FROM EntityDefinition")
