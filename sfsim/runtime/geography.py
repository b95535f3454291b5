"""Values of compound fields: System.Address and System.Location.

Source: Apex Reference Guide, "Address Class", "Location Class".
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar, Final

from sfsim.runtime.numbers import double_to_decimal
from sfsim.typeref import TypeRef

EARTH_RADIUS: Final = {"mi": 3958.7613, "km": 6371.0088}
"""By the unit of a distance, which is miles or kilometres."""


@dataclass(frozen=True, slots=True)
class Location:
    """A point on earth. Its attributes are readable as fields too."""

    latitude: Decimal | None
    longitude: Decimal | None
    type: ClassVar[TypeRef] = TypeRef("Location")

    @staticmethod
    def newInstance(latitude: Decimal, longitude: Decimal) -> Location:
        """A location in decimal degrees."""
        return Location(latitude, longitude)

    def getLatitude(self) -> Decimal | None:
        """Degrees north."""
        return self.latitude

    def getLongitude(self) -> Decimal | None:
        """Degrees east."""
        return self.longitude

    def getDistance(self, other: Location, unit: str) -> Decimal:
        """The great-circle distance in `mi` or `km` (haversine)."""
        return distance(self, other, unit)


@dataclass(frozen=True, slots=True)
class Address:
    """A compound address; what is not filled in is null."""

    street: str | None = None
    city: str | None = None
    state: str | None = None
    postalCode: str | None = None
    country: str | None = None
    stateCode: str | None = None
    countryCode: str | None = None
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    geocodeAccuracy: str | None = None
    type: ClassVar[TypeRef] = TypeRef("Address")

    def getStreet(self) -> str | None:
        """The street lines."""
        return self.street

    def getCity(self) -> str | None:
        """The city."""
        return self.city

    def getState(self) -> str | None:
        """The state or province."""
        return self.state

    def getStateCode(self) -> str | None:
        """The state's code; null unless state and country picklists are on."""
        return self.stateCode

    def getPostalCode(self) -> str | None:
        """The postal code."""
        return self.postalCode

    def getCountry(self) -> str | None:
        """The country."""
        return self.country

    def getCountryCode(self) -> str | None:
        """The country's code; null unless state and country picklists are on."""
        return self.countryCode

    def getLatitude(self) -> Decimal | None:
        """Degrees north."""
        return self.latitude

    def getLongitude(self) -> Decimal | None:
        """Degrees east."""
        return self.longitude

    def getGeocodeAccuracy(self) -> str | None:
        """How exact the position is."""
        return self.geocodeAccuracy

    def getDistance(self, other: Location, unit: str) -> Decimal:
        """The distance to a location in `mi` or `km`."""
        return distance(Location(self.latitude, self.longitude), other, unit)


def distance(start: Location, end: Location, unit: str) -> Decimal:
    """The great-circle distance of two points that have coordinates."""
    points = (start.latitude, start.longitude, end.latitude, end.longitude)
    first, first_east, second, second_east = (math.radians(each or 0) for each in points)
    half = math.sin((second - first) / 2) ** 2
    half += math.cos(first) * math.cos(second) * math.sin((second_east - first_east) / 2) ** 2
    return double_to_decimal(2 * EARTH_RADIUS[unit] * math.asin(math.sqrt(half)))


def compound_address(**parts: object) -> Address | None:
    """The address of some parts, null when none is filled in."""
    filled = {name: value for name, value in parts.items() if value is not None}
    return Address(**filled) if filled else None  # type: ignore[arg-type]  # columns of such types


def compound_location(**parts: object) -> Location | None:
    """The location of two coordinates, null when both are missing."""
    if parts["latitude"] is None and parts["longitude"] is None:
        return None
    return Location(**parts)  # type: ignore[arg-type]  # columns of such types
