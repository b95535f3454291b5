"""System.Test: pages, search results and package scripts.

Source: Apex Reference Guide, "Test Class".
"""

from __future__ import annotations

from typing import Any

from sfsim.platform.query.fixed_results import FixedSearchResults
from sfsim.runtime.caller import Caller
from sfsim.runtime.collections import ApexList, not_null
from sfsim.stdlib.registry import apex_class, apex_method
from sfsim.stdlib.system.apexpages import PageState, set_current_page
from sfsim.stdlib.system.install import InstallContext, UninstallContext
from sfsim.stdlib.system.version import Version


@apex_class("System.Test")
class TestServices:
    """Static members only."""

    __test__ = False

    @apex_method("static void setCurrentPage(PageReference page)", caller=True)
    @apex_method("static void setCurrentPageReference(PageReference page)", caller=True)
    @staticmethod
    def set_current_page(caller: Caller, page: Any) -> None:
        """Sets what ApexPages.currentPage() returns."""
        set_current_page(caller, page)

    @apex_method("static void clearApexPageMessages()", caller=True)
    @staticmethod
    def clear_messages(caller: Caller) -> None:
        """Takes the messages off the page."""
        caller.org.transaction.part(PageState).messages.clear()

    @apex_method("static void setFixedSearchResults(List<String> ids)", caller=True)
    @staticmethod
    def set_fixed_search_results(caller: Caller, ids: ApexList | None) -> None:
        """Sets which records every search of this test finds."""
        caller.org.part(FixedSearchResults).ids = tuple(not_null(ids))

    @apex_method("static void testInstall(InstallHandler script, Version version)", caller=True)
    @apex_method(
        "static void testInstall(InstallHandler script, Version version, Boolean isPush)",
        caller=True,
    )
    @staticmethod
    def install(
        caller: Caller, script: Any, version: Version | None, is_push: bool | None = False
    ) -> None:
        """Calls a package's install script; a null version means a first installation."""
        not_null(script).onInstall(InstallContext(caller, version, bool(is_push)))

    @apex_method("static void testUninstall(UninstallHandler script)", caller=True)
    @staticmethod
    def uninstall(caller: Caller, script: Any) -> None:
        """Calls a package's uninstall script."""
        not_null(script).onUninstall(UninstallContext(caller))
