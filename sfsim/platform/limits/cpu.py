"""CPU time as a count of ticks: the `tick` primitive that emitted code calls.

`tick` is the `__next__` of a C-level chain over slices, so a tick costs about ten nanoseconds. A
generator hands out the slices; between two of them it lets others look (the heap is measured there)
and, at the limit, raises the LimitException exactly. A generator that has raised is finished, so
every later tick must raise again: `tick` is a cell that is rebound to a raiser.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain, repeat
from typing import Final

from sfsim.platform.limits.cpu_costs import TICKS_PER_MILLISECOND, milliseconds

SLICE: Final = 4096
Tick = Callable[[], object]


class CPUMeter:
    """Counts the ticks of one transaction.

    `bind` receives the callable that emitted code must call from now on. `exceeded` makes the
    exception; `checkpoint` is called after each slice and each charge, and may raise an exception
    with which the transaction ends.
    """

    def __init__(
        self,
        limit_ms: int,
        *,
        bind: Callable[[Tick], None],
        exceeded: Callable[[], BaseException],
        checkpoint: Callable[[], None] = lambda: None,
    ) -> None:
        self._limit = limit_ms * TICKS_PER_MILLISECOND
        self._bind = bind
        self._exceeded = exceeded
        self._checkpoint = checkpoint
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
            self._stop(self._exceeded)
            raise self._exceeded()
        self._restart()
        self._look()

    def reset(self, ticks: int = 0) -> None:
        """Starts again at a count: `Test.startTest`, or the end of its window."""
        self._granted, self._charged = 0, ticks
        self._slice = iter(())
        self.resume()

    def resume(self) -> None:
        """Binds this meter's tick: at the start, and whenever another transaction has ended."""
        if self.ticks > self._limit:
            self._stop(self._exceeded)
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
            self._look()
        self._charged += 1
        self._stop(self._exceeded)
        raise self._exceeded()

    def _look(self) -> None:
        """Calls the checkpoint; every tick after one that raised raises the same again."""
        try:
            self._checkpoint()
        except BaseException as error:
            self._stop(partial(_same, error))
            raise

    def _stop(self, exceeded: Callable[[], BaseException]) -> None:
        def refuse() -> object:
            raise exceeded()

        self._bind(refuse)

    def _left(self) -> int:
        return self._slice.__length_hint__() if isinstance(self._slice, repeat) else 0


def _same(error: BaseException) -> BaseException:
    return error
