"""Running Apex tests: discovery, isolation, @TestSetup, results."""

from typing import Any

import pytest

from sfsim.org.results import TestCase

pytestmark = pytest.mark.documented
MakeOrg = Any
RunTest = Any

CLASS = """@IsTest private class A_Tests {
    @TestSetup static void prepare() { insert new Account(Name = 'Setup'); }
    @IsTest static void second() {
        insert new Account(Name = 'Second');
        System.assertEquals(2, [SELECT COUNT() FROM Account]);
    }
    static testMethod void first() {
        System.assertEquals(1, [SELECT COUNT() FROM Account]);
    }
    static void helper() {}
}"""


def test_methods_are_found_in_source_order(make_org: MakeOrg) -> None:
    org = make_org({"A_Tests.cls": CLASS})
    assert org.tests() == (TestCase("A_Tests", "second"), TestCase("A_Tests", "first"))


def test_each_method_sees_the_data_of_test_setup_afresh(make_org: MakeOrg) -> None:
    org = make_org({"A_Tests.cls": CLASS})
    results = list(org.run_tests(org.tests()))
    assert [result.outcome for result in results] == ["passed", "passed"]


def test_nothing_of_a_test_is_kept(make_org: MakeOrg) -> None:
    org = make_org({"A_Tests.cls": CLASS})
    list(org.run_tests(org.tests()))
    assert not org.query("SELECT Id FROM Account")


def test_a_failed_assertion(run_test: RunTest) -> None:
    result = run_test("System.assertEquals(1, 2, 'one is not two');")
    assert result.outcome == "failed"
    assert result.message == (
        "System.AssertException: Assertion Failed: one is not two: Expected: 1, Actual: 2"
    )
    assert result.stack == ("Class.Sole_Tests.sole: line 1, column 1",)


def test_a_failed_assertion_cannot_be_caught(run_test: RunTest) -> None:
    result = run_test("try { System.assert(false); } catch (Exception e) {}")
    assert result.outcome == "failed"


def test_a_class_that_does_not_compile_fails_its_tests(run_test: RunTest) -> None:
    result = run_test("Integer i = 'text';")
    assert result.outcome == "failed"
    assert "Illegal assignment from String to Integer" in result.message


def test_the_log_of_a_test(run_test: RunTest) -> None:
    assert run_test("System.debug('hello');").log == ("hello",)


def test_a_result_says_what_was_used(run_test: RunTest) -> None:
    result = run_test("insert new Account(Name = 'A');")
    used = {each.key: (each.used, each.limit) for each in result.limits}
    assert used["dmlStatements"] == (1, 150)


def test_run_as_changes_the_user(run_test: RunTest) -> None:
    result = run_test(
        """
        Profile p = [SELECT Id FROM Profile WHERE Name = 'Standard User'];
        User u = new User(LastName = 'Doe', Alias = 'doe', Email = 'doe@example.com',
            Username = 'doe@example.com.test', ProfileId = p.Id, TimeZoneSidKey = 'GMT',
            LocaleSidKey = 'en_US', LanguageLocaleKey = 'en_US', EmailEncodingKey = 'UTF-8');
        Id before = UserInfo.getUserId();
        System.runAs(u) {
            System.assertNotEquals(before, UserInfo.getUserId());
            System.assertEquals('doe@example.com.test', UserInfo.getUserName());
        }
        System.assertEquals(before, UserInfo.getUserId());
        """
    )
    assert result.outcome == "passed", result.message


def test_mixed_dml_in_one_transaction(run_test: RunTest) -> None:
    result = run_test(
        """
        insert new Account(Name = 'A');
        try { insert new Group(Name = 'G', Type = 'Regular'); System.assert(false); }
        catch (DmlException e) {
            System.assert(e.getMessage().contains('MIXED_DML_OPERATION'), e.getMessage());
        }
        """
    )
    assert result.outcome == "passed", result.message


def test_a_hierarchy_setting_falls_back_to_the_organization(
    run_test: RunTest, setting: str
) -> None:
    result = run_test(
        """
        System.assertEquals(null, Limits__c.getInstance().Max__c);
        insert new Limits__c(SetupOwnerId = UserInfo.getOrganizationId(), Max__c = 5);
        System.assertEquals(5, Limits__c.getInstance().Max__c);
        System.assertEquals(null, Limits__c.getInstance().Id);
        System.assertEquals(5, Limits__c.getOrgDefaults().Max__c);
        System.assertEquals(null, Limits__c.getValues(UserInfo.getUserId()));
        """,
        {"objects/Limits__c/Limits__c.object-meta.xml": setting},
    )
    assert result.outcome == "passed", result.message
