"""System.Test: what only test methods can do. Source: Apex Reference Guide, "Test Class"."""

from __future__ import annotations

from typing import Any

from sfsim.runtime.caller import Caller
from sfsim.runtime.collections import not_null
from sfsim.runtime.exceptions import NullPointerException
from sfsim.runtime.values import ApexType
from sfsim.stdlib.registry import apex_class, apex_method
from sfsim.stdlib.system.stub import create_stub

NULL_ARGUMENT = "Argument cannot be null."


@apex_class("System.Test", source="Apex Reference Guide, Test Class")
class Test:
    """Static members only."""

    __test__ = False

    @apex_method("static Boolean isRunningTest()", caller=True)
    @staticmethod
    def is_running_test(caller: Caller) -> bool:
        """Whether a test method caused this transaction."""
        return caller.org.transaction.is_test

    @apex_method("static void startTest()", caller=True)
    @staticmethod
    def start_test(caller: Caller) -> None:
        """Begins the measured part: fresh limits. Raises FinalException the second time."""
        caller.org.start_test(caller)

    @apex_method("static void stopTest()", caller=True)
    @staticmethod
    def stop_test(caller: Caller) -> None:
        """Ends the measured part and runs what it enqueued."""
        caller.org.stop_test(caller)

    @apex_method("static void setMock(Type interfaceType, Object mock)", caller=True)
    @staticmethod
    def set_mock(caller: Caller, interface: ApexType | None, mock: Any) -> None:
        """Sets who answers callouts."""
        if interface is None:
            raise NullPointerException(NULL_ARGUMENT)
        caller.org.set_callout_mock(caller, interface.ref.name, mock)

    @apex_method("static Object createStub(Type parentType, StubProvider provider)", caller=True)
    @staticmethod
    def create_stub(caller: Caller, parent: ApexType | None, provider: Any) -> Any:
        """An object of the type whose calls go to the provider."""
        return create_stub(caller, parent, provider)

    @apex_method("static void calculatePermissionSetGroup(String psgId)")
    @apex_method("static void calculatePermissionSetGroup(List<String> psgIds)")
    @staticmethod
    def calculate_permission_set_group(groups: Any) -> None:
        """Brings groups up to date. What a group grants is read from its members when it is
        asked for, so that a group is never out of date here."""
        not_null(groups)

    @apex_method("static Id getStandardPricebookId()", caller=True)
    @staticmethod
    def get_standard_pricebook_id(caller: Caller) -> str:
        """The id of the standard price book."""
        return caller.org.standard_pricebook_id(caller)

    @apex_method("static void setCreatedDate(Id recordId, Datetime createdDate)", caller=True)
    @staticmethod
    def set_created_date(caller: Caller, record_id: str | None, created: Any) -> None:
        """Sets a record's CreatedDate."""
        if record_id is None or created is None:
            raise NullPointerException(NULL_ARGUMENT)
        caller.org.set_created_date(caller, record_id, created)
