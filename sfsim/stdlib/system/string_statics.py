"""System.String: the static methods, and what fills templates.

Source: Apex Reference Guide, String Class.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import takewhile
from typing import Any

from sfsim.runtime.caller import Caller
from sfsim.runtime.display import string_value_of, text_of
from sfsim.runtime.numbers import decimal_text, double_text
from sfsim.runtime.text import date_text, datetime_text, gather, guard_length
from sfsim.stdlib.arguments import required
from sfsim.stdlib.characters import all_blank
from sfsim.stdlib.message_format import format_message
from sfsim.stdlib.registry import apex_class, apex_method
from sfsim.stdlib.system.datetime import local

_PLACEHOLDER = re.compile(r"\$\{([^}]*)\}")


@apex_class("System.String", source="Apex Reference Guide, String Class")
class StringStatics:
    """Making Strings from other values, and tests that tolerate null."""

    @apex_method("static Boolean isBlank(String str)")
    @staticmethod
    def isBlank(text: str | None) -> bool:
        """Whether the text is null, empty or white space."""
        return text is None or all_blank(text)

    @apex_method("static Boolean isNotBlank(String str)")
    @staticmethod
    def isNotBlank(text: str | None) -> bool:
        """Whether there is anything but white space."""
        return text is not None and not all_blank(text)

    @apex_method("static Boolean isEmpty(String str)", inline="(not {0})")
    @staticmethod
    def isEmpty(text: str | None) -> bool:
        """Whether the text is null or empty."""
        return not text

    @apex_method("static Boolean isNotEmpty(String str)", inline="(not not {0})")
    @staticmethod
    def isNotEmpty(text: str | None) -> bool:
        """Whether the text has any character."""
        return bool(text)

    # valueOf

    @apex_method("static String valueOf(Integer i)")
    @apex_method("static String valueOf(Long l)")
    @staticmethod
    def valueOf_integer(value: int | None) -> str | None:
        """The digits of a whole number."""
        return None if value is None else int.__repr__(value)

    @apex_method("static String valueOf(Double d)")
    @staticmethod
    def valueOf_double(value: float | None) -> str | None:
        """Java's text of a Double: `1.0E10`."""
        return None if value is None else double_text(value)

    @apex_method("static String valueOf(Decimal d)")
    @staticmethod
    def valueOf_decimal(value: Decimal | None) -> str | None:
        """The number with its scale: `1.50`."""
        return None if value is None else decimal_text(value)

    @apex_method("static String valueOf(Date d)")
    @staticmethod
    def valueOf_date(value: datetime.date | None) -> str | None:
        """`2024-01-02`."""
        return None if value is None else date_text(value)

    @apex_method("static String valueOf(Datetime dt)", caller=True)
    @staticmethod
    def valueOf_datetime(caller: Caller, value: datetime.datetime | None) -> str | None:
        """`2024-01-02 03:04:05` in the user's time zone."""
        return None if value is None else datetime_text(local(value, caller))

    @apex_method("static String valueOfGmt(Datetime dt)")
    @staticmethod
    def valueOfGmt(value: datetime.datetime | None) -> str | None:
        """`2024-01-02 03:04:05` in GMT."""
        return None if value is None else datetime_text(value)

    @apex_method("static String valueOf(Object o)", caller=True)
    @staticmethod
    def valueOf(caller: Caller, value: Any) -> str | None:  # Object
        """The text of any value; null stays null. Source: recorded."""
        if type(value) is datetime.datetime:
            return datetime_text(local(value, caller))
        return string_value_of(value)

    # Composing

    @apex_method("static String format(String format, List<Object> arguments)")
    @staticmethod
    def format(pattern: str, arguments: list[Any]) -> str:
        """A MessageFormat pattern filled in. Raises StringException, see `message_format`."""
        required(pattern, arguments)
        return guard_length(format_message(pattern, [text_of(value) for value in arguments]))

    @apex_method("static String join(Object iterableObj, String separator)")
    @staticmethod
    def join(elements: Any, separator: str) -> str:  # any Iterable
        """The texts of the elements with a separator between; null adds nothing."""
        required(elements, separator)
        texts = (
            value if type(value) is str else string_value_of(value) or ""
            for value in iterate(elements)
        )
        return guard_length(separator.join(texts))

    @apex_method("static String fromCharArray(List<Integer> charArr)")
    @staticmethod
    def fromCharArray(units: list[int]) -> str:
        """The text that UTF-16 units make."""
        required(units)
        return gather("".join(chr(unit & 0xFFFF) for unit in units))

    @apex_method("static String getCommonPrefix(List<String> strings)")
    @staticmethod
    def getCommonPrefix(texts: list[str | None] | None) -> str:
        """The characters with which all texts begin; null counts as empty."""
        alike = takewhile(_is_one, zip(*(text or "" for text in texts or []), strict=False))
        return "".join(characters[0] for characters in alike)

    @apex_method("String template(Map<String,Object> values)")
    @staticmethod
    def template(text: str, values: Mapping[str, Any]) -> str:
        """The text with each `${name}` replaced by the map's value; other names stay."""
        required(values)

        def value(match: re.Match[str]) -> str:
            return text_of(values[match[1]]) if match[1] in values else match[0]

        return guard_length(_PLACEHOLDER.sub(value, text))


def _is_one(characters: tuple[str, ...]) -> bool:
    return len(set(characters)) == 1


def iterate(elements: Any) -> Iterable[Any]:
    """The elements of a collection, or of an object of a class that implements Iterable."""
    if isinstance(elements, Iterable):
        return elements
    return _walk(elements.iterator())


def _walk(iterator: Any) -> Iterator[Any]:
    while iterator.hasNext():
        yield iterator.next()
