"""The HTTP face of the mock: one ASGI application.

Handlers are `async def` and await nothing but the request, so the application also runs without an
event loop (`in_process`).
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Final
from urllib.parse import parse_qs

import orjson
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sfsim.errors import Unsupported
from sfsim.twilio.accounts import Account, authenticate
from sfsim.twilio.creation import CreationRequest
from sfsim.twilio.listing import ListRequest, render_page
from sfsim.twilio.messages import API_VERSION, render
from sfsim.twilio.refusals import METHOD_NOT_ALLOWED, NOT_FOUND, UNAUTHENTICATED, RefusalError
from sfsim.twilio.state import TwilioState

Endpoint = Callable[[Request, Account], Awaitable[Response]]
_MESSAGES: Final = f"/{API_VERSION}/Accounts/{{account_sid}}/Messages"


def make_app(state: TwilioState) -> Starlette:
    """The application that serves `state`."""
    api = MessagesAPI(state)
    return Starlette(
        routes=[
            Route(f"{_MESSAGES}.json", api.guard(api.create), methods=["POST"]),
            Route(f"{_MESSAGES}.json", api.guard(api.list), methods=["GET"]),
            Route(f"{_MESSAGES}/{{sid}}.json", api.guard(api.fetch), methods=["GET"]),
            Route(f"{_MESSAGES}/{{sid}}.json", api.guard(_update), methods=["POST"]),
            Route(f"{_MESSAGES}/{{sid}}.json", api.guard(_delete), methods=["DELETE"]),
            Route(_MESSAGES, api.guard(_xml), methods=["GET", "POST"]),
        ],
        exception_handlers={RefusalError: api.refused, HTTPException: api.not_routed},
    )


class MessagesAPI:
    """The Messages resource of the 2010 API."""

    def __init__(self, state: TwilioState) -> None:
        self._state = state

    def guard(self, endpoint: Endpoint) -> Callable[[Request], Awaitable[Response]]:
        """An endpoint that gets the account of its path, once the credentials fit it."""

        async def guarded(request: Request) -> Response:
            account = self._state.accounts.get(request.path_params["account_sid"])
            authorization = request.headers.get("authorization", "")
            return await endpoint(request, authenticate(account, authorization))

        return guarded

    async def create(self, request: Request, account: Account) -> Response:
        """POST …/Messages.json: 201 and the message.

        Only forms are understood; with another content type all parameters are missing.
        """
        content_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        body = await request.body()
        is_form = content_type == "application/x-www-form-urlencoded"
        form = parse_qs(body.decode(), keep_blank_values=True) if is_form else {}
        message = self._state.create_message(account, CreationRequest.from_form(form))
        return self._answer(render(message), 201)

    async def list(self, request: Request, account: Account) -> Response:
        """GET …/Messages.json: one page of messages."""
        page = ListRequest.from_query(request.query_params.multi_items())
        return self._answer(render_page(account.sid, self._state.messages(account), page))

    async def fetch(self, request: Request, account: Account) -> Response:
        """GET …/Messages/{sid}.json: one message."""
        message = self._state.message(account, request.path_params["sid"])
        if message is None:
            raise RefusalError(NOT_FOUND, path=request.url.path)
        return self._answer(render(message, with_feedback=True))

    async def refused(self, request: Request, error: Exception) -> Response:
        """The answer to a request that broke a rule."""
        assert isinstance(error, RefusalError), f"not a refusal: {error!r}"
        response = self._answer(error.body(), error.row.status)
        if error.row is UNAUTHENTICATED:
            response.headers["WWW-Authenticate"] = 'Basic realm="Twilio API"'
        return response

    async def not_routed(self, request: Request, error: Exception) -> Response:
        """The answer to a path or method that the API does not have."""
        assert isinstance(error, HTTPException), f"not an HTTP error: {error!r}"
        row = METHOD_NOT_ALLOWED if error.status_code == METHOD_NOT_ALLOWED.status else NOT_FOUND
        return await self.refused(request, RefusalError(row, path=request.url.path))

    def _answer(self, body: dict[str, object], status: int = 200) -> Response:
        headers = {
            "Twilio-Request-Id": self._state.sids.next("RQ"),
            "Twilio-Concurrent-Requests": "1",
            "X-API-Domain": "api.twilio.com",
            "X-Home-Region": "us1",
        }
        return Response(orjson.dumps(body), status, headers, "application/json")


async def _update(request: Request, account: Account) -> Response:
    raise Unsupported("updating a message at Twilio", request.url.path)


async def _delete(request: Request, account: Account) -> Response:
    raise Unsupported("deleting a message at Twilio", request.url.path)


async def _xml(request: Request, account: Account) -> Response:
    raise Unsupported("answers of the Twilio API in XML", request.url.path)
