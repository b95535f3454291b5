"""Twilio accounts: credentials, the numbers they may send from, and their messaging services."""

from __future__ import annotations

import base64
import binascii
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field

from sfsim.twilio.refusals import UNAUTHENTICATED, RefusalError


@dataclass(frozen=True, slots=True)
class Account:
    """One account. `senders` are its numbers and short codes; `services` its messaging services."""

    sid: str
    auth_token: str
    senders: frozenset[str] = frozenset()
    services: frozenset[str] = frozenset()
    api_keys: Mapping[str, str] = field(default_factory=dict)


def authenticate(account: Account | None, authorization: str) -> Account:
    """The account of a request path, when the `Authorization` header fits it.

    The user name is the account's SID with its token, or an API key's SID with its secret.

    Raises:
        RefusalError: no such account, no credentials, or wrong ones; Twilio does not say which.
    """
    name, _, password = _decode_basic(authorization).partition(":")
    if account is None or not name:
        raise RefusalError(UNAUTHENTICATED)
    expected = account.auth_token if name == account.sid else account.api_keys.get(name)
    if expected is None or not hmac.compare_digest(expected.encode(), password.encode()):
        raise RefusalError(UNAUTHENTICATED)
    return account


def _decode_basic(authorization: str) -> str:
    scheme, _, encoded = authorization.partition(" ")
    if scheme.lower() != "basic":
        return ""
    try:
        return base64.b64decode(encoded, validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        return ""
