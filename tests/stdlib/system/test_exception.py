"""Exceptions as Apex sees them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

RunApex = Callable[..., list[str]]


@pytest.mark.recorded
def test_an_exception_knows_type_message_and_text(run_apex: RunApex) -> None:
    log = run_apex(
        "Exception e = new DmlException('boom'); System.debug(e.getTypeName());"
        "System.debug(e.getMessage()); System.debug(e);"
        "System.debug(new NullPointerException().getMessage());"
    )
    assert log == [
        "System.DmlException",
        "boom",
        "System.DmlException: boom",
        "Script-thrown exception",
    ]


@pytest.mark.recorded
def test_a_stack_is_there_without_throwing(run_apex: RunApex) -> None:
    log = run_apex("System.debug(new DmlException('x').getStackTraceString());")
    assert log == ["AnonymousBlock: line 1, column 1"]


@pytest.mark.documented
def test_the_rows_of_a_failed_insert(run_apex: RunApex) -> None:
    log = run_apex(
        "try { insert new List<Account>{new Account(Name = 'a'), new Account()}; }"
        "catch (DmlException e) {"
        "System.debug(e.getNumDml() + ' ' + e.getDmlIndex(0) + ' ' + e.getDmlType(0));"
        "System.debug(e.getDmlMessage(0)); System.debug(e.getDmlFieldNames(0));"
        "System.debug(e.getDmlId(0)); }"
    )
    assert log == [
        "1 1 REQUIRED_FIELD_MISSING",
        "Required fields are missing: [Name]",
        "(Name)",
        "null",
    ]


@pytest.mark.recorded
def test_an_own_exception_keeps_its_cause(run_apex: RunApex) -> None:
    source = "public class Vessel { public class MyException extends Exception {} }"
    log = run_apex(
        "Exception cause = new MathException('x');"
        "Vessel.MyException e = new Vessel.MyException('m', cause);"
        "System.debug(e.getTypeName() + ' ' + (e.getCause() === cause));",
        {"Vessel.cls": source},
    )
    assert log == ["Vessel.MyException true"]
