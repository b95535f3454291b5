"""The agenda and the fifo policy."""

import datetime

from hypothesis import given
from hypothesis import strategies as st

from sfsim.kernel.agenda import Agenda
from sfsim.kernel.clock import START
from sfsim.kernel.policy import FIFO


def nothing() -> None:
    """An action without effect."""


def test_entries_at_the_same_time_run_first_come_first_served() -> None:
    agenda = Agenda()
    for label in ("a", "b", "c"):
        agenda.add(START, label, nothing)
    assert [entry.label for entry in agenda.due(START)] == ["a", "b", "c"]


def test_a_smaller_priority_goes_first() -> None:
    agenda = Agenda()
    agenda.add(START, "late", nothing, priority=1)
    agenda.add(START, "early", nothing, priority=0)
    due = agenda.due(START)
    assert due[FIFO().choose(due)].label == "early"


def test_what_lies_in_the_future_is_not_due() -> None:
    agenda = Agenda()
    agenda.add(START + datetime.timedelta(seconds=1), "later", nothing)
    assert agenda.first_due(START) is None
    assert agenda.next_time() == START + datetime.timedelta(seconds=1)


def test_a_cancelled_entry_does_not_run() -> None:
    agenda = Agenda()
    first = agenda.add(START, "first", nothing)
    agenda.add(START, "second", nothing)
    assert agenda.cancel(first)
    assert not agenda.cancel(first)
    assert [entry.label for entry in agenda.due(START)] == ["second"]


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 2)), max_size=30))
def test_entries_leave_in_order_of_time_priority_and_arrival(keys: list[tuple[int, int]]) -> None:
    agenda = Agenda()
    for seconds, priority in keys:
        time = START + datetime.timedelta(seconds=seconds)
        agenda.add(time, "", nothing, priority=priority)
    taken = []
    end = START + datetime.timedelta(days=1)
    while (entry := agenda.first_due(end)) is not None:
        agenda.take(entry)
        taken.append((entry.time, entry.priority, entry.sequence))
    assert len(taken) == len(keys)
    assert taken == sorted(taken)
