"""Queries given as text."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sfsim.runtime.exceptions import NullPointerException, QueryException

RunApex = Callable[..., list[str]]
ROWS = "insert new List<Account>{new Account(Name = 'a'), new Account(Name = 'b')};"


@pytest.mark.documented
def test_binds_are_local_variables(run_apex: RunApex) -> None:
    log = run_apex(
        ROWS + "String wanted = 'a';"
        "System.debug(Database.query('SELECT Name FROM Account WHERE Name = :wanted').size());"
    )
    assert log == ["1"]


@pytest.mark.documented
def test_binds_are_members_of_the_class(run_apex: RunApex) -> None:
    source = """
        public class Finder {
            private String wanted;
            private static final String OTHER = 'b';
            public Finder(String wanted) { this.wanted = wanted; }
            public Integer count() {
                return Database.countQuery(
                    'SELECT COUNT() FROM Account WHERE Name = :WANTED OR Name = :other');
            }
        }"""
    log = run_apex(ROWS + "System.debug(new Finder('a').count());", {"Finder.cls": source})
    assert log == ["2"]


@pytest.mark.documented
def test_binds_are_keys_of_a_map(run_apex: RunApex) -> None:
    log = run_apex(
        ROWS + "List<Account> found = Database.queryWithBinds("
        "'SELECT Name FROM Account WHERE Name IN :names',"
        "new Map<String, Object>{'NAMES' => new List<String>{'a', 'b'}}, AccessLevel.USER_MODE);"
        "System.debug(found.size());"
    )
    assert log == ["2"]


@pytest.mark.recorded
def test_an_unknown_variable_is_named(run_apex: RunApex) -> None:
    with pytest.raises(QueryException, match="Variable does not exist: missing"):
        run_apex("Database.query('SELECT Id FROM Account WHERE Name = :missing');")


@pytest.mark.recorded
def test_a_locator_refuses_a_bad_query_at_once(run_apex: RunApex) -> None:
    with pytest.raises(QueryException, match="unexpected token"):
        run_apex("Database.getQueryLocator('SELECT Id FROM Account WHERE Name Equals x');")


@pytest.mark.inferred
def test_null_is_no_query(run_apex: RunApex) -> None:
    with pytest.raises(NullPointerException):
        run_apex("String text; Database.query(text);")


@pytest.mark.documented
def test_a_locator_walks_over_the_rows(run_apex: RunApex) -> None:
    log = run_apex(
        ROWS + "Database.QueryLocator l = Database.getQueryLocator('SELECT Id FROM Account');"
        "Integer n = 0; Iterator<SObject> i = l.iterator();"
        "while (i.hasNext()) { i.next(); n++; }"
        "System.debug(n + ' ' + l.getQuery());"
    )
    assert log == ["2 SELECT Id FROM Account"]
