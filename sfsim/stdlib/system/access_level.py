"""System.AccessLevel: with whose permissions a database operation runs.

Source: Apex Reference Guide, "AccessLevel Class"; recorded, compared by identity.
"""

from __future__ import annotations

from typing import ClassVar

from sfsim.errors import Unsupported
from sfsim.stdlib.registry import apex_class, apex_method, apex_property


@apex_class("System.AccessLevel")
class AccessLevel:
    """One of two constants. `access` is what the database services call it."""

    system: ClassVar[AccessLevel]
    user: ClassVar[AccessLevel]

    def __init__(self, access: str) -> None:
        self.access = access

    @property
    def clause(self) -> str:
        """The WITH clause of a query that says the same."""
        return f"{self.access.upper()}_MODE"

    @apex_property("static AccessLevel SYSTEM_MODE { get; }")
    @staticmethod
    def system_mode() -> AccessLevel:
        """Object and field permissions of the user are not looked at."""
        return AccessLevel.system

    @apex_property("static AccessLevel USER_MODE { get; }")
    @staticmethod
    def user_mode() -> AccessLevel:
        """Permissions and sharing of the user apply."""
        return AccessLevel.user

    @apex_method("AccessLevel withPermissionSetId(String permissionSetId)")
    def withPermissionSetId(self, permission_set_id: str) -> AccessLevel:
        """User mode with a permission set more. Raises Unsupported."""
        raise Unsupported("AccessLevel.withPermissionSetId")

    @apex_method("String toString()")
    def toString(self) -> str:
        """The shape in which it prints. Source: observed."""
        return f"AccessLevel:[{self.access.upper()}_MODE]"


AccessLevel.system = AccessLevel("system")
AccessLevel.user = AccessLevel("user")
