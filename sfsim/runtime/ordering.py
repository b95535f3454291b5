"""The order of `List.sort()`: primitives, enums, Comparable objects, records, Comparators.

Nulls come first and the sort is stable. Records compare by the label of their type, then Name, then
the other standard fields alphabetically, then the custom fields.
Source: Apex Developer Guide, "List Sorting", "Sorting Lists of sObjects".
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import cmp_to_key
from typing import Any, Final

from sfsim.runtime.exceptions import ListException, NullPointerException
from sfsim.runtime.values import Long

NOT_COMPARABLE: Final = "One or more of the items in this list is not Comparable."
NULL_DEREFERENCE: Final = "Attempt to de-reference a null object"

FAMILIES: Final[dict[type, str]] = {
    str: "text",
    bool: "boolean",
    int: "number",
    Long: "number",
    float: "number",
    Decimal: "number",
    datetime.date: "date",
    datetime.datetime: "datetime",
    datetime.time: "time",
}
"""Python types whose values Python itself orders, if all are of one family."""


def sorted_values(items: Iterable[Any], comparator: Any = None) -> list[Any]:
    """The items in order. Raises ListException when they cannot be compared."""
    if comparator is not None:
        return sorted(items, key=cmp_to_key(lambda a, b: checked(comparator.compare(a, b))))
    nulls = [item for item in items if item is None]
    values = [item for item in items if item is not None]
    if not values:
        return nulls
    kinds = {FAMILIES.get(type(value)) for value in values}
    if kinds == {"text"}:
        is_plain = all(map(str.isascii, values))
        return nulls + sorted(values, key=None if is_plain else text_key)
    if None not in kinds and len(kinds) == 1:
        return nulls + sorted(values)
    return nulls + sorted(values, key=cmp_to_key(comparison(values)))


def text_key(text: str) -> bytes:
    """Orders by UTF-16 units, as `compareTo` does."""
    return text.encode("utf-16-be", "surrogatepass")


def comparison(values: list[Any]) -> Callable[[Any, Any], int]:
    """How these values compare. Raises ListException when they do not."""
    kinds = [type(value) for value in values]
    if all(hasattr(kind, "sobject_type") for kind in kinds):
        return compare_records
    if all(hasattr(kind, "compareTo") for kind in kinds):
        return lambda left, right: checked(left.compareTo(right))
    if all(hasattr(value, "ordinal") for value in values):
        return lambda left, right: int(left.ordinal) - int(right.ordinal)
    raise ListException(NOT_COMPARABLE)


def checked(result: int | None) -> int:
    """The answer of a comparison. Raises NullPointerException when it is null."""
    if result is None:
        raise NullPointerException(NULL_DEREFERENCE)
    return result


def compare_records(left: Any, right: Any) -> int:
    """The order of two records."""
    first, second = left.sobject_type.label, right.sobject_type.label
    if first != second:
        return -1 if first < second else 1
    own, other = populated(left), populated(right)
    for name in sorted({*own, *other}, key=field_rank):
        result = compare_values(own.get(name), other.get(name))
        if result:
            return result
    return 0


def populated(record: Any) -> dict[str, Any]:
    """The fields that are set and hold a plain value."""
    values = record.getPopulatedFieldsAsMap()
    return {name: value for name, value in values.items() if type(value) in FAMILIES}


def field_rank(name: str) -> tuple[bool, bool, str]:
    """Name, then standard fields, then custom ones, each alphabetically."""
    return name != "Name", name.endswith("__c"), name


def compare_values(left: Any, right: Any) -> int:
    """Two field values: null first."""
    if left is None or right is None:
        return (left is not None) - (right is not None)
    if left == right:
        return 0
    if FAMILIES[type(left)] != FAMILIES[type(right)]:
        raise ListException(NOT_COMPARABLE)
    if isinstance(left, str):
        left, right = text_key(left), text_key(right)
    return -1 if left < right else 1
