"""When two values are equal for Apex: `equals`, the elements of collections, keys, assertions.

Python's `==` differs where it equates 1, 1.0 and true, and where it does not know that a user class
overrides `equals`. Strings are compared exactly here; the `==` operator on Strings is in `text`.
"""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any, Final

from sfsim.runtime.text import hash_code as text_hash_code
from sfsim.runtime.values import Long

PLAIN_TYPES: Final = frozenset({str, int, bool, bytes, datetime.date, datetime.time, type(None)})
"""Python types of which two values are equal exactly when Python says so."""


def values_equal(left: Any, right: Any) -> bool:
    """Whether two values are equal as collection elements and for `System.equals` on Objects.

    Numbers of different types differ; Decimals are equal whatever their scale; Datetimes are equal
    within one second (recorded); user classes decide with `equals` when they override it.
    """
    if left is right:
        return True
    if left is None or right is None:
        return False
    kind, other = type(left), type(right)
    if kind is other:
        if kind in PLAIN_TYPES:
            return bool(left == right)
        if kind is datetime.datetime:
            return bool(left.replace(microsecond=0) == right.replace(microsecond=0))
    elif isinstance(left, bool | int | float | Decimal) or isinstance(
        right, bool | int | float | Decimal
    ):
        return False
    equals = getattr(kind, "equals", None)  # on the type: a record has fields of any name
    if equals is not None:
        return bool(equals(left, right))
    return bool(left == right)


class Key:
    """A value as key of a Set or Map whose Python equality is not Apex's.

    As keys, Decimals of different scale differ and so do an Integer, a Long, a Double and a Boolean
    that Python would equate. Source: Apex Reference Guide, Decimal Class ("hash codes").
    """

    __slots__ = ("code", "value")

    def __init__(self, value: Any) -> None:
        self.value = value
        self.code = key_hash(value)

    def __hash__(self) -> int:
        return self.code

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Key) and keys_equal(self.value, other.value)

    def __repr__(self) -> str:
        return f"Key({self.value!r})"


def keys_equal(left: Any, right: Any) -> bool:
    """Whether two values are the same key."""
    if isinstance(left, Decimal) and isinstance(right, Decimal):
        return left.as_tuple() == right.as_tuple()
    if type(left) is datetime.datetime:
        return type(right) is datetime.datetime and left == right
    return values_equal(left, right)


def key_hash(value: Any) -> int:
    """A hash that agrees with `keys_equal`; never shown to Apex."""
    code = getattr(type(value), "hashCode", None)
    return hash(value) if code is None else hash(code(value))


def apex_hash(value: Any) -> int:
    """`hashCode()` as Apex sees it: Java's rules for text, numbers and Booleans, 32 bits.

    Source: recorded, `System.hashCode(x) == x.hashCode()`; java.lang documentation.
    """
    if value is None:
        return 0
    if isinstance(value, bool):
        return 1231 if value else 1237
    if isinstance(value, Long):
        return wrap((value ^ (value >> 32)) & 0xFFFFFFFF)
    if isinstance(value, int):
        return wrap(value & 0xFFFFFFFF)
    if isinstance(value, str):
        return text_hash_code(value)
    code = getattr(type(value), "hashCode", None)
    if code is not None:
        return int(code(value))
    return wrap(hash(value) & 0xFFFFFFFF)


def wrap(code: int) -> int:
    """32 bits as a signed Integer."""
    return code - 0x1_0000_0000 if code > 0x7FFFFFFF else code
