"""System, Limits, UserInfo, Request, Test: what code asks about its transaction."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sfsim.platform.limits.table import ALIASES, LIMITS
from sfsim.stdlib.system import limits

RunApex = Callable[..., list[str]]


@pytest.mark.documented
@pytest.mark.parametrize(
    ("expression", "text"),
    [
        ("System.isBatch()", "false"),
        ("System.isQueueable()", "false"),
        ("Test.isRunningTest()", "false"),
        ("Limits.getQueries()", "0"),
        ("Limits.getLimitQueries()", "100"),
        ("Limits.getLimitDmlRows()", "10000"),
        ("UserInfo.getUserId().length()", "18"),
        ("UserInfo.getOrganizationId().startsWith('00D')", "true"),
        ("UserInfo.isMultiCurrencyOrganization()", "false"),
        ("Request.getCurrent().getQuiddity()", "ANONYMOUS"),
        ("System.today() == Date.today()", "true"),
        ("System.currentTimeMillis() == System.now().getTime()", "true"),
        ("System.hashCode('aaaaaaa')", "-1236860927"),
        ("System.equals('a', 'A')", "true"),
    ],
)
def test_answer(run_apex: RunApex, expression: str, text: str) -> None:
    assert run_apex(f"System.debug({expression});") == [text]


@pytest.mark.documented
def test_limits_count_what_happens(run_apex: RunApex) -> None:
    log = run_apex(
        "insert new Account(Name = 'x'); List<Account> l = [SELECT Id FROM Account];"
        "System.debug(Limits.getQueries() + ' ' + Limits.getQueryRows() + ' '"
        " + Limits.getDmlStatements() + ' ' + Limits.getDmlRows());"
    )
    assert log == ["1 1 1 1"]


@pytest.mark.documented
@pytest.mark.parametrize(
    "method", [limit.method for limit in LIMITS if limit.method] + [name for name, _ in ALIASES]
)
def test_every_limit_has_both_methods(method: str) -> None:
    assert hasattr(limits.Limits, method)
    assert hasattr(limits.Limits, f"getLimit{method.removeprefix('get')}")


@pytest.mark.documented
@pytest.mark.parametrize(
    ("expression", "text"),
    [
        ("TriggerOperation.AFTER_UNDELETE.ordinal()", "6"),
        ("LoggingLevel.valueOf('error')", "ERROR"),
        ("LoggingLevel.DEBUG.ordinal() < LoggingLevel.ERROR.ordinal()", "true"),
        ("AccessLevel.USER_MODE == AccessLevel.USER_MODE", "true"),
        ("StatusCode.valueOf('delete_failed').name()", "DELETE_FAILED"),
    ],
)
def test_enums(run_apex: RunApex, expression: str, text: str) -> None:
    assert run_apex(f"System.debug({expression});") == [text]


@pytest.mark.documented
def test_options_and_signatures(run_apex: RunApex) -> None:
    log = run_apex(
        "AsyncOptions o = new AsyncOptions(); o.MinimumQueueableDelayInMinutes = 3;"
        "o.DuplicateSignature = QueueableDuplicateSignature.Builder().addString('a').build();"
        "System.debug(o.MinimumQueueableDelayInMinutes);"
        "System.debug(o.DuplicateSignature == "
        "QueueableDuplicateSignature.Builder().addString('a').build());"
    )
    assert log == ["3", "true"]


@pytest.mark.documented
def test_rest_objects_hold_what_is_set(run_apex: RunApex) -> None:
    log = run_apex(
        "RestRequest r = new RestRequest(); r.requestURI = '/x'; r.addHeader('A', '1');"
        "r.requestBody = Blob.valueOf('b');"
        "System.debug(r.requestURI + r.headers.get('a') + r.requestBody.toString());"
    )
    assert log == ["/x1b"]


@pytest.mark.documented
def test_value_classes_hold_what_is_set(run_apex: RunApex) -> None:
    log = run_apex(
        "Messaging.SingleEmailMessage m = new Messaging.SingleEmailMessage();"
        "m.setToAddresses(new List<String>{'a@b.c'}); m.setSubject('s');"
        "System.debug(m.getToAddresses() + m.getSubject() + m.subject);"
    )
    assert log == ["(a@b.c)ss"]
