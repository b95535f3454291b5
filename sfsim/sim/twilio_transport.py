"""Callouts of an org answered by the mock Twilio, in process and on the same clock."""

from __future__ import annotations

import datetime
from http import HTTPStatus
from typing import Final
from urllib.parse import urlsplit

from sfsim.kernel.clock import Clock
from sfsim.platform.callouts import CalloutRequest, CalloutResponse
from sfsim.runtime.exceptions import CalloutException
from sfsim.twilio.http import make_app
from sfsim.twilio.in_process import call
from sfsim.twilio.state import TwilioState

LATENCY: Final = datetime.timedelta(milliseconds=50)
"""How long a request to Twilio takes on the simulated clock."""

HOST_SUFFIX: Final = ".twilio.com"


class TwilioTransport:
    """Performs an org's callouts: those to Twilio's hosts reach the mock, there are no others."""

    def __init__(
        self, state: TwilioState, clock: Clock, latency: datetime.timedelta = LATENCY
    ) -> None:
        self._app = make_app(state)
        self._clock = clock
        self._latency = latency

    def send(self, request: CalloutRequest) -> CalloutResponse:
        """Answers the request; simulated time passes meanwhile. Raises CalloutException."""
        host = urlsplit(request.endpoint).hostname or ""
        if not host.endswith(HOST_SUFFIX):
            raise CalloutException(
                "Unauthorized endpoint, please check Setup->Security->Remote site settings."
                f" endpoint = {request.endpoint}"
            )
        self._clock.jump(self._clock.now() + self._latency)
        answer = call(self._app, request.method, request.endpoint, request.headers, request.body)
        return CalloutResponse(
            answer.status, HTTPStatus(answer.status).phrase, answer.headers, answer.body
        )
