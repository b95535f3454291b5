"""What is said about text that does not parse, and where."""

from __future__ import annotations

import time

import pytest

from sfsim.apex.parser import parse_anonymous, parse_class
from sfsim.errors import SourceError
from sfsim.source import SourceFile


def messages(text: str) -> list[str]:
    with pytest.raises(SourceError) as caught:
        parse_class(SourceFile("x", text))
    return [str(diagnostic) for diagnostic in caught.value.diagnostics]


@pytest.mark.inferred
@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("class A { void f() { x = 1 } }", "x:1:28: Missing ';' at '}'"),
        ("class A { void f() { x = ; } }", "x:1:26: Unexpected token ';'."),
        ("class A { void f( { } }", "x:1:19: Missing ')' at '{'"),
        ("class A { Integer a b; }", "x:1:21: Unexpected token 'b'."),
        ("class A { void f() { if (a { } } }", "x:1:28: Missing ')' at '{'"),
        ("class A { void f() { foo(a,); } }", "x:1:28: Unexpected token ')'."),
        ("class A { void f() { x = 1; }", "x:1:30: Missing '}' at '<EOF>'"),
        ("class A { void f() { else { } } }", "x:1:22: Unexpected token 'else'."),
        ("class A { public }", "x:1:18: Unexpected token '}'."),
        ("class A { void f() { try { } } }", "x:1:30: Unexpected token '}'."),
        ("clas A { void f() { } }", "x:1:1: Unexpected token 'clas'."),
        ("", "x:1:1: Unexpected token '<EOF>'."),
        (
            "class A { A() { b(); super(c); } }",
            "x:1:22: Call to 'super()' must be the first statement in a constructor method",
        ),
        (
            "class A { A() { this(); b(); this(c); } }",
            "x:1:30: Call to 'this()' must be the first statement in a constructor method",
        ),
        ("class A { /* }", "x:1:11: The comment is not closed."),
        (r"class A { String b = 'a\q'; }", None),
        ("class A { String b = 'a\nb'; }", "x:1:22: line breaks not allowed in string literals"),
        ("class A { String b = 'a;\n}", "x:1:22: line breaks not allowed in string literals"),
    ],
)
def test_message_and_place(text: str, message: str | None) -> None:
    expected = message or (
        r"x:1:22: Invalid string literal 'a\q'. Illegal character sequence '\q' in string literal."
    )
    assert messages(text) == [expected]


def test_columns_count_characters() -> None:
    assert messages("class A { String b = 'éé' + ; }") == ["x:1:29: Unexpected token ';'."]


def test_all_errors_are_reported_in_order() -> None:
    found = messages("class A {\n void f() {\n  x = (1;\n  y();\n  z = ;\n }\n}")
    assert [message.split(":")[1] for message in found] == ["3", "5"]


def test_no_more_than_fifty_errors() -> None:
    text = "class A {\n" + "  Integer limit;\n" * 80 + "}"
    assert len(messages(text)) == 50


@pytest.mark.parametrize(
    "text",
    [
        "x = " + "(" * 5000 + "a" + ")" * 5000 + ";",
        "x = a" + ".b()" * 5000 + ";",
        "{" * 3000 + "}" * 3000,
        "if (a) b(); else " * 3000 + "c();",
        "List<" * 3000 + "A" + ">" * 3000 + " x;",
        "x = [SELECT Id FROM A WHERE " + "(" * 300 + "b = 1" + ")" * 300 + "];",
        "[SELECT " * 3000,
        "x = " + "(" * 5000,
    ],
)
def test_too_deep_nesting_is_one_error(text: str) -> None:
    with pytest.raises(SourceError) as caught:
        parse_anonymous(SourceFile("x", text))
    assert len(caught.value.diagnostics) == 1


def test_outcome_does_not_depend_on_the_depth_of_the_caller() -> None:
    source = SourceFile("x", "x = " + "(" * 300 + "a" + ")" * 300 + ";")

    def deeper(levels: int) -> int:
        if levels:
            return deeper(levels - 1)
        return len(parse_anonymous(source).body.statements)

    assert deeper(0) == deeper(700) == 1


def test_errors_in_a_large_file_are_found_quickly() -> None:
    text = (
        "class A {\n"
        + "  void f() { x = [SELECT Id FROM B]; }\n" * 3000
        + "  void g() { y = ; }\n}"
    )
    started = time.process_time()
    assert len(messages(text)) == 1
    assert time.process_time() - started < 10
