"""Statements: what each form becomes."""

from __future__ import annotations

import pytest

from sfsim.apex import nodes
from sfsim.apex.parser import parse_anonymous
from sfsim.errors import SourceError
from sfsim.source import SourceFile


def statement(text: str) -> nodes.Statement:
    return parse_anonymous(SourceFile("x", text)).body.statements[0]


def refusal(text: str) -> str:
    with pytest.raises(SourceError) as caught:
        statement(text)
    return str(caught.value)


def test_local_declaration() -> None:
    found = statement("final Account[] a = b, c;")
    assert isinstance(found, nodes.LocalDeclaration)
    assert str(found.type) == "List<Account>"
    assert [declarator.name for declarator in found.declarators] == ["a", "c"]
    assert found.modifiers.has("final")


@pytest.mark.recorded
@pytest.mark.parametrize("text", ["a;", "1;", "a == b;", "a ? b : c;", "(A) b;", "a[0];", "-a;"])
def test_bare_expression_is_no_statement(text: str) -> None:
    assert refusal(text) == "x:1:1: Expression cannot be a statement."


@pytest.mark.parametrize(
    ("text", "operation", "access", "key"),
    [
        ("insert a;", "insert", None, None),
        ("UPDATE as USER a;", "update", "user", None),
        ("delete as system [SELECT Id FROM A];", "delete", "system", None),
        ("upsert a Ext__c;", "upsert", None, ("Ext__c",)),
        ("upsert a Account.Fields.Ext__c;", "upsert", None, ("Account", "Fields", "Ext__c")),
        ("undelete a;", "undelete", None, None),
    ],
)
def test_dml(text: str, operation: str, access: str, key: tuple[str, ...]) -> None:
    found = statement(text)
    assert isinstance(found, nodes.DmlStatement)
    assert (found.operation, found.access, found.key) == (operation, access, key)


def test_merge_has_two_operands() -> None:
    found = statement("merge a\n b;")
    assert isinstance(found, nodes.DmlStatement)
    assert isinstance(found.other, nodes.Name)


def test_for_with_declaration() -> None:
    found = statement("for (Integer i = 0, j; i < 3; i++, j--) { }")
    assert isinstance(found, nodes.For)
    assert isinstance(found.init[0], nodes.LocalDeclaration)
    assert len(found.update) == 2


def test_for_with_nothing() -> None:
    found = statement("for (;;) ;")
    assert isinstance(found, nodes.For)
    assert (found.init, found.condition, found.update) == ((), None, ())


def test_for_each_over_a_query() -> None:
    found = statement("for (Account a : [SELECT Id FROM Account]) continue;")
    assert isinstance(found, nodes.ForEach)
    assert isinstance(found.iterable, nodes.SoqlExpression)


def test_switch_labels() -> None:
    found = statement(
        "switch on x { when 1, 2 { } when Account a { } when null { } when else { } }"
    )
    assert isinstance(found, nodes.Switch)
    labels = [type(branch.label).__name__ for branch in found.branches]
    assert labels == ["WhenValues", "WhenType", "WhenValues", "WhenElse"]


@pytest.mark.recorded
def test_when_else_must_be_last() -> None:
    assert "when else" in refusal("switch on x { when else { } when 1 { } }")


@pytest.mark.recorded
def test_when_else_may_stand_only_once() -> None:
    assert "when else" in refusal("switch on x { when else { } when else { } }")


def test_try() -> None:
    found = statement("try { } catch (DmlException e) { } finally { }")
    assert isinstance(found, nodes.Try)
    assert found.catches[0].parameter.name == "e"
    assert found.finalizer is not None


def test_run_as() -> None:
    found = statement("System.RunAs(u) { a(); }")
    assert isinstance(found, nodes.RunAs)
    assert len(found.body.statements) == 1


def test_empty_statement_leaves_nothing_behind() -> None:
    assert len(parse_anonymous(SourceFile("x", "a();; ;b();")).body.statements) == 2


@pytest.mark.parametrize("text", ["break foo;", "continue foo;", "Integer a[] = b;"])
def test_what_only_java_has_is_refused(text: str) -> None:
    assert refusal(text).endswith(("'foo'.", "'['."))
