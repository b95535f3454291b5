"""Calling an ASGI application without an event loop."""

from __future__ import annotations

import asyncio

import pytest

from sfsim.twilio.in_process import Event, call


async def echo(scope: Event, receive: object, send: object) -> None:
    event = await receive()  # type: ignore[operator]  # an ASGI callable
    await send(  # type: ignore[operator]  # an ASGI callable
        {
            "type": "http.response.start",
            "status": 200,
            "headers": [(b"x-query", scope["query_string"])],
        }
    )
    await send({"type": "http.response.body", "body": event["body"]})  # type: ignore[operator]


def test_the_response_comes_back() -> None:
    response = call(echo, "POST", "https://host/path?a=1", [("X", "y")], b"body")
    assert (response.status, response.body) == (200, b"body")
    assert response.headers == (("x-query", "a=1"),)


def test_an_application_that_waits_is_a_bug() -> None:
    async def waits(scope: object, receive: object, send: object) -> None:
        await asyncio.Future(loop=loop)

    loop = asyncio.new_event_loop()
    try:
        with pytest.raises(AssertionError, match="waits for an event loop"):
            call(waits, "GET", "http://host/")
    finally:
        loop.close()


def test_an_exception_of_the_application_is_raised() -> None:
    async def fails(scope: object, receive: object, send: object) -> None:
        raise ValueError("inside")

    with pytest.raises(ValueError, match="inside"):
        call(fails, "GET", "http://host/")
