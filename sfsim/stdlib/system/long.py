"""System.Long. Source: Apex Reference Guide, Long Class."""

from __future__ import annotations

from sfsim.runtime.caller import Caller
from sfsim.runtime.numbers import parse_long, wrap32
from sfsim.stdlib.locales import format_integer, locale_format
from sfsim.stdlib.registry import apex_class, apex_method


@apex_class("System.Long", source="Apex Reference Guide, Long Class")
class Long:
    """A 64-bit number."""

    @apex_method("static Long valueOf(String str)")
    @staticmethod
    def valueOf(text: str | None) -> int:
        """The number that a text shows. Raises TypeException `Invalid long: {text}`."""
        return parse_long(text)

    @apex_method("Integer intValue()")
    @staticmethod
    def intValue(value: int) -> int:
        """The low 32 bits."""
        return wrap32(value)

    @apex_method("String format()", caller=True)
    @staticmethod
    def format(value: int, caller: Caller) -> str:
        """The number with group marks of the user's locale."""
        return format_integer(value, locale_format(caller.org.transaction.user.locale))
