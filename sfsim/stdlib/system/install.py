"""What the install and uninstall scripts of a package are told.

Source: Apex Developer Guide, "Running Apex on Package Install/Upgrade".
"""

from __future__ import annotations

from sfsim.runtime.caller import Caller
from sfsim.stdlib.registry import apex_interface, apex_method
from sfsim.stdlib.system.version import Version


@apex_interface("System.InstallContext")
class InstallContext:
    """An installation; `previous` is the version that was there, null for the first one."""

    def __init__(self, caller: Caller, previous: Version | None, is_push: bool) -> None:
        self.organization = caller.org.organization_id
        self.installer = caller.org.transaction.user.id
        self.previous = previous
        self.is_push = is_push

    @apex_method("Id organizationId()")
    def organizationId(self) -> str:
        """The org."""
        return self.organization

    @apex_method("Id installerId()")
    def installerId(self) -> str:
        """The user who installs."""
        return self.installer

    @apex_method("Boolean isUpgrade()")
    def isUpgrade(self) -> bool:
        """Whether another version was there."""
        return self.previous is not None

    @apex_method("Boolean isPush()")
    def isPush(self) -> bool:
        """Whether the publisher pushed it."""
        return self.is_push

    @apex_method("Version previousVersion()")
    def previousVersion(self) -> Version | None:
        """The version that was there."""
        return self.previous


@apex_interface("System.UninstallContext")
class UninstallContext:
    """A removal."""

    def __init__(self, caller: Caller) -> None:
        self.organization = caller.org.organization_id
        self.uninstaller = caller.org.transaction.user.id

    @apex_method("Id organizationId()")
    def organizationId(self) -> str:
        """The org."""
        return self.organization

    @apex_method("Id uninstallerId()")
    def uninstallerId(self) -> str:
        """The user who uninstalls."""
        return self.uninstaller
