"""What the runner itself promises: repeatable tests, results that can be explained, a hook."""

from __future__ import annotations

from typing import Any

from sfsim.org.results import TestCase

MakeOrg = Any
RunTest = Any


def test_a_method_gets_the_same_ids_and_random_numbers_whatever_ran_before(
    make_org: MakeOrg,
) -> None:
    org = make_org(
        {
            "A_Tests.cls": """@IsTest private class A_Tests {
                @IsTest static void a() {
                    insert new Account(Name = 'A');
                    Crypto.getRandomInteger();
                }
                @IsTest static void b() {
                    Account made = new Account(Name = 'B');
                    insert made;
                    System.debug(made.Id + ' ' + Crypto.getRandomInteger());
                }
            }"""
        }
    )
    after_others = list(org.run_tests(org.tests()))[1]
    assert org.run_test("A_Tests", "b").log == after_others.log


def test_a_failed_assertion_carries_what_it_compared(run_test: RunTest) -> None:
    result = run_test(
        "System.assertEquals(new Map<String, Integer>{ 'a' => 1, 'b' => 2 },"
        " new Map<String, Integer>{ 'a' => 1 });"
    )
    assert result.comparison is not None
    assert result.comparison.expected == ("a = 1", "b = 2")
    assert result.comparison.actual == ("a = 1",)


def test_the_places_of_a_stack_are_those_of_its_frames(make_org: MakeOrg) -> None:
    text = "@IsTest class A_Tests {\n@IsTest static void a() {\nInteger i = 1 / 0;\n}}"
    org = make_org({"A_Tests.cls": text})
    result = org.run_test("A_Tests", "a")
    assert [(place.path.rpartition("/")[2], place.line) for place in result.places] == [
        ("A_Tests.cls", 3)
    ]


def test_the_failure_hook_runs_while_the_data_is_there(make_org: MakeOrg) -> None:
    text = """@IsTest private class A_Tests {
        @IsTest static void a() { insert new Account(Name = 'A'); System.assert(false); }
    }"""
    org = make_org({"A_Tests.cls": text})
    account = org._assembly.data.schema.sobject("Account")
    seen: list[tuple[TestCase, int]] = []

    def look(case: TestCase, error: BaseException) -> None:
        seen.append((case, len(org._assembly.store.all_rows(account))))

    list(org.run_tests(org.tests(), on_failure=look))
    assert seen == [(TestCase("A_Tests", "a"), 1)]
