"""Ids: their two spellings, the checksum, counters and key prefixes."""

from __future__ import annotations

from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sfsim import ids

shorts = st.text(alphabet=ids.DIGITS, min_size=15, max_size=15)


@pytest.mark.documented
def test_checksum_of_a_known_id() -> None:
    assert ids.to_long("001D000000IqhSL") == "001D000000IqhSLIAZ"


@pytest.mark.documented
@given(shorts)
def test_long_form_begins_with_the_short_one(short: str) -> None:
    assert ids.to_short(ids.to_long(short)) == short


@pytest.mark.documented
@given(shorts)
def test_checksum_restores_the_case(short: str) -> None:
    long = ids.to_long(short)
    assert ids.repair(long.lower()[:15] + long[15:]) == long


@pytest.mark.recorded
def test_wrong_checksum_is_still_an_id() -> None:
    assert ids.is_id("001000000000001ZZZ")


@pytest.mark.documented
@pytest.mark.parametrize("text", ["", "001", "0010000000000011", "001-00000000001", "ü" * 15])
def test_what_is_no_id(text: str) -> None:
    assert not ids.is_id(text)


def test_ids_of_one_prefix_sort_by_age() -> None:
    taken = ids.IdSequence().take("001", 5000)
    assert taken == sorted(taken)


def test_ids_are_unique_whatever_the_batches() -> None:
    sequence = ids.IdSequence()
    taken = [each for count in (1, 200, 3) for each in sequence.take("a00", count)]
    assert taken == [ids.make_id("a00", number) for number in range(1, 205)]


def test_sequence_continues_from_a_state() -> None:
    first, second = ids.IdSequence(), ids.IdSequence()
    first.take("001", 3)
    second.restore(first.state())
    assert second.next("001") == ids.make_id("001", 4)


@pytest.mark.recorded
def test_key_prefixes_of_custom_objects_count_in_base_62() -> None:
    prefixes = list(islice(ids.custom_prefixes("a"), 63))
    assert (prefixes[0], prefixes[10], prefixes[61], prefixes[62]) == ("a00", "a0A", "a0z", "a10")
