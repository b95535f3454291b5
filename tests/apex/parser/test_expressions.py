"""Expressions: what each form becomes."""

from __future__ import annotations

from decimal import Decimal

import pytest

from sfsim.apex import nodes
from sfsim.apex.parser import parse_anonymous
from sfsim.apex.printer import print_apex
from sfsim.errors import SourceError
from sfsim.source import SourceFile


def expression(text: str) -> nodes.Expression:
    """The right side of an assignment."""
    unit = parse_anonymous(SourceFile("x", f"x = {text};"))
    statement = unit.body.statements[0]
    assert isinstance(statement, nodes.ExpressionStatement)
    assert isinstance(statement.expression, nodes.Assign)
    return statement.expression.value


def refusal(text: str) -> str:
    with pytest.raises(SourceError) as caught:
        expression(text)
    return str(caught.value)


def grouped(node: nodes.Expression) -> str:
    """An expression with every infix operation in brackets."""
    if isinstance(node, nodes.Binary):
        return f"[{grouped(node.left)} {node.operator} {grouped(node.right)}]"
    return print_apex(node)


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("1", "integer", 1),
        ("2147483648", "integer", 2147483648),
        ("1L", "long", 1),
        ("1.50", "decimal", Decimal("1.50")),
        (".5", "decimal", Decimal("0.5")),
        ("1.5d", "double", 1.5),
        ("TRUE", "boolean", True),
        ("Null", "null", None),
        (r"'a\'\n\N\u0041\U0041\F'", "string", "a'\n\nAA\f"),
    ],
)
def test_literal(text: str, kind: str, value: object) -> None:
    found = expression(text)
    assert isinstance(found, nodes.Literal)
    assert (found.kind, found.value, type(found.value)) == (kind, value, type(value))


def test_decimal_literal_keeps_its_scale() -> None:
    found = expression("1.50")
    assert isinstance(found, nodes.Literal)
    assert str(found.value) == "1.50"


@pytest.mark.recorded
@pytest.mark.parametrize("text", ["1e3", "1E3", "1.5e3", "1_000", "1f", "1.", "1.5f"])
def test_numbers_that_only_java_has_are_refused(text: str) -> None:
    assert refusal(text) == f"x:1:5: Unexpected token '{text}'."


@pytest.mark.parametrize(
    ("text", "grouping"),
    [
        ("a + b * c", "[a + [b * c]]"),
        ("a - b - c", "[[a - b] - c]"),
        ("a || b && c", "[a || [b && c]]"),
        ("a == b + c", "[a == [b + c]]"),
        ("a | b ^ c & d", "[a | [b ^ [c & d]]]"),
        ("a << b + c", "[a << [b + c]]"),
        ("a > > b", "[a >> b]"),
        ("a ?? b ?? c", "[[a ?? b] ?? c]"),
        ("(a) - b", "[(a) - b]"),
        ("(a) - b * c", "[(a) - [b * c]]"),
        ("(a.b) + 'c' + d", "[[(a.b) + 'c'] + d]"),
        ("(A.class) + (List<B>.class) - 1", "[[(A.class) + (List<B>.class)] - 1]"),
        ("(a) + (b) - c", "[[(a) + (b)] - c]"),
        ("(Integer) -a + b", "[(Integer) -a + b]"),
        ("(Integer) a + b", "[(Integer) a + b]"),
        ("!a && b", "[!a && b]"),
    ],
)
def test_grouping_of_operators(text: str, grouping: str) -> None:
    assert grouped(expression(text)) == grouping


@pytest.mark.recorded
def test_comparison_and_equality_share_one_level() -> None:
    assert grouped(expression("a < 0 != b < 0")) == "[[[a < 0] != b] < 0]"


@pytest.mark.recorded
@pytest.mark.parametrize("text", ["a instanceof B == true", "true != a instanceof B"])
def test_bare_instanceof_beside_a_comparison_is_refused(text: str) -> None:
    assert "Unexpected token" in refusal(text)


def test_instanceof_takes_the_whole_sum() -> None:
    found = expression("a + b instanceof C")
    assert isinstance(found, nodes.InstanceOf)
    assert grouped(found.value) == "[a + b]"


def test_long_concatenation_becomes_a_left_deep_tree() -> None:
    found = expression(" + ".join(["a"] * 20_000))
    depth = 0
    while isinstance(found, nodes.Binary):
        found = found.left
        depth += 1
    assert depth == 19_999


def test_cast_of_a_signed_number() -> None:
    found = expression("(Integer) -1")
    assert isinstance(found, nodes.Cast)
    assert isinstance(found.value, nodes.Unary)


def test_class_literal_of_a_dotted_name() -> None:
    found = expression("Outer.Inner.CLASS")
    assert isinstance(found, nodes.ClassLiteral)
    assert found.type.parts == ("Outer", "Inner")


def test_class_literal_of_a_generic_type() -> None:
    found = expression("Map<Id, List<Account>>.class")
    assert isinstance(found, nodes.ClassLiteral)
    assert str(found.type) == "Map<Id,List<Account>>"


def test_safe_navigation_marks_only_its_own_step() -> None:
    found = expression("a?.b.c()")
    assert isinstance(found, nodes.MethodCall)
    assert isinstance(found.target, nodes.FieldAccess)
    assert (found.is_safe, found.target.is_safe) == (False, True)


def test_arrays_are_lists() -> None:
    found = expression("new List<A>[]{ b }")
    assert isinstance(found, nodes.NewCollection)
    assert str(found.type) == "List<List<A>>"


def test_new_array_with_a_size_names_the_element_type() -> None:
    found = expression("new Integer[3]")
    assert isinstance(found, nodes.NewArray)
    assert str(found.type) == "Integer"


def test_empty_braces_make_a_map_only_of_a_map_type() -> None:
    assert isinstance(expression("new MAP<A, B>{}"), nodes.NewMap)
    assert isinstance(expression("new Set<A>{}"), nodes.NewCollection)


def test_named_arguments_make_a_record() -> None:
    found = expression("new Account(Name = 'x', Parent.Ext__c = 1)")
    assert isinstance(found, nodes.New)
    assert [field.name for field in found.fields] == ["Name", "Parent.Ext__c"]


def test_trigger_new_is_a_field_access() -> None:
    found = expression("Trigger.new")
    assert isinstance(found, nodes.FieldAccess)
    assert found.name == "new"


@pytest.mark.parametrize(
    "text",
    [
        "new A() { }",
        "new A(b = 1, c)",
        "new Integer[1][2]",
        "Foo.this",
        "insert a",
        "java:foo.bar",
        "a.<B>c()",
        "(List<A>.b) - 1",
    ],
)
def test_what_only_java_has_is_refused(text: str) -> None:
    assert refusal(text)


def test_package_version_is_named_as_unsupported() -> None:
    with pytest.raises(SourceError, match=r"sfsim does not support Package\.Version"):
        expression("Package.Version.Request")


def test_span_of_a_name_counts_lines_from_1_and_bytes_from_0() -> None:
    unit = parse_anonymous(SourceFile("x", "\n  'é' .length(a);".replace("'é'", "s")))
    statement = unit.body.statements[0]
    assert isinstance(statement, nodes.ExpressionStatement)
    assert isinstance(statement.expression, nodes.MethodCall)
    assert statement.expression.name_span == (2, 5, 2, 11)


def test_span_of_a_binary_covers_both_operands() -> None:
    found = expression("a + bb + c")
    assert isinstance(found, nodes.Binary)
    assert found.span == (1, 4, 1, 14)
    assert found.left.span == (1, 4, 1, 10)


def test_comments_may_stand_anywhere() -> None:
    found = expression("a /* x */ . b( // y\n c /* z */ , d) + /**/ e")
    assert print_apex(found) == "a.b(c, d) + e"
