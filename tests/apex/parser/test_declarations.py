"""Classes, interfaces, enums, triggers and anonymous blocks."""

from __future__ import annotations

import pytest

from sfsim.apex import nodes
from sfsim.apex.parser import parse_anonymous, parse_class, parse_trigger
from sfsim.errors import SourceError
from sfsim.source import SourceFile


def class_(text: str) -> nodes.ClassDeclaration:
    found = parse_class(SourceFile("x", text))
    assert isinstance(found, nodes.ClassDeclaration)
    return found


def refusals(text: str) -> list[str]:
    with pytest.raises(SourceError) as caught:
        parse_class(SourceFile("x", text))
    return [diagnostic.message for diagnostic in caught.value.diagnostics]


def test_class_head() -> None:
    found = class_(
        "@IsTest(SeeAllData=true) global WITH  sharing class A extends B.C implements D, E {}"
    )
    assert [word.keyword for word in found.modifiers.keywords] == ["global", "with sharing"]
    assert found.modifiers.annotations[0].name == "IsTest"
    assert found.modifiers.annotations[0].arguments[0].name == "SeeAllData"
    assert (str(found.superclass), list(map(str, found.interfaces))) == ("B.C", ["D", "E"])


def test_members_in_source_order() -> None:
    found = class_(
        "class A { Integer a = 1, b; A() { super(); } static { } { } void c(); enum D { E }"
        " interface F { } class G { } String h { get; private set { } } ; }"
    )
    assert [type(member).__name__ for member in found.members] == [
        "FieldDeclaration",
        "ConstructorDeclaration",
        "InitializerBlock",
        "InitializerBlock",
        "MethodDeclaration",
        "EnumDeclaration",
        "InterfaceDeclaration",
        "ClassDeclaration",
        "PropertyDeclaration",
    ]


def test_property_accessors() -> None:
    member = class_("class A { public String a { get; private set { a = value; } } }").members[0]
    assert isinstance(member, nodes.PropertyDeclaration)
    getter, setter = member.accessors
    assert (getter.kind, getter.body) == ("get", None)
    assert setter.modifiers.has("private")
    assert setter.body is not None


def test_method_with_annotated_parameter() -> None:
    member = class_("class A { static testMethod void b(final @X Integer[] c) { } }").members[0]
    assert isinstance(member, nodes.MethodDeclaration)
    assert member.modifiers.has("testmethod")
    assert member.type is None
    assert str(member.parameters[0].type) == "List<Integer>"
    assert member.parameters[0].modifiers.annotations[0].name == "X"


def test_constructor_call_is_a_statement_of_its_own() -> None:
    member = class_("class A { A() { this(1); b(); } }").members[0]
    assert isinstance(member, nodes.ConstructorDeclaration)
    call = member.body.statements[0]
    assert isinstance(call, nodes.ConstructorCall)
    assert call.target == "this"


def test_interface() -> None:
    found = parse_class(SourceFile("x", "interface A extends B, C { void d(); }"))
    assert isinstance(found, nodes.InterfaceDeclaration)
    assert len(found.interfaces) == 2


def test_enum() -> None:
    found = parse_class(SourceFile("x", "public enum A { B, C }"))
    assert isinstance(found, nodes.EnumDeclaration)
    assert [constant.name for constant in found.constants] == ["B", "C"]


@pytest.mark.recorded
def test_trigger_holds_methods_beside_statements() -> None:
    text = "trigger A on B (before insert, AFTER  undelete) { Integer c; static void d() { } d(); }"
    found = parse_trigger(SourceFile("x", text))
    events = [(event.time, event.operation) for event in found.events]
    assert events == [("before", "insert"), ("after", "undelete")]
    assert [method.name for method in found.methods] == ["d"]
    assert len(found.body.statements) == 2


@pytest.mark.recorded
def test_anonymous_block_holds_methods_and_types() -> None:
    text = "a(); void b() { } class C { } enum D { E } interface F { } g();"
    found = parse_anonymous(SourceFile("x", text))
    assert len(found.body.statements) == 2
    assert [method.name for method in found.methods] == ["b"]
    assert [type_.name for type_ in found.types] == ["C", "D", "F"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "// nothing",
        "class A { } class B { }",
        "a();",
        "trigger A on B (before insert) { }",
        "class A { void b() { class C { } } }",
        "class A { void b() { void c() { } } }",
        "class A { Integer b[]; }",
        "class A { Integer b() [] { } }",
        "class A { <T> void b() { } }",
        "class A<T extends B> { }",
        "class A { Integer b = 1 { get; } }",
        "class A { Integer b, c { get; } }",
        "enum A implements B { C }",
        "enum A { @X C }",
    ],
)
def test_what_is_no_class_of_apex_is_refused(text: str) -> None:
    assert refusals(text)


@pytest.mark.recorded
@pytest.mark.parametrize(
    "text",
    [
        "class Inner { }",
        "class A { Integer LIMIT; }",
        "class A { Integer Time { get; } }",
        "class A { void b(Integer date) { } }",
        "class A { void b() { String number; } }",
        "class A { void b() { for (A list : c) { } } }",
        "class A { void b() { try { } catch (E exception) { } } }",
        "enum A { Trigger_, Object }",
    ],
)
def test_reserved_words_name_nothing(text: str) -> None:
    assert any(message.startswith("Identifier name is reserved: ") for message in refusals(text))


@pytest.mark.recorded
def test_methods_may_be_called_currency_or_void() -> None:
    assert len(class_("class A { void currency() { } void void() { } }").members) == 2


@pytest.mark.recorded
@pytest.mark.parametrize("name", ["insert", "Upsert", "merge", "select", "trigger"])
def test_methods_may_not_be_called_like_a_statement(name: str) -> None:
    text = f"class A {{ void {name}() {{ }} }}"
    assert refusals(text)


@pytest.mark.recorded
@pytest.mark.parametrize("name", ["a__b", "a_", "_a", "é", "a$b"])
def test_characters_of_identifiers(name: str) -> None:
    assert refusals(f"class A {{ Integer {name}; }}") == [
        f"Invalid character in identifier: {name}"
    ]


@pytest.mark.recorded
def test_length_of_identifiers() -> None:
    assert class_(f"class A {{ Integer {'a' * 255}; }}")
    assert refusals(f"class A {{ Integer {'a' * 256}; }}")
