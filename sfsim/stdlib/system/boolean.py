"""System.Boolean. Source: Apex Reference Guide, Boolean Class."""

from __future__ import annotations

from typing import Any

from sfsim.runtime.exceptions import TypeException
from sfsim.stdlib.arguments import required
from sfsim.stdlib.registry import apex_class, apex_method


@apex_class("System.Boolean", source="Apex Reference Guide, Boolean Class")
class Boolean:
    """True or false."""

    @apex_method("static Boolean valueOf(Object a)")
    @staticmethod
    def valueOf(value: Any) -> bool:  # Object
        """A Boolean held as Object; of a text, whether it is `true` in any case.

        Raises:
            NullPointerException: the value is null.
            TypeException: neither Boolean nor String.
        """
        required(value)
        if type(value) is bool:
            return value
        if type(value) is str:
            return value.lower() == "true"
        raise TypeException(f"Invalid boolean: {value}")
