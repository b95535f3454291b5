"""System.Http: callouts. Source: Apex Reference Guide, "Http Class", "HttpCalloutMock"."""

from __future__ import annotations

from sfsim.errors import Unsupported
from sfsim.platform.callouts import CalloutRequest, CalloutResponse
from sfsim.runtime.caller import Caller
from sfsim.runtime.exceptions import CalloutException, NullPointerException
from sfsim.stdlib.registry import apex_class, apex_constructor, apex_method
from sfsim.stdlib.system.httprequest import HttpRequest
from sfsim.stdlib.system.httpresponse import HttpResponse

NULL_ARGUMENT = "Argument cannot be null."
NAMED_CREDENTIAL = "callout:"
NO_PROTOCOL = "no protocol: {}"
"""The text of java.net.MalformedURLException, which the platform shows."""


@apex_class("System.Http", source="Apex Reference Guide, Http Class")
class Http:
    """Sends requests."""

    @apex_constructor("Http()")
    def __init__(self) -> None:
        self.sent = 0

    @apex_method("HttpResponse send(HttpRequest request)", caller=True)
    def send(self, caller: Caller, request: HttpRequest | None) -> HttpResponse | None:
        """Performs a callout, or asks the mock of a test.

        Raises:
            CalloutException: it may not be made now, or there was no answer.
            LimitException: too many callouts.
            Unsupported: a named credential, and no mock answers.
        """
        if request is None:
            raise NullPointerException(NULL_ARGUMENT)
        org = caller.org
        org.check_callout(caller)
        self.sent += 1
        mock = org.callout_mock(caller)
        if mock is not None:
            answer: HttpResponse | None = mock.respond(request)
            return answer
        response: CalloutResponse = org.callout(caller, _outbound(request))
        return _inbound(response)

    @apex_method("String toString()")
    def toString(self) -> str:
        """The name of the class."""
        return "System.Http[]"


def _outbound(request: HttpRequest) -> CalloutRequest:
    endpoint = request.endpoint or ""
    if endpoint.lower().startswith(NAMED_CREDENTIAL):
        raise Unsupported(f"named credentials: {endpoint}")
    if ":" not in endpoint:
        raise CalloutException(NO_PROTOCOL.format(endpoint))
    return CalloutRequest(
        method=request.method or "GET",
        endpoint=endpoint,
        headers=tuple(request.headers.values()),
        body=request.body or b"",
        timeout_ms=request.timeout_ms,
    )


def _inbound(response: CalloutResponse) -> HttpResponse:
    made = HttpResponse()
    made.status_code = response.status_code
    made.status = response.status
    made.body = response.body
    for name, value in response.headers:
        made.setHeader(name, value)
    return made
