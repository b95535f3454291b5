"""When a callout is allowed."""

from types import SimpleNamespace
from typing import Any, cast

import pytest

from sfsim.platform.callouts import check_callout, check_size
from sfsim.platform.limits.meter import Meters
from sfsim.platform.limits.table import EntryKind
from sfsim.platform.transaction import Transaction
from sfsim.runtime.caller import Caller
from sfsim.runtime.exceptions import CalloutException

pytestmark = pytest.mark.documented


def caller(api_version: float = 67.0) -> Caller:
    return Caller("Demo", "", "", api_version, False, cast("Any", None))


def transaction(kind: EntryKind = EntryKind.ANONYMOUS) -> Transaction:
    return Transaction(kind, Meters(kind), cast("Any", None))


def refusal(running: Transaction, api_version: float = 67.0) -> str | None:
    with pytest.raises(CalloutException) as caught:
        check_callout(running, caller(api_version))
    return caught.value.message


def test_a_callout_is_counted() -> None:
    running = transaction()
    check_callout(running, caller())
    assert running.limits.used("callouts", caller()) == 1


def test_uncommitted_work_refuses() -> None:
    running = transaction()
    running.note_uncommitted()
    assert refusal(running) == (
        "You have uncommitted work pending. Please commit or rollback before calling out"
    )


def test_an_open_savepoint_refuses_by_its_own_message_from_api_60() -> None:
    running = transaction()
    running.work.savepoints_open = 1
    assert refusal(running) == "All active Savepoints must be released before making callouts."


def test_an_open_savepoint_counts_as_uncommitted_work_before_api_60() -> None:
    running = transaction()
    running.work.savepoints_open = 1
    message = refusal(running, 59.0)
    assert message is not None
    assert message.startswith("You have uncommitted work pending")


def test_a_trigger_refuses() -> None:
    running = transaction()
    running.triggers.append(cast("Any", SimpleNamespace(is_event=False)))
    assert refusal(running) == "Callout from triggers are currently not supported."


def test_scheduled_apex_refuses() -> None:
    assert refusal(transaction(EntryKind.SCHEDULED)) == (
        "Callout from scheduled Apex not supported."
    )


def test_a_job_that_is_not_enabled_refuses() -> None:
    running = transaction(EntryKind.QUEUEABLE)
    running.allows_callouts = False
    message = refusal(running)
    assert message is not None
    assert message.startswith("Callout not allowed from this future method.")


def test_a_response_may_be_six_million_bytes_long() -> None:
    check_size(transaction(), "response", b"x" * 6_000_000)


def test_a_longer_response_refuses() -> None:
    message = "Exceeded max size limit of 6000000 with response size 6000001"
    with pytest.raises(CalloutException, match=message):
        check_size(transaction(), "response", b"x" * 6_000_001)


def test_a_job_may_receive_twice_as_much() -> None:
    check_size(transaction(EntryKind.QUEUEABLE), "response", b"x" * 12_000_000)
