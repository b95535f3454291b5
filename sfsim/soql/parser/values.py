"""Constants, date literals and binds."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any, Final

from sfsim.soql import nodes
from sfsim.soql.parser.cursor import (
    DATE,
    DATETIME,
    END,
    NUMBER,
    STRING,
    TIME,
    WORD,
    Cursor,
)

_PLAIN_DATE_LITERALS_TEXT: Final = """
    YESTERDAY TODAY TOMORROW LAST_WEEK THIS_WEEK NEXT_WEEK LAST_MONTH THIS_MONTH NEXT_MONTH
    LAST_90_DAYS NEXT_90_DAYS THIS_QUARTER LAST_QUARTER NEXT_QUARTER THIS_YEAR LAST_YEAR NEXT_YEAR
    THIS_FISCAL_QUARTER LAST_FISCAL_QUARTER NEXT_FISCAL_QUARTER THIS_FISCAL_YEAR LAST_FISCAL_YEAR
    NEXT_FISCAL_YEAR
"""
PLAIN_DATE_LITERALS: Final = frozenset(_PLAIN_DATE_LITERALS_TEXT.split())
COUNTED_DATE_LITERALS: Final = frozenset(
    name
    for unit in ("DAYS", "WEEKS", "MONTHS", "QUARTERS", "YEARS", "FISCAL_QUARTERS", "FISCAL_YEARS")
    for name in (f"LAST_N_{unit}", f"NEXT_N_{unit}", f"N_{unit}_AGO")
)
"""Source: SOQL and SOSL Reference, "Date Formats and Date Literals"."""

_WORDS: Final[dict[str, object]] = {"TRUE": True, "FALSE": False, "NULL": None}
_CURRENCY: Final = re.compile(r"([A-Za-z]{3})(\d+(?:\.\d+)?)(?![A-Za-z0-9_])")
_ESCAPE: Final = re.compile(r"\\(?:[uU]([0-9a-fA-F]{4})|(.))", re.DOTALL)
_ESCAPES: Final = {
    "n": "\n",
    "r": "\r",
    "t": "\t",
    "b": "\b",
    "f": "\f",
    '"': '"',
    "'": "'",
    "\\": "\\",
}


def value(cursor: Cursor, *, keeps_wildcards: bool = False) -> nodes.Value:
    r"""One value that is neither a list nor a sub-query; LIKE keeps `\%` and `\_` as written."""
    start = cursor.start
    if cursor.at(":"):
        return bind(cursor)
    if cursor.kind == WORD:
        return _word(cursor)
    constant = _constant(cursor, keeps_wildcards)
    cursor.advance()
    return nodes.Constant(cursor.span(start), constant)


def bind(cursor: Cursor) -> nodes.Bind:
    """`:expression`."""
    start = cursor.start
    cursor.expect(":")
    if cursor.kind == END or cursor.at("]") or (not cursor.is_inline and cursor.at("NEW")):
        cursor.unexpected()
    index = cursor.bind_count
    cursor.bind_count += 1
    expression, end = cursor.read_bind(cursor.start)
    cursor.last_end = end
    cursor.seek(end)
    return nodes.Bind(cursor.span(start), expression, index)


def count(cursor: Cursor) -> nodes.Value:
    """What LIMIT and OFFSET take: a bind or digits."""
    if cursor.at(":"):
        return bind(cursor)
    if cursor.kind != NUMBER or not cursor.text.isdigit():
        cursor.unexpected()
    start = cursor.start
    found = _number(cursor.text)
    cursor.advance()
    return nodes.Constant(cursor.span(start), found)


def decode(cursor: Cursor, raw: str, *, keeps_wildcards: bool) -> str:
    """The value of a string literal without its quotes.

    Raises:
        SoqlSyntaxError: an escape sequence or a line break that may not be there.
    """
    if "\n" in raw or "\r" in raw:
        cursor.fail("line breaks not allowed in string literals")
    if "\\" not in raw:
        return raw

    def unescape(match: re.Match[str]) -> str:
        code, letter = match.groups()
        if code is not None:
            return chr(int(code, 16))
        if letter in "%_":
            return match[0] if keeps_wildcards else str(letter)
        found = _ESCAPES.get(letter.lower())
        if found is None:
            cursor.fail(
                f"Invalid string literal '{raw}'. Illegal character sequence '{match[0]}'"
                " in string literal."
            )
        return found

    return _ESCAPE.sub(unescape, raw)


def _word(cursor: Cursor) -> nodes.Value:
    start, name = cursor.start, cursor.upper
    if name in _WORDS:
        cursor.advance()
        return nodes.Constant(cursor.span(start), _WORDS[name])
    if name in PLAIN_DATE_LITERALS:
        cursor.advance()
        return nodes.DateLiteral(cursor.span(start), name)
    if name in COUNTED_DATE_LITERALS:
        cursor.advance()
        cursor.expect(":")
        if cursor.kind != NUMBER or not cursor.text.lstrip("+-").isdigit():
            cursor.unexpected()
        found = int(_number(cursor.text))
        cursor.advance()
        return nodes.DateLiteral(cursor.span(start), name, found)
    match = _CURRENCY.match(cursor.source, start)
    if match is None:
        cursor.unexpected()
    cursor.last_end = match.end()
    cursor.seek(match.end())
    return nodes.CurrencyLiteral(cursor.span(start), match[1].upper(), _number(match[2]))


def _constant(cursor: Cursor, keeps_wildcards: bool) -> object:
    kind, text = cursor.kind, cursor.text
    if kind == STRING:
        return decode(cursor, text[1:-1], keeps_wildcards=keeps_wildcards)
    if kind == NUMBER:
        return _number(text)
    try:
        if kind == DATE:
            return date.fromisoformat(text)
        if kind == DATETIME:
            return _datetime(text)
        if kind == TIME:
            return _time(text)
    except (ValueError, OverflowError):
        cursor.fail(f"unexpected token: '{text}'")
    return cursor.unexpected()


def _number(text: str) -> Any:
    """An int or, with a point, a Decimal; Python refuses to read thousands of digits."""
    if text.lstrip("+-").isdigit():
        return int(text) if len(text) < 1000 else 10**1000
    return Decimal(text)


def _datetime(text: str) -> datetime:
    """Naive UTC, cut to milliseconds."""
    head, fraction, zone = _split_fraction(text)
    found = datetime.fromisoformat(head + zone.replace("z", "Z"))
    found = found.astimezone(UTC).replace(tzinfo=None)
    return found.replace(microsecond=int(fraction[:3].ljust(3, "0")) * 1000)


def _time(text: str) -> time:
    head, fraction, _ = _split_fraction(text)
    return time.fromisoformat(head).replace(microsecond=int(fraction[:3].ljust(3, "0")) * 1000)


def _split_fraction(text: str) -> tuple[str, str, str]:
    match = re.fullmatch(r"(.*?\d\d:\d\d:\d\d)(?:\.(\d+))?(.*)", text.upper())
    assert match is not None, text
    return match[1], match[2] or "", match[3]
