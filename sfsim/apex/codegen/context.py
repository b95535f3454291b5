"""What a rule of the code generator is given: the unit being emitted and the function body in it.

Rules are functions `visit_<Node>(body, node)`, gathered by `rules.Rules`; a node without a rule is
an AssertionError that names it.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol

from sfsim.apex import nodes, pyast
from sfsim.apex.bindings import Bindings, ConversionTo, LocalVariable, Reference
from sfsim.apex.codegen import naming
from sfsim.apex.codegen.facts import Facts
from sfsim.apex.declarations import TypeDeclaration, TypeKind
from sfsim.apex.pyast import Place
from sfsim.compiled import Link, LinkKind
from sfsim.soql import nodes as soql
from sfsim.source import SourceFile, Span
from sfsim.typeref import TypeRef

ExpressionRule = Callable[["Body", Any], ast.expr]
StatementRule = Callable[["Body", Any], list[ast.stmt]]


class RuleBook(Protocol):
    """The rules by node class."""

    expressions: dict[type, ExpressionRule]
    statements: dict[type, StatementRule]

    def convert(
        self,
        body: Body,
        node: nodes.Expression,
        value: ast.expr,
        conversions: Sequence[ConversionTo],
    ) -> ast.expr:
        """The value after its conversions."""
        ...

    def read(
        self, body: Body, node: nodes.Node, target: nodes.Expression | None, reference: Reference
    ) -> ast.expr:
        """What a name, member or token denotes, read."""
        ...


class Types(Protocol):
    """The part of a `Project` that the code generator reads."""

    def declaration(self, ref: TypeRef) -> TypeDeclaration | None:
        """The declaration behind a type reference."""
        ...


@dataclass(frozen=True, slots=True)
class Display:
    """How a function is called in tracebacks (`Foo.run`) and Apex stacks (`Class.Foo.run`)."""

    name: str
    stack: str


class Unit:
    """One compilation unit being emitted: its links, names for people, and gaps that it uses."""

    def __init__(
        self, name: str, source: SourceFile, bindings: Bindings, types: Types, rules: RuleBook
    ) -> None:
        self.name = name
        self.source = source
        self.bindings = bindings
        self.types = types
        self.rules = rules
        self.links: dict[str, Link] = {}
        self.displays: dict[str, Display] = {}
        self.unsupported: list[tuple[str, int, int]] = []
        self._queries = 0

    def link(self, name: str, kind: LinkKind, target: str, value: Any = None) -> str:
        """Records what a global is bound to; returns its name."""
        if name not in self.links:
            self.links[name] = Link(kind, target, value)
        return name

    def type_constant(self, ref: TypeRef) -> str:
        """The global that holds a TypeRef."""
        return self.link(naming.type_constant(ref), LinkKind.TYPE, ref.name, ref)

    def decimal(self, text: str) -> str:
        """The global that holds a Decimal."""
        return self.link(naming.decimal_constant(text), LinkKind.DECIMAL, text)

    def query(self, tree: soql.Query | soql.Search) -> str:
        """The global that holds the tree of an inline query."""
        name = naming.query_constant(self.name, self._queries)
        self._queries += 1
        return self.link(name, LinkKind.QUERY, self.name, tree)

    def standard(self, target: str) -> str:
        """The global that holds a standard-library function."""
        return self.link(naming.standard(target), LinkKind.STANDARD, target)

    def python_class(self, declaration: TypeDeclaration) -> str:
        """The global that holds the Python class of a user or standard class."""
        if declaration.is_user:
            name = naming.class_name(declaration.name)
            return self.link(name, LinkKind.CLASS, declaration.name)
        assert declaration.python, f"{declaration.name} has no Python class"
        name = naming.standard(declaration.python)
        return self.link(name, LinkKind.STANDARD_CLASS, declaration.python)

    def member(self, name: str, type_name: str) -> str:
        """A function of a user type, maybe in another unit."""
        return self.link(name, LinkKind.MEMBER, type_name)

    def holder(self, type_name: str) -> str:
        """The statics of a user type."""
        return self.link(naming.holder(type_name), LinkKind.HOLDER, type_name)

    def caller(self, type_name: str) -> str:
        """The Caller constant of a user type."""
        return self.link(naming.caller(type_name), LinkKind.CALLER, type_name)

    def enum_constant(self, declaration: TypeDeclaration, constant: str) -> str:
        """A constant of a user enum; the link carries all of them, so the enum needs no code."""
        constants = tuple(
            found.name for found in declaration.fields.values() if found.ordinal is not None
        )
        name = naming.enum_constant(declaration.name, constant)
        return self.link(name, LinkKind.ENUM, f"{declaration.name}#{constant}", constants)

    def sobject(self, api_name: str) -> str:
        """The record class of an sObject type."""
        return self.link(naming.sobject(api_name), LinkKind.SOBJECT, api_name)

    def where(self, span: Span) -> str:
        """A position as messages print it."""
        return f"{self.source.path}:{span.line}:{self.source.display_column(span)}"

    def chain(self, declaration: TypeDeclaration) -> list[TypeDeclaration]:
        """A class and its superclasses, nearest first."""
        return chain_of(self.types, declaration)

    def is_exception(self, declaration: TypeDeclaration) -> bool:
        """Whether a class is or descends from Exception."""
        return any(
            not found.is_user and found.name.endswith("Exception")
            for found in self.chain(declaration)
        )


@dataclass(slots=True)
class Loop:
    """The innermost loop: what `continue` has to do before it jumps to the head."""

    before_continue: Callable[[], list[ast.stmt]]


class Body:
    """One Python function being emitted."""

    def __init__(
        self, unit: Unit, owner: str, *, is_static: bool, returns: TypeRef | None = None
    ) -> None:
        self.unit = unit
        self.owner = owner
        self.bindings = unit.bindings
        self.is_static = is_static
        self.returns = returns
        self.returns_this = False
        self.touched: str | None = None
        self.facts = Facts()
        self.loops: list[Loop] = []
        self.bounded: set[nodes.Node] = set()
        self.in_chain: set[nodes.Node] = set()
        self.replaced: dict[nodes.Node, ast.expr] = {}
        self._temporaries = 0

    # --- expressions ----------------------------------------------------------------------------

    def value(self, node: nodes.Expression) -> ast.expr:
        """The value of an expression where it stands, its conversions applied."""
        result = self.raw(node)
        conversions = self.bindings.conversions.get(node)
        if conversions:
            result = self.unit.rules.convert(self, node, result, conversions)
        return result

    def raw(self, node: nodes.Expression) -> ast.expr:
        """The value of an expression before its own conversions."""
        if self.replaced:
            replacement = self.replaced.get(node)
            if replacement is not None:
                return replacement
        rule = self.unit.rules.expressions.get(type(node))
        assert rule is not None, f"codegen has no rule for {type(node).__name__}"
        return rule(self, node)

    def values(self, expressions: Sequence[nodes.Expression]) -> list[ast.expr]:
        """The values of several expressions."""
        return [self.value(expression) for expression in expressions]

    def type_of(self, node: nodes.Expression) -> TypeRef:
        """The static type of an expression after its conversions."""
        conversions = self.bindings.conversions.get(node)
        if conversions:
            return conversions[-1].target
        return self.bindings.types[node]

    def temporary(self) -> str:
        """A fresh local that no Apex local can be."""
        self._temporaries += 1
        return f"_{self._temporaries}"

    def caller(self, at: Place) -> ast.expr:
        """The Caller constant of the class this code is written in."""
        return pyast.name(self.unit.caller(self.owner), at)

    def org(self, at: Place) -> ast.expr:
        """The org, through the Caller."""
        return pyast.attribute(self.caller(at), "org", at)

    def type_constant(self, ref: TypeRef, at: Place) -> ast.expr:
        """A TypeRef constant."""
        return pyast.name(self.unit.type_constant(ref), at)

    # --- statements -----------------------------------------------------------------------------

    def statement(self, node: nodes.Statement) -> list[ast.stmt]:
        """The statements that one Apex statement becomes."""
        rule = self.unit.rules.statements.get(type(node))
        assert rule is not None, f"codegen has no rule for {type(node).__name__}"
        return rule(self, node)


def chain_of(types: Types, declaration: TypeDeclaration) -> list[TypeDeclaration]:
    """A class and its superclasses, nearest first."""
    found = [declaration]
    while found[-1].superclass is not None:
        parent = types.declaration(found[-1].superclass)
        if parent is None:
            break
        found.append(parent)
    return found


def local_name(variable: LocalVariable) -> str:
    """The Python local of an Apex local."""
    return naming.local(variable.name)


def is_enum(declaration: TypeDeclaration | None) -> bool:
    """Whether a type is an enum."""
    return declaration is not None and declaration.kind is TypeKind.ENUM


STRAIGHT_LINE_STATEMENTS: Final = 16
"""Statements of a block that cost one tick beyond those of entries and back-edges."""
