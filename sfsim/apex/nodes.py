"""The syntax tree of Apex: one class per construct, in grammar order; a node knows no meaning.

Case is kept as written. Types are `TypeName`s until the binder resolves them. What the binder
finds out is never stored here but in `sfsim.apex.bindings.Bindings`, keyed by node.
"""

from __future__ import annotations

from typing import Literal as OneOf
from typing import Union

from sfsim.soql import nodes as soql
from sfsim.source import Span
from sfsim.syntax import node


@node
class Node:
    """Anything with a place in the source."""

    span: Span


# --- types, modifiers, annotations ------------------------------------------------------------


@node
class TypeName(Node):
    """A type as written: `Map<Id, List<Foo.Bar>>`; `Account[]` is parsed as `List<Account>`."""

    parts: tuple[str, ...]
    arguments: tuple[TypeName, ...] = ()

    def __str__(self) -> str:
        name = ".".join(self.parts)
        return f"{name}<{','.join(map(str, self.arguments))}>" if self.arguments else name


@node
class AnnotationArgument(Node):
    """`name = value`; `name` is '' for a positional argument."""

    name: str
    value: Expression


@node
class Annotation(Node):
    """`@IsTest(SeeAllData=true)`."""

    name: str
    arguments: tuple[AnnotationArgument, ...]


@node
class Modifier(Node):
    """One modifier, lower case: `public`, `static`, `with sharing`, `testmethod`, `webservice`…"""

    keyword: str


@node
class Modifiers(Node):
    """All modifiers and annotations before a declaration, in source order."""

    keywords: tuple[Modifier, ...]
    annotations: tuple[Annotation, ...]

    def has(self, keyword: str) -> bool:
        """Whether the lower-case keyword is there."""
        return any(modifier.keyword == keyword for modifier in self.keywords)


# --- declarations -------------------------------------------------------------------------------


@node
class Parameter(Node):
    """A formal parameter of a method, constructor or catch clause."""

    modifiers: Modifiers
    type: TypeName
    name: str


@node
class ClassDeclaration(Node):
    """`class Name extends Base implements A, B { … }`, top-level or inner."""

    modifiers: Modifiers
    name: str
    name_span: Span
    type_parameters: tuple[str, ...]
    superclass: TypeName | None
    interfaces: tuple[TypeName, ...]
    members: tuple[Member, ...]


@node
class InterfaceDeclaration(Node):
    """`interface Name extends A, B { … }`."""

    modifiers: Modifiers
    name: str
    name_span: Span
    type_parameters: tuple[str, ...]
    interfaces: tuple[TypeName, ...]
    members: tuple[Member, ...]


@node
class EnumConstant(Node):
    """One constant of an enum."""

    name: str


@node
class EnumDeclaration(Node):
    """`enum Name { A, B }`."""

    modifiers: Modifiers
    name: str
    name_span: Span
    constants: tuple[EnumConstant, ...]


@node
class VariableDeclarator(Node):
    """`name = value` in a field or local declaration; span starts at the name."""

    name: str
    value: Expression | None


@node
class FieldDeclaration(Node):
    """`Integer a = 1, b;` in a class body."""

    modifiers: Modifiers
    type: TypeName
    declarators: tuple[VariableDeclarator, ...]


@node
class Accessor(Node):
    """`get`, `set` with optional modifiers; `body` is None for an automatic accessor."""

    modifiers: Modifiers
    kind: OneOf["get", "set"]
    body: Block | None


@node
class PropertyDeclaration(Node):
    """`public String name { get; private set { … } }`."""

    modifiers: Modifiers
    type: TypeName
    name: str
    name_span: Span
    accessors: tuple[Accessor, ...]


@node
class MethodDeclaration(Node):
    """A method; `type` is None for `void`, `body` is None when it ends with `;`."""

    modifiers: Modifiers
    type: TypeName | None
    name: str
    name_span: Span
    parameters: tuple[Parameter, ...]
    body: Block | None


@node
class ConstructorDeclaration(Node):
    """A constructor; `this(…)`/`super(…)` are `ConstructorCall` statements in its body."""

    modifiers: Modifiers
    name: str
    name_span: Span
    parameters: tuple[Parameter, ...]
    body: Block


@node
class InitializerBlock(Node):
    """`static { … }` or `{ … }` in a class body."""

    is_static: bool
    body: Block


@node
class TriggerEvent(Node):
    """`before insert` and its kin: `time` and `operation` in lower case."""

    time: str
    operation: str


@node
class TriggerDeclaration(Node):
    """`trigger Name on Account (before insert) { … }`; methods declared in it are `methods`."""

    name: str
    name_span: Span
    sobject: TypeName
    events: tuple[TriggerEvent, ...]
    body: Block
    methods: tuple[MethodDeclaration, ...]


@node
class AnonymousBlock(Node):
    """Anonymous Apex: statements, with the methods and types declared between them."""

    body: Block
    methods: tuple[MethodDeclaration, ...]
    types: tuple[TypeDeclaration, ...]


TypeDeclaration = Union[ClassDeclaration, InterfaceDeclaration, EnumDeclaration]
Member = Union[
    FieldDeclaration,
    PropertyDeclaration,
    MethodDeclaration,
    ConstructorDeclaration,
    InitializerBlock,
    TypeDeclaration,
]
CompilationUnit = Union[TypeDeclaration, TriggerDeclaration, AnonymousBlock]


# --- statements ---------------------------------------------------------------------------------


@node
class Block(Node):
    """`{ … }`."""

    statements: tuple[Statement, ...]


@node
class LocalDeclaration(Node):
    """`final Integer a = 1, b;` as a statement or as the head of a `for`."""

    modifiers: Modifiers
    type: TypeName
    declarators: tuple[VariableDeclarator, ...]


@node
class ExpressionStatement(Node):
    """`expression;`."""

    expression: Expression


@node
class ConstructorCall(Node):
    """`this(…);` or `super(…);`."""

    target: OneOf["this", "super"]
    arguments: tuple[Expression, ...]


@node
class If(Node):
    """`if (condition) then else otherwise`."""

    condition: Expression
    then: Statement
    otherwise: Statement | None


@node
class While(Node):
    """`while (condition) body`."""

    condition: Expression
    body: Statement


@node
class DoWhile(Node):
    """`do body while (condition);`."""

    body: Statement
    condition: Expression


@node
class For(Node):
    """`for (init; condition; update) body`."""

    init: tuple[LocalDeclaration | Expression, ...]
    condition: Expression | None
    update: tuple[Expression, ...]
    body: Statement


@node
class ForEach(Node):
    """`for (Type name : iterable) body`, over a collection, an Iterable or a query."""

    type: TypeName
    name: str
    name_span: Span
    iterable: Expression
    body: Statement


@node
class WhenValues(Node):
    """`when 1, 2` or `when A, B` or `when null`."""

    values: tuple[Expression, ...]


@node
class WhenType(Node):
    """`when Account a`."""

    type: TypeName
    name: str
    name_span: Span


@node
class WhenElse(Node):
    """`when else`."""


@node
class When(Node):
    """One branch of a switch."""

    label: WhenValues | WhenType | WhenElse
    body: Block


@node
class Switch(Node):
    """`switch on subject { … }`."""

    subject: Expression
    branches: tuple[When, ...]


@node
class Catch(Node):
    """`catch (Type name) { … }`."""

    parameter: Parameter
    body: Block


@node
class Try(Node):
    """`try { … } catch … finally { … }`."""

    body: Block
    catches: tuple[Catch, ...]
    finalizer: Block | None


@node
class Throw(Node):
    """`throw expression;`."""

    expression: Expression


@node
class Return(Node):
    """`return;` or `return expression;`."""

    expression: Expression | None


@node
class Break(Node):
    """`break;`."""


@node
class Continue(Node):
    """`continue;`."""


@node
class DmlStatement(Node):
    """`insert as user x;`, `upsert x Ext__c;`, `merge a b;`.

    `access` is 'user', 'system' or None. `key` is the upsert field as written (`Ext__c` or
    `Account.Ext__c`), split at the dots. `other` is the second operand of merge.
    """

    operation: OneOf["insert", "update", "upsert", "delete", "undelete", "merge"]
    access: OneOf["user", "system", None]
    target: Expression
    key: tuple[str, ...] | None
    other: Expression | None


@node
class RunAs(Node):
    """`System.runAs(user) { … }`."""

    user: Expression
    body: Block


Statement = Union[
    Block,
    LocalDeclaration,
    ExpressionStatement,
    ConstructorCall,
    If,
    While,
    DoWhile,
    For,
    ForEach,
    Switch,
    Try,
    Throw,
    Return,
    Break,
    Continue,
    DmlStatement,
    RunAs,
]


# --- expressions --------------------------------------------------------------------------------


@node
class Literal(Node):
    """A literal with its value decoded.

    kind → value: 'null' None · 'boolean' bool · 'integer', 'long' int (the magnitude as written;
    the binder checks the range) · 'double' float · 'decimal' decimal.Decimal · 'string' str.
    """

    kind: OneOf["null", "boolean", "integer", "long", "double", "decimal", "string"]
    value: object


@node
class Name(Node):
    """A bare identifier: variable, field, property, type or namespace, as the binder decides."""

    name: str


@node
class This(Node):
    """`this`."""


@node
class Super(Node):
    """`super`, only as the target of a call or field access."""


@node
class FieldAccess(Node):
    """`target.name` or `target?.name`; a qualified type name also parses as this."""

    target: Expression
    name: str
    name_span: Span
    is_safe: bool = False


@node
class MethodCall(Node):
    """`name(…)`, `target.name(…)` or `target?.name(…)`."""

    target: Expression | None
    name: str
    name_span: Span
    arguments: tuple[Expression, ...]
    is_safe: bool = False


@node
class Index(Node):
    """`target[index]`."""

    target: Expression
    index: Expression


@node
class NamedArgument(Node):
    """`Name = value` inside `new Account(…)`; `name` may be dotted as written."""

    name: str
    value: Expression


@node
class New(Node):
    """`new Type(…)`: with `fields` for an sObject's `Name = value` list, else `arguments`."""

    type: TypeName
    arguments: tuple[Expression, ...]
    fields: tuple[NamedArgument, ...]


@node
class NewArray(Node):
    """`new Type[size]`; `type` is the element type."""

    type: TypeName
    size: Expression


@node
class NewCollection(Node):
    """`new List<T>{ … }`, `new Set<T>{ … }` or `new T[]{ … }` (`type` is then List<T>)."""

    type: TypeName
    elements: tuple[Expression, ...]


@node
class MapEntry(Node):
    """`key => value`."""

    key: Expression
    value: Expression


@node
class NewMap(Node):
    """`new Map<K, V>{ k => v }`."""

    type: TypeName
    entries: tuple[MapEntry, ...]


@node
class Unary(Node):
    """`-x`, `+x`, `!x`, `~x`."""

    operator: OneOf["-", "+", "!", "~"]
    operand: Expression


@node
class Update(Node):
    """`++x`, `x--`, …"""

    operator: OneOf["++", "--"]
    operand: Expression
    is_prefix: bool


@node
class Binary(Node):
    """Every infix operator but assignment: arithmetic, shifts, comparison, logic, `??`."""

    operator: str
    left: Expression
    right: Expression


@node
class Assign(Node):
    """`target = value` or a compound assignment (`operator` is `=`, `+=`, `>>>=`, …)."""

    operator: str
    target: Expression
    value: Expression


@node
class Ternary(Node):
    """`condition ? then : otherwise`."""

    condition: Expression
    then: Expression
    otherwise: Expression


@node
class InstanceOf(Node):
    """`value instanceof Type`."""

    value: Expression
    type: TypeName


@node
class Cast(Node):
    """`(Type) value`."""

    type: TypeName
    value: Expression


@node
class Parenthesized(Node):
    """`(expression)`, kept so that a printed tree parses to the same tree."""

    expression: Expression


@node
class ClassLiteral(Node):
    """`Type.class`."""

    type: TypeName


@node
class SoqlExpression(Node):
    """`[SELECT …]`; binds inside hold Apex expressions."""

    query: soql.Query


@node
class SoslExpression(Node):
    """`[FIND …]`."""

    search: soql.Search


Expression = Union[
    Literal,
    Name,
    This,
    Super,
    FieldAccess,
    MethodCall,
    Index,
    New,
    NewArray,
    NewCollection,
    NewMap,
    Unary,
    Update,
    Binary,
    Assign,
    Ternary,
    InstanceOf,
    Cast,
    Parenthesized,
    ClassLiteral,
    SoqlExpression,
    SoslExpression,
]
