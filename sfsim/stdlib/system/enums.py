"""Enums of the System namespace whose order of constants matters.

Source: Apex Reference Guide, the page of each enum.
"""

from __future__ import annotations

from sfsim.stdlib.registry import apex_enum


@apex_enum(
    "System.TriggerOperation",
    "BEFORE_INSERT",
    "BEFORE_UPDATE",
    "BEFORE_DELETE",
    "AFTER_INSERT",
    "AFTER_UPDATE",
    "AFTER_DELETE",
    "AFTER_UNDELETE",
)
class TriggerOperation:
    """What a trigger runs for."""


@apex_enum(
    "System.LoggingLevel",
    "NONE",
    "INTERNAL",
    "FINEST",
    "FINER",
    "FINE",
    "DEBUG",
    "INFO",
    "WARN",
    "ERROR",
)
class LoggingLevel:
    """Levels of the debug log, the least severe first."""


@apex_enum("System.AccessType", "READABLE", "CREATABLE", "UPDATABLE", "UPSERTABLE")
class AccessType:
    """What `Security.stripInaccessible` checks."""


@apex_enum("System.ParentJobResult", "SUCCESS", "UNHANDLED_EXCEPTION")
class ParentJobResult:
    """How the job of a finalizer ended."""
