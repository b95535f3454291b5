"""Messaging.sendEmail and custom notifications."""

from pathlib import Path
from typing import Any

import pytest

from sfsim.org.org import Org

pytestmark = pytest.mark.documented
Run = Any
MESSAGE = """Messaging.SingleEmailMessage m = new Messaging.SingleEmailMessage();
m.setToAddresses(new List<String>{ 'a@example.com' }); m.setSubject('Hi');
m.setPlainTextBody('text');"""


def test_an_email_leaves_when_the_transaction_commits() -> None:
    org = Org.deployed([])
    org.apex(f"{MESSAGE} Messaging.sendEmail(new List<Messaging.Email>{{ m }});")
    org.run_until_idle()
    assert [(each.to, each.subject) for each in org.outbox.emails] == [(("a@example.com",), "Hi")]


def test_an_email_of_a_failed_transaction_stays(tmp_path: Path) -> None:
    org = Org.deployed([])
    with pytest.raises(Exception, match="no"):
        org.apex(
            f"{MESSAGE} Messaging.sendEmail(new List<Messaging.Email>{{ m }});"
            "throw new IllegalArgumentException('no');"
        )
    org.run_until_idle()
    assert org.outbox.emails == []


def test_sending_counts_one_invocation(run_test: Run) -> None:
    body = f"""{MESSAGE}
    List<Messaging.SendEmailResult> r = Messaging.sendEmail(new List<Messaging.Email>{{ m, m }});
    System.assert(r[0].isSuccess() && r[1].success);
    System.assertEquals(1, Limits.getEmailInvocations());"""
    assert run_test(body) == "passed"


@pytest.mark.inferred
def test_a_message_needs_a_recipient(run_test: Run) -> None:
    body = """Messaging.SingleEmailMessage m = new Messaging.SingleEmailMessage();
    m.setPlainTextBody('x');
    try { Messaging.sendEmail(new List<Messaging.Email>{ m }); System.assert(false); }
    catch (EmailException e) {
        System.assertEquals('SendEmail failed. First exception on row 0; first error: '
            + 'REQUIRED_FIELD_MISSING, Add a recipient to send an email.: []', e.getMessage());
    }"""
    assert run_test(body) == "passed"


def test_errors_are_results_when_not_all_or_nothing(run_test: Run) -> None:
    body = """Messaging.SingleEmailMessage m = new Messaging.SingleEmailMessage();
    m.setToAddresses(new List<String>{ 'nobody' }); m.setPlainTextBody('x');
    Messaging.SendEmailError e =
        Messaging.sendEmail(new List<Messaging.Email>{ m }, false)[0].getErrors()[0];
    System.assertEquals(StatusCode.INVALID_EMAIL_ADDRESS, e.getStatusCode());"""
    assert run_test(body) == "passed"


@pytest.mark.inferred
def test_a_notification_needs_a_title() -> None:
    org = Org.deployed([])
    org.apex(
        """Messaging.CustomNotification n = new Messaging.CustomNotification();
        n.setNotificationTypeId('0ML000000000001'); n.setBody('b'); n.setTargetId('001');
        try { n.send(new Set<String>{ 'u' }); }
        catch (IllegalArgumentException e) { System.debug('refused'); }
        n.setTitle('t'); n.send(new Set<String>{ 'u' });"""
    )
    assert list(org.debug_log) == ["refused"]
    assert [each.title for each in org.outbox.notifications] == ["t"]
