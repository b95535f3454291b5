"""What values weigh on the heap: a published, deterministic table instead of a real memory.

The platform documents the limit, not the sizes. Public measurements with `Limits.getHeapSize()`
agree on a byte per character, four bytes per Integer and reference, eight per Long and Double;
everything else here is inferred from them. Python's own sizes are never asked: they differ from
version to version.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

MEASURED: Final = "public measurements with Limits.getHeapSize()"
INFERRED: Final = "inferred: not measured on a real org"


@dataclass(frozen=True, slots=True)
class Size:
    """Bytes of one value: once, and for each unit (character, element, field) that it has."""

    key: str
    once: int
    per_unit: int
    source: str


SIZES: Final[tuple[Size, ...]] = (
    Size("transaction", 1024, 0, INFERRED),
    Size("reference", 4, 0, MEASURED),
    # A Blob counts as a text of its bytes.
    Size("text", 4, 1, MEASURED),
    Size("list", 8, 4, INFERRED),
    Size("set", 8, 8, INFERRED),
    Size("map", 8, 12, INFERRED),
    Size("record", 8, 8, INFERRED),
    Size("object", 8, 4, INFERRED),
    Size("other", 16, 0, INFERRED),
)
SIZE: Final[dict[str, Size]] = {size.key: size for size in SIZES}
assert len(SIZE) == len(SIZES), "size keys are unique"

SCALARS: Final[dict[type, int]] = {
    type(None): 0,
    bool: 4,
    int: 4,
    float: 8,
    Decimal: 16,
    datetime.date: 8,
    datetime.datetime: 8,
    datetime.time: 8,
}
"""Values of one size by their Python type, beyond the reference to them."""

UNIFORM: Final[dict[str, int]] = {
    "Boolean": 4, "Integer": 4, "Long": 8, "Double": 8, "Date": 8, "Datetime": 8, "Time": 8,
    "Id": 22,
}  # fmt: skip
"""Element types whose values all have one size, by Apex name: a collection of them is not walked.

Source: an Integer as in `SCALARS`; an Id is a text of 18 characters."""
