"""Blank values: as zero, as blank, as '', and null through an empty relationship."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

Run = Callable[..., Any]
pytestmark = pytest.mark.recorded


def test_blank_numbers_are_zero_where_the_formula_says_so(run: Run) -> None:
    assert run("Amount__c + 1", blank_as_zero=True) == 1
    assert run("Amount__c + 1") is None


@pytest.mark.documented
def test_a_number_that_counts_as_zero_is_never_blank(run: Run) -> None:
    assert run("ISBLANK(Amount__c)", blank_as_zero=True) is False
    assert run("ISBLANK(Amount__c)") is True
    assert run("BLANKVALUE(Amount__c, 7)", blank_as_zero=True) == 0
    assert run("BLANKVALUE(Amount__c, 7)") == 7


def test_blank_dates_and_function_results_are_never_zero(run: Run) -> None:
    assert run("Day__c + 1", blank_as_zero=True) is None
    assert run("VALUE(Text__c) + 1", blank_as_zero=True) is None


@pytest.mark.parametrize("field", ["Amount__c", "Day__c", "Moment__c", "Clock__c"])
@pytest.mark.parametrize("operator", ["=", "<>"])
def test_equality_with_a_blank_is_null(run: Run, field: str, operator: str) -> None:
    assert run(f"{field} {operator} {field}") is None


def test_a_blank_text_is_an_empty_one(run: Run) -> None:
    assert run("Text__c = ''") is True
    assert run("Text__c <> 'a'") is True
    assert run("Text__c & 'a'") == "a"
    assert run("LEN(Text__c)") == 0


def test_a_text_is_never_null_but_may_be_blank(run: Run) -> None:
    assert run("ISNULL(Text__c)") is False
    assert run("ISBLANK(Text__c)") is True
    assert run("NULLVALUE(Text__c, 'x')") is None
    assert run("BLANKVALUE(Text__c, 'x')") == "x"


def test_null_is_false_in_logic_and_stays_null_in_not(run: Run) -> None:
    assert run("Amount__c > 1 || true") is True
    assert run("Amount__c > 1 && true") is False
    assert run("IF(Amount__c > 1, 'a', 'b')") == "b"
    assert run("NOT(Amount__c > 1)") is None


def test_a_checkbox_of_the_record_is_never_null(run: Run) -> None:
    assert run("NOT(Open__c)") is True


def test_a_checkbox_of_a_missing_parent_is_null_in_rules_and_false_in_queries(run: Run) -> None:
    assert run("NOT(Account__r.Active__c)") is None
    assert run("NOT(Account__r.Active__c)", parents_are_blank=True) is True


@pytest.mark.documented
def test_changes_are_those_of_the_save(run: Run) -> None:
    now, before = {"Count__c": Decimal(2)}, {"Count__c": Decimal(1)}
    assert run("ISCHANGED(Count__c)", now, prior=before) is True
    assert run("PRIORVALUE(Count__c)", now, prior=before) == 1
    assert run("ISNEW()", now, prior=before) is False


@pytest.mark.documented
def test_a_new_record_has_no_changes_and_is_its_own_prior(run: Run) -> None:
    now = {"Count__c": Decimal(2)}
    assert run("ISCHANGED(Count__c)", now) is False
    assert run("PRIORVALUE(Count__c)", now) == 2
    assert run("ISNEW()", now) is True


def test_a_field_that_became_blank_has_changed(run: Run) -> None:
    assert run("ISCHANGED(Day__c)", {}, prior={"Day__c": datetime.date(2024, 1, 1)}) is True


def test_picklists_are_read_by_their_own_functions(run: Run) -> None:
    values = {"Stage__c": "Won", "Tags__c": "a;b"}
    assert run("ISPICKVAL(Stage__c, 'Won')", values) is True
    assert run("ISPICKVAL(Stage__c, '')") is True
    assert run("CASE(Stage__c, 'Lost', 1, 'Won', 2, 3)", values) == 2
    assert run("TEXT(Stage__c) & 'x'", values) == "Wonx"
    assert run("INCLUDES(Tags__c, 'b')", values) is True
    assert run("PICKCOUNT(Tags__c)", values) == 2
    assert run("ISPICKVAL(PRIORVALUE(Stage__c), 'New')", values, prior={"Stage__c": "New"}) is True
