"""What a request to create a message must meet."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sfsim.errors import Unsupported
from sfsim.twilio.accounts import Account
from sfsim.twilio.creation import CreationRequest, check
from sfsim.twilio.refusals import RefusalError

pytestmark = pytest.mark.documented

VALID = CreationRequest(
    to="+14155550100",
    sender="+15017122661",
    messaging_service_sid="",
    body="Hello",
    status_callback="",
    validity_period="",
)


def refusal(account: Account, request: CreationRequest) -> RefusalError:
    with pytest.raises(RefusalError) as caught:
        check(account, request)
    return caught.value


def test_a_complete_request_passes(account: Account) -> None:
    check(account, VALID)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"to": ""}, 21604),
        ({"sender": ""}, 21603),
        ({"body": ""}, 21602),
        ({"body": "a" * 1601}, 21617),
        ({"body": "👍" * 801}, 21617),
        ({"to": "4155550100"}, 21211),
        ({"to": "+1415555010"}, 21211),
        ({"to": "+"}, 21211),
        ({"to": "12345"}, 21265),
        ({"to": "+15017122661"}, 21266),
        ({"sender": "+15005550006"}, 21606),
        ({"messaging_service_sid": "MG1"}, 21705),
        ({"messaging_service_sid": "MG" + "c" * 32}, 21701),
        ({"status_callback": "ftp://example.com"}, 21609),
        ({"status_callback": "https://my_host.example.com"}, 21609),
        ({"status_callback": "https://example.com/" + "a" * 4000}, 21609),
        ({"validity_period": "0"}, 90007),
        ({"validity_period": "36001"}, 90007),
    ],
)
def test_refuses_with_code(account: Account, changes: dict[str, str], code: int) -> None:
    assert refusal(account, replace(VALID, **changes)).row.code == code


@pytest.mark.parametrize(
    "changes",
    [
        {"body": "a" * 1600},
        {"body": "👍" * 800},
        {"sender": "", "messaging_service_sid": "MG" + "a" * 32},
        {"status_callback": "https://example.com/status?x=1"},
        {"validity_period": "36000"},
        {"to": "+447700900123"},
    ],
)
def test_accepts_at_the_bounds(account: Account, changes: dict[str, str]) -> None:
    check(account, replace(VALID, **changes))


def test_masks_the_end_of_an_invalid_number(account: Account) -> None:
    error = refusal(account, replace(VALID, to="+15005550001234"))
    assert error.message == "Invalid 'To' Phone Number: +1500555000XXXX"


def test_punctuation_in_a_number_does_not_matter() -> None:
    form = {"To": ["+1 (415) 555-0100"], "From": ["+1.501.712.2661"], "Body": ["x"]}
    request = CreationRequest.from_form(form)
    assert (request.to, request.sender) == ("+14155550100", "+15017122661")


@pytest.mark.parametrize(
    "name",
    [
        "MediaUrl", "ContentSid", "ContentVariables", "SendAt", "ScheduleType", "RiskCheck",
        "TrafficType", "ShortenUrls", "SendAsMms", "PersistentAction",
    ],
)  # fmt: skip
def test_names_what_it_does_not_model(name: str) -> None:
    with pytest.raises(Unsupported, match=name):
        CreationRequest.from_form({name: ["x"]})


@given(st.from_regex(r"\A\+1[2-9][0-9]{9}\Z"))
def test_every_north_american_number_is_a_recipient(number: str) -> None:
    account = Account("AC" + "0" * 32, "t", senders=frozenset({"+447700900123"}))
    check(account, replace(VALID, to=number, sender="+447700900123"))
