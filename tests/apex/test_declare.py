"""Declarations made from source, and how a project resolves the names in them."""

from __future__ import annotations

import pytest

from sfsim.apex.declarations import TypeDeclaration, TypeKind
from sfsim.apex.declare import declare
from sfsim.apex.parser import parse_class
from sfsim.apex.project import Project
from sfsim.source import SourceFile
from sfsim.typeref import INTEGER, STRING, TypeRef, list_of

from .conftest import CATALOGUE, make_project


def declared(text: str, namespace: str = "") -> TypeDeclaration:
    source = SourceFile("T.cls", text)
    return declare(parse_class(source), source, namespace, 66.0)


def test_inner_types_carry_the_outer_name() -> None:
    found = declared("public class Whole { enum Color { RED } interface Shape { } }", "ns")
    assert found.ref == TypeRef("ns.Whole")
    assert found.inner["color"].ref == TypeRef("ns.Whole.Color")
    assert found.inner["shape"].kind is TypeKind.INTERFACE


def test_members_are_filled_in_by_the_project() -> None:
    text = "public class T { static Integer a, b; String c { get; private set; } T(Integer i) { } }"
    _, (found,) = make_project([text], 66.0)
    assert [field.type for field in found.fields.values()] == [INTEGER, INTEGER, STRING]
    assert found.fields["a"].is_static
    assert found.fields["c"].setter_modifiers == {"private"}
    assert found.constructors[0].parameter_types == (INTEGER,)


def test_an_array_is_a_list() -> None:
    _, (found,) = make_project(["public class T { Account[] a; }"], 66.0)
    assert found.fields["a"].type == list_of(TypeRef("Account"))


@pytest.mark.documented
def test_an_exception_has_its_four_constructors() -> None:
    _, (found,) = make_project(["public class MyException extends Exception { }"], 66.0)
    assert [len(each.parameters) for each in found.constructors] == [0, 1, 1, 2]


@pytest.mark.documented
def test_an_enum_has_its_methods() -> None:
    _, (found,) = make_project(["public enum E { A, B }"], 66.0)
    assert [field.ordinal for field in found.fields.values()] == [0, 1]
    assert set(found.methods) == {"name", "ordinal", "values", "valueof"}


def test_an_unknown_type_is_reported_once_a_file() -> None:
    text = "public class T { Nope a; Nope b; Nope f(Nope c) { return null; } }"
    project, _ = make_project([text], 66.0)
    messages = [each.message for each in project.signatures["Class0.cls"].diagnostics]
    assert messages == ["Invalid type: Nope"]


def test_a_circle_of_superclasses_is_reported() -> None:
    project, _ = make_project(
        ["public virtual class A extends B { }", "public virtual class B extends A { }"], 66.0
    )
    found = [each.message for file in project.signatures.values() for each in file.diagnostics]
    assert found[0] == "Circular definition: A"


NAMES = (
    (("Part",), "Whole.Part"),
    (("Whole", "Part"), "Whole.Part"),
    (("Below",), "Parent.Below"),
    (("string",), "String"),
    (("System", "String"), "String"),
    (("schema", "account"), "Account"),
    (("Database", "SaveResult"), "Database.SaveResult"),
)


@pytest.mark.documented
@pytest.mark.parametrize(("parts", "expected"), NAMES)
def test_names_resolve_from_inside_out(parts: tuple[str, ...], expected: str) -> None:
    project, (outer, _) = make_project(
        [
            "public class Whole extends Parent { class Part { } }",
            "public virtual class Parent { public class Below { } }",
        ],
        66.0,
    )
    found = project.qualified(parts, outer.inner["part"])
    assert found is not None
    assert found.ref.name == expected


@pytest.mark.recorded
def test_a_namespace_may_be_written_with_two_underscores() -> None:
    project = Project(CATALOGUE, [declared("global class Tool { }", "pkg")])
    for namespace in ("pkg", "pkg__", "PKG"):
        found = project.qualified((namespace, "Tool"), None)
        assert found is not None
        assert found.ref == TypeRef("pkg.Tool")


@pytest.mark.documented
def test_an_own_class_hides_the_standard_one_which_keeps_its_full_name() -> None:
    project, (own,) = make_project(["public class Version { }"], 66.0)
    assert project.simple("Version", None) is own
    hidden = project.qualified(("System", "Version"), None)
    assert hidden is not None
    assert project.ref(hidden) == TypeRef("System.Version")
