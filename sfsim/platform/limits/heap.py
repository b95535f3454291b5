"""The heap of one transaction: a walk of what its statics and running frames can reach.

Nothing is counted while code runs. `HeapMeter.checkpoint` is called at deterministic points (slices
of ticks, platform calls) and walks when enough time has passed since the last walk, in proportion
to what that walk visited; `allocated` is called with large pieces (texts, query results, bodies)
and walks when they could have passed the limit. Temporaries of expressions are not seen.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from types import CodeType, FrameType
from typing import Any, Final

from sfsim.platform.limits.heap_sizes import SCALARS, SIZE, UNIFORM
from sfsim.runtime.collections import ApexList, ApexMap, ApexSet
from sfsim.runtime.equality import IDENTITY, Key
from sfsim.runtime.objects import ApexEnum
from sfsim.runtime.sobject import SObject
from sfsim.runtime.stack import is_apex
from sfsim.runtime.values import ApexType, Long

TICKS_PER_VISIT: Final = 16
"""A walk may cost about as much real time as 16 ticks for each value visited: some percent."""

TICKS_MIN: Final = 4096
SHARED_TEXT_MIN: Final = 64
"""Longer texts count once however many references lead to them; Python may share shorter ones."""

TEMPORARY: Final = "_"
"""How names begin that emitted code has invented."""

REFERENCE: Final = SIZE["reference"].once


class HeapMeter:
    """What one transaction has on the heap, as far as it was looked at."""

    def __init__(
        self,
        limit: int,
        *,
        roots: Callable[[], Iterable[Any]],
        ticks: Callable[[], int],
        exceeded: Callable[[int], BaseException],
    ) -> None:
        self._limit = limit
        self._roots = roots
        self._ticks = ticks
        self._exceeded = exceeded
        self._pending = 0
        self._last = SIZE["transaction"].once
        self._walked_at = 0
        self._next_walk = TICKS_MIN
        self.peak = 0

    def size(self) -> int:
        """The bytes on the heap now: `Limits.getHeapSize()`."""
        return self._walk()

    def checkpoint(self) -> None:
        """Looks at the heap if it is time to. Raises LimitException when it is too large."""
        now = self._ticks()
        if now >= self._next_walk or now < self._walked_at:  # startTest sets ticks back
            self._check(0)

    def allocated(self, size: int) -> None:
        """Notes a large piece that has just been made. Raises LimitException with it too large."""
        self._pending += size
        if self._last + self._pending > self._limit:
            self._check(size)

    def _check(self, unseen: int) -> None:
        size = self._walk() + unseen
        self.peak = max(self.peak, size)
        self._pending = unseen
        if size > self._limit:
            raise self._exceeded(size)

    def _walk(self) -> int:
        walk = Walk()
        self._last = size = SIZE["transaction"].once + walk.measure(self._roots())
        self._pending = 0
        self._walked_at = self._ticks()
        self._next_walk = self._walked_at + max(TICKS_MIN, TICKS_PER_VISIT * walk.visited)
        self.peak = max(self.peak, size)
        return size


class Walk:
    """One walk; `visited` counts what it looked at."""

    def __init__(self) -> None:
        self.visited = 0
        self._seen: set[int] = set()
        self._waiting: list[Any] = []

    def measure(self, roots: Iterable[Any]) -> int:
        """The bytes of everything that can be reached, each object once."""
        total = 0
        waiting = self._waiting
        waiting.extend(roots)
        while waiting:
            value = waiting.pop()
            self.visited += 1
            scalar = SCALARS.get(type(value))
            total += REFERENCE + (self._weigh(value) if scalar is None else scalar)
        return total

    def _weigh(self, value: Any) -> int:
        """The bytes of one value that may have been seen before; what it holds has to wait."""
        if isinstance(value, str | bytes):
            is_shared = len(value) > SHARED_TEXT_MIN
            size = SIZE["text"]
            return 0 if is_shared and self._was_seen(value) else size.once + len(value)
        if isinstance(value, Long):
            return 8
        if isinstance(value, ApexEnum | ApexType) or self._was_seen(value):
            return 0
        if isinstance(value, ApexList):
            return self._weigh_collection("list", value, value.type.arguments)
        if isinstance(value, ApexSet):
            return self._weigh_collection("set", value, value.type.arguments)
        if isinstance(value, ApexMap):
            return self._weigh_map(value)
        if isinstance(value, Key):
            self._waiting.append(value.value)
            return 0
        return self._weigh_object(value)

    def _weigh_collection(self, key: str, items: Any, arguments: tuple[Any, ...]) -> int:
        count = len(items)
        size = SIZE[key].once + SIZE[key].per_unit * count
        uniform = UNIFORM.get(arguments[0].name) if arguments else None
        if uniform is not None:
            return size + uniform * count
        self._waiting.extend(items)
        return size

    def _weigh_map(self, items: ApexMap) -> int:
        size = SIZE["map"].once + SIZE["map"].per_unit * len(items)
        keys, values = items.type.arguments
        for type_ref, members in ((keys, dict.keys(items)), (values, dict.values(items))):
            uniform = UNIFORM.get(type_ref.name)
            if uniform is not None:
                size += uniform * len(items)
            else:
                self._waiting.extend(members)
        return size

    def _weigh_object(self, value: Any) -> int:
        fields = getattr(value, "__dict__", None)
        if fields is None:
            return SIZE["other"].once
        size = SIZE["record" if isinstance(value, SObject) else "object"]
        self._waiting.extend(each for name, each in fields.items() if name != IDENTITY)
        return size.once + size.per_unit * len(fields)

    def _was_seen(self, value: Any) -> bool:
        known = id(value) in self._seen
        self._seen.add(id(value))
        return known


def sample_size(rows: Sequence[Any]) -> int:
    """About the bytes of rows that are alike, judged by the first of them."""
    return Walk().measure(rows[:1]) * len(rows) if rows else 0


def frame_locals(until: CodeType) -> Iterator[Any]:
    """The named locals of the Apex frames that are running, out to a frame of `until`."""
    frame: FrameType | None = sys._getframe(1)
    while frame is not None and frame.f_code is not until:
        if is_apex(frame):
            for name, value in frame.f_locals.items():
                if not name.startswith(TEMPORARY):
                    yield value
                elif type(value) is tuple:  # a collection that a loop runs over
                    yield value[0]
        frame = frame.f_back
