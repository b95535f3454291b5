"""Calls an ASGI application directly: no socket, no event loop, one plain function call."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, MutableMapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

# The types of the ASGI specification: a scope and an event are maps of anything.
Event = MutableMapping[str, Any]
Application = Callable[
    [Event, Callable[[], Awaitable[Event]], Callable[[Event], Awaitable[None]]], Awaitable[None]
]


@dataclass(frozen=True, slots=True)
class InProcessResponse:
    """What the application answered."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes


def call(
    application: Application,
    method: str,
    url: str,
    headers: Iterable[tuple[str, str]] = (),
    body: bytes = b"",
) -> InProcessResponse:
    """Performs one request and returns the response.

    Works for applications that await only the request and the sending of the response: those never
    suspend, so running the coroutine once runs it to its end. An exception that the application
    does not handle is raised here.
    """
    exchange = _Exchange(body)
    coroutine: Any = application(_scope(method, url, headers), exchange.receive, exchange.send)
    try:
        coroutine.send(None)
    except StopIteration:
        return exchange.response()
    coroutine.close()
    raise AssertionError(f"{method} {url}: the application waits for an event loop")


class _Exchange:
    """The two ends of one request, as the application sees them."""

    def __init__(self, body: bytes) -> None:
        self._request_body = body
        self._status = 0
        self._headers: Sequence[tuple[bytes, bytes]] = ()
        self._chunks: list[bytes] = []

    async def receive(self) -> Event:
        return {"type": "http.request", "body": self._request_body, "more_body": False}

    async def send(self, event: Event) -> None:
        if event["type"] == "http.response.start":
            self._status = event["status"]
            self._headers = event["headers"]
        else:
            self._chunks.append(event.get("body", b""))

    def response(self) -> InProcessResponse:
        assert self._status, "the application sent no response"
        headers = tuple((name.decode("latin-1"), v.decode("latin-1")) for name, v in self._headers)
        return InProcessResponse(self._status, headers, b"".join(self._chunks))


def _scope(method: str, url: str, headers: Iterable[tuple[str, str]]) -> Event:
    parts = urlsplit(url)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    encoded = [(name.lower().encode("latin-1"), v.encode("latin-1")) for name, v in headers]
    if not any(name == b"host" for name, _ in encoded):
        encoded.append((b"host", parts.netloc.encode()))
    return {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.4"},
        "http_version": "1.1",
        "method": method,
        "scheme": parts.scheme,
        "path": unquote(parts.path),
        "raw_path": parts.path.encode(),
        "root_path": "",
        "query_string": parts.query.encode(),
        "headers": encoded,
        "client": None,
        "server": (parts.hostname, port),
        "state": {},
    }
