"""A mock Twilio with one account, and a way to call it."""

from __future__ import annotations

import base64
from collections.abc import Callable
from urllib.parse import urlencode

import orjson
import pytest

from sfsim.kernel.clock import VirtualClock
from sfsim.twilio.accounts import Account
from sfsim.twilio.http import make_app
from sfsim.twilio.in_process import InProcessResponse, call
from sfsim.twilio.state import TwilioState

ACCOUNT = Account(
    sid="AC" + "0123456789abcdef" * 2,
    auth_token="fedcba9876543210" * 2,
    senders=frozenset({"+15017122661"}),
    services=frozenset({"MG" + "a" * 32}),
    api_keys={"SK" + "b" * 32: "secret"},
)
HOST = "https://api.twilio.com"
MESSAGES = f"/2010-04-01/Accounts/{ACCOUNT.sid}/Messages.json"

Send = Callable[..., tuple[InProcessResponse, dict[str, object]]]


def basic(user: str, password: str) -> tuple[str, str]:
    """An Authorization header."""
    return ("Authorization", "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode())


@pytest.fixture
def account() -> Account:
    """The only account."""
    return ACCOUNT


@pytest.fixture
def state() -> TwilioState:
    """A fresh Twilio."""
    return TwilioState([ACCOUNT], VirtualClock(), seed=7)


@pytest.fixture
def request_json(state: TwilioState) -> Send:
    """Calls the API: `request_json(method, path, form=…, credentials=…)` → (response, JSON)."""
    app = make_app(state)

    def send(
        method: str,
        path: str = MESSAGES,
        *,
        form: dict[str, str] | None = None,
        credentials: tuple[str, str] = (ACCOUNT.sid, ACCOUNT.auth_token),
    ) -> tuple[InProcessResponse, dict[str, object]]:
        headers = [basic(*credentials), ("Content-Type", "application/x-www-form-urlencoded")]
        response = call(app, method, HOST + path, headers, urlencode(form or {}).encode())
        return response, orjson.loads(response.body)

    return send
