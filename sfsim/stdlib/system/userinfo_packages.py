"""System.UserInfo: the org's name and licenses of packages.

Source: Apex Reference Guide, "UserInfo Class"; an unknown namespace is a TypeException (observed).
"""

from __future__ import annotations

from typing import Final

from sfsim.names import fold
from sfsim.platform.users import ORGANIZATION_ROW
from sfsim.runtime.caller import Caller
from sfsim.runtime.collections import not_null
from sfsim.runtime.exceptions import TypeException
from sfsim.stdlib.registry import apex_class, apex_method

NOT_INSTALLED: Final = "Namespace {} is not a managed package that is installed"
"""Not seen on a real org."""


@apex_class("System.UserInfo")
class UserPackages:
    """Static members only."""

    @apex_method("static String getOrganizationName()")
    @staticmethod
    def get_organization_name() -> str:
        """The name of the org."""
        return str(ORGANIZATION_ROW["Name"])

    @apex_method("static Boolean isCurrentUserLicensed(String namespacePrefix)", caller=True)
    @staticmethod
    def is_current_user_licensed(caller: Caller, namespace: str | None) -> bool:
        """Whether the user may use a package: everyone may use what is deployed."""
        if fold(not_null(namespace)) != fold(caller.org.schema.namespace or ""):
            raise TypeException(NOT_INSTALLED.format(namespace))
        return True
