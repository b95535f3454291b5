"""System.Location."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sfsim.runtime.exceptions import InvalidParameterValueException
from sfsim.runtime.geography import Location as Point
from sfsim.stdlib.system.location import Location

pytestmark = pytest.mark.inferred

points = st.builds(
    Location.new_instance,
    st.decimals(-90, 90, places=4),
    st.decimals(-180, 180, places=4),
)


@given(points, points)
def test_distance_is_symmetric_and_no_longer_than_half_the_earth(
    first: Point, second: Point
) -> None:
    there = Location.get_distance(first, second, "km")
    back = Location.get_distance(second, first, "km")
    assert there == pytest.approx(back)
    assert 0 <= there <= 20_016


def test_a_mile_is_longer_than_a_kilometre() -> None:
    here = Location.new_instance(Decimal("37.7749"), Decimal("-122.4194"))
    there = Location.new_instance(Decimal("40.7128"), Decimal("-74.006"))
    assert Location.get_distance(here, there, "km") == pytest.approx(4129, abs=2)
    assert Location.get_distance(here, there, "mi") == pytest.approx(2566, abs=2)


def test_other_units_are_refused() -> None:
    point = Location.new_instance(Decimal(0), Decimal(0))
    with pytest.raises(InvalidParameterValueException):
        Location.get_distance(point, point, "ft")
