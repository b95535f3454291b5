"""System.Assert and System.assertEquals."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sfsim.runtime.exceptions import AssertException, NullPointerException

RunApex = Callable[..., list[str]]


@pytest.mark.recorded
@pytest.mark.parametrize(
    ("statement", "message"),
    [
        ("System.assertEquals(1, 2);", "Assertion Failed: Expected: 1, Actual: 2"),
        ("System.assertEquals(1, 2, 'why');", "Assertion Failed: why: Expected: 1, Actual: 2"),
        ("Assert.areEqual('a', 'A');", "Assertion Failed: Expected: a, Actual: A"),
        ("System.assertNotEquals(1, 1, 'why');", "Assertion Failed: why: Same value: 1"),
        ("System.assert(false);", "Assertion Failed"),
        ("System.assert(false, 'why');", "Assertion Failed: why"),
        ("Assert.fail('why');", "Assertion Failed: why"),
        ("Assert.isNotNull(null);", "Assertion Failed: Same value: null"),
        ("Assert.isNull(1);", "Assertion Failed: Expected: null, Actual: 1"),
    ],
)
def test_failure_text(run_apex: RunApex, statement: str, message: str) -> None:
    with pytest.raises(AssertException) as caught:
        run_apex(statement)
    assert caught.value.message == message


@pytest.mark.recorded
@pytest.mark.parametrize(
    "statement",
    [
        "System.assertEquals(12.0, 12);",
        "System.assertEquals(1L, 1);",
        "System.assertEquals(new List<Object>{1, 'a'}, new List<Object>{1, 'a'});",
        "System.assertEquals(new Set<String>{'a', 'b'}, new Set<String>{'b', 'a'});",
        "Assert.areNotEqual('a', 'A');",
        "Assert.isInstanceOfType(1, Integer.class);",
        "Assert.isNotInstanceOfType('x', Integer.class);",
        "System.assertEquals(new Account(Name = 'x'), new Account(Name = 'x'));",
    ],
)
def test_what_holds_says_nothing(run_apex: RunApex, statement: str) -> None:
    assert run_apex(statement) == []


@pytest.mark.documented
def test_no_catch_sees_a_failed_assertion(run_apex: RunApex) -> None:
    with pytest.raises(AssertException):
        run_apex("try { System.assert(false); } catch (Exception e) { System.debug('caught'); }")


@pytest.mark.inferred
def test_a_null_condition_is_no_condition(run_apex: RunApex) -> None:
    with pytest.raises(NullPointerException):
        run_apex("Boolean b; System.assert(b);")
