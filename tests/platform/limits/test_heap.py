"""The heap meter: what it counts, and when it looks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sfsim.platform.limits.heap import HeapMeter, Walk, sample_size
from sfsim.platform.limits.heap_sizes import SIZE
from sfsim.runtime.collections import ApexList, ApexMap, ApexSet
from sfsim.typeref import INTEGER, OBJECT, STRING, list_of, map_of, set_of


class Exceeded(BaseException):
    """Stands for the LimitException."""


class Held:
    """A meter over some roots, with ticks that the test sets."""

    def __init__(self, limit: int) -> None:
        self.roots: list[object] = []
        self.ticks = 0
        self.looks = 0
        self.meter = HeapMeter(
            limit, roots=self.look, ticks=lambda: self.ticks, exceeded=lambda size: Exceeded(size)
        )

    def look(self) -> list[object]:
        self.looks += 1
        return self.roots


def measure(*values: object) -> int:
    return Walk().measure(values)


def test_a_character_is_one_byte() -> None:
    assert measure("a" * 1000) - measure("a" * 900) == 100


def test_a_long_text_counts_once() -> None:
    text = "a" * 1000
    assert measure(text, text) == measure(text) + SIZE["reference"].once


def test_a_collection_that_holds_itself_is_walked_once() -> None:
    items = ApexList(list_of(OBJECT))
    items.append(items)
    assert measure(items) < 100


@given(st.lists(st.integers(-5, 5)))
def test_a_list_of_integers_weighs_as_one_of_objects(numbers: list[int]) -> None:
    typed = ApexList(list_of(INTEGER), numbers)
    assert measure(typed) == measure(ApexList(list_of(OBJECT))) + 8 * len(numbers)


def test_sets_and_maps_hold_what_they_lead_to() -> None:
    text = "a" * 1000
    assert measure(ApexSet(set_of(STRING), [text])) > 1000
    assert measure(ApexMap(map_of(OBJECT, STRING), [(1, text)])) > 1000


def test_a_sample_stands_for_all_rows() -> None:
    assert sample_size(["aaaa"] * 10) == 10 * measure("aaaa")


def test_a_checkpoint_looks_only_when_it_is_time() -> None:
    held = Held(10_000)
    held.meter.checkpoint()
    assert held.looks == 0
    held.ticks = 5000
    held.meter.checkpoint()
    held.meter.checkpoint()
    assert held.looks == 1


def test_a_walk_of_many_values_delays_the_next() -> None:
    held = Held(1_000_000)
    held.roots = [1] * 10_000
    held.ticks = 5000
    held.meter.checkpoint()
    held.ticks = 240_000
    held.meter.checkpoint()
    assert held.looks == 1


def test_ticks_that_were_set_back_are_no_reason_to_wait() -> None:
    held = Held(10_000)
    held.ticks = 5000
    held.meter.checkpoint()
    held.ticks = 10
    held.meter.checkpoint()
    assert held.looks == 2


def test_what_was_allocated_counts_before_anything_holds_it() -> None:
    held = Held(10_000)
    held.meter.allocated(5000)
    with pytest.raises(Exceeded):
        held.meter.allocated(9500)


def test_what_was_dropped_does_not_count() -> None:
    held = Held(10_000)
    for _ in range(10):
        held.meter.allocated(5000)
    assert held.meter.peak < 10_000
