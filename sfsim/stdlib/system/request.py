"""System.Request: which request this is and how it entered. Source: Apex Reference Guide."""

from __future__ import annotations

from typing import Final

from sfsim.platform.limits.table import EntryKind
from sfsim.runtime.caller import Caller
from sfsim.runtime.objects import ApexEnum
from sfsim.stdlib.platform_enums import constant
from sfsim.stdlib.registry import apex_class, apex_method

QUIDDITIES: Final[dict[str, str]] = {
    EntryKind.ANONYMOUS: "ANONYMOUS",
    EntryKind.REST: "REST",
    EntryKind.API: "SYNCHRONOUS",
    EntryKind.BULK: "BULK_API",
    EntryKind.TEST: "RUNTEST_SYNC",
    EntryKind.SCHEDULED: "SCHEDULED",
    EntryKind.EVENT: "SYNCHRONOUS",
    EntryKind.QUEUEABLE: "QUEUEABLE",
    EntryKind.FUTURE: "FUTURE",
    EntryKind.BATCH_START: "BATCH_APEX",
    EntryKind.BATCH_EXECUTE: "BATCH_APEX",
    EntryKind.BATCH_FINISH: "BATCH_APEX",
    EntryKind.FINALIZER: "TRANSACTION_FINALIZER_QUEUEABLE",
    EntryKind.EMAIL: "INBOUND_EMAIL_SERVICE",
}
"""Source: Apex Reference Guide, "Quiddity Enum"; recorded for tests."""


@apex_class("System.Request")
class Request:
    """The running request."""

    def __init__(self, request_id: str, quiddity: ApexEnum) -> None:
        self.request_id = request_id
        self.quiddity = quiddity

    @apex_method("static Request getCurrent()", caller=True)
    @staticmethod
    def get_current(caller: Caller) -> Request:
        """The request of this transaction."""
        transaction = caller.org.transaction
        quiddity = "RUNTEST_SYNC" if transaction.is_test else QUIDDITIES[transaction.entry_kind]
        made = constant("System.Quiddity", quiddity)
        return Request(caller.org.request_id(caller), made)

    @apex_method("String getRequestId()")
    def getRequestId(self) -> str:
        """The id that all parts of the request share."""
        return self.request_id

    @apex_method("Quiddity getQuiddity()")
    def getQuiddity(self) -> ApexEnum:
        """How the request entered."""
        return self.quiddity
