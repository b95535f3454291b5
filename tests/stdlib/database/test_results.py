"""DML with results, savepoints."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sfsim.runtime.exceptions import DmlException, NullPointerException

RunApex = Callable[..., list[str]]


@pytest.mark.documented
def test_a_flag_keeps_the_good_rows(run_apex: RunApex) -> None:
    log = run_apex(
        "List<Database.SaveResult> r = Database.insert("
        "new List<Account>{new Account(Name = 'a'), new Account()}, false);"
        "System.debug(r[0].isSuccess() + ' ' + r[1].isSuccess());"
        "System.debug(r[1].getErrors()[0].getStatusCode() + ' ' + r[1].errors[0].message);"
        "System.debug([SELECT COUNT() FROM Account]);"
    )
    assert log == [
        "true false",
        "REQUIRED_FIELD_MISSING Required fields are missing: [Name]",
        "1",
    ]


@pytest.mark.documented
def test_without_the_flag_a_bad_row_throws(run_apex: RunApex) -> None:
    with pytest.raises(DmlException):
        run_apex("Database.insert(new Account());")


@pytest.mark.documented
def test_options_say_the_same(run_apex: RunApex) -> None:
    log = run_apex(
        "Database.DMLOptions o = new Database.DMLOptions(); o.OptAllOrNone = false;"
        "System.debug(Database.insert(new Account(), o).isSuccess());"
    )
    assert log == ["false"]


@pytest.mark.documented
def test_one_record_has_one_result(run_apex: RunApex) -> None:
    log = run_apex(
        "Account a = new Account(Name = 'x'); Database.SaveResult r = Database.insert(a);"
        "System.debug(r.getId() == a.Id); a.Name = 'y';"
        "System.debug(Database.update(a, true).isSuccess());"
        "System.debug(Database.upsert(a).isCreated());"
        "System.debug(Database.delete(a.Id).isSuccess());"
        "System.debug([SELECT COUNT() FROM Account]);"
    )
    assert log == ["true", "true", "false", "true", "0"]


@pytest.mark.inferred
def test_null_is_no_record(run_apex: RunApex) -> None:
    with pytest.raises(NullPointerException):
        run_apex("Account a; Database.insert(a);")


@pytest.mark.documented
def test_a_savepoint_takes_rows_back(run_apex: RunApex) -> None:
    log = run_apex(
        "Savepoint s = Database.setSavepoint(); insert new Account(Name = 'x');"
        "Database.rollback(s); System.debug([SELECT COUNT() FROM Account]);"
    )
    assert log == ["0"]


@pytest.mark.recorded
def test_results_come_out_of_json(run_apex: RunApex) -> None:
    log = run_apex(
        "Database.SaveResult r = (Database.SaveResult) JSON.deserialize("
        "'{\"success\":false,\"errors\":[{\"message\":\"m\",\"statusCode\":\"STRING_TOO_LONG\"}]}',"
        "Database.SaveResult.class);"
        "System.debug(r.isSuccess() + r.getErrors()[0].getMessage());"
    )
    assert log == ["falsem"]


@pytest.mark.recorded
def test_a_statement_on_null_dereferences_it(run_apex: RunApex) -> None:
    lines = run_apex(
        "Contact c; try { delete c; } catch (NullPointerException e)"
        " { System.debug(e.getMessage()); }"
    )
    assert lines == ["Attempt to de-reference a null object"]


@pytest.mark.documented
def test_a_merge_takes_an_access_level(run_apex: RunApex) -> None:
    lines = run_apex(
        "Account a = new Account(Name = 'a'), b = new Account(Name = 'b');"
        "insert new List<Account>{ a, b };"
        "Database.MergeResult r = Database.merge(a, b, true, AccessLevel.SYSTEM_MODE);"
        "System.debug(r.isSuccess() + ' ' + [SELECT COUNT() FROM Account]);"
    )
    assert lines == ["true 1"]
