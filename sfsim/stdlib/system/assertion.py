"""System.Assert, and the rules and texts that it shares with System.assertEquals.

    Assertion Failed: message: Expected: a, Actual: b      Assertion Failed: Same value: a
    Assertion Failed: message                               Assertion Failed

Source: Apex Reference Guide, "Assert Class"; recorded texts.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any, NoReturn

from sfsim.runtime.caller import Caller
from sfsim.runtime.collections import ApexList, ApexMap, ApexSet
from sfsim.runtime.display import text_of
from sfsim.runtime.equality import values_equal
from sfsim.runtime.exceptions import AssertException, NullPointerException
from sfsim.runtime.values import ApexType
from sfsim.stdlib.registry import apex_class, apex_method

FAILED = "Assertion Failed"
NULL_DEREFERENCE = "Attempt to de-reference a null object"
DIFFERENT = "Expected: {}, Actual: {}"
SAME = "Same value: {}"
NUMBERS = (int, float, Decimal)


def fail(*parts: Any) -> NoReturn:
    """Raises AssertException with the parts that are there, joined by colons."""
    raise AssertException(": ".join([FAILED, *(text_of(part) for part in parts if part != "")]))


def are_equal(expected: Any, actual: Any) -> bool:
    """The equality of assertions: `equals`, but numbers of any types compare by value.

    Source: recorded, 12.0 and 12 are equal; Strings differing in case are not.
    """
    if _is_number(expected) and _is_number(actual):
        return bool(_plain(expected) == _plain(actual))
    expected, actual = _unwrapped(expected, actual), _unwrapped(actual, expected)
    if isinstance(expected, ApexList) and isinstance(actual, ApexList):
        return len(expected) == len(actual) and all(map(are_equal, expected, actual))
    if isinstance(expected, ApexMap) and isinstance(actual, ApexMap):
        return _equal_maps(expected, actual)
    if isinstance(expected, ApexSet) and isinstance(actual, ApexSet):
        return expected == actual
    return values_equal(expected, actual)


def _equal_maps(expected: ApexMap, actual: ApexMap) -> bool:
    return len(expected) == len(actual) and all(
        key in actual and are_equal(value, actual.get(key)) for key, value in expected.items()
    )


def _is_number(value: Any) -> bool:
    return isinstance(value, NUMBERS) and not isinstance(value, bool)


def _plain(value: Any) -> Any:
    """A number that Python compares by value; a Double counts by its shortest text."""
    return Decimal(repr(value)) if isinstance(value, float) else value


def _unwrapped(value: Any, other: Any) -> Any:
    """A list of one record stands for the record when it is compared with a record."""
    is_record = hasattr(type(other), "sobject_type")
    if is_record and isinstance(value, ApexList) and len(value) == 1:
        return value[0]
    return value


def assert_equals(expected: Any, actual: Any, *message: Any) -> None:
    """Raises AssertException unless the values are equal."""
    if not are_equal(expected, actual):
        try:
            fail(*message, DIFFERENT.format(text_of(expected), text_of(actual)))
        except AssertException as error:
            error.compared = (expected, actual)
            raise


def assert_not_equals(unexpected: Any, actual: Any, *message: Any) -> None:
    """Raises AssertException when the values are equal."""
    if are_equal(unexpected, actual):
        fail(*message, SAME.format(text_of(actual)))


def assert_true(condition: bool | None, *message: Any) -> None:
    """Raises AssertException unless true, NullPointerException for null."""
    if condition is None:
        raise NullPointerException(NULL_DEREFERENCE)
    if not condition:
        fail(*message)


@apex_class("System.Assert", source="Apex Reference Guide, Assert Class")
class Assert:
    """Assertions whose failure nothing can catch."""

    @apex_method("static void areEqual(Object expected, Object actual)")
    @apex_method("static void areEqual(Object expected, Object actual, String message)")
    @staticmethod
    def are_equal(expected: Any, actual: Any, *message: Any) -> None:
        """Fails unless the values are equal."""
        assert_equals(expected, actual, *message)

    @apex_method("static void areNotEqual(Object notExpected, Object actual)")
    @apex_method("static void areNotEqual(Object notExpected, Object actual, String message)")
    @staticmethod
    def are_not_equal(unexpected: Any, actual: Any, *message: Any) -> None:
        """Fails when the values are equal."""
        assert_not_equals(unexpected, actual, *message)

    @apex_method("static void fail()")
    @apex_method("static void fail(String message)")
    @staticmethod
    def fail(*message: Any) -> None:
        """Fails."""
        fail(*message)

    @apex_method("static void isFalse(Boolean condition)")
    @apex_method("static void isFalse(Boolean condition, String message)")
    @staticmethod
    def is_false(condition: bool | None, *message: Any) -> None:
        """Fails unless false."""
        if condition is None or condition:
            fail(*message, DIFFERENT.format("false", text_of(condition)))

    @apex_method("static void isTrue(Boolean condition)")
    @apex_method("static void isTrue(Boolean condition, String message)")
    @staticmethod
    def is_true(condition: bool | None, *message: Any) -> None:
        """Fails unless true."""
        if not condition:
            fail(*message, DIFFERENT.format("true", text_of(condition)))

    @apex_method("static void isNull(Object value)")
    @apex_method("static void isNull(Object value, String message)")
    @staticmethod
    def is_null(value: Any, *message: Any) -> None:
        """Fails unless null."""
        if value is not None:
            fail(*message, DIFFERENT.format("null", text_of(value)))

    @apex_method("static void isNotNull(Object value)")
    @apex_method("static void isNotNull(Object value, String message)")
    @staticmethod
    def is_not_null(value: Any, *message: Any) -> None:
        """Fails when null."""
        if value is None:
            fail(*message, SAME.format("null"))

    @apex_method("static void isInstanceOfType(Object instance, Type expectedType)", caller=True)
    @apex_method(
        "static void isInstanceOfType(Object instance, Type expectedType, String message)",
        caller=True,
    )
    @staticmethod
    def is_instance_of_type(
        caller: Caller, value: Any, expected: ApexType, *message: Any
    ) -> None:
        """Fails unless the value is an instance of the type."""
        if expected is None:
            raise NullPointerException(NULL_DEREFERENCE)
        if not caller.org.program.is_instance(value, expected.ref):
            fail(*message, f"{text_of(value)} is not an instance of type {expected.getName()}")

    @apex_method(
        "static void isNotInstanceOfType(Object instance, Type notExpectedType)", caller=True
    )
    @apex_method(
        "static void isNotInstanceOfType(Object instance, Type notExpectedType, String message)",
        caller=True,
    )
    @staticmethod
    def is_not_instance_of_type(
        caller: Caller, value: Any, unexpected: ApexType, *message: Any
    ) -> None:
        """Fails when the value is an instance of the type."""
        if unexpected is None:
            raise NullPointerException(NULL_DEREFERENCE)
        if caller.org.program.is_instance(value, unexpected.ref):
            fail(*message, f"{text_of(value)} is an instance of type {unexpected.getName()}")
