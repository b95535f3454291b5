"""System.Object: what every value can do."""

from __future__ import annotations

import copy
from typing import Any

from sfsim.runtime.collections import not_null
from sfsim.runtime.display import text_of
from sfsim.runtime.equality import apex_hash, values_equal
from sfsim.stdlib.registry import apex_class, apex_method


@apex_class("System.Object", virtual=True, python="sfsim.runtime.objects:ApexObject")
class Object:
    """The root of all types. A class that overrides a member has a plain method of that name."""

    @apex_method("Boolean equals(Object other)")
    @staticmethod
    def equals(value: Any, other: Any) -> bool:
        """Whether two values are equal."""
        return values_equal(not_null(value), other)

    @apex_method("Integer hashCode()")
    @staticmethod
    def hash_code(value: Any) -> int:
        """A number that equal values share."""
        return apex_hash(not_null(value))

    @staticmethod
    def clone(value: Any) -> Any:
        """A shallow copy of an object of the platform; only its classes list the method."""
        return copy.copy(not_null(value))

    @apex_method("String toString()")
    @staticmethod
    def to_string(value: Any) -> str:
        """The text of the value."""
        return text_of(not_null(value))
