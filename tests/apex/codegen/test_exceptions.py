"""try, catch, finally, custom exceptions, stack texts."""

from __future__ import annotations

from typing import Any

import pytest

from sfsim.errors import ApexException, UncatchableException
from sfsim.runtime.exceptions import LimitException
from sfsim.runtime.stack import describe

OUTER = """
public class Holder {
    public class OuterException extends Exception {}
    public class CodedException extends Exception {
        public Integer code = 7;
        public CodedException(Integer code) { this('coded'); this.code = code; }
    }
    public static String log = '';
    public static void fail() {
        throw new OuterException('wrong');
    }
    public static String catching() {
        try { fail(); } catch (OuterException e) { return e.getTypeName() + ' ' + e.getMessage(); }
        return 'none';
    }
    public static String order() {
        log = '';
        try {
            try { fail(); } finally { log += 'f'; }
        } catch (NullPointerException e) { log += 'n'; }
        catch (Exception e) { log += 'e'; }
        finally { log += 'g'; }
        return log;
    }
    public static Integer overriding() {
        try { fail(); } finally { return 3; }
    }
    public static Integer coded() {
        try { throw new CodedException(42); } catch (CodedException e) { return e.code; }
    }
    public static String cause() {
        try {
            try { fail(); } catch (Exception e) { throw new OuterException(e); }
        } catch (OuterException e) {
            return e.getMessage() + ' < ' + e.getCause().getMessage();
        }
        return null;
    }
    public static String made() {
        Exception e = new OuterException('x');
        return e.getStackTraceString() + ' ' + e.getLineNumber();
    }
    public static String standard() {
        Exception e = new NullPointerException();
        return e.getMessage() + ' ' + e.getLineNumber();
    }
    public static void index() {
        List<Integer> xs = new List<Integer>();
        Integer x =
            xs
            [3];
    }
}
"""


@pytest.mark.documented
@pytest.mark.parametrize(
    ("method", "expected"),
    [
        ("catching", "Holder.OuterException wrong"),
        ("order", "feg"),
        ("coded", 42),
    ],
)
def test_exceptions_are_caught_by_type(load: Any, method: str, expected: object) -> None:
    assert load(OUTER).call_static("Holder", method) == expected


@pytest.mark.recorded
def test_return_in_finally_wins_over_an_exception(load: Any) -> None:
    assert load(OUTER).call_static("Holder", "overriding") == 3


@pytest.mark.recorded
def test_a_cause_without_message_is_script_thrown(load: Any) -> None:
    assert load(OUTER).call_static("Holder", "cause") == "Script-thrown exception < wrong"


@pytest.mark.recorded
def test_the_stack_is_filled_when_an_exception_is_made(load: Any) -> None:
    text = load(OUTER).call_static("Holder", "made")
    assert text.startswith("Class.Holder.made: line 40, column 1")
    assert text.endswith(" 40")


@pytest.mark.recorded
def test_a_standard_exception_knows_its_line(load: Any) -> None:
    assert load(OUTER).call_static("Holder", "standard") == "Script-thrown exception 44"


@pytest.mark.recorded
def test_a_frame_names_the_line_of_its_statement(load: Any) -> None:
    with pytest.raises(ApexException) as caught:
        load(OUTER).call_static("Holder", "index")
    assert describe(caught.value) == (
        "System.ListException: List index out of bounds: 3",
        ("Class.Holder.index: line 49, column 1",),
    )


@pytest.mark.documented
def test_no_finally_runs_for_an_exception_that_cannot_be_caught(load: Any) -> None:
    program = load(
        """public class Limited {
            public static Boolean ran = false;
            public static void f() {
                try { while (true) { } } catch (Exception e) { ran = true; } finally { ran = true; }
            }
            public static Boolean check() { return ran; }
        }"""
    )

    def stop() -> None:
        raise LimitException("Apex CPU time limit exceeded")

    ticks = iter([None] * 10)
    program.bind_tick(lambda: next(ticks, None) if ticks.__length_hint__() else stop())  # type: ignore[attr-defined]
    with pytest.raises(UncatchableException):
        program.call_static("Limited", "f")
    program.bind_tick(lambda: None)
    assert program.call_static("Limited", "check") is False


@pytest.mark.recorded
def test_endless_recursion_is_a_limit_exception(load: Any) -> None:
    program = load(
        """public class Deep {
            public static Integer depth = 0;
            public static void f() { depth++; f(); }
            public static Integer g() { return depth; }
        }"""
    )
    with pytest.raises(LimitException, match="Maximum stack depth reached: 1001"):
        program.call_static("Deep", "f")
    assert program.call_static("Deep", "g") == 1000


@pytest.mark.recorded
@pytest.mark.parametrize(
    "members",
    [
        "Probe() { new Probe(); } static void f() { new Probe(); }",
        "Integer p { get { return q; } } Integer q { get { return p; } }"
        "static void f() { Integer x = new Probe().p; }",
        "class C implements Comparable { public Integer compareTo(Object o) {"
        " List<C> cs = new List<C>{this, (C) o}; cs.sort(); return 0; } }"
        "static void f() { List<C> cs = new List<C>{new C(), new C()}; cs.sort(); }",
    ],
)
def test_recursion_is_counted_everywhere(run: Any, members: str) -> None:
    with pytest.raises(LimitException, match="Maximum stack depth reached"):
        run(members)


@pytest.mark.recorded
def test_the_depth_is_right_again_after_a_caught_exception(run: Any) -> None:
    source = """
        class OddException extends Exception {}
        static void deep(Integer n) { if (n == 0) { throw new OddException('x'); } deep(n - 1); }
        static Integer f() {
            Integer caught = 0;
            for (Integer i = 0; i < 50; i++) {
                try { deep(500); } catch (OddException e) { caught++; }
            }
            return caught;
        }"""
    assert run(source) == 50
