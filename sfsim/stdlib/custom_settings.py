"""`getInstance`, `getOrgDefaults`, `getValues`, `getAll` of custom settings and metadata types.

Emitted code names `sfsim.stdlib.custom_settings:Foo__c.get_instance`; the attribute of this module
is made when it is first asked for.
"""

from __future__ import annotations

from typing import Any

from sfsim.runtime.caller import Caller


class SettingAccess:
    """The static methods of one custom setting or custom metadata type."""

    def __init__(self, sobject: str) -> None:
        self.sobject = sobject

    def get_instance(self, caller: Caller) -> Any:
        """The running user's values, filled up from the profile's and the org's; never null."""
        return caller.org.custom_setting(caller, self.sobject, "instance", None)

    def get_instance_of(self, caller: Caller, key: str | None) -> Any:
        """The values of a user or profile id, or the row of a name."""
        return caller.org.custom_setting(caller, self.sobject, "instance", key)

    def get_org_defaults(self, caller: Caller) -> Any:
        """The org's values."""
        return caller.org.custom_setting(caller, self.sobject, "org_defaults", None)

    def get_values(self, caller: Caller, key: str | None) -> Any:
        """The row of a name or of exactly one user or profile; may be null."""
        return caller.org.custom_setting(caller, self.sobject, "values", key)

    def get_all(self, caller: Caller) -> Any:
        """All rows by name."""
        return caller.org.custom_setting(caller, self.sobject, "all", None)


def __getattr__(name: str) -> SettingAccess:
    """The accessor of an sObject type by its API name."""
    if not name.endswith(("__c", "__mdt")):
        raise AttributeError(name)
    made = globals()[name] = SettingAccess(name)
    return made
