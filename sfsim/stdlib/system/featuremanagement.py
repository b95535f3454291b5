"""System.FeatureManagement: custom permissions of the running user.

Feature parameters belong to a publisher's own org and are not modelled.
Source: Apex Reference Guide, "FeatureManagement Class".
"""

from __future__ import annotations

from sfsim.runtime.caller import Caller
from sfsim.runtime.collections import not_null
from sfsim.stdlib.registry import apex_class, apex_method


@apex_class("System.FeatureManagement")
class FeatureManagement:
    """Static members only."""

    @apex_method("static Boolean checkPermission(String apiName)", caller=True)
    @staticmethod
    def check_permission(caller: Caller, name: str | None) -> bool:
        """Whether the running user has a custom permission."""
        return caller.org.custom_permission(caller, not_null(name))
