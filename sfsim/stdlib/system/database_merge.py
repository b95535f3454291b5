"""System.Database.merge with an access level. Source: Apex Reference Guide, "Database Class"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sfsim.runtime.caller import Caller
from sfsim.stdlib.registry import apex_class, apex_method
from sfsim.stdlib.system.database import Database


def _signatures() -> Iterator[str]:
    for settings in ("AccessLevel access", "Boolean allOrNone, AccessLevel access"):
        for one in ("SObject", "Id"):
            given = f"merge(SObject master, {one} duplicate, {settings})"
            yield f"static Database.MergeResult {given}"
            given = f"merge(SObject master, List<{one}> duplicates, {settings})"
            yield f"static List<Database.MergeResult> {given}"


def _merge(caller: Caller, master: Any, duplicates: Any, *settings: Any) -> Any:
    """Merges records into the master in an access mode."""
    return Database.merge(caller, master, duplicates, *settings)


for _signature in _signatures():
    apex_method(_signature, caller=True)(_merge)


@apex_class("System.Database")
class MergeWithAccess:
    """Static members only."""

    merge = staticmethod(_merge)
