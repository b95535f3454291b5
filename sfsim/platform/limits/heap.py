"""The heap of one transaction: a walk of what its statics and running frames can reach.

Nothing is counted while code runs. `HeapMeter.checkpoint` is called at deterministic points (slices
of ticks, platform calls) and walks when enough time has passed since the last walk, in proportion
to what that walk visited; `allocated` is called with large pieces (texts, query results, bodies)
and walks when they could have passed the limit. Temporaries of expressions are not seen.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from types import CodeType, FrameType
from typing import Any, Final

from sfsim.platform.limits.heap_sizes import SCALARS, SIZE, UNIFORM
from sfsim.runtime.collections import ApexList, ApexMap, ApexSet
from sfsim.runtime.equality import IDENTITY, Key
from sfsim.runtime.objects import ApexEnum
from sfsim.runtime.sobject import SObject
from sfsim.runtime.stack import is_apex
from sfsim.runtime.values import ApexType, Long

TICKS_PER_VISIT: Final = 24
"""A walk may cost about as much real time as so many ticks for each value visited: some percent."""

TICKS_MIN: Final = 4096
SHARED_TEXT_MIN: Final = 64
"""Longer texts count once however many references lead to them; Python may share shorter ones."""

TEMPORARY: Final = "_"
"""How names begin that emitted code has invented."""

TEXTS_PER_VISIT_LOG: Final = 4
"""A collection of short texts is measured sixteen at the cost of one other value."""

REFERENCE: Final = SIZE["reference"].once
TEXT: Final = SIZE["text"]
LIST: Final = SIZE["list"]
SET: Final = SIZE["set"]
MAP: Final = SIZE["map"]
RECORD: Final = SIZE["record"]
OBJECT: Final = SIZE["object"]
OTHER: Final = SIZE["other"]


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
        self._weights: dict[type, Weight | int] = dict(SCALARS)

    def measure(self, roots: Iterable[Any]) -> int:
        """The bytes of everything that can be reached, each object once."""
        total = 0
        waiting = self._waiting
        weights = self._weights
        waiting.extend(roots)
        while waiting:
            value = waiting.pop()
            self.visited += 1
            weight = weights.get(type(value))
            if weight is None:
                weight = weights[type(value)] = _weight_of(type(value))
            total += REFERENCE
            if type(weight) is int:
                total += weight
            elif id(value) not in self._seen:
                total += weight(self, value)  # type: ignore[operator]  # no int
        return total

    def hold(self, items: Collection[Any], type_name: str) -> int:
        """The bytes of elements beyond the references to them, or 0: then they wait."""
        uniform = UNIFORM.get(type_name)
        if uniform is not None:
            return uniform * len(items)
        if type_name == "String":
            lengths = [len(item) for item in items if item is not None]
            if not lengths or max(lengths) <= SHARED_TEXT_MIN:
                self.visited += len(items) >> TEXTS_PER_VISIT_LOG
                return TEXT.once * len(lengths) + sum(lengths)
        self._waiting.extend(items)
        return 0

    def wait(self, values: Iterable[Any]) -> None:
        """Looks at these later."""
        self._waiting.extend(values)

    def see(self, value: Any) -> None:
        """Counts this object once."""
        self._seen.add(id(value))


Weight = Callable[[Walk, Any], int]
"""The bytes of one value that was not seen before; what it holds has to wait."""


def _weigh_text(walk: Walk, value: str | bytes) -> int:
    if len(value) > SHARED_TEXT_MIN:
        walk.see(value)
    return TEXT.once + len(value)


def _weigh_list(walk: Walk, items: ApexList) -> int:
    walk.see(items)
    return LIST.once + LIST.per_unit * len(items) + walk.hold(items, items.type.arguments[0].name)


def _weigh_set(walk: Walk, items: ApexSet) -> int:
    walk.see(items)
    keys = dict.keys(items)
    return SET.once + SET.per_unit * len(keys) + walk.hold(keys, items.type.arguments[0].name)


def _weigh_map(walk: Walk, items: ApexMap) -> int:
    walk.see(items)
    key_type, value_type = items.type.arguments
    held = walk.hold(dict.keys(items), key_type.name)
    held += walk.hold(dict.values(items), value_type.name)
    return MAP.once + MAP.per_unit * len(items) + held


def _weigh_key(walk: Walk, key: Key) -> int:
    walk.wait((key.value,))
    return 0


def _weigh_record(walk: Walk, record: SObject) -> int:
    walk.see(record)
    walk.wait(record.__dict__.values())
    return RECORD.once + RECORD.per_unit * len(record.__dict__)


def _weigh_object(walk: Walk, value: Any) -> int:
    walk.see(value)
    fields = getattr(value, "__dict__", None)
    if fields is None:
        return OTHER.once
    if IDENTITY in fields:  # a number of ours, put there by System.hashCode
        fields = {name: each for name, each in fields.items() if name != IDENTITY}
    walk.wait(fields.values())
    return OBJECT.once + OBJECT.per_unit * len(fields)


WEIGHTS: Final[tuple[tuple[type, Weight | int], ...]] = (
    (str, _weigh_text),
    (bytes, _weigh_text),
    (Long, 8),
    (ApexEnum, 0),
    (ApexType, 0),
    (ApexList, _weigh_list),
    (ApexSet, _weigh_set),
    (ApexMap, _weigh_map),
    (Key, _weigh_key),
    (SObject, _weigh_record),
)
"""By Python class; anything else is an object with its attributes."""


def _weight_of(kind: type) -> Weight | int:
    return next((weight for base, weight in WEIGHTS if issubclass(kind, base)), _weigh_object)


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
