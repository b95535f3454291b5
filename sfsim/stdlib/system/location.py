"""System.Location and System.Address: the members of `runtime.geography`'s values.

Source: Apex Reference Guide, "Location Class", "Address Class".
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Final

from sfsim.runtime import geography
from sfsim.runtime.collections import not_null
from sfsim.runtime.exceptions import InvalidParameterValueException
from sfsim.runtime.numbers import decimal_text
from sfsim.stdlib.registry import apex_class, apex_method, apex_property

BAD_UNIT: Final = "Invalid unit: {}"
"""Not seen on a real org."""


@apex_class("System.Location", python="sfsim.runtime.geography:Location")
class Location:
    """A latitude and a longitude in degrees."""

    @apex_method("static Location newInstance(Decimal latitude, Decimal longitude)")
    @staticmethod
    def new_instance(latitude: Decimal | None, longitude: Decimal | None) -> geography.Location:
        """A point. Raises NullPointerException."""
        return geography.Location(not_null(latitude), not_null(longitude))

    @apex_property("Double latitude { get; }")
    @apex_method("Double getLatitude()")
    @staticmethod
    def get_latitude(point: geography.Location) -> float | None:
        """Degrees north."""
        return None if point.latitude is None else float(point.latitude)

    @apex_property("Double longitude { get; }")
    @apex_method("Double getLongitude()")
    @staticmethod
    def get_longitude(point: geography.Location) -> float | None:
        """Degrees east."""
        return None if point.longitude is None else float(point.longitude)

    @apex_method("Double getDistance(Location other, String unit)")
    @apex_method("static Double getDistance(Location first, Location second, String unit)")
    @staticmethod
    def get_distance(
        first: geography.Location | None, second: geography.Location | None, unit: str | None
    ) -> float:
        """The great-circle distance. Raises InvalidParameterValueException."""
        return distance(not_null(first), second, unit)

    @apex_method("String toString()")
    @staticmethod
    def to_string(point: geography.Location) -> str:
        """`API Location[37.1,-122.4]`. Source: observed debug logs."""
        return f"API Location[{_text(point.latitude)},{_text(point.longitude)}]"


@apex_class(
    "System.Address",
    python="sfsim.runtime.geography:Address",
)
class Address:
    """A compound address field."""

    @apex_method("String getStreet()", inline="{0}.getStreet()")
    @apex_method("String getCity()", inline="{0}.getCity()")
    @apex_method("String getState()", inline="{0}.getState()")
    @apex_method("String getStateCode()", inline="{0}.getStateCode()")
    @apex_method("String getPostalCode()", inline="{0}.getPostalCode()")
    @apex_method("String getCountry()", inline="{0}.getCountry()")
    @apex_method("String getCountryCode()", inline="{0}.getCountryCode()")
    @apex_method("String getGeocodeAccuracy()", inline="{0}.getGeocodeAccuracy()")
    @staticmethod
    def members(address: geography.Address) -> None:
        """Carries the marks of the members that the Python class itself has."""

    @apex_method("Double getLatitude()")
    @staticmethod
    def get_latitude(address: geography.Address) -> float | None:
        """Degrees north."""
        return None if address.latitude is None else float(address.latitude)

    @apex_method("Double getLongitude()")
    @staticmethod
    def get_longitude(address: geography.Address) -> float | None:
        """Degrees east."""
        return None if address.longitude is None else float(address.longitude)

    @apex_method("Double getDistance(Location other, String unit)")
    @staticmethod
    def get_distance(
        address: geography.Address, other: geography.Location | None, unit: str | None
    ) -> float:
        """The great-circle distance. Raises InvalidParameterValueException."""
        return distance(geography.Location(address.latitude, address.longitude), other, unit)


def distance(
    first: geography.Location, second: geography.Location | None, unit: str | None
) -> float:
    """The distance of two points in `km` or `mi`, as a Double."""
    folded = not_null(unit).lower()
    if folded not in geography.EARTH_RADIUS:
        raise InvalidParameterValueException(BAD_UNIT.format(unit))
    return float(geography.distance(first, not_null(second), folded))


def _text(value: Any) -> str:
    return decimal_text(value) if isinstance(value, Decimal) else str(value)
