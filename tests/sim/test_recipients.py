"""Reading recipients, and making them up."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sfsim.errors import SfsimError
from sfsim.sim.bundled import recipients_file
from sfsim.sim.recipients import (
    RECIPIENTS_MAX,
    make_recipients,
    read_recipients,
    write_recipients,
)
from sfsim.twilio.accounts import Account
from sfsim.twilio.creation import CreationRequest, check

TWILIO = Account("AC" + "0" * 32, "t", senders=frozenset({"+15017122661"}))


def test_the_file_holds_a_thousand_different_numbers() -> None:
    recipients = read_recipients(recipients_file())
    assert len(recipients) == 1000
    assert len({recipient.number for recipient in recipients}) == 1000


@given(st.integers(min_value=0, max_value=300), st.integers())
def test_one_seed_makes_the_same_people(count: int, seed: int) -> None:
    assert make_recipients(count, seed) == make_recipients(count, seed)


def test_another_seed_makes_other_people() -> None:
    assert make_recipients(20, 1) != make_recipients(20, 2)


def test_numbers_do_not_repeat_across_area_codes() -> None:
    recipients = make_recipients(25_000, 0)
    assert len({recipient.number for recipient in recipients}) == 25_000


def test_twilio_takes_every_number() -> None:
    for recipient in make_recipients(12_000, 0)[::1_000]:
        form = {"To": [recipient.number], "From": ["+15017122661"], "Body": ["x"]}
        check(TWILIO, CreationRequest.from_form(form))


def test_there_is_an_end_of_numbers() -> None:
    with pytest.raises(SfsimError, match="at most"):
        make_recipients(RECIPIENTS_MAX + 1, 0)


def test_a_written_file_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    write_recipients(path, make_recipients(5, 3))
    assert read_recipients(path) == make_recipients(5, 3)


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text("FirstName,Phone\nAda,1\n")
    with pytest.raises(SfsimError, match="no column LastName, MobilePhone"):
        read_recipients(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SfsimError, match=r"nobody\.csv"):
        read_recipients(tmp_path / "nobody.csv")
