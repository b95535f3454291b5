"""What one test method sees of the org, of @TestSetup, and of the methods before it."""

from __future__ import annotations

from typing import Any

import pytest

from sfsim.org.results import TestResult

MakeOrg = Any
RunTest = Any


def outcomes(results: list[TestResult]) -> list[str]:
    return [result.outcome + ": " + result.message for result in results]


@pytest.mark.documented
def test_each_method_has_the_data_of_test_setup_as_it_was_made(make_org: MakeOrg) -> None:
    org = make_org(
        {
            "A_Tests.cls": """@IsTest private class A_Tests {
                @TestSetup static void prepare() { insert new Account(Name = 'Setup'); }
                @IsTest static void changes() {
                    Account found = [SELECT Id FROM Account];
                    found.Name = 'Changed';
                    update found;
                    delete found;
                }
                @IsTest static void seesItAfresh() {
                    System.assertEquals('Setup', [SELECT Name FROM Account].Name);
                }
            }"""
        }
    )
    assert outcomes(list(org.run_tests(org.tests()))) == ["passed: ", "passed: "]


@pytest.mark.documented
def test_statics_of_test_setup_and_of_other_methods_are_gone(make_org: MakeOrg) -> None:
    org = make_org(
        {
            "A_Tests.cls": """@IsTest private class A_Tests {
                static Integer count = 0;
                @TestSetup static void prepare() { count = 10; }
                @IsTest static void first() { System.assertEquals(0, count); count = 5; }
                @IsTest static void second() { System.assertEquals(0, count); }
            }"""
        }
    )
    assert outcomes(list(org.run_tests(org.tests()))) == ["passed: ", "passed: "]


SEEING = """@IsTest{on_class} private class A_Tests {{
    @IsTest{on_method} static void counts() {{
        System.assertEquals({count}, [SELECT COUNT() FROM Account]);
        System.assertNotEquals(0, [SELECT COUNT() FROM User]);
    }}
}}"""


@pytest.mark.documented
@pytest.mark.parametrize(
    ("on_class", "on_method", "count"),
    [
        ("", "", 0),
        ("", "(SeeAllData=true)", 1),
        ("(SeeAllData=true)", "", 1),
        ("(SeeAllData=false)", "(IsParallel=true)", 0),
    ],
)
def test_data_of_the_org_is_seen_only_with_see_all_data(
    make_org: MakeOrg, on_class: str, on_method: str, count: int
) -> None:
    text = SEEING.format(on_class=on_class, on_method=on_method, count=count)
    org = make_org({"A_Tests.cls": text})
    org.insert("Account", [{"Name": "Real"}])
    assert outcomes(list(org.run_tests(org.tests()))) == ["passed: "]
    assert len(org.query("SELECT Id FROM Account")) == 1


@pytest.mark.documented
def test_methods_that_see_all_data_stand_beside_those_that_do_not(make_org: MakeOrg) -> None:
    org = make_org(
        {
            "A_Tests.cls": """@IsTest private class A_Tests {
                @IsTest static void a() { System.assertEquals(0, [SELECT COUNT() FROM Account]); }
                @IsTest(SeeAllData=true) static void b() {
                    System.assertEquals(1, [SELECT COUNT() FROM Account]);
                }
                @IsTest static void c() { System.assertEquals(0, [SELECT COUNT() FROM Account]); }
            }"""
        }
    )
    org.insert("Account", [{"Name": "Real"}])
    assert outcomes(list(org.run_tests(org.tests()))) == ["passed: "] * 3


@pytest.mark.documented
def test_setup_methods_and_see_all_data_exclude_each_other(make_org: MakeOrg) -> None:
    org = make_org(
        {
            "A_Tests.cls": """@IsTest(SeeAllData=true) private class A_Tests {
                @TestSetup static void prepare() {}
                @IsTest static void a() {}
            }"""
        }
    )
    (result,) = org.run_tests(org.tests())
    assert result.outcome == "failed"
    assert "SeeAllData" in result.message


@pytest.mark.documented
def test_a_failing_setup_fails_every_method_with_its_error(make_org: MakeOrg) -> None:
    org = make_org(
        {
            "A_Tests.cls": """@IsTest private class A_Tests {
                @TestSetup static void prepare() { Integer i = 1 / 0; }
                @IsTest static void a() {}
                @IsTest static void b() {}
            }"""
        }
    )
    results = list(org.run_tests(org.tests()))
    assert [str(result.case) for result in results] == ["A_Tests.a", "A_Tests.b"]
    assert {result.message for result in results} == {"System.MathException: Divide by 0"}


@pytest.mark.documented
def test_start_and_stop_test_have_limits_of_their_own(run_test: RunTest) -> None:
    result = run_test(
        """
        insert new Account(Name = 'A');
        System.assertEquals(1, Limits.getDmlStatements());
        Test.startTest();
        System.assertEquals(0, Limits.getDmlStatements());
        for (Integer i = 0; i < 3; i++) { insert new Account(Name = 'B'); }
        System.assertEquals(3, Limits.getDmlStatements());
        Test.stopTest();
        System.assertEquals(1, Limits.getDmlStatements());
        """
    )
    assert result.outcome == "passed", result.message
