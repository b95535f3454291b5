"""Exception classes."""

from __future__ import annotations

import pytest

from sfsim.errors import ApexException, UncatchableException
from sfsim.runtime import exceptions
from sfsim.runtime.exceptions import (
    EXCEPTION_TYPES,
    AuraHandledException,
    DmlException,
    LimitException,
    MathException,
    TypeException,
    python_name,
)


class Frame:
    """A frame of the Apex stack."""

    line = 3

    def __str__(self) -> str:
        return "Class.Foo.bar: line 3, column 1"


@pytest.mark.parametrize("name", sorted(EXCEPTION_TYPES))
def test_every_type_is_found_by_its_name(name: str) -> None:
    found = getattr(exceptions, python_name(name))
    assert found is EXCEPTION_TYPES[name]
    assert found.apex_name == name
    assert issubclass(found, ApexException | UncatchableException)


def test_a_message_is_optional() -> None:
    assert DmlException().getMessage() == "Script-thrown exception"
    assert DmlException("x").getMessage() == "x"


def test_a_cause_is_set_once() -> None:
    cause = MathException("Divide by 0")
    made = DmlException.caused_by(cause)
    assert made.getCause() is cause
    assert made.getMessage() == "Script-thrown exception"
    with pytest.raises(TypeException):
        made.initCause(cause)


def test_the_stack_ends_with_the_cause() -> None:
    cause = MathException("Divide by 0")
    made = DmlException("x", cause)
    made.frames = cause.frames = (Frame(),)
    assert made.getLineNumber() == 3
    assert made.getStackTraceString() == (
        "Class.Foo.bar: line 3, column 1\n"
        "Caused by\nSystem.MathException: Divide by 0\n"
        "Class.Foo.bar: line 3, column 1"
    )


def test_an_aura_exception_hides_its_message() -> None:
    made = AuraHandledException("secret")
    assert made.getMessage() == "Script-thrown exception"
    made.setMessage("shown")
    assert made.getMessage() == "shown"


def test_limits_cannot_be_caught_as_exceptions() -> None:
    assert not issubclass(LimitException, Exception)
