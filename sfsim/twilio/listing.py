"""The list of an account's messages: filters and pages, newest first."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from sfsim.errors import Unsupported
from sfsim.twilio.messages import Message, messages_path, render
from sfsim.twilio.refusals import PAGE_SIZE_TOO_LARGE, RefusalError

PAGE_SIZE_DEFAULT: Final = 50
PAGE_SIZE_MAX: Final = 1000
TOKEN_PREFIX: Final = "PA"


@dataclass(frozen=True, slots=True)
class ListRequest:
    """The parameters of one page. `page` is the client's count; `token` decides where it starts."""

    filters: tuple[tuple[str, str], ...]
    page_size: int
    page: int
    token: str

    @classmethod
    def from_query(cls, query: Sequence[tuple[str, str]]) -> ListRequest:
        """Reads the decoded query string. Raises RefusalError when the page size is too large."""
        values = dict(query)
        page_size = _to_integer("PageSize", values.get("PageSize", str(PAGE_SIZE_DEFAULT)))
        page = _to_integer("Page", values.get("Page", "0"))
        if page_size > PAGE_SIZE_MAX:
            raise RefusalError(PAGE_SIZE_TOO_LARGE)
        filters = tuple((name, value) for name, value in query if name in FILTERS)
        return cls(filters, max(1, page_size), page, values.get("PageToken", ""))


def render_page(
    account_sid: str, messages: Sequence[Message], request: ListRequest
) -> dict[str, object]:
    """One page of messages, given in order of creation."""
    matching = [message for message in reversed(messages) if _matches(message, request)]
    start = _start(matching, request.token)
    shown = matching[start : start + request.page_size]
    has_more = start + len(shown) < len(matching)
    following = None
    if has_more:
        token = TOKEN_PREFIX + shown[-1].sid
        following = _page_uri(account_sid, request, request.page + 1, token)
    return {
        "first_page_uri": _page_uri(account_sid, request, 0, ""),
        "end": start + len(shown) - 1 if shown else 0,
        "previous_page_uri": None,
        "messages": [render(message, with_feedback=True) for message in shown],
        "uri": _page_uri(account_sid, request, request.page, request.token),
        "page_size": request.page_size,
        "start": start,
        "next_page_uri": following,
        "page": request.page,
    }


def _start(matching: Sequence[Message], token: str) -> int:
    if not token:
        return 0
    last = token.removeprefix(TOKEN_PREFIX)
    for index, message in enumerate(matching):
        if message.sid == last:
            return index + 1
    raise Unsupported(f"the page token {token!r} of Twilio's list of messages")


def _to_integer(name: str, text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise Unsupported(f"the value {text!r} of Twilio's {name} parameter")
    return int(text)


def _matches(message: Message, request: ListRequest) -> bool:
    return all(FILTERS[name](message, value) for name, value in request.filters)


def _day_sent(message: Message, value: str, sign: str) -> bool:
    """Messages that are not sent yet match no filter on the day."""
    try:
        day = datetime.date.fromisoformat(value)
    except ValueError:
        raise Unsupported(f"the value {value!r} of Twilio's DateSent filter") from None
    if message.sent is None:
        return False
    sent = message.sent.date()
    return {"=": sent == day, ">": sent >= day, "<": sent <= day}[sign]


FILTERS: Final[dict[str, Callable[[Message, str], bool]]] = {
    "To": lambda message, value: message.to == value,
    "From": lambda message, value: message.sender == value,
    "DateSent": lambda message, value: _day_sent(message, value, "="),
    "DateSent>": lambda message, value: _day_sent(message, value, ">"),
    "DateSent<": lambda message, value: _day_sent(message, value, "<"),
}
"""The filter parameters; `DateSent>` and `DateSent<` include the day itself."""


def _page_uri(account_sid: str, request: ListRequest, page: int, token: str) -> str:
    query = [*request.filters, ("PageSize", str(request.page_size)), ("Page", str(page))]
    if token:
        query.append(("PageToken", token))
    return f"{messages_path(account_sid)}?{urlencode(query)}"
