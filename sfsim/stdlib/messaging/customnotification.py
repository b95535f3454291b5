"""Messaging.CustomNotification. Source: Apex Reference Guide, "CustomNotification Class"."""

from __future__ import annotations

from typing import Final

from sfsim.platform.email import Outbox, SentNotification
from sfsim.runtime.caller import Caller
from sfsim.runtime.collections import ApexSet, not_null
from sfsim.runtime.exceptions import IllegalArgumentException
from sfsim.stdlib.registry import apex_class, apex_constructor, apex_method

MISSING: Final = "Missing required field: {}"
"""Not seen on a real org."""


@apex_class("Messaging.CustomNotification")
class CustomNotification:
    """A notification of a type, about a record or a page."""

    @apex_constructor("CustomNotification()")
    @apex_constructor(
        "CustomNotification(String typeId, String sender, String title, String body,"
        " String targetId, String targetPageRef)"
    )
    def __init__(self, *values: str | None) -> None:
        given = [*values, *[None] * (6 - len(values))]
        self.type_id, self.sender, self.title, self.body, self.target, self.page = given

    @apex_method("void setNotificationTypeId(String id)")
    def setNotificationTypeId(self, value: str | None) -> None:
        """Sets the type."""
        self.type_id = value

    @apex_method("void setSenderId(String id)")
    def setSenderId(self, value: str | None) -> None:
        """Sets who sends."""
        self.sender = value

    @apex_method("void setTitle(String title)")
    def setTitle(self, value: str | None) -> None:
        """Sets the title."""
        self.title = value

    @apex_method("void setBody(String body)")
    def setBody(self, value: str | None) -> None:
        """Sets the text."""
        self.body = value

    @apex_method("void setTargetId(String targetId)")
    def setTargetId(self, value: str | None) -> None:
        """Sets the record that it opens."""
        self.target = value

    @apex_method("void setTargetPageRef(String pageRef)")
    def setTargetPageRef(self, value: str | None) -> None:
        """Sets the page that it opens."""
        self.page = value

    @apex_method("void send(Set<String> users)", caller=True)
    def send(self, caller: Caller, users: ApexSet | None) -> None:
        """Sends it. Raises IllegalArgumentException when a part is missing."""
        type_id = _given("notificationTypeId", self.type_id)
        title, body = _given("title", self.title), _given("body", self.body)
        target = _given("targetId", self.target or self.page)
        sent = SentNotification(type_id, title, body, tuple(not_null(users)), target)
        caller.org.part(Outbox).notifications.append(sent)


def _given(name: str, value: str | None) -> str:
    if not value:
        raise IllegalArgumentException(MISSING.format(name))
    return value
