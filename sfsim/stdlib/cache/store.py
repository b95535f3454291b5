"""What Platform Cache holds: values by partition and key, with the instant at which each expires.

A value is copied on its way in and out, as serialization would. Sizes are those of the values'
texts, and a partition is taken to have 1 MB; nothing is evicted before it expires.
Source: Apex Developer Guide, "Platform Cache".
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any, Final

from sfsim.runtime.caller import Caller
from sfsim.runtime.cloning import deep_copy
from sfsim.runtime.display import text_of

CAPACITY_BYTES: Final = 1_048_576
PERCENT: Final = 100.0


@dataclass(frozen=True, slots=True)
class Entry:
    """A value and when it is forgotten."""

    value: Any
    expires: datetime.datetime


class CacheStore:
    """All partitions of an org; a test method has a store of its own, empty at its start."""

    def __init__(self) -> None:
        self._partitions: dict[str, dict[str, Entry]] = {}

    def entries(self, caller: Caller, partition: str) -> dict[str, Entry]:
        """The live entries of a partition by key; those that expired are dropped."""
        entries = self._partitions.setdefault(partition, {})
        now = caller.org.clock.now()
        for key in [key for key, each in entries.items() if each.expires <= now]:
            del entries[key]
        return entries

    def put(self, caller: Caller, partition: str, key: str, value: Any, seconds: int) -> None:
        """Keeps a copy of a value for some time."""
        expires = caller.org.clock.now() + datetime.timedelta(seconds=seconds)
        self.entries(caller, partition)[key] = Entry(deep_copy(value), expires)

    def get(self, caller: Caller, partition: str, key: str) -> Any:
        """A copy of a value, None when there is none."""
        found = self.entries(caller, partition).get(key)
        return None if found is None else deep_copy(found.value)

    def used_percent(self, caller: Caller, partition: str) -> float:
        """How much of a partition's room is taken."""
        entries = self.entries(caller, partition).values()
        used = sum(len(text_of(each.value)) for each in entries)
        return used / CAPACITY_BYTES * PERCENT
