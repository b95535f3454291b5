"""System.TimeZone: a zone by its id; an unknown id is GMT.

Source: Apex Reference Guide, TimeZone Class; recorded, the display name and unknown ids.
"""

from __future__ import annotations

import datetime

from sfsim.runtime.caller import Caller
from sfsim.runtime.text import hash_code
from sfsim.stdlib import zones
from sfsim.stdlib.arguments import required
from sfsim.stdlib.registry import apex_class, apex_method


@apex_class("System.TimeZone", source="Apex Reference Guide, TimeZone Class")
class TimeZone:
    """A time zone; equal to another of the same id."""

    __slots__ = ("identifier",)

    def __init__(self, name: str) -> None:
        self.identifier = zones.find_zone(name)[0]

    @apex_method("static TimeZone getTimeZone(String id)")
    @staticmethod
    def getTimeZone(name: str) -> TimeZone:
        """The zone of an id, GMT when there is none."""
        required(name)
        return TimeZone(name)

    @apex_method("String getID()")
    def getID(self) -> str:
        """The id: `America/Los_Angeles`."""
        return self.identifier

    @apex_method("String getDisplayName()", caller=True)
    def getDisplayName(self, caller: Caller) -> str:
        """`(GMT-07:00) Pacific Daylight Time (America/Los_Angeles)`, as of now."""
        now = caller.org.clock.now()
        offset = zones.offset_text(zones.offset_of(now, self.identifier), ":")
        name = zones.long_name(now, self.identifier, caller.org.transaction.user.locale)
        return f"(GMT{offset}) {name} ({self.identifier})"

    @apex_method("Integer getOffset(Datetime dt)")
    def getOffset(self, moment: datetime.datetime) -> int:
        """Milliseconds that the zone is ahead of GMT at a moment."""
        required(moment)
        return zones.offset_of(moment, self.identifier) // datetime.timedelta(milliseconds=1)

    @apex_method("String toString()")
    def toString(self) -> str:
        """The id."""
        return self.identifier

    @apex_method("Object clone()")
    def clone(self) -> TimeZone:
        """The zone itself: it cannot change."""
        return self

    def equals(self, other: object) -> bool:
        """Whether the other is the same zone."""
        return isinstance(other, TimeZone) and other.identifier == self.identifier

    def hashCode(self) -> int:
        """A hash of the id."""
        return hash_code(self.identifier)
