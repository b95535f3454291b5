"""System.System: pages, package versions and scheduled batches.

Source: Apex Reference Guide, "System Class".
"""

from __future__ import annotations

from typing import Any

from sfsim.runtime.caller import Caller
from sfsim.runtime.objects import ApexEnum
from sfsim.stdlib.platform_enums import constant
from sfsim.stdlib.registry import apex_class, apex_method
from sfsim.stdlib.system.apexpages import current_page
from sfsim.stdlib.system.pagereference import PageReference
from sfsim.stdlib.system.version import Version

SCOPE: int = 200


@apex_class("System.System")
class SystemPages:
    """Static members only."""

    @apex_method("static PageReference currentPageReference()", caller=True)
    @staticmethod
    def current_page_reference(caller: Caller) -> PageReference | None:
        """The current page."""
        return current_page(caller)

    @apex_method(
        "static String scheduleBatch(Object batchable, String jobName, Integer minutesFromNow)",
        caller=True,
    )
    @apex_method(
        "static String scheduleBatch(Object batchable, String jobName, Integer minutesFromNow,"
        " Integer scopeSize)",
        caller=True,
    )
    @staticmethod
    def schedule_batch(
        caller: Caller, batch: Any, name: str, minutes: int, scope: int = SCOPE
    ) -> str:
        """Starts a batch after some minutes; the id of the CronTrigger."""
        return caller.org.schedule_batch(caller, batch, name, minutes, scope)

    @apex_method("static ApplicationReadWriteMode getApplicationReadWriteMode()")
    @staticmethod
    def get_mode() -> ApexEnum:
        """DEFAULT: an org is never in read-only mode."""
        return constant("System.ApplicationReadWriteMode", "DEFAULT")

    @apex_method("static Version requestVersion()")
    @staticmethod
    def request_version() -> Version:
        """`1.0`: every caller uses the code that is deployed. Not seen on a real org."""
        return Version(1, 0)
