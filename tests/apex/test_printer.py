"""Printing: generated programs survive print → parse, and every node class has a printer."""

from __future__ import annotations

import inspect
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sfsim.apex import nodes
from sfsim.apex.parser import parse_class
from sfsim.apex.printer import PRINTERS, print_apex, print_string
from sfsim.source import SourceFile, Span
from sfsim.syntax import shape

NOWHERE = Span(1, 0, 1, 0)
NO_MODIFIERS = nodes.Modifiers(NOWHERE, (), ())

NAMES = ("a", "b1", "Foo", "c_d", "get", "user", "view", "myList", "Version", "Name", "email", "E")
OPERATORS = "?? || && | ^ & == != <> === !== < > <= >= << >> >>> + - * / %"


def at(node: type[nodes.Node], *parts: object) -> nodes.Node:
    """A node without a place."""
    return node(NOWHERE, *parts)


def names() -> st.SearchStrategy[str]:
    """Names, some of them words of the grammar in other places."""
    return st.sampled_from(NAMES)


def type_names() -> st.SearchStrategy[nodes.TypeName]:
    """Types up to `Map<A.B, List<C>>` and deeper."""
    plain = st.builds(nodes.TypeName, st.just(NOWHERE), st.lists(names(), min_size=1).map(tuple))
    return st.recursive(
        plain,
        lambda inner: st.one_of(
            st.builds(lambda e: nodes.TypeName(NOWHERE, ("List",), (e,)), inner),
            st.builds(lambda k, v: nodes.TypeName(NOWHERE, ("Map",), (k, v)), inner, inner),
        ),
        max_leaves=4,
    )


def literals() -> st.SearchStrategy[nodes.Literal]:
    """Literals of every kind."""

    def literal(kind: str, values: st.SearchStrategy[object]) -> st.SearchStrategy[nodes.Literal]:
        return values.map(lambda value: nodes.Literal(NOWHERE, kind, value))  # type: ignore[arg-type]

    magnitudes = st.integers(0, 2**63)
    decimals = st.builds(lambda n, scale: Decimal(n).scaleb(-scale), magnitudes, st.integers(1, 9))
    doubles = st.floats(0, allow_nan=False, allow_infinity=False).map(abs)
    return st.one_of(
        literal("null", st.none()),
        literal("boolean", st.booleans()),
        literal("integer", magnitudes),
        literal("long", magnitudes),
        literal("decimal", decimals),
        literal("double", doubles),
        literal("string", st.text(max_size=8)),
    )


def primaries(inner: st.SearchStrategy[nodes.Node]) -> st.SearchStrategy[nodes.Node]:
    """What may stand left of a dot."""
    arguments = st.lists(inner, max_size=3).map(tuple)
    name = names().map(lambda text: at(nodes.Name, text))
    wrapped = inner.map(lambda node: at(nodes.Parenthesized, node))
    target = st.one_of(name, wrapped, st.just(at(nodes.This)))
    element = type_names()
    return st.one_of(
        target,
        st.builds(
            lambda t, n, safe: at(nodes.FieldAccess, t, n, NOWHERE, safe),
            target,
            names(),
            st.booleans(),
        ),
        st.builds(
            lambda t, n, a, safe: at(nodes.MethodCall, t, n, NOWHERE, a, safe and t is not None),
            st.none() | target,
            names(),
            arguments,
            st.booleans(),
        ),
        st.builds(lambda t, i: at(nodes.Index, t, i), target, inner),
        st.builds(lambda t, a: at(nodes.New, t, a, ()), element, arguments),
        st.builds(
            lambda t, elements: at(
                nodes.NewCollection, nodes.TypeName(NOWHERE, ("Set",), (t,)), elements
            ),
            element,
            arguments,
        ),
        st.builds(lambda t: at(nodes.ClassLiteral, t), element),
    )


def expressions() -> st.SearchStrategy[nodes.Node]:
    """Expressions whose operands carry the parentheses that they need."""

    def larger(inner: st.SearchStrategy[nodes.Node]) -> st.SearchStrategy[nodes.Node]:
        primary = primaries(inner)
        infix = st.sampled_from(OPERATORS.split())
        return st.one_of(
            primary,
            st.builds(lambda o, p: at(nodes.Unary, o, p), st.sampled_from("-+!~"), primary),
            st.builds(lambda o, left, r: at(nodes.Binary, o, left, r), infix, primary, primary),
            st.builds(lambda c, t, o: at(nodes.Ternary, c, t, o), primary, inner, inner).map(
                lambda node: at(nodes.Parenthesized, node)
            ),
            st.builds(lambda v, t: at(nodes.InstanceOf, v, t), primary, type_names()),
            st.builds(lambda t, v: at(nodes.Cast, t, v), type_names(), primary),
        )

    leaves = literals() | names().map(lambda text: at(nodes.Name, text))
    return st.recursive(leaves, larger, max_leaves=12)


def statements() -> st.SearchStrategy[nodes.Node]:
    """Statements of every control structure."""
    expression = expressions()
    call = st.builds(
        lambda n, a: at(nodes.MethodCall, None, n, NOWHERE, (a,), False), names(), expression
    )
    variable = st.builds(lambda n, v: at(nodes.VariableDeclarator, n, v), names(), expression)
    simple = st.one_of(
        call.map(lambda node: at(nodes.ExpressionStatement, node)),
        st.builds(
            lambda t, v: at(nodes.LocalDeclaration, NO_MODIFIERS, t, (v,)), type_names(), variable
        ),
        expression.map(lambda node: at(nodes.Return, node)),
        expression.map(lambda node: at(nodes.Throw, node)),
        st.just(at(nodes.Break)),
    )

    def larger(inner: st.SearchStrategy[nodes.Node]) -> st.SearchStrategy[nodes.Node]:
        block = st.lists(inner, max_size=3).map(lambda body: at(nodes.Block, tuple(body)))
        return st.one_of(
            st.builds(lambda c, t, o: at(nodes.If, c, t, o), expression, block, st.none() | block),
            st.builds(lambda c, b: at(nodes.While, c, b), expression, block),
            st.builds(lambda c, b: at(nodes.DoWhile, b, c), expression, block),
            st.builds(
                lambda t, n, i, b: at(nodes.ForEach, t, n, NOWHERE, i, b),
                type_names(),
                names(),
                expression,
                block,
            ),
            st.builds(lambda b, f: at(nodes.Try, b, (), f), block, block),
            st.builds(
                lambda s, b: at(nodes.Switch, s, (at(nodes.When, at(nodes.WhenElse), b),)),
                names().map(lambda text: at(nodes.Name, text)),
                block,
            ),
        )

    return st.recursive(simple, larger, max_leaves=6)


def classes() -> st.SearchStrategy[nodes.Node]:
    """Classes with one method of generated statements."""

    def class_(body: list[nodes.Node]) -> nodes.Node:
        block = at(nodes.Block, tuple(body))
        method = at(nodes.MethodDeclaration, NO_MODIFIERS, None, "run", NOWHERE, (), block)
        return at(nodes.ClassDeclaration, NO_MODIFIERS, "A", NOWHERE, (), None, (), (method,))

    return st.lists(statements(), max_size=4).map(class_)


def check_round_trip(program: nodes.Node) -> None:
    text = print_apex(program)
    assert shape(parse_class(SourceFile("x", text))) == shape(program)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(classes())
def test_program_survives_print_and_parse(program: nodes.Node) -> None:
    check_round_trip(program)


@pytest.mark.slow
@settings(max_examples=20_000, deadline=None, suppress_health_check=list(HealthCheck))
@given(classes())
def test_very_many_programs_survive_print_and_parse(program: nodes.Node) -> None:
    check_round_trip(program)


def test_every_node_class_has_a_printer() -> None:
    classes = {
        found
        for _, found in inspect.getmembers(nodes, inspect.isclass)
        if issubclass(found, nodes.Node) and found is not nodes.Node
    }
    assert classes == set(PRINTERS)


@given(st.text())
def test_string_literal_is_one_line_of_sound_text(text: str) -> None:
    assert print_string(text).isprintable() or "\n" not in print_string(text)


SOURCE = """\
@IsTest(SeeAllData=true) public with sharing class A extends B implements C, D {
    private static final Integer X = 1, Y;
    public String name {
        get;
        private set {
            name = value;
        }
    }
    static {
        X = -2;
    }
    public A(final Integer b) {
        this(b, 1L);
        Integer c = - -b;
        for (Integer i = 0, j = 1; i < 10; i++, j--) {
            continue;
        }
        for (i = 0;;) i();
        switch on b {
            when 1, 2 {
            }
            when Account d {
            }
            when else {
            }
        }
        try {
            insert as user b;
        } catch (E e) {
            upsert b Foo__c.Ext__c;
        } finally {
            merge b c;
        }
        System.runAs(u) {
            x += new Account(Name = 'a\\'b\\\\', F__c = 1.5d);
        }
        do {
            y = new Map<String,Object>{'a' => null};
        } while (x?.y ?? z);
        List<Account> f = [SELECT Id FROM Account WHERE Name = :b.c AND d IN :new Set<Id>{e}];
        if (a instanceof B) return; else if (c) throw new E(); else super.run();
    }
    abstract void run();
    enum E { F, G }
    interface H extends I {
        void j(Integer k);
    }
}"""


def test_canonical_text_is_printed_as_it_was_read() -> None:
    assert print_apex(parse_class(SourceFile("x", SOURCE))) == SOURCE
