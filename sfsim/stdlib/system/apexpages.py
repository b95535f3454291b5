"""System.ApexPages: the page that is shown and the messages on it.

Source: Apex Reference Guide, "ApexPages Class".
"""

from __future__ import annotations

from typing import Any, Final

from sfsim.platform.limits.table import EntryKind
from sfsim.runtime.caller import Caller
from sfsim.runtime.collections import ApexList, not_null
from sfsim.runtime.exceptions import FinalException
from sfsim.runtime.objects import ApexEnum
from sfsim.stdlib.apexpages.message import Message
from sfsim.stdlib.platform_enums import constant
from sfsim.stdlib.registry import apex_class, apex_method
from sfsim.stdlib.system.pagereference import PageReference
from sfsim.typeref import TypeRef, list_of

NOT_ON_A_PAGE: Final = "ApexPages.addMessage can only be called from a Visualforce page"
"""Source: recorded."""

MESSAGES: Final = list_of(TypeRef("ApexPages.Message"))


class PageState:
    """The current page of one transaction and its messages."""

    def __init__(self) -> None:
        self.page: PageReference | None = None
        self.messages: list[Message] = []


def current_page(caller: Caller) -> PageReference | None:
    """The page; a test method has an empty one until it sets another."""
    transaction = caller.org.transaction
    state = transaction.part(PageState)
    if state.page is None and transaction.entry_kind == EntryKind.TEST:
        state.page = PageReference("")
    return state.page


def set_current_page(caller: Caller, page: Any) -> None:
    """`Test.setCurrentPage`."""
    caller.org.transaction.part(PageState).page = page


@apex_class("System.ApexPages", source="Apex Reference Guide, ApexPages Class")
class ApexPages:
    """Static members only."""

    @apex_method("static PageReference currentPage()", caller=True)
    @staticmethod
    def current_page(caller: Caller) -> PageReference | None:
        """The current page, null where there is none."""
        return current_page(caller)

    @apex_method("static void addMessage(ApexPages.Message message)", caller=True)
    @staticmethod
    def add_message(caller: Caller, message: Message | None) -> None:
        """Adds a message. Raises FinalException where there is no page."""
        _messages_of_page(caller).append(not_null(message))

    @apex_method("static void addMessages(Exception error)", caller=True)
    @staticmethod
    def add_messages(caller: Caller, error: Any) -> None:
        """Adds one message per failed row of a DmlException, else the exception's own text."""
        messages = _messages_of_page(caller)
        severity = constant("ApexPages.Severity", "ERROR")
        rows = [each.message for row in not_null(error).failures for each in row.errors]
        for text in rows or [error.getMessage()]:
            messages.append(Message(severity, text))

    @apex_method("static List<ApexPages.Message> getMessages()", caller=True)
    @staticmethod
    def get_messages(caller: Caller) -> ApexList:
        """The messages, in the order in which they were added."""
        return ApexList(MESSAGES, caller.org.transaction.part(PageState).messages)

    @apex_method("static Boolean hasMessages()", caller=True)
    @staticmethod
    def has_messages(caller: Caller) -> bool:
        """Whether there is a message."""
        return bool(caller.org.transaction.part(PageState).messages)

    @apex_method("static Boolean hasMessages(ApexPages.Severity severity)", caller=True)
    @staticmethod
    def has_messages_of(caller: Caller, severity: ApexEnum) -> bool:
        """Whether there is a message of that severity."""
        messages = caller.org.transaction.part(PageState).messages
        return any(each.severity is severity for each in messages)


def _messages_of_page(caller: Caller) -> list[Message]:
    """Where messages go. Raises FinalException."""
    if current_page(caller) is None:
        raise FinalException(NOT_ON_A_PAGE)
    return caller.org.transaction.part(PageState).messages
