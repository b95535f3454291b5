"""Email and notifications that left an org: kept for whoever asks, delivered to nobody."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class SentEmail:
    """One message as it was given; addresses and ids as text, in the order given."""

    to: tuple[str, ...] = ()
    cc: tuple[str, ...] = ()
    bcc: tuple[str, ...] = ()
    target_object_ids: tuple[str, ...] = ()
    template_id: str | None = None
    subject: str | None = None
    plain_text_body: str | None = None
    html_body: str | None = None
    reply_to: str | None = None
    sender_name: str | None = None


@dataclass(frozen=True, slots=True)
class SentNotification:
    """One custom notification."""

    type_id: str
    title: str
    body: str
    recipients: tuple[str, ...]
    target: str


@dataclass(slots=True)
class Outbox:
    """What was sent, in order. A test method has an outbox of its own."""

    emails: list[SentEmail] = field(default_factory=list)
    notifications: list[SentNotification] = field(default_factory=list)
