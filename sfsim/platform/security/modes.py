"""Whose permissions a query or a DML statement runs with.

Source: Apex Developer Guide, "Enforce User Mode for Database Operations"; release notes of API
67.0: database operations run in user mode unless they say otherwise, triggers in system mode.
"""

from __future__ import annotations

from collections.abc import Collection
from enum import Enum
from typing import Final

from sfsim.runtime.caller import Caller

USER_MODE_VERSION: Final = 67.0


class Enforcement(Enum):
    """What of a user's permissions is checked."""

    NOTHING = "system mode"
    EVERYTHING = "user mode"
    SELECTED = "WITH SECURITY_ENFORCED: only what is selected"


def query_enforcement(caller: Caller, with_clauses: Collection[str]) -> Enforcement:
    """What a query checks, by its WITH clause and the class that it is written in."""
    if "USER_MODE" in with_clauses:
        return Enforcement.EVERYTHING
    if "SECURITY_ENFORCED" in with_clauses:
        return Enforcement.SELECTED
    if "SYSTEM_MODE" in with_clauses or not is_user_mode_default(caller):
        return Enforcement.NOTHING
    return Enforcement.EVERYTHING


def is_user_mode_write(caller: Caller, access: str | None) -> bool:
    """Whether a DML statement with this access ('user', 'system' or None) checks permissions."""
    return is_user_mode_default(caller) if access is None else access == "user"


def is_user_mode_default(caller: Caller) -> bool:
    """Whether a statement that says nothing runs in user mode."""
    return caller.api_version >= USER_MODE_VERSION and caller.kind != "trigger"
