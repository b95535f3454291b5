"""The Messages API as a client sees it."""

from __future__ import annotations

import base64
from collections.abc import Callable
from typing import Any

import pytest

from sfsim.errors import Unsupported
from sfsim.kernel.clock import VirtualClock
from sfsim.twilio.accounts import Account
from sfsim.twilio.http import make_app
from sfsim.twilio.in_process import call
from sfsim.twilio.state import TwilioState

FORM = {"To": "+14155550100", "From": "+15017122661", "Body": "Hello"}

Send = Callable[..., tuple[Any, dict[str, Any]]]  # JSON of a response, dynamic


@pytest.mark.documented
def test_create_answers_the_whole_resource(request_json: Send, account: Account) -> None:
    response, message = request_json("POST", form=FORM)

    assert response.status == 201
    uri = f"/2010-04-01/Accounts/{account.sid}/Messages/{message['sid']}"
    assert message == {
        "sid": message["sid"],
        "account_sid": account.sid,
        "api_version": "2010-04-01",
        "body": "Hello",
        "from": "+15017122661",
        "to": "+14155550100",
        "messaging_service_sid": None,
        "status": "queued",
        "direction": "outbound-api",
        "num_segments": "1",
        "num_media": "0",
        "price": None,
        "price_unit": "USD",
        "error_code": None,
        "error_message": None,
        "date_created": "Mon, 05 Jan 2026 09:00:00 +0000",
        "date_updated": "Mon, 05 Jan 2026 09:00:00 +0000",
        "date_sent": None,
        "uri": f"{uri}.json",
        "subresource_uris": {"media": f"{uri}/Media.json"},
    }


@pytest.mark.documented
def test_a_service_picks_the_sender_later(request_json: Send) -> None:
    form = {"To": "+14155550100", "MessagingServiceSid": "MG" + "a" * 32, "Body": "Hello"}
    _, message = request_json("POST", form=form)
    assert (message["status"], message["from"], message["num_segments"]) == ("accepted", None, "0")


@pytest.mark.documented
def test_an_error_has_code_message_link_and_status(request_json: Send) -> None:
    response, error = request_json("POST", form={})
    assert response.status == 400
    assert error == {
        "code": 21604,
        "message": "A 'To' phone number is required.",
        "more_info": "https://www.twilio.com/docs/errors/21604",
        "status": 400,
    }


@pytest.mark.documented
@pytest.mark.parametrize(
    "credentials",
    [("AC" + "0123456789abcdef" * 2, "wrong"), ("AC" + "f" * 32, "x"), ("", ""), ("SK1", "secret")],
)
def test_wrong_credentials_are_not_told_apart(
    request_json: Send, credentials: tuple[str, str]
) -> None:
    response, error = request_json("POST", form=FORM, credentials=credentials)
    assert (response.status, error["code"]) == (401, 20003)
    assert dict(response.headers)["www-authenticate"] == 'Basic realm="Twilio API"'


@pytest.mark.documented
def test_an_api_key_signs_in_for_its_account(request_json: Send) -> None:
    response, _ = request_json("POST", form=FORM, credentials=("SK" + "b" * 32, "secret"))
    assert response.status == 201


@pytest.mark.documented
def test_a_header_that_is_not_basic_is_no_sign_in(state: TwilioState, account: Account) -> None:
    url = f"https://api.twilio.com/2010-04-01/Accounts/{account.sid}/Messages.json"
    app = make_app(state)
    for header in ("", "Bearer x", "Basic ???"):
        assert call(app, "GET", url, [("Authorization", header)]).status == 401


@pytest.mark.recorded
def test_json_is_not_understood(state: TwilioState, account: Account) -> None:
    token = base64.b64encode(f"{account.sid}:{account.auth_token}".encode()).decode()
    headers = [("Authorization", f"Basic {token}"), ("Content-Type", "application/json")]
    url = f"https://api.twilio.com/2010-04-01/Accounts/{account.sid}/Messages.json"
    response = call(make_app(state), "POST", url, headers, b'{"To": "+14155550100"}')
    assert b"21604" in response.body


@pytest.mark.documented
def test_fetch_finds_what_was_created(request_json: Send) -> None:
    _, created = request_json("POST", form=FORM)
    response, fetched = request_json("GET", created["uri"])
    assert response.status == 200
    created["subresource_uris"]["feedback"] = created["uri"].replace(".json", "/Feedback.json")
    assert fetched == created


@pytest.mark.documented
def test_an_unknown_message_is_not_found(request_json: Send, account: Account) -> None:
    path = f"/2010-04-01/Accounts/{account.sid}/Messages/SM{'0' * 32}.json"
    response, error = request_json("GET", path)
    assert (response.status, error["code"]) == (404, 20404)
    assert error["message"] == f"The requested resource {path} was not found"


@pytest.mark.documented
def test_other_paths_and_methods_are_refused(request_json: Send, account: Account) -> None:
    path = f"/2010-04-01/Accounts/{account.sid}/Messages.json"
    assert request_json("GET", "/2010-04-01/Nothing.json")[1]["code"] == 20404
    assert request_json("PUT", path)[1]["code"] == 20004


@pytest.mark.parametrize(
    ("method", "suffix"), [("POST", "/SM1.json"), ("DELETE", "/SM1.json"), ("POST", "")]
)
def test_names_what_it_does_not_model(
    request_json: Send, account: Account, method: str, suffix: str
) -> None:
    with pytest.raises(Unsupported, match="Twilio"):
        request_json(method, f"/2010-04-01/Accounts/{account.sid}/Messages{suffix}")


@pytest.mark.documented
def test_every_answer_has_a_request_id(request_json: Send) -> None:
    ids = {dict(request_json("POST", form=FORM)[0].headers)["twilio-request-id"] for _ in range(3)}
    assert len(ids) == 3
    assert all(len(one) == 34 and one.startswith("RQ") for one in ids)


def test_one_seed_gives_the_same_bytes(account: Account) -> None:
    def run() -> list[bytes]:
        clock = VirtualClock()
        app = make_app(TwilioState([account], clock, seed=3))
        url = f"https://api.twilio.com/2010-04-01/Accounts/{account.sid}/Messages.json"
        return [call(app, "POST", url, [], b"").body for _ in range(3)]

    assert run() == run()
