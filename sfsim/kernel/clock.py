"""The two clocks: a virtual one that jumps from deadline to deadline, and the machine's.

Nothing else in sfsim reads the time. Instants are naive UTC datetimes cut to milliseconds.
"""

from __future__ import annotations

import datetime
from abc import ABC, abstractmethod
from typing import Final

START: Final = datetime.datetime(2026, 1, 5, 9, 0)
"""Where a virtual clock starts unless told otherwise: a Monday morning, so runs repeat exactly."""


class Clock(ABC):
    """Tells the current instant."""

    @abstractmethod
    def now(self) -> datetime.datetime:
        """The current instant: naive UTC with milliseconds."""

    @abstractmethod
    def jump(self, instant: datetime.datetime) -> None:
        """Moves to a later instant, where the clock can be moved.

        Raises:
            ValueError: the instant lies in the past, or this clock cannot be moved.
        """


class VirtualClock(Clock):
    """A clock that stands still until it is moved forward."""

    def __init__(self, start: datetime.datetime = START) -> None:
        assert start.tzinfo is None, "instants are naive UTC"
        self._now = _to_milliseconds(start)

    def now(self) -> datetime.datetime:
        """The instant it was last moved to."""
        return self._now

    def jump(self, instant: datetime.datetime) -> None:
        """Moves to `instant`. Raises ValueError when that lies in the past."""
        target = _to_milliseconds(instant)
        if target < self._now:
            raise ValueError(f"a clock cannot go back from {self._now} to {target}")
        self._now = target


class SystemClock(Clock):
    """The machine's clock, for serving; reads `datetime.now`, so freezegun can freeze it."""

    def now(self) -> datetime.datetime:
        """The machine's current instant."""
        instant = datetime.datetime.now(datetime.UTC)  # noqa: TID251 - this is the clock
        return _to_milliseconds(instant.replace(tzinfo=None))

    def jump(self, instant: datetime.datetime) -> None:
        """Refuses: the machine's time passes by itself. Raises ValueError."""
        raise ValueError(f"the system clock cannot be moved to {instant}")


def _to_milliseconds(instant: datetime.datetime) -> datetime.datetime:
    return instant.replace(microsecond=instant.microsecond // 1000 * 1000)
