"""Strings as Apex sees them: comparison, concatenation, length, UTF-16 units, texts of values.

A String is a Python str of code points; what counts or indexes goes through the UTF-16 functions
here when the text holds a character beyond the basic plane.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from decimal import Decimal
from typing import Any, Final

from sfsim import collation
from sfsim.runtime.allocation import LARGE, report_allocation
from sfsim.runtime.exceptions import StringException
from sfsim.runtime.numbers import decimal_text, double_text

LENGTH_MAX: Final = 6_000_000
"""The most characters a String can have. Source: release notes of a peer, 1.2.12."""

TOO_LONG: Final = f"String length exceeds maximum: {LENGTH_MAX}"


# Comparison


def equal(left: str | None, right: str | None) -> bool:
    """`==` on Strings: ignores case, tolerates null. Source: Apex Developer Guide, Operators."""
    if left == right:
        return True
    if left is None or right is None or len(left) != len(right):
        return False
    return left.lower() == right.lower() or left.upper() == right.upper()


def not_equal(left: str | None, right: str | None) -> bool:
    """`!=` on Strings."""
    return not equal(left, right)


def less(left: str | None, right: str | None) -> bool:
    """`<` on Strings: collated; null is less than any text."""
    if left is None or right is None:
        return left is None and right is not None
    return collation.compare(left, right) < 0


def less_equal(left: str | None, right: str | None) -> bool:
    """`<=` on Strings."""
    return not less(right, left)


def compare_units(left: str, right: str) -> int:
    """`String.compareTo`: the difference of the first differing UTF-16 units, or of the lengths."""
    if not (left.isascii() and right.isascii()):
        left, right = spread(left), spread(right)
    for first, second in zip(left, right, strict=False):
        if first != second:
            return ord(first) - ord(second)
    return len(left) - len(right)


def hash_code(text: str) -> int:
    """Java's String.hashCode over the UTF-16 units."""
    code = 0
    for unit in text if text.isascii() else spread(text):
        code = (code * 31 + ord(unit)) & 0xFFFFFFFF
    return code - 0x1_0000_0000 if code > 0x7FFFFFFF else code


# UTF-16


def is_plain(text: str) -> bool:
    """Whether each character is one UTF-16 unit."""
    return text.isascii() or max(text) <= "\uffff"


def spread(text: str) -> str:
    """The text with one character (maybe a lone surrogate) for each UTF-16 unit."""
    if is_plain(text):
        return text
    encoded = text.encode("utf-16-le", "surrogatepass")
    return "".join(chr(encoded[i] | encoded[i + 1] << 8) for i in range(0, len(encoded), 2))


def gather(units: str) -> str:
    """The opposite of `spread`: surrogate pairs become one character again."""
    if units.isascii() or not any("\ud800" <= unit <= "\udfff" for unit in units):
        return units
    return units.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


def length(text: str) -> int:
    """`String.length()`: UTF-16 units."""
    if text.isascii():
        return len(text)
    return len(text) + sum(character > "\uffff" for character in text)


# Concatenation


def concat(left: str, right: str) -> str:
    """`left + right` of two texts. Raises StringException beyond `LENGTH_MAX` characters."""
    return guard_length(left + right)


def guard_length(text: str) -> str:
    """The text itself; a long one is noted as an allocation on the heap.

    Raises:
        StringException: it is longer than `LENGTH_MAX`.
        LimitException: with it the heap is too large.
    """
    if len(text) > LARGE:
        if len(text) > LENGTH_MAX:
            raise StringException(TOO_LONG)
        report_allocation(len(text))
    return text


def concat_string(value: str | None) -> str:
    """What a String or Id operand of `+` adds: null is the text `null`."""
    return "null" if value is None else value


def concat_integer(value: int | None) -> str:
    """What an Integer or Long operand of `+` adds."""
    return "null" if value is None else int.__repr__(value)


def concat_boolean(value: bool | None) -> str:
    """What a Boolean operand of `+` adds."""
    return "null" if value is None else boolean_text(value)


def concat_double(value: float | None) -> str:
    """What a Double operand of `+` adds."""
    return "null" if value is None else double_text(value)


def concat_decimal(value: Decimal | None) -> str:
    """What a Decimal operand of `+` adds."""
    return "null" if value is None else decimal_text(value)


def concat_date(value: datetime.date | None) -> str:
    """What a Date operand of `+` adds: `2024-01-02 00:00:00`."""
    return "null" if value is None else date_text(value) + " 00:00:00"


def concat_datetime(value: datetime.datetime | None) -> str:
    """What a Datetime operand of `+` adds: `2024-01-02 03:04:05`, GMT."""
    return "null" if value is None else datetime_text(value)


def concat_time(value: datetime.time | None) -> str:
    """What a Time operand of `+` adds: `03:04:05.000Z`."""
    return "null" if value is None else time_text(value)


def concat_blob(value: bytes | None) -> str:
    """What a Blob operand of `+` adds: `Blob[12]`."""
    return "null" if value is None else blob_text(value)


CONCAT_TEXT: Final[dict[str, Callable[[Any], str]]] = {
    "String": concat_string,
    "Id": concat_string,
    "Integer": concat_integer,
    "Long": concat_integer,
    "Boolean": concat_boolean,
    "Double": concat_double,
    "Decimal": concat_decimal,
    "Date": concat_date,
    "Datetime": concat_datetime,
    "Time": concat_time,
    "Blob": concat_blob,
}
"""By static type: how an operand of String `+` becomes text. Other types: `runtime.display`."""


# Texts of values


def boolean_text(value: bool) -> str:
    """`true` or `false`."""
    return "true" if value else "false"


def date_text(value: datetime.date) -> str:
    """`2024-01-02`, as `String.valueOf(Date)`."""
    return f"{value.year:04d}-{value.month:02d}-{value.day:02d}"


def datetime_text(value: datetime.datetime) -> str:
    """`2024-01-02 03:04:05` of the value as it stands (GMT unless shifted by the caller)."""
    return (
        f"{value.year:04d}-{value.month:02d}-{value.day:02d} "
        f"{value.hour:02d}:{value.minute:02d}:{value.second:02d}"
    )


def time_text(value: datetime.time) -> str:
    """`03:04:05.000Z`."""
    return (
        f"{value.hour:02d}:{value.minute:02d}:{value.second:02d}.{value.microsecond // 1000:03d}Z"
    )


def blob_text(value: bytes) -> str:
    """`Blob[12]`: the size stands for the content."""
    return f"Blob[{len(value)}]"
