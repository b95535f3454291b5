"""Values come back from their columns as they went in."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sfsim.schema.field_types import Storage
from sfsim.storage.codecs import decoder, encoder

MILLISECONDS = st.integers(min_value=0, max_value=999)


def round_trip(storage: Storage, value: object, scale: int = 0) -> object:
    return decoder(storage, scale)(encoder(storage, scale)(value))


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12,
                   places=4))  # fmt: skip
def test_decimals_keep_value_and_scale(value: Decimal) -> None:
    result = round_trip(Storage.DECIMAL, value, 4)
    assert isinstance(result, Decimal)
    assert result == value
    assert result.as_tuple().exponent == -4


@pytest.mark.documented
def test_decimals_round_half_up_to_the_scale_of_the_field() -> None:
    assert round_trip(Storage.DECIMAL, Decimal("1.005"), 2) == Decimal("1.01")
    assert round_trip(Storage.DECIMAL, Decimal("-1.005"), 2) == Decimal("-1.01")


@given(st.datetimes(), MILLISECONDS)
def test_datetimes_keep_their_milliseconds(moment: datetime.datetime, fraction: int) -> None:
    value = moment.replace(microsecond=fraction * 1000)
    assert round_trip(Storage.INSTANT, value) == value


@given(st.dates())
def test_dates(day: datetime.date) -> None:
    assert round_trip(Storage.DAY, day) == day


@given(st.times(), MILLISECONDS)
def test_times(time: datetime.time, fraction: int) -> None:
    value = time.replace(microsecond=fraction * 1000, fold=0)
    assert round_trip(Storage.CLOCK, value) == value


@pytest.mark.parametrize("value", [True, False, None])
def test_flags(value: bool | None) -> None:
    assert round_trip(Storage.FLAG, value) is value
