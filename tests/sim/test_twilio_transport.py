"""How an org's callouts reach the mock."""

from __future__ import annotations

import datetime
import json

import pytest

from sfsim.kernel.clock import START, VirtualClock
from sfsim.platform.callouts import CalloutRequest
from sfsim.runtime.exceptions import CalloutException
from sfsim.sim.twilio_transport import TwilioTransport
from sfsim.twilio.accounts import Account
from sfsim.twilio.state import TwilioState

ACCOUNT = Account("AC" + "0" * 32, "token")


@pytest.fixture
def clock() -> VirtualClock:
    return VirtualClock()


@pytest.fixture
def transport(clock: VirtualClock) -> TwilioTransport:
    return TwilioTransport(TwilioState([ACCOUNT], clock), clock)


def get(host: str) -> CalloutRequest:
    return CalloutRequest("GET", f"https://{host}/2010-04-01/Accounts/{ACCOUNT.sid}/Messages.json")


def test_the_mock_answers_for_twilio(transport: TwilioTransport) -> None:
    response = transport.send(get("api.twilio.com"))
    assert (response.status_code, response.status) == (401, "Unauthorized")
    assert json.loads(response.body)["code"] == 20003


def test_a_callout_takes_simulated_time(transport: TwilioTransport, clock: VirtualClock) -> None:
    transport.send(get("api.twilio.com"))
    assert clock.now() == START + datetime.timedelta(milliseconds=50)


@pytest.mark.parametrize("host", ["example.com", "api.twilio.com.example.com", "eviltwilio.com"])
def test_other_hosts_are_not_reached(
    transport: TwilioTransport, clock: VirtualClock, host: str
) -> None:
    with pytest.raises(CalloutException, match="Unauthorized endpoint"):
        transport.send(get(host))
    assert clock.now() == START
