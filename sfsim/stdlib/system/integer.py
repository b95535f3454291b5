"""System.Integer. Source: Apex Reference Guide, Integer Class."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from sfsim.runtime.caller import Caller
from sfsim.runtime.exceptions import TypeException
from sfsim.runtime.numbers import parse_integer
from sfsim.runtime.values import Long
from sfsim.stdlib.arguments import required
from sfsim.stdlib.locales import format_integer, locale_format
from sfsim.stdlib.registry import apex_class, apex_method


@apex_class("System.Integer", source="Apex Reference Guide, Integer Class")
class Integer:
    """A 32-bit number."""

    @apex_method("static Integer valueOf(String i)")
    @staticmethod
    def valueOf(text: str | None) -> int:
        """The number that a text shows. Raises TypeException `Invalid integer: {text}`."""
        return parse_integer(text)

    @apex_method("static Integer valueOf(Object o)")
    @staticmethod
    def valueOf_object(value: Any) -> int:  # Object
        """An Integer held as Object, or the text of one; other numbers lose their fraction."""
        required(value)
        if type(value) is int:
            return value
        if type(value) is str:
            return parse_integer(value)
        if isinstance(value, Long | float | Decimal):
            return parse_integer(str(int(value)))
        raise TypeException(f"Invalid integer: {value}")

    @apex_method("String format()", caller=True)
    @staticmethod
    def format(value: int, caller: Caller) -> str:
        """The number with group marks of the user's locale."""
        return format_integer(value, locale_format(caller.org.transaction.user.locale))
