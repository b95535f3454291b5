"""Asynchronous Apex end to end, inside and outside of tests."""

import datetime
from typing import Any

import pytest

from sfsim.sim.simulation import Simulation

pytestmark = pytest.mark.documented
MakeOrg = Any
RunTest = Any

JOB = """public class Job implements Queueable {
    public static Integer runs = 0;
    private String name;
    public Job(String name) { this.name = name; }
    public void execute(QueueableContext context) {
        runs++;
        insert new Account(Name = name);
    }
}"""
BATCH = """public class Totals implements Database.Batchable<Account>, Database.Stateful {
    public Integer seen = 0;
    public List<Account> start(Database.BatchableContext context) {
        return new List<Account>{ new Account(Name = 'a'), new Account(Name = 'b') };
    }
    public void execute(Database.BatchableContext context, List<Account> scope) {
        seen += scope.size();
        insert scope;
    }
    public void finish(Database.BatchableContext context) {
        insert new Account(Name = 'total ' + seen);
    }
}"""
NIGHTLY = """public class Nightly implements Schedulable {
    public void execute(SchedulableContext context) { insert new Account(Name = 'night'); }
}"""
FILES = {"Job.cls": JOB, "Totals.cls": BATCH, "Nightly.cls": NIGHTLY}


def names(org: Any) -> list[str]:
    return [record.Name for record in org.query("SELECT Name FROM Account ORDER BY Name")]


def test_a_queueable_runs_after_commit(make_org: MakeOrg) -> None:
    org = make_org(FILES)
    org.apex("System.enqueueJob(new Job('later'));")
    assert names(org) == []
    assert org.run_until_idle() == 1
    assert names(org) == ["later"]


def test_a_rolled_back_transaction_enqueues_nothing(make_org: MakeOrg) -> None:
    org = make_org(FILES)
    with pytest.raises(Exception, match="Divide by 0"):
        org.apex("System.enqueueJob(new Job('never')); Integer i = 0; i = 1 / i;")
    assert org.run_until_idle() == 0


def test_a_savepoint_rollback_drops_jobs_enqueued_after_it(run_test: RunTest) -> None:
    result = run_test(
        """
        Test.startTest();
        Savepoint before = Database.setSavepoint();
        System.enqueueJob(new Job('never'));
        Database.rollback(before);
        Test.stopTest();
        System.assertEquals(0, [SELECT COUNT() FROM Account]);
        System.assertEquals(0, [SELECT COUNT() FROM AsyncApexJob]);
        """,
        FILES,
    )
    assert result.outcome == "passed", result.message


def test_statics_are_shared_with_jobs_at_stop_test(run_test: RunTest) -> None:
    result = run_test(
        """
        Job.runs = 5;
        Test.startTest();
        System.enqueueJob(new Job('a'));
        System.enqueueJob(new Job('b'));
        Test.stopTest();
        System.assertEquals(7, Job.runs);
        """,
        FILES,
    )
    assert result.outcome == "passed", result.message


def test_the_job_row_is_visible_and_ends_completed(run_test: RunTest) -> None:
    result = run_test(
        """
        Test.startTest();
        Id jobId = System.enqueueJob(new Job('a'));
        System.assertEquals('Queued', [SELECT Status FROM AsyncApexJob WHERE Id = :jobId].Status);
        Test.stopTest();
        AsyncApexJob job = [SELECT Status, JobType, ApexClass.Name FROM AsyncApexJob];
        System.assertEquals('Completed', job.Status);
        System.assertEquals('Queueable', job.JobType);
        System.assertEquals('Job', job.ApexClass.Name);
        """,
        FILES,
    )
    assert result.outcome == "passed", result.message


def test_fifty_jobs_may_be_enqueued(run_test: RunTest) -> None:
    body = "for (Integer i = 0; i < {}; i++) {{ System.enqueueJob(new Job('a')); }}"
    assert run_test(body.format(50), FILES).outcome == "passed"
    result = run_test(body.format(51), FILES)
    assert result.message == (
        "System.LimitException: Too many queueable jobs added to the queue: 51"
    )


def test_a_batch_runs_in_chunks(make_org: MakeOrg) -> None:
    org = make_org(FILES)
    org.apex("Database.executeBatch(new Totals(), 1);")
    org.run_until_idle()
    assert names(org) == ["a", "b", "total 2"]


def test_a_batch_in_a_test(run_test: RunTest) -> None:
    result = run_test(
        """
        Test.startTest();
        Database.executeBatch(new Totals());
        Test.stopTest();
        System.assertEquals(1, [SELECT COUNT() FROM Account WHERE Name = 'total 2']);
        """,
        FILES,
    )
    assert result.outcome == "passed", result.message


def test_a_schedule_fires_when_time_passes(make_org: MakeOrg, tmp_path: Any) -> None:
    make_org(FILES)
    simulation = Simulation(seed=1)
    org = simulation.org(source=[tmp_path])
    org.apex("System.schedule('nightly', '0 0 2 * * ?', new Nightly());")
    simulation.advance(datetime.timedelta(days=3))
    assert names(org) == ["night"] * 3


def test_a_second_start_test(run_test: RunTest) -> None:
    result = run_test("Test.startTest(); Test.stopTest(); Test.startTest();")
    assert result.message == "System.FinalException: Testing already started"


def test_stop_test_puts_the_counters_back(run_test: RunTest) -> None:
    result = run_test(
        """
        insert new Account(Name = 'A');
        Test.startTest();
        System.assertEquals(0, Limits.getDmlStatements());
        insert new Account(Name = 'B');
        Test.stopTest();
        System.assertEquals(1, Limits.getDmlStatements());
        """
    )
    assert result.outcome == "passed", result.message
