"""Http, HttpRequest, HttpResponse and the mock of a test."""

from __future__ import annotations

from typing import Any, cast

import pytest

from sfsim.errors import Unsupported
from sfsim.platform.callouts import CalloutRequest, CalloutResponse
from sfsim.runtime.exceptions import CalloutException, IllegalArgumentException
from sfsim.stdlib.system.http import Http
from sfsim.stdlib.system.httprequest import HttpRequest
from sfsim.stdlib.system.httpresponse import HttpResponse

pytestmark = pytest.mark.documented


class FakeOrg:
    """Answers callouts with what it is told, and remembers the last request."""

    def __init__(self, mock: Any = None) -> None:
        self.mock = mock
        self.request: CalloutRequest | None = None
        self.checked = 0

    def check_callout(self, caller: Any) -> None:
        self.checked += 1

    def callout_mock(self, caller: Any) -> Any:
        return self.mock

    def callout(self, caller: Any, request: CalloutRequest) -> CalloutResponse:
        self.request = request
        return CalloutResponse(201, "Created", (("X-A", "1"),), "é".encode())


class FakeCaller:
    """A caller in that org."""

    def __init__(self, org: FakeOrg) -> None:
        self.org = org


def send(org: FakeOrg, request: HttpRequest) -> HttpResponse | None:
    return Http().send(cast("Any", FakeCaller(org)), request)


def request() -> HttpRequest:
    made = HttpRequest()
    made.setEndpoint("https://example.com/a")
    made.setMethod("POST")
    made.setHeader("Content-Type", "text/plain")
    made.setBody("é")
    made.setTimeout(2000)
    return made


def test_a_request_leaves_as_it_was_set() -> None:
    org = FakeOrg()
    send(org, request())
    assert org.request == CalloutRequest(
        "POST", "https://example.com/a", (("Content-Type", "text/plain"),), "é".encode(), 2000
    )


def test_a_response_arrives_whole() -> None:
    response = send(FakeOrg(), request())
    assert response is not None
    assert (response.getStatusCode(), response.getStatus()) == (201, "Created")
    assert (response.getBody(), response.getHeader("x-a")) == ("é", "1")
    assert list(response.getHeaderKeys()) == ["X-A"]


def test_a_mock_answers_instead_and_the_callout_counts() -> None:
    class Mock:
        def respond(self, request: HttpRequest) -> HttpResponse:
            response = HttpResponse()
            response.setStatusCode(418)
            return response

    org = FakeOrg(Mock())
    response = send(org, request())
    assert response is not None
    assert response.getStatusCode() == 418
    assert (org.checked, org.request) == (1, None)


def test_an_endpoint_needs_a_protocol() -> None:
    made = request()
    made.setEndpoint("example.com")
    with pytest.raises(CalloutException, match="no protocol"):
        send(FakeOrg(), made)


@pytest.mark.parametrize("timeout", [0, 120_001])
def test_a_timeout_has_bounds(timeout: int) -> None:
    with pytest.raises(IllegalArgumentException):
        HttpRequest().setTimeout(timeout)


def test_an_empty_body_is_empty_text() -> None:
    assert HttpRequest().getBody() == ""
    assert HttpResponse().getBodyAsBlob() == b""


def test_texts() -> None:
    response = HttpResponse()
    response.setStatus("OK")
    response.setStatusCode(200)
    assert response.toString() == "System.HttpResponse[Status=OK, StatusCode=200]"
    assert request().toString() == (
        "System.HttpRequest[Endpoint=https://example.com/a, Method=POST]"
    )


def test_a_named_credential_is_refused_by_name() -> None:
    made = request()
    made.setEndpoint("callout:Twilio/Messages")
    org = FakeOrg()
    with pytest.raises(Unsupported, match="named credentials: callout:Twilio/Messages"):
        send(org, made)
    assert org.request is None
