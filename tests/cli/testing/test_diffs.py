"""How two values that should have been equal are shown."""

from __future__ import annotations

from typing import Any

from sfsim.cli.testing.diffs import difference
from sfsim.org.results import Comparison

Project = Any
Run = Any


def test_collections_differ_element_by_element() -> None:
    shown = difference(Comparison(("a", "b", "c"), ("a", "x", "c")))
    assert shown == ["--- expected", "+++ actual", "@@ -1,3 +1,3 @@", " a", "-b", "+x", " c"]


def test_long_texts_are_shown_where_they_part() -> None:
    shown = difference(Comparison(("x" * 100 + "a",), ("x" * 100 + "b",)))
    assert shown == [
        f"- …{'x' * 30}a",
        f"+ …{'x' * 30}b",
        f"? {' ' * 31}^ differs from character 101",
    ]


def test_a_long_diff_is_cut() -> None:
    shown = difference(Comparison(tuple(map(str, range(100))), tuple(map(str, range(200, 300)))))
    assert shown[-1].endswith(" more lines")


def test_a_failed_assertion_of_lists_shows_the_elements(project: Project, run: Run) -> None:
    source = project({"A_Tests": TEST.format(expected="'a', 'b', 'c'", actual="'a', 'x', 'c'")})
    output = run(source).stdout
    assert "    -b\n    +x\n" in output


def test_a_failed_assertion_of_short_values_needs_no_diff(project: Project, run: Run) -> None:
    source = project({"A_Tests": TEST.format(expected="'a'", actual="'b'")})
    assert "expected\n" not in run(source).stdout


def test_the_stack_quotes_its_source(project: Project, run: Run) -> None:
    source = project({"A_Tests": TEST.format(expected="'a'", actual="'b'")})
    output = run(source).stdout
    assert "    Class.A_Tests.compares: line 3, column 1\n" in output
    assert "          3 │ System.assertEquals(new List<String>{ 'a' }" in output


TEST = """@IsTest private class A_Tests {{
    @IsTest static void compares() {{
        System.assertEquals(new List<String>{{ {expected} }}, new List<String>{{ {actual} }});
    }}
}}"""
