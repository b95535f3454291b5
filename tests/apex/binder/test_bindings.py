"""What the side table holds: the answers that codegen reads, asserted whole."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sfsim.apex import nodes
from sfsim.apex.binder import Bound
from sfsim.apex.binder.rules import EXPRESSIONS, STATEMENTS, rules_for
from sfsim.apex.bindings import (
    Bindings,
    Conversion,
    FieldErrorReference,
    FieldReference,
    LocalReference,
    MethodReference,
    Receiver,
    SObjectDescribe,
    SObjectFieldReference,
    SObjectFieldToken,
    SObjectTypeToken,
    TriggerVariableReference,
)
from sfsim.typeref import DECIMAL, INTEGER, STRING

Bind = Callable[..., Bound]


def one(bindings: Bindings, wanted: type[nodes.Node]) -> nodes.Node:
    """The only expression of a class in the table of types."""
    found = [node for node in bindings.types if type(node) is wanted]
    assert len(found) == 1
    return found[0]


def bound_body(bind: Bind, statements: str, members: str = "") -> Bindings:
    found = bind(f"public class T {{ {members} void run() {{ {statements} }} }}")
    assert found.diagnostics == ()
    return found.bindings


def kinds(bindings: Bindings) -> list[Conversion]:
    return [step.kind for steps in bindings.conversions.values() for step in steps]


CONVERSIONS: tuple[tuple[str, list[Conversion]], ...] = (
    ("Decimal d = 1;", [Conversion.INTEGER_TO_DECIMAL]),
    ("Double d = 1;", [Conversion.INTEGER_TO_DOUBLE]),
    ("Double d = 1.5;", [Conversion.DECIMAL_TO_DOUBLE]),
    ("Decimal d = 1.5d;", [Conversion.DOUBLE_TO_DECIMAL]),
    ("Object o = 1L;", [Conversion.LONG_BOX]),
    ("List<Long> l = new List<Long>{ 1 };", [Conversion.LONG_BOX]),
    ("new List<Long>().add(1);", [Conversion.LONG_BOX]),
    ("Id i = 'x';", [Conversion.STRING_TO_ID]),
    ("Datetime d = Date.today();", [Conversion.DATE_TO_DATETIME]),
    ("Account a = [SELECT Id FROM Account];", [Conversion.LIST_TO_RECORD]),
    (
        "Account a = (Account) Database.query('x');",
        [Conversion.LIST_TO_RECORD, Conversion.CHECKED],
    ),
    ("Object o = 'x'; String s = (String) o;", [Conversion.CHECKED]),
    ("Decimal d = 1.5 + 1;", [Conversion.INTEGER_TO_DECIMAL]),
    ("String s = 'a'; Long l = 1; Integer i = 1;", []),
)


@pytest.mark.parametrize(("statements", "expected"), CONVERSIONS)
def test_conversions_are_written_down(
    bind: Bind, statements: str, expected: list[Conversion]
) -> None:
    assert kinds(bound_body(bind, statements)) == expected


def test_a_local_is_referred_to(bind: Bind) -> None:
    bindings = bound_body(bind, "Integer i = 1; Integer j = i;")
    reference = bindings.references[one(bindings, nodes.Name)]
    assert isinstance(reference, LocalReference)
    assert (reference.variable.name, reference.variable.index) == ("i", 0)


def test_an_operation_says_in_which_type_it_is_computed(bind: Bind) -> None:
    bindings = bound_body(bind, "Decimal d = 1.5; Object o = 2 * d;")
    operation = bindings.operations[one(bindings, nodes.Binary)]
    assert (operation.name, operation.operand, operation.result) == ("multiply", DECIMAL, DECIMAL)


def test_a_compound_assignment_stores_back(bind: Bind) -> None:
    bindings = bound_body(bind, "Double d = 1; d += 1.5;")
    operation = bindings.operations[one(bindings, nodes.Assign)]
    assert operation.operand == DECIMAL
    assert operation.store is not None
    assert operation.store.kind is Conversion.DECIMAL_TO_DOUBLE


def test_a_string_plus_anything_concatenates(bind: Bind) -> None:
    bindings = bound_body(bind, "Object o = 1 + 2 + 'a';")
    names = [operation.name for operation in bindings.operations.values()]
    assert sorted(names) == ["add", "concat"]


def test_the_property_inside_its_accessor_is_the_backing_field(bind: Bind) -> None:
    bindings = bind("public class T { Integer x { get { return x; } } }").bindings
    reference = bindings.references[one(bindings, nodes.Name)]
    assert isinstance(reference, FieldReference)
    assert reference.is_backing


def test_a_record_field_knows_its_object(bind: Bind) -> None:
    bindings = bound_body(bind, "Object o = new Account().IsActive__c;")
    reference = bindings.references[one(bindings, nodes.FieldAccess)]
    assert reference == SObjectFieldReference("Account", "IsActive__c", None, is_checkbox=True)


TOKENS = (
    ("Account.Name", SObjectFieldToken("Account", "Name")),
    ("Account.Owner.Name", SObjectFieldToken("Account", "Name")),
    ("Account.fields.Site", SObjectFieldToken("Account", "Site")),
    ("Account.SObjectType", SObjectTypeToken("Account")),
    ("Schema.SObjectType.Account", SObjectDescribe("Account")),
    ("Schema.SObjectType.Account.fields.Name", SObjectDescribe("Account", "Name")),
)


@pytest.mark.parametrize(("text", "expected"), TOKENS)
def test_tokens(bind: Bind, text: str, expected: object) -> None:
    bindings = bound_body(bind, f"Object o = {text};")
    outermost = [node for node in bindings.types if type(node) is nodes.FieldAccess]
    assert bindings.references[outermost[-1]] == expected


def test_add_error_on_a_field_names_the_field(bind: Bind) -> None:
    bindings = bound_body(bind, "new Account().Name.addError('x');")
    reference = bindings.references[one(bindings, nodes.MethodCall)]
    assert isinstance(reference, FieldErrorReference)
    assert (reference.field, len(reference.declaration.parameters)) == ("Name", 2)


def test_the_overload_of_the_declared_type_is_chosen(bind: Bind) -> None:
    bindings = bound_body(
        bind, "String s = null; f(s);", "void f(Object o) { } void f(String s) { }"
    )
    reference = bindings.references[one(bindings, nodes.MethodCall)]
    assert isinstance(reference, MethodReference)
    assert reference.declaration.parameter_types == (STRING,)
    assert reference.receiver is Receiver.THIS


def test_an_unmodelled_member_is_listed(bind: Bind) -> None:
    bindings = bound_body(bind, "'a'.soundex();")
    assert [name for name, _ in bindings.unsupported] == ["String.soundex"]


def test_trigger_variables_have_the_triggers_type(anonymous: Callable[..., Bound]) -> None:
    bindings = anonymous("Object o = Trigger.new;").bindings
    reference = bindings.references[one(bindings, nodes.FieldAccess)]
    assert reference == TriggerVariableReference("new")


def test_methods_of_a_block_share_its_variables(anonymous: Callable[..., Bound]) -> None:
    found = anonymous("Integer i = 1; Integer j = 2; f(); void f() { i = 2; }")
    assert found.diagnostics == ()
    shared = {each.name: each.is_shared for each in found.bindings.locals.values()}
    assert shared == {"i": True, "j": False}


def test_a_class_of_a_block_is_known_in_it(anonymous: Callable[..., Bound]) -> None:
    text = "class Point { public Integer x; } Point p = new Point(); Integer i = p.x;"
    assert anonymous(text).diagnostics == ()


# --- recursion ----------------------------------------------------------------------------------


def recursive_names(bound: Bound) -> set[str]:
    return {node.name for node in bound.bindings.recursive if isinstance(node, METHODS)}


METHODS = (nodes.MethodDeclaration, nodes.ConstructorDeclaration)


def test_a_cycle_of_calls_is_found(bind: Bind) -> None:
    text = (
        "public class T { static void a() { b(); } static void b() { a(); }"
        " static void c() { a(); } static void d() { } }"
    )
    assert recursive_names(bind(text)) == {"a", "b"}


def test_a_method_that_leaves_the_class_may_come_back(bind: Bind) -> None:
    other = "public class O { public static void go() { } }"
    text = (
        "public class T { public static void a() { O.go(); } public static void b() { }"
        " private static void c() { O.go(); } }"
    )
    assert recursive_names(bind(text, other)) == {"a"}


# --- the machinery ------------------------------------------------------------------------------


def test_every_expression_and_statement_has_a_rule() -> None:
    assert set(rules_for(EXPRESSIONS)) == set(EXPRESSIONS)
    assert set(rules_for(STATEMENTS)) == set(STATEMENTS)


def test_every_value_gets_a_type(bind: Bind) -> None:
    text = (
        "public class T { Integer f(List<Integer> xs) { Integer sum = 0; for (Integer x : xs) {"
        " sum += x > 0 ? x * 2 : -x; } return (sum) + xs[0]; } }"
    )
    found = bind(text)
    assert found.diagnostics == ()
    methods = [key for key in found.bindings.types if isinstance(key, nodes.TypeName)]
    assert methods
    assert INTEGER in found.bindings.types.values()


def test_a_chain_of_many_operators_is_bound(bind: Bind) -> None:
    text = " + ".join(["'a'"] * 5000)
    assert bound_body(bind, f"String s = {text};").operations
