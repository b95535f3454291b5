"""What is known about local variables at one point of a method: not null, and between which ints.

Facts only ever remove checks that cannot fail; with no facts the emitted code is right and slower.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, NamedTuple

from sfsim.apex.bindings import LocalVariable
from sfsim.typeref import INTEGER, LONG, TypeRef


class Interval(NamedTuple):
    """A closed range of ints."""

    low: int
    high: int

    def within(self, other: Interval) -> bool:
        """Whether every value of this range is in the other."""
        return self.low >= other.low and self.high <= other.high


INTEGER_RANGE: Final = Interval(-(2**31), 2**31 - 1)
LONG_RANGE: Final = Interval(-(2**63), 2**63 - 1)
SIZE_RANGE: Final = Interval(0, 2**30)
"""Sizes and lengths: 2**30 elements need eight gigabytes, far beyond any heap limit."""


def range_of(type_ref: TypeRef) -> Interval:
    """The values a type can hold; only Integer and Long have ranges worth tracking."""
    assert type_ref in (INTEGER, LONG), type_ref
    return INTEGER_RANGE if type_ref == INTEGER else LONG_RANGE


@dataclass(frozen=True, slots=True)
class Fact:
    """What is known of one variable; `interval` None: nothing."""

    non_null: bool = False
    interval: Interval | None = None


UNKNOWN: Final = Fact()


class Facts:
    """The facts at one program point. `reachable` is False after a return, throw or jump."""

    __slots__ = ("known", "reachable")

    def __init__(
        self, known: dict[LocalVariable, Fact] | None = None, reachable: bool = True
    ) -> None:
        self.known: dict[LocalVariable, Fact] = known if known is not None else {}
        self.reachable = reachable

    def copy(self) -> Facts:
        """An independent copy."""
        return Facts(dict(self.known), self.reachable)

    def get(self, variable: LocalVariable) -> Fact:
        """What is known of a variable."""
        return self.known.get(variable, UNKNOWN)

    def set(self, variable: LocalVariable, fact: Fact) -> None:
        """Replaces what is known, after an assignment. A variable that methods of a block share may
        change at any call: nothing is known of it."""
        if not variable.is_shared:
            self.known[variable] = fact

    def forget(self, variables: Iterable[LocalVariable]) -> None:
        """Drops what is known of these."""
        for variable in variables:
            self.known.pop(variable, None)

    def learn_non_null(self, variable: LocalVariable) -> None:
        """Records that a use has proved the variable not to be null."""
        fact = self.get(variable)
        if not fact.non_null:
            self.set(variable, Fact(True, fact.interval))

    def narrow(
        self, variable: LocalVariable, low: int | None, high: int | None, *, non_null: bool = True
    ) -> None:
        """Records a bound that a comparison has proved. One that holds proves a variable not null;
        one that fails says only where it lies if it is not null."""
        bounds = self.get(variable).interval or range_of(variable.type)
        low = bounds.low if low is None else max(low, bounds.low)
        high = bounds.high if high is None else min(high, bounds.high)
        if low <= high:
            is_certain = non_null or self.get(variable).non_null
            self.set(variable, Fact(is_certain, Interval(low, high)))

    def join(self, other: Facts) -> Facts:
        """What holds whichever of the two ways was taken."""
        if not self.reachable:
            return other.copy()
        if not other.reachable:
            return self.copy()
        joined = Facts()
        for variable, fact in self.known.items():
            second = other.known.get(variable)
            if second is not None:
                joined.known[variable] = _weaker(fact, second)
        return joined


def _weaker(first: Fact, second: Fact) -> Fact:
    if first == second:
        return first
    interval = None
    if first.interval is not None and second.interval is not None:
        interval = Interval(
            min(first.interval.low, second.interval.low),
            max(first.interval.high, second.interval.high),
        )
    return Fact(first.non_null and second.non_null, interval)
