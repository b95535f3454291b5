"""The CPU meter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sfsim.platform.limits.cpu import CPUMeter, Tick
from sfsim.platform.limits.cpu_costs import TICKS_PER_MILLISECOND


class Exceeded(BaseException):
    """Stands for the LimitException."""


class Slot:
    """Where emitted code finds its tick."""

    tick: Tick

    def bind(self, tick: Tick) -> None:
        self.tick = tick


def meter(limit_ms: int) -> tuple[Slot, CPUMeter]:
    slot = Slot()
    return slot, CPUMeter(limit_ms, bind=slot.bind, exceeded=Exceeded)


def test_the_last_tick_passes_and_the_next_raises() -> None:
    slot, cpu = meter(10)
    for _ in range(10 * TICKS_PER_MILLISECOND):
        slot.tick()
    assert cpu.time_ms() == 10
    with pytest.raises(Exceeded):
        slot.tick()


def test_every_tick_after_the_limit_raises_again() -> None:
    slot, _ = meter(0)
    for _ in range(3):
        with pytest.raises(Exceeded):
            slot.tick()


def test_a_charge_past_the_limit_raises() -> None:
    _, cpu = meter(1)
    cpu.charge(TICKS_PER_MILLISECOND)
    with pytest.raises(Exceeded):
        cpu.charge(1)


@given(st.lists(st.integers(0, 300), max_size=20))
def test_ticks_and_charges_add_up(parts: list[int]) -> None:
    slot, cpu = meter(1000)
    for number, part in enumerate(parts):
        if number % 2:
            cpu.charge(part)
        else:
            for _ in range(part):
                slot.tick()
    assert cpu.ticks == sum(parts)


def test_a_reset_starts_at_the_given_count() -> None:
    slot, cpu = meter(1)
    slot.tick()
    cpu.reset(7)
    slot.tick()
    assert cpu.ticks == 8


def test_a_slice_ends_with_a_checkpoint() -> None:
    looks: list[int] = []
    slot = Slot()
    CPUMeter(100, bind=slot.bind, exceeded=Exceeded, checkpoint=lambda: looks.append(1))
    for _ in range(5000):
        slot.tick()
    assert looks == [1]


def test_every_tick_after_a_checkpoint_that_raised_raises_the_same() -> None:
    slot = Slot()
    error = Exceeded("heap")

    def checkpoint() -> None:
        raise error

    CPUMeter(100, bind=slot.bind, exceeded=Exceeded, checkpoint=checkpoint)
    for _ in range(4096):
        slot.tick()
    for _ in range(3):
        with pytest.raises(Exceeded, match="heap"):
            slot.tick()
