"""Callouts end to end: what refuses them, and what allows them again."""

from typing import Any

import pytest

pytestmark = pytest.mark.documented
RunTest = Any

FILES = {
    "Mock.cls": """@IsTest public class Mock implements HttpCalloutMock {
        public HttpResponse respond(HttpRequest request) {
            HttpResponse response = new HttpResponse();
            response.setStatusCode(201);
            return response;
        }
    }""",
    "Web.cls": """public class Web {
        public static Integer call() {
            HttpRequest request = new HttpRequest();
            request.setEndpoint('https://example.com');
            request.setMethod('GET');
            return new Http().send(request).getStatusCode();
        }
        public static String refusal() {
            try { call(); return null; } catch (CalloutException e) { return e.getMessage(); }
        }
        @future(callout=true) public static void later() { call(); }
        @future public static void laterWithout() { call(); }
    }""",
}
MOCKED = "Test.setMock(HttpCalloutMock.class, new Mock());"
UNCOMMITTED = "You have uncommitted work pending. Please commit or rollback before calling out"


def test_a_callout_before_dml_is_answered_by_the_mock(run_test: RunTest) -> None:
    result = run_test(
        f"{MOCKED} System.assertEquals(201, Web.call()); insert new Account(Name = 'A');", FILES
    )
    assert result.outcome == "passed", result.message


def test_a_callout_after_dml_is_refused(run_test: RunTest) -> None:
    result = run_test(
        f"{MOCKED} insert new Account(Name = 'A');"
        f"System.assertEquals('{UNCOMMITTED}', Web.refusal());",
        FILES,
    )
    assert result.outcome == "passed", result.message


def test_dml_before_start_test_does_not_refuse(run_test: RunTest) -> None:
    result = run_test(
        f"{MOCKED} insert new Account(Name = 'A'); Test.startTest();"
        "System.assertEquals(201, Web.call()); Test.stopTest();",
        FILES,
    )
    assert result.outcome == "passed", result.message


def test_rollback_and_release_allow_it_again(run_test: RunTest) -> None:
    result = run_test(
        f"""{MOCKED}
        Savepoint before = Database.setSavepoint();
        insert new Account(Name = 'A');
        Database.rollback(before);
        Database.releaseSavepoint(before);
        System.assertEquals(201, Web.call());
        """,
        FILES,
    )
    assert result.outcome == "passed", result.message


def test_an_open_savepoint_refuses(run_test: RunTest) -> None:
    result = run_test(
        f"""{MOCKED}
        Savepoint before = Database.setSavepoint();
        System.assertEquals('All active Savepoints must be released before making callouts.',
            Web.refusal());
        """,
        FILES,
    )
    assert result.outcome == "passed", result.message


def test_a_trigger_cannot_call_out(run_test: RunTest) -> None:
    trigger = """trigger T on Account (before insert) {
        System.assertEquals('Callout from triggers are currently not supported.', Web.refusal());
    }"""
    result = run_test(f"{MOCKED} insert new Account(Name = 'A');", {**FILES, "T.trigger": trigger})
    assert result.outcome == "passed", result.message


def test_a_test_without_a_mock(run_test: RunTest) -> None:
    result = run_test("Web.call();", FILES)
    assert result.message == (
        "System.TypeException: Methods defined as TestMethod do not support Web service callouts"
    )


def test_a_future_method_that_is_enabled(run_test: RunTest) -> None:
    result = run_test(f"{MOCKED} Test.startTest(); Web.later(); Test.stopTest();", FILES)
    assert result.outcome == "passed", result.message


def test_a_future_method_that_is_not_enabled(run_test: RunTest) -> None:
    result = run_test(f"{MOCKED} Test.startTest(); Web.laterWithout(); Test.stopTest();", FILES)
    assert result.message.startswith(
        "System.CalloutException: Callout not allowed from this future method."
    )


def test_the_hundredth_callout_passes_and_the_next_does_not(run_test: RunTest) -> None:
    calls = "for (Integer i = 0; i < {}; i++) {{ Web.call(); }}"
    assert run_test(MOCKED + calls.format(100), FILES).outcome == "passed"
    result = run_test(MOCKED + calls.format(101), FILES)
    assert result.message == "System.LimitException: Too many callouts: 101"
