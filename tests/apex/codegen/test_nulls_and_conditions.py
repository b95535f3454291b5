"""Null: dereference, arithmetic, comparison, conditions, safe navigation, coalescing."""

from __future__ import annotations

from typing import Any

import pytest

from sfsim.errors import ApexException

NULL = "Attempt to de-reference a null object"


def caught(members: str, body: str) -> str:
    """A method `f` that gives the caught exception's type and message."""
    return (
        f"{members} static String f() {{ try {{ {body} }} catch (Exception e) "
        "{ return e.getTypeName() + ': ' + e.getMessage(); } return 'none'; }"
    )


@pytest.mark.documented
@pytest.mark.parametrize(
    "body",
    [
        "String s; Integer i = s.length();",
        "Integer x; Integer i = x + 1;",
        "Integer x; x++;",
        "Integer x; x += 1;",
        "Decimal d; Decimal e = d * 2;",
        "List<Integer> xs; Integer i = xs[0];",
        "List<Integer> xs; xs[0] = 1;",
        "List<Integer> xs = new List<Integer>{1}; Integer i; Integer j = xs[i];",
        "List<Integer> xs; for (Integer x : xs) { x = 1; }",
        "Boolean b; if (b) { b = false; }",
        "Boolean b; while (b) { b = false; }",
        "Boolean b; Integer i = b ? 1 : 2;",
        "Boolean b; Boolean c = b && true;",
        "Boolean b; Boolean c = true || b; c = false || b;",
        "Boolean b; Boolean c = !b;",
        "Probe p; p.g();",
        "Exception ex; throw ex;",
    ],
)
def test_null_is_a_null_pointer_exception(run: Any, body: str) -> None:
    members = "void g() {}"
    assert run(caught(members, body)) == f"System.NullPointerException: {NULL}"


@pytest.mark.documented
@pytest.mark.parametrize(
    "condition", ["x < 1", "x > 1", "x <= 1", "1 >= x", "g() < 1", "1 < g()", "g() >= h()"]
)
def test_comparison_with_null_is_false(run: Any, condition: str) -> None:
    members = "static Integer g() { return null; } static Integer h() { return 2; }"
    body = f"Integer x; return {condition};"
    assert run(f"{members} static Boolean f() {{ {body} }}") is False


@pytest.mark.documented
def test_short_circuit_skips_a_null_right_side(run: Any) -> None:
    assert run("static Boolean f() { Boolean b; return false && b; }") is False


@pytest.mark.documented
@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("p?.name", None),
        ("p?.next.name", None),
        ("p?.self().self().name", None),
        ("q?.self()?.next?.name", None),
        ("q?.self().name", "q"),
        ("p?.name ?? 'other'", "other"),
        ("q?.name ?? 'other'", "q"),
        ("null ?? p?.name ?? 'third'", "third"),
    ],
)
def test_safe_navigation_cuts_the_rest_of_the_chain(
    run: Any, expression: str, expected: str | None
) -> None:
    source = f"""
        String name; Probe next; Probe self() {{ return this; }}
        static String f() {{ Probe p; Probe q = new Probe(); q.name = 'q'; return {expression}; }}
    """
    assert run(source) == expected


@pytest.mark.documented
def test_parentheses_end_a_safe_chain(run: Any) -> None:
    source = "String name; static String f() { Probe p; return (p?.name).toLowerCase(); }"
    with pytest.raises(ApexException, match=NULL):
        run(source)


@pytest.mark.documented
def test_coalescing_evaluates_its_right_side_only_for_null(run: Any) -> None:
    source = """
        static Integer calls = 0;
        static Integer g() { calls++; return 5; }
        static Integer f() { Integer x = 1; Integer y = x ?? g(); return calls * 10 + y; }
    """
    assert run(source) == 1


@pytest.mark.inferred
def test_the_list_is_computed_before_its_index(run: Any) -> None:
    source = """
        static String log = '';
        static List<Integer> xs() { log += 'a'; return new List<Integer>{7, 8}; }
        static Integer i() { log += 'b'; return 1; }
        static String f() { Integer x = xs()[i()]; return log + x; }
    """
    assert run(source) == "ab8"


@pytest.mark.inferred
def test_an_element_is_stored_after_its_value_was_computed(run: Any) -> None:
    source = """
        static String log = '';
        static List<Integer> ys = new List<Integer>{7, 8};
        static List<Integer> xs() { log += 'a'; return ys; }
        static Integer i() { log += 'b'; return 1; }
        static Integer v() { log += 'c'; return 9; }
        static String f() { xs()[i()] = v(); xs()[i()] += 1; return log + ys; }
    """
    assert run(source) == "abcab(7, 10)"
