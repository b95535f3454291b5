"""Addresses and locations."""

from __future__ import annotations

from decimal import Decimal

import pytest

from sfsim.runtime.geography import Location, compound_address, compound_location

PARIS = Location.newInstance(Decimal("48.8566"), Decimal("2.3522"))
LONDON = Location.newInstance(Decimal("51.5074"), Decimal("-0.1278"))


@pytest.mark.documented
@pytest.mark.parametrize(("unit", "expected"), [("km", 343.6), ("mi", 213.5)])
def test_distance(unit: str, expected: float) -> None:
    assert float(PARIS.getDistance(LONDON, unit)) == pytest.approx(expected, abs=0.1)


@pytest.mark.documented
def test_distance_to_itself_is_nothing() -> None:
    assert PARIS.getDistance(PARIS, "km") == 0


@pytest.mark.inferred
def test_compound_of_nothing_is_null() -> None:
    assert compound_address(city=None, country=None) is None
    assert compound_location(latitude=None, longitude=None) is None


@pytest.mark.documented
def test_address_has_its_parts() -> None:
    address = compound_address(city="Paris", country=None)
    assert address is not None
    assert (address.getCity(), address.getCountry()) == ("Paris", None)
