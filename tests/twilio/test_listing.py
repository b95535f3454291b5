"""The list of messages: order, pages, filters."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from sfsim.errors import Unsupported
from sfsim.twilio.accounts import Account

pytestmark = pytest.mark.documented

Send = Callable[..., tuple[Any, dict[str, Any]]]  # JSON of a response, dynamic


@pytest.fixture
def five(request_json: Send) -> list[str]:
    """The SIDs of five messages in order of creation."""
    return [
        request_json(
            "POST", form={"To": f"+1415555010{i}", "From": "+15017122661", "Body": str(i)}
        )[1]["sid"]
        for i in range(5)
    ]


@pytest.fixture
def path(account: Account) -> str:
    """The path of the list."""
    return f"/2010-04-01/Accounts/{account.sid}/Messages.json"


def sids(page: dict[str, Any]) -> list[str]:
    return [message["sid"] for message in page["messages"]]


def test_the_newest_comes_first(request_json: Send, five: list[str], path: str) -> None:
    assert sids(request_json("GET", path)[1]) == five[::-1]


def test_pages_follow_each_other(request_json: Send, five: list[str], path: str) -> None:
    found: list[str] = []
    following: str | None = f"{path}?PageSize=2"
    while following:
        page = request_json("GET", following)[1]
        assert page["start"] == len(found)
        found += sids(page)
        assert page["end"] == len(found) - 1
        following = page["next_page_uri"]
    assert found == five[::-1]


def test_a_new_message_does_not_shift_the_next_page(
    request_json: Send, five: list[str], path: str
) -> None:
    page = request_json("GET", f"{path}?PageSize=2")[1]
    request_json("POST", form={"To": "+14155550109", "From": "+15017122661", "Body": "new"})
    assert sids(request_json("GET", page["next_page_uri"])[1]) == five[2:0:-1]


def test_filters_by_recipient(request_json: Send, five: list[str], path: str) -> None:
    assert sids(request_json("GET", f"{path}?To=%2B14155550103")[1]) == [five[3]]
    assert len(sids(request_json("GET", f"{path}?From=%2B15017122661")[1])) == 5
    assert sids(request_json("GET", f"{path}?From=%2B1")[1]) == []


def test_what_is_not_sent_matches_no_day(request_json: Send, five: list[str], path: str) -> None:
    for query in ("DateSent=2026-01-05", "DateSent%3E=2026-01-01", "DateSent%3C=2026-12-31"):
        assert sids(request_json("GET", f"{path}?{query}")[1]) == []


def test_a_page_has_the_published_keys(request_json: Send, five: list[str], path: str) -> None:
    page = request_json("GET", path)[1]
    assert set(page) == {
        "end", "first_page_uri", "messages", "next_page_uri", "page", "page_size",
        "previous_page_uri", "start", "uri",
    }  # fmt: skip
    assert page["next_page_uri"] is None


def test_a_page_has_1000_messages_at_most(request_json: Send, path: str) -> None:
    response, error = request_json("GET", f"{path}?PageSize=1001")
    assert (response.status, error["code"]) == (400, 20007)


@pytest.mark.parametrize("query", ["PageToken=PAx", "PageSize=x", "DateSent=2026-01-05T00:00:00Z"])
def test_names_what_it_does_not_model(
    request_json: Send, five: list[str], path: str, query: str
) -> None:
    with pytest.raises(Unsupported, match="Twilio"):
        request_json("GET", f"{path}?{query}")
