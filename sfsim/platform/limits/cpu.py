"""CPU time as a count of ticks: the `tick` primitive that emitted code calls.

`tick` is the `__next__` of a C-level chain over slices, so a tick costs about ten nanoseconds. A
generator hands out the slices; between two of them it samples the running Apex line for attribution
and, at the limit, raises the LimitException exactly. A generator that has raised is finished, so
every later tick must raise again: `tick` is a cell that is rebound to a raiser.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain, repeat
from typing import Final

from sfsim.platform.limits.cpu_costs import TICKS_PER_MILLISECOND, milliseconds

SLICE: Final = 4096
Tick = Callable[[], object]


class CPUMeter:
    """Counts the ticks of one transaction.

    `bind` receives the callable that emitted code must call from now on. `exceeded` makes the
    exception; `sample` is called after each slice with the ticks of that slice.
    """

    def __init__(
        self,
        limit_ms: int,
        *,
        bind: Callable[[Tick], None],
        exceeded: Callable[[], BaseException],
        sample: Callable[[int], None] = lambda ticks: None,
    ) -> None:
        self._limit = limit_ms * TICKS_PER_MILLISECOND
        self._bind = bind
        self._exceeded = exceeded
        self._sample = sample
        self._granted = 0
        self._charged = 0
        self._slice: Iterator[None] = iter(())
        self.resume()

    @property
    def ticks(self) -> int:
        """The ticks used so far."""
        return self._granted + self._charged - self._left()

    def time_ms(self) -> int:
        """The CPU time used so far, in whole milliseconds."""
        return milliseconds(self.ticks)

    def charge(self, ticks: int) -> None:
        """Adds the cost of library or database work. Raises the limit's exception when passed."""
        self._charged += ticks
        if self.ticks > self._limit:
            self._stop()
            raise self._exceeded()
        self._restart()

    def reset(self, ticks: int = 0) -> None:
        """Starts again at a count: `Test.startTest`, or the end of its window."""
        self._granted, self._charged = 0, ticks
        self._slice = iter(())
        self.resume()

    def resume(self) -> None:
        """Binds this meter's tick: at the start, and whenever another transaction has ended."""
        if self.ticks > self._limit:
            self._stop()
        else:
            self._restart()

    def _restart(self) -> None:
        self._granted -= self._left()
        self._slice = iter(())
        self._bind(chain.from_iterable(self._slices()).__next__)

    def _slices(self) -> Iterator[Iterator[None]]:
        while (room := self._limit - self._granted - self._charged) > 0:
            size = min(SLICE, room)
            self._granted += size
            self._slice = repeat(None, size)
            yield self._slice
            self._sample(size)
        self._charged += 1
        self._stop()
        raise self._exceeded()

    def _stop(self) -> None:
        def refuse() -> object:
            raise self._exceeded()

        self._bind(refuse)

    def _left(self) -> int:
        return self._slice.__length_hint__() if isinstance(self._slice, repeat) else 0
