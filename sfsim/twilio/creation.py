"""The rules a request to create a message must meet, in the order in which they are checked."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from sfsim.errors import Unsupported
from sfsim.twilio.accounts import Account
from sfsim.twilio.refusals import (
    BODY_REQUIRED,
    BODY_TOO_LONG,
    FROM_NOT_OWNED,
    INVALID_CALLBACK,
    INVALID_SERVICE_SID,
    INVALID_TO,
    INVALID_VALIDITY_PERIOD,
    SENDER_REQUIRED,
    SERVICE_NOT_FOUND,
    TO_EQUALS_FROM,
    TO_IS_SHORT_CODE,
    TO_REQUIRED,
    RefusalError,
)

BODY_LENGTH_MAX: Final = 1600
URL_LENGTH_MAX: Final = 4000
VALIDITY_PERIOD_MAX_S: Final = 36_000
MASKED_DIGITS: Final = 4

_E164: Final = re.compile(r"\+(1[2-9]\d{9}|[2-9]\d{6,14})")
_SHORT_CODE: Final = re.compile(r"\d{3,6}")
_PUNCTUATION: Final = re.compile(r"[ ().-]")
_SERVICE_SID: Final = re.compile(r"MG[0-9a-fA-F]{32}")

UNMODELLED: Final = (
    "MediaUrl", "ContentSid", "ContentVariables", "SendAt", "ScheduleType", "RiskCheck",
    "TrafficType", "ShortenUrls", "SendAsMms", "PersistentAction",
)  # fmt: skip
"""Parameters that change what is created or done; others are accepted and ignored."""


@dataclass(frozen=True, slots=True)
class CreationRequest:
    """The parameters of one request; empty strings stand for missing ones, as at Twilio."""

    to: str
    sender: str
    messaging_service_sid: str
    body: str
    status_callback: str
    validity_period: str

    @classmethod
    def from_form(cls, form: dict[str, list[str]]) -> CreationRequest:
        """Reads the decoded form. Raises Unsupported for parameters that are not modelled."""
        for name in UNMODELLED:
            if name in form:
                raise Unsupported(f"the parameter {name} of Twilio's Messages resource")

        def first(name: str) -> str:
            return form.get(name, [""])[0]

        return cls(
            to=normalize_number(first("To")),
            sender=normalize_number(first("From")),
            messaging_service_sid=first("MessagingServiceSid"),
            body=first("Body"),
            status_callback=first("StatusCallback"),
            validity_period=first("ValidityPeriod"),
        )


def normalize_number(number: str) -> str:
    """A number without blanks and punctuation."""
    return _PUNCTUATION.sub("", number)


def check(account: Account, request: CreationRequest) -> None:
    """Applies all rules. Raises RefusalError with the first that is not met."""
    for rule in RULES:
        rule(account, request)


def _to_is_given(_: Account, request: CreationRequest) -> None:
    if not request.to:
        raise RefusalError(TO_REQUIRED)


def _sender_is_given(_: Account, request: CreationRequest) -> None:
    if not request.sender and not request.messaging_service_sid:
        raise RefusalError(SENDER_REQUIRED)


def _body_is_given(_: Account, request: CreationRequest) -> None:
    if not request.body:
        raise RefusalError(BODY_REQUIRED)


def _body_fits(_: Account, request: CreationRequest) -> None:
    if len(request.body.encode("utf-16-le")) // 2 > BODY_LENGTH_MAX:
        raise RefusalError(BODY_TOO_LONG)


def _to_is_valid(_: Account, request: CreationRequest) -> None:
    if _SHORT_CODE.fullmatch(request.to):
        raise RefusalError(TO_IS_SHORT_CODE, number=request.to)
    if not _E164.fullmatch(request.to):
        raise RefusalError(INVALID_TO, masked=request.to[:-MASKED_DIGITS] + "X" * MASKED_DIGITS)


def _to_is_another_number(_: Account, request: CreationRequest) -> None:
    if request.to == request.sender:
        raise RefusalError(TO_EQUALS_FROM, number=request.to)


def _service_exists(account: Account, request: CreationRequest) -> None:
    service = request.messaging_service_sid
    if service and not _SERVICE_SID.fullmatch(service):
        raise RefusalError(INVALID_SERVICE_SID, sid=service)
    if service and service not in account.services:
        raise RefusalError(SERVICE_NOT_FOUND)


def _sender_is_owned(account: Account, request: CreationRequest) -> None:
    if request.sender and request.sender not in account.senders:
        raise RefusalError(FROM_NOT_OWNED, number=request.sender)


def _callback_is_valid(_: Account, request: CreationRequest) -> None:
    url = request.status_callback
    if not url:
        return
    parts = urlsplit(url)
    host = parts.hostname or ""
    if (
        parts.scheme not in ("http", "https")
        or not host
        or "_" in host
        or len(url) > URL_LENGTH_MAX
    ):
        raise RefusalError(INVALID_CALLBACK, url=url)


def _validity_period_is_in_range(_: Account, request: CreationRequest) -> None:
    text = request.validity_period
    if text and not (text.isascii() and text.isdigit() and 1 <= int(text) <= VALIDITY_PERIOD_MAX_S):
        raise RefusalError(INVALID_VALIDITY_PERIOD)


RULES: Final[tuple[Callable[[Account, CreationRequest], None], ...]] = (
    _to_is_given,
    _sender_is_given,
    _body_is_given,
    _body_fits,
    _to_is_valid,
    _to_is_another_number,
    _service_exists,
    _sender_is_owned,
    _callback_is_valid,
    _validity_period_is_in_range,
)
