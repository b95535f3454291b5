"""When two values are equal for Apex: `equals`, the elements of collections, keys, assertions.

Python's `==` differs where it equates 1, 1.0 and true, and where it does not know that a user class
overrides `equals`. Strings are compared exactly here; the `==` operator on Strings is in `text`.
"""

from __future__ import annotations

import datetime
import struct
from collections.abc import Callable
from decimal import Decimal
from typing import Any, Final

from sfsim.runtime.text import hash_code as text_hash_code
from sfsim.runtime.values import Long

IDENTITY: Final = "identity__"
COUNT: Final = "identities__"
GOLDEN: Final = 0x9E3779B1
"""2^32 divided by the golden ratio: spreads consecutive numbers."""

EPOCH: Final = datetime.datetime(1970, 1, 1)
MILLISECOND: Final = datetime.timedelta(milliseconds=1)
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
    """`hashCode()` as Apex sees it: Java's rules, 32 bits, the same in every run.

    An object that does not override hashCode gets a number when it is first asked: an address
    would differ from run to run.
    Source: recorded, `System.hashCode(x) == x.hashCode()`; java.lang and java.math documentation.
    """
    if value is None:
        return 0
    rule = HASH_RULES.get(type(value))
    if rule is not None:
        return rule(value)
    code = getattr(type(value), "hashCode", None)
    if code is not None:
        return int(code(value))
    return _identity_hash(value)


def _identity_hash(value: Any) -> int:
    """The same for one object, other for the next of its class; counted by class, which belongs to
    one org, so that a run repeats. A copy of an object counts anew."""
    kind = type(value)
    known = getattr(value, IDENTITY, None)
    if known is None or known[0] != id(value):
        number = getattr(kind, COUNT, 0) + 1
        known = (id(value), number)
        try:
            setattr(value, IDENTITY, known)
            setattr(kind, COUNT, number)
        except (AttributeError, TypeError):
            return _text_hash(value)  # no room for a number: a value without identity
    name = str(getattr(value, "type", kind.__name__))
    return wrap((text_hash_code(name) + known[1] * GOLDEN) & 0xFFFFFFFF)


def _text_hash(value: Any) -> int:
    """Of a type, an enum constant and the like: the hash of its text."""
    to_string = getattr(type(value), "toString", None)
    return text_hash_code(type(value).__name__ if to_string is None else str(to_string(value)))


def wrap(code: int) -> int:
    """32 bits as a signed Integer."""
    return code - 0x1_0000_0000 if code > 0x7FFFFFFF else code


def _folded(bits: int) -> int:
    """64 bits folded into 32, as Long.hashCode does."""
    return wrap((bits ^ (bits >> 32)) & 0xFFFFFFFF)


def _double_hash(value: float) -> int:
    (bits,) = struct.unpack(">Q", struct.pack(">d", value))
    return _folded(bits)


def _decimal_hash(value: Decimal) -> int:
    """BigDecimal.hashCode: 31 times that of the unscaled value, plus the scale."""
    sign, digits, exponent = value.as_tuple()
    assert isinstance(exponent, int), "Apex has no infinite Decimals"
    magnitude = int("".join(map(str, digits)) or "0")
    code = 0
    for byte_place in range((magnitude.bit_length() + 31) // 32 - 1, -1, -1):
        code = (31 * code + (magnitude >> (32 * byte_place) & 0xFFFFFFFF)) & 0xFFFFFFFF
    code = -code if sign else code
    return wrap((31 * code - exponent) & 0xFFFFFFFF)


def _instant_hash(value: datetime.datetime) -> int:
    return _folded((value - EPOCH) // MILLISECOND)


def _day_hash(value: datetime.date) -> int:
    return _instant_hash(datetime.datetime(value.year, value.month, value.day))


def _time_hash(value: datetime.time) -> int:
    seconds = (value.hour * 60 + value.minute) * 60 + value.second
    return seconds * 1000 + value.microsecond // 1000


def _bytes_hash(value: bytes) -> int:
    code = 1
    for byte in value:
        signed = byte - 256 if byte > 127 else byte
        code = (31 * code + signed) & 0xFFFFFFFF
    return wrap(code)


HASH_RULES: Final[dict[type, Callable[[Any], int]]] = {
    bool: lambda value: 1231 if value else 1237,
    int: lambda value: wrap(value & 0xFFFFFFFF),
    Long: _folded,
    str: text_hash_code,
    float: _double_hash,
    Decimal: _decimal_hash,
    datetime.datetime: _instant_hash,
    datetime.date: _day_hash,
    datetime.time: _time_hash,
    bytes: _bytes_hash,
}
