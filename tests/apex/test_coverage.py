"""Which lines of Apex coverage counts, and that counting changes nothing else."""

from __future__ import annotations

import pytest

from sfsim.apex.coverage import coverable_lines
from sfsim.apex.parser import parse_class, parse_trigger
from sfsim.source import SourceFile

pytestmark = pytest.mark.recorded


def lines_of(*text: str) -> list[int]:
    return sorted(coverable_lines(parse_class(SourceFile("A.cls", "\n".join(text)))))


def in_method(*text: str) -> list[int]:
    """The lines that count in the body of a method, the first of it being line 1."""
    counted = lines_of("public class A { List<Account> run(Integer n) {", *text, "}}")
    return [line - 1 for line in counted]


def test_try_and_catch_count() -> None:
    assert in_method("try {", "n++;", "} catch (Exception e) {", "n--;", "} finally {", "}") == [
        1,
        2,
        3,
        4,
    ]


def test_the_line_of_a_property_counts() -> None:
    text = ("public class A {", "public Integer size { get; set; }", "public Integer two {")
    assert lines_of(*text, "get {", "return 2;", "}", "}", "}") == [2, 3, 5]


def test_constants_do_not_count() -> None:
    fields = ("static final Integer MAX = 5;", "static Integer n = 5;", "Integer m;")
    made = "static final List<String> NAMES = new List<String>();"
    assert lines_of("public class A {", *fields, made, "}") == [3, 5]


def test_a_query_counts_on_the_line_of_its_return() -> None:
    assert in_method("return [", "SELECT Id", "FROM Account", "];") == [1]


def test_a_statement_over_several_lines_counts_once() -> None:
    assert in_method("n = Math.max(", "1,", "2);", "return null;") == [1, 4]


def test_test_classes_and_all_in_them_do_not_count() -> None:
    assert lines_of("@IsTest class A {", "class In1 {", "void run() {", "return;", "}}}") == []


def test_a_test_class_inside_another_class_does_not_count() -> None:
    inner = ("@IsTest class In1 {", "void run() {", "return;", "}}")
    assert lines_of("public class A {", "Integer n = 1;", *inner, "}") == [2]


def test_test_methods_do_not_count() -> None:
    assert lines_of("class A {", "static testMethod void t() {", "return;", "}}") == []


@pytest.mark.documented
def test_debug_statements_do_not_count() -> None:
    assert in_method("System.debug('x');", "n = 1;") == [2]


def test_lines_of_a_trigger() -> None:
    text = "trigger T on Account (before insert) {\n  Integer n = 1;\n  n++;\n}"
    assert coverable_lines(parse_trigger(SourceFile("T.trigger", text))) == {2, 3}
