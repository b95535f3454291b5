"""The mock against Twilio's own client library and Twilio's OpenAPI description."""

from __future__ import annotations

import base64
import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from twilio.base.exceptions import TwilioRestException
from twilio.http import HttpClient
from twilio.http.response import Response
from twilio.rest import Client

from sfsim.twilio.accounts import Account
from sfsim.twilio.http import make_app
from sfsim.twilio.in_process import call
from sfsim.twilio.state import TwilioState

pytestmark = pytest.mark.documented

OPENAPI = Path(os.environ.get("SFSIM_TWILIO_OPENAPI", "twilio_messages_openapi.json"))


class InProcessClient(HttpClient):  # type: ignore[misc]  # the library is not typed
    """The library's own transport seam, pointed at the mock."""

    def __init__(self, state: TwilioState) -> None:
        super().__init__(None, False, None)
        self.app = make_app(state)

    def request(self, method: str, url: str, **options: Any) -> Response:
        headers = dict(options.get("headers") or {})
        user, password = options["auth"]
        token = base64.b64encode(f"{user}:{password}".encode()).decode()
        headers["Authorization"] = f"Basic {token}"
        query = f"?{urlencode(options['params'])}" if options.get("params") else ""
        body = urlencode(options.get("data") or {}, doseq=True).encode()
        answer = call(self.app, method, url + query, list(headers.items()), body)
        return Response(answer.status, answer.body.decode())


@pytest.fixture
def client(state: TwilioState, account: Account) -> Client:
    """Twilio's library, signed in."""
    return Client(account.sid, account.auth_token, http_client=InProcessClient(state))


def test_the_library_creates_and_fetches(client: Client) -> None:
    created = client.messages.create(to="+14155550100", from_="+15017122661", body="Hé & 👍")
    fetched = client.messages(created.sid).fetch()
    assert (fetched.body, fetched.status, fetched.num_segments) == ("Hé & 👍", "queued", "1")
    assert fetched.date_created.isoformat() == "2026-01-05T09:00:00+00:00"


def test_the_library_pages_through_the_list(client: Client) -> None:
    created = [
        client.messages.create(to="+14155550100", from_="+15017122661", body=str(i)).sid
        for i in range(7)
    ]
    assert [message.sid for message in client.messages.list(page_size=3)] == created[::-1]


def test_the_library_reads_errors(client: Client) -> None:
    with pytest.raises(TwilioRestException) as caught:
        client.messages.create(to="nobody", from_="+15017122661", body="x")
    assert (caught.value.status, caught.value.code) == (400, 21211)
    assert "Invalid 'To' Phone Number" in str(caught.value)


def test_the_library_cannot_sign_in_with_a_wrong_token(
    state: TwilioState, account: Account
) -> None:
    client = Client(account.sid, "wrong", http_client=InProcessClient(state))
    with pytest.raises(TwilioRestException) as caught:
        client.messages("SM" + "0" * 32).fetch()
    assert (caught.value.status, caught.value.code) == (401, 20003)


@pytest.fixture(scope="module")
def schemas() -> dict[str, Any]:
    """The schemas of Twilio's OpenAPI description, where it is at hand."""
    if not OPENAPI.is_file():
        pytest.skip("SFSIM_TWILIO_OPENAPI names no file")
    specification = json.loads(OPENAPI.read_text())["specs"]["api_v2010"]
    found: dict[str, Any] = specification["components"]["schemas"]
    return found


def violations(value: Any, schema: dict[str, Any], schemas: dict[str, Any]) -> Iterator[str]:
    """What of a JSON value breaks an OpenAPI 3.0 schema, as far as these schemas go."""
    while "$ref" in schema:
        schema = schemas[schema["$ref"].rsplit("/", 1)[1]]
    if value is None:
        if not schema.get("nullable"):
            yield "null"
        return
    kinds = {"string": str, "integer": int, "object": dict, "boolean": bool, "array": list}
    if not isinstance(value, kinds[schema.get("type", "object")]):
        yield f"{value!r} is no {schema['type']}"
    if "enum" in schema and value not in schema["enum"]:
        yield f"{value!r} is not listed"
    if "pattern" in schema and not re.search(schema["pattern"], value):
        yield f"{value!r} does not match"
    for name, part in schema.get("properties", {}).items():
        if name in value:
            yield from (f"{name}: {problem}" for problem in violations(value[name], part, schemas))


@pytest.mark.parametrize(
    "form",
    [
        {"To": "+14155550100", "From": "+15017122661", "Body": "x"},
        {"To": "+14155550100", "MessagingServiceSid": "MG" + "a" * 32, "Body": "x"},
    ],
)
def test_messages_fit_the_published_schema(
    request_json: Any, schemas: dict[str, Any], form: dict[str, str]
) -> None:
    _, message = request_json("POST", form=form)
    schema = schemas["api.v2010.account.message"]
    assert list(violations(message, schema, schemas)) == []
    assert set(message) == set(schema["properties"])
