"""The Message resource: what it holds and what it looks like in JSON."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from email.utils import format_datetime
from typing import Final

from sfsim.twilio.segments import count_segments

API_VERSION: Final = "2010-04-01"


@dataclass(frozen=True, slots=True)
class Message:
    """One message. Instants are naive UTC; `sender` is null until a service has picked one."""

    sid: str
    account_sid: str
    to: str
    sender: str | None
    messaging_service_sid: str | None
    body: str
    status: str
    created: datetime.datetime
    updated: datetime.datetime
    sent: datetime.datetime | None = None
    direction: str = "outbound-api"
    status_callback: str | None = None
    error_code: int | None = None
    error_message: str | None = None

    @property
    def uri(self) -> str:
        """The path of the resource."""
        return f"{messages_path(self.account_sid)[: -len('.json')]}/{self.sid}.json"

    @property
    def segments(self) -> int:
        """How many segments it is sent in; 0 while no sender is known."""
        return 0 if self.sender is None else count_segments(self.body)


def messages_path(account_sid: str) -> str:
    """The path of an account's list of messages."""
    return f"/{API_VERSION}/Accounts/{account_sid}/Messages.json"


def render(message: Message, *, with_feedback: bool = False) -> dict[str, object]:
    """The JSON object of a message; fetched and listed ones also link to their feedback.

    Source: Twilio API reference, "Messages resource"; null `date_sent` and the string counters as
    in recorded answers.
    """
    parent = message.uri[: -len(".json")]
    subresources = {"media": f"{parent}/Media.json"}
    if with_feedback:
        subresources["feedback"] = f"{parent}/Feedback.json"
    return {
        "account_sid": message.account_sid,
        "api_version": API_VERSION,
        "body": message.body,
        "date_created": rfc_2822(message.created),
        "date_sent": None if message.sent is None else rfc_2822(message.sent),
        "date_updated": rfc_2822(message.updated),
        "direction": message.direction,
        "error_code": message.error_code,
        "error_message": message.error_message,
        "from": message.sender,
        "messaging_service_sid": message.messaging_service_sid,
        "num_media": "0",
        "num_segments": str(message.segments),
        "price": None,
        "price_unit": "USD",
        "sid": message.sid,
        "status": message.status,
        "subresource_uris": subresources,
        "to": message.to,
        "uri": message.uri,
    }


def rfc_2822(instant: datetime.datetime) -> str:
    """An instant as the 2010 API writes it: `Mon, 05 Jan 2026 09:00:00 +0000`."""
    return format_datetime(instant.replace(microsecond=0, tzinfo=datetime.UTC))
