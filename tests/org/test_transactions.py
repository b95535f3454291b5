"""Transactions end to end: commit, rollback, statics, savepoints, limits."""

from typing import Any

import pytest

from sfsim.runtime.exceptions import DmlException, LimitException, NullPointerException

pytestmark = pytest.mark.documented
MakeOrg = Any
RunTest = Any

COUNTER = "public class Counter { public static Integer n = 0; }"


def names(org: Any) -> list[str]:
    return [record.Name for record in org.query("SELECT Name FROM Account ORDER BY Name")]


def test_anonymous_apex_commits(make_org: MakeOrg) -> None:
    org = make_org()
    org.apex("insert new Account(Name = 'Acme');")
    assert names(org) == ["Acme"]


def test_an_exception_rolls_everything_back(make_org: MakeOrg) -> None:
    org = make_org()
    with pytest.raises(NullPointerException):
        org.apex("insert new Account(Name = 'Acme'); String s; s.length();")
    assert names(org) == []


def test_a_caught_exception_keeps_what_was_saved(make_org: MakeOrg) -> None:
    org = make_org()
    org.apex(
        "insert new Account(Name = 'A'); try { insert new Account(); } catch (DmlException e) {}"
    )
    assert names(org) == ["A"]


def test_statics_live_one_transaction(make_org: MakeOrg) -> None:
    org = make_org({"Counter.cls": COUNTER})
    for _ in range(2):
        org.apex("Counter.n++; System.debug(Counter.n);")
    assert [line.rsplit("|", 1)[-1] for line in org.debug_log] == ["1", "1"]


def test_rollback_restores_records_but_not_limits_or_ids(run_test: RunTest) -> None:
    result = run_test(
        """
        Savepoint before = Database.setSavepoint();
        Account a = new Account(Name = 'A');
        insert a;
        Database.rollback(before);
        System.assertEquals(0, [SELECT COUNT() FROM Account]);
        System.assertNotEquals(null, a.Id);
        System.assertEquals(3, Limits.getDmlStatements());
        System.assertEquals(1, Limits.getDmlRows());
        """
    )
    assert result.outcome == "passed", result.message


def test_a_record_that_was_rolled_back_cannot_be_inserted_again(run_test: RunTest) -> None:
    result = run_test(
        """
        Savepoint before = Database.setSavepoint();
        Account a = new Account(Name = 'A');
        insert a;
        Database.rollback(before);
        try { insert a; System.assert(false); }
        catch (DmlException e) {
            System.assert(e.getMessage().contains('cannot specify Id in an insert call: [Id]'));
        }
        """
    )
    assert result.outcome == "passed", result.message


def test_a_released_savepoint_cannot_be_rolled_back_to(run_test: RunTest) -> None:
    result = run_test(
        """
        Savepoint before = Database.setSavepoint();
        Database.releaseSavepoint(before);
        try { Database.rollback(before); System.assert(false); }
        catch (Exception e) {
            System.assertEquals('System.InvalidOperationException', e.getTypeName());
        }
        """
    )
    assert result.outcome == "passed", result.message


def test_the_last_allowed_dml_statement_passes(run_test: RunTest) -> None:
    result = run_test(
        "for (Integer i = 0; i < 150; i++) { insert new Account(Name = 'A' + i); }"
        "System.assertEquals(150, Limits.getDmlStatements());"
    )
    assert result.outcome == "passed", result.message


def test_one_dml_statement_more_ends_the_transaction(make_org: MakeOrg) -> None:
    org = make_org()
    with pytest.raises(LimitException) as caught:
        org.apex("for (Integer i = 0; i < 151; i++) { insert new Account(Name = 'A' + i); }")
    assert caught.value.message == "Too many DML statements: 151"
    assert names(org) == []


def test_a_limit_exception_escapes_catch_and_finally(make_org: MakeOrg) -> None:
    org = make_org()
    with pytest.raises(LimitException):
        org.apex(
            """
            try { for (Integer i = 0; i < 151; i++) { insert new Account(Name = 'A'); } }
            catch (Exception e) { System.debug('caught'); }
            finally { System.debug('finally'); }
            """
        )
    assert org.debug_log == []


def test_an_endless_loop_passes_the_cpu_limit(make_org: MakeOrg) -> None:
    org = make_org()
    with pytest.raises(LimitException) as caught:
        org.apex("Integer i = 0; while (true) { i++; }")
    assert caught.value.message == "Apex CPU time limit exceeded"


def test_the_soql_limit(make_org: MakeOrg) -> None:
    org = make_org()
    org.apex("for (Integer i = 0; i < 100; i++) { Integer n = [SELECT COUNT() FROM Account]; }")
    with pytest.raises(LimitException) as caught:
        org.apex("for (Integer i = 0; i < 101; i++) { Integer n = [SELECT COUNT() FROM Account]; }")
    assert caught.value.message == "Too many SOQL queries: 101"


def test_inserting_from_python_fires_triggers(make_org: MakeOrg) -> None:
    trigger = "trigger T on Account (before insert) { Trigger.new[0].Name = 'Changed'; }"
    org = make_org({"T.trigger": trigger})
    [record_id] = org.insert("Account", [{"Name": "A"}])
    assert record_id.startswith("001")
    assert names(org) == ["Changed"]


def test_a_refused_row_from_python_raises(make_org: MakeOrg) -> None:
    with pytest.raises(DmlException, match="REQUIRED_FIELD_MISSING"):
        make_org().insert("Contact", [{"FirstName": "Ann"}])


def test_hooks_receive_what_each_transaction_used(make_org: MakeOrg) -> None:
    org, reports = make_org(), []
    org.on_transaction(reports.append)
    org.apex("insert new Account(Name = 'A');")
    assert reports[0].used["dmlStatements"] == 1
    assert reports[0].charges[0].path == "anonymous.apex"
    assert reports[0].committed


def test_the_same_seed_gives_the_same_ids(make_org: MakeOrg) -> None:
    first, second = (make_org().insert("Account", [{"Name": "A"}]) for _ in range(2))
    assert first == second


def test_merge_moves_children_and_deletes_the_loser(run_test: RunTest) -> None:
    result = run_test(
        """
        Account winner = new Account(Name = 'W'), loser = new Account(Name = 'L');
        insert new List<Account>{ winner, loser };
        insert new Contact(LastName = 'C', AccountId = loser.Id);
        merge winner loser;
        System.assertEquals(winner.Id, [SELECT AccountId FROM Contact].AccountId);
        Account gone = [SELECT MasterRecordId FROM Account WHERE Id = :loser.Id ALL ROWS];
        System.assertEquals(winner.Id, gone.MasterRecordId);
        System.assertEquals(1, [SELECT COUNT() FROM Account]);
        """
    )
    assert result.outcome == "passed", result.message
