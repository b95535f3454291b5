"""Values come back from their columns as they went in."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sfsim.schema.field import Field
from sfsim.schema.field_types import Storage
from sfsim.storage.codecs import decoder, encoder

MILLISECONDS = st.integers(min_value=0, max_value=999)


TYPES = {
    Storage.DECIMAL: "double", Storage.INSTANT: "datetime", Storage.DAY: "date",
    Storage.CLOCK: "time", Storage.FLAG: "boolean",
}  # fmt: skip


def round_trip(storage: Storage, value: object, precision: int = 0, scale: int = 0) -> object:
    field = Field("F", TYPES[storage], precision=precision, scale=scale)
    return decoder(field)(encoder(field)(value))


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12,
                   places=4))  # fmt: skip
def test_decimals_keep_value_and_scale(value: Decimal) -> None:
    result = round_trip(Storage.DECIMAL, value, 16, 4)
    assert isinstance(result, Decimal)
    assert result == value
    assert result.as_tuple().exponent == -4


@pytest.mark.recorded
def test_decimals_keep_more_places_than_their_field_has() -> None:
    assert round_trip(Storage.DECIMAL, Decimal("12345.67"), 18, 0) == Decimal("12345.67")


@pytest.mark.inferred
@pytest.mark.parametrize(("value", "text"), [("84", "84.00"), ("1.5", "1.50"), ("1.005", "1.005")])
def test_decimals_have_at_least_the_scale_of_their_field(value: str, text: str) -> None:
    assert str(round_trip(Storage.DECIMAL, Decimal(value), 16, 2)) == text


@pytest.mark.inferred
def test_decimals_round_half_up_beyond_the_places_that_are_kept() -> None:
    assert round_trip(Storage.DECIMAL, Decimal("1.00005"), 16, 2) == Decimal("1.0001")
    assert round_trip(Storage.DECIMAL, Decimal("-1.00005"), 16, 2) == Decimal("-1.0001")


def test_numbers_of_more_than_63_bits_keep_their_magnitude() -> None:
    result = round_trip(Storage.DECIMAL, Decimal(10) ** 18, 18, 2)
    assert result == Decimal(10) ** 18


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
