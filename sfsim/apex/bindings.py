"""What the binder found out about one compilation unit: the side table that codegen reads.

Codegen decides nothing: every name is resolved, every overload chosen, every implicit conversion
is written down here, keyed by node (nodes hash by identity). A `Parenthesized` node carries the
entries of what it wraps, but for conversions, which stand on the outermost node only.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import Union

from sfsim.apex import nodes
from sfsim.apex.declarations import FieldDeclaration, MethodDeclaration, TypeDeclaration
from sfsim.source import Span
from sfsim.typeref import TypeRef


class Conversion(Enum):
    """An implicit conversion, applied to a value right after it was computed; null stays null."""

    LONG_BOX = "a Long becomes a value that knows it is one (static Object, List<Long>, …)"
    INTEGER_TO_DOUBLE = "int → float (also from Long)"
    INTEGER_TO_DECIMAL = "int → Decimal (also from Long)"
    DOUBLE_TO_DECIMAL = "float → Decimal through its text"
    DECIMAL_TO_DOUBLE = "Decimal → float"
    STRING_TO_ID = "checked; the value becomes the 18-character form"
    DATE_TO_DATETIME = "midnight GMT"
    LIST_TO_RECORD = "a query's list where one record is expected: exactly one row"
    CHECKED = "a narrowing that is checked at run time (Object → T, SObject → Account, …)"


@dataclass(frozen=True, slots=True)
class ConversionTo:
    """A conversion and the type it ends in."""

    kind: Conversion
    target: TypeRef


@dataclass(slots=True, eq=False)
class LocalVariable:
    """A local, parameter, catch or loop variable. `index` tells siblings of one name apart.

    `is_shared`: a variable of a trigger's or anonymous block's top level that a method declared
    there uses too.
    """

    name: str
    type: TypeRef
    span: Span
    index: int
    is_parameter: bool = False
    is_shared: bool = False


@dataclass(frozen=True, slots=True)
class LocalReference:
    """A `Name` that is a local variable."""

    variable: LocalVariable


class Receiver(Enum):
    """How a member gets its receiver."""

    STATIC = "none"
    THIS = "the implicit or explicit `this`"
    SUPER = "`this`, but the superclass's member"
    EXPRESSION = "the target expression of the node"


@dataclass(frozen=True, slots=True)
class FieldReference:
    """A field, property or enum constant of a user or standard type.

    `is_backing`: inside an accessor the property's own name means its backing field.
    """

    declaration: FieldDeclaration
    receiver: Receiver
    is_backing: bool = False


@dataclass(frozen=True, slots=True)
class SObjectFieldReference:
    """A field (`relationship` None), parent ('parent') or child list ('children') of a record."""

    sobject: str
    name: str
    relationship: str | None = None
    is_checkbox: bool = False


@dataclass(frozen=True, slots=True)
class TypeReference:
    """A name that denotes a type: the target of a static member."""

    declaration: TypeDeclaration


@dataclass(frozen=True, slots=True)
class NamespaceReference:
    """A name that denotes a namespace."""

    name: str


@dataclass(frozen=True, slots=True)
class MethodReference:
    """The chosen overload of a call. Conversions of the arguments stand on the argument nodes.

    `owner` is the static type of the receiver with its type arguments.
    """

    declaration: MethodDeclaration
    receiver: Receiver
    owner: TypeRef


@dataclass(frozen=True, slots=True)
class ConstructorReference:
    """What `new T(…)`, `this(…)` or `super(…)` calls; `declaration` None: the implicit default."""

    type: TypeRef
    declaration: MethodDeclaration | None
    owner: TypeDeclaration | None


@dataclass(frozen=True, slots=True)
class TriggerVariableReference:
    """`Trigger.new`, `Trigger.isInsert`, …: the canonical name after the dot."""

    name: str


@dataclass(frozen=True, slots=True)
class SObjectTypeToken:
    """`Account.SObjectType`, `Schema.Account.getSObjectType()`…: the type's token."""

    sobject: str


@dataclass(frozen=True, slots=True)
class SObjectFieldToken:
    """`Account.Name`, `Account.Fields.Name`, `Account.Owner.Name`: a field's token."""

    sobject: str
    field: str


@dataclass(frozen=True, slots=True)
class SObjectDescribe:
    """`Schema.SObjectType.Account` (a describe result) or, with `field`, `….fields.Name`."""

    sobject: str
    field: str | None = None


@dataclass(frozen=True, slots=True)
class FieldSetReference:
    """`Schema.SObjectType.Account.fieldSets.Name`."""

    sobject: str
    name: str


@dataclass(frozen=True, slots=True)
class FieldErrorReference:
    """`record.Field.addError(…)`: a call of `declaration` (SObject.addError, whose first parameter
    is a field's name) on `record` with the constant `field` put before the written arguments. The
    node is the MethodCall; the record is the target of its target.
    """

    declaration: MethodDeclaration
    field: str


@dataclass(frozen=True, slots=True)
class LabelReference:
    """`System.Label.ns.Name`."""

    namespace: str
    name: str


@dataclass(frozen=True, slots=True)
class PageReferenceLiteral:
    """`Page.Name`."""

    name: str


Reference = Union[
    LocalReference,
    FieldReference,
    SObjectFieldReference,
    TypeReference,
    NamespaceReference,
    MethodReference,
    ConstructorReference,
    TriggerVariableReference,
    SObjectTypeToken,
    SObjectFieldToken,
    SObjectDescribe,
    FieldSetReference,
    FieldErrorReference,
    LabelReference,
    PageReferenceLiteral,
]


@dataclass(frozen=True, slots=True)
class Operation:
    """The meaning of an operator after both operands were converted to `operand`.

    `name` for Binary and compound Assign: add subtract multiply divide concat · add_days
    add_milliseconds (Date/Datetime/Time ± number) · and or (short-circuit) bit_and bit_or bit_xor
    shift_left shift_right shift_right_unsigned ·
    equal not_equal (by `operand`: String ignores case,
    Id compares as Id, SObject/collections by content, classes by equals) same not_same ·
    less less_equal greater greater_equal · coalesce.
    For Unary: negate plus not bit_not. For Update: add subtract.
    `operand` says in which type it is computed; `result` is the expression's type. For compound
    assignment the result converts back to the target with `store`.
    """

    name: str
    operand: TypeRef
    result: TypeRef
    store: ConversionTo | None = None


@dataclass(frozen=True, slots=True)
class ForEachPlan:
    """How a `for (T x : xs)` runs: 'list', 'set', 'iterable', 'query' (one record a turn) or
    'query_chunk' (a List of up to 200 a turn). `conversion` applies to each element."""

    kind: str
    variable: LocalVariable
    conversion: ConversionTo | None = None


@dataclass(frozen=True, slots=True)
class SwitchPlan:
    """`kind`: 'integer', 'long', 'string', 'enum' or 'sobject'. `variables` by WhenType node."""

    kind: str
    variables: dict[nodes.WhenType, LocalVariable]


@dataclass(slots=True)
class Bindings:
    """The binder's answer for one compilation unit."""

    types: dict[nodes.Node, TypeRef] = field(default_factory=dict)
    """The static type of each expression before its conversion, and of each TypeName."""
    conversions: dict[nodes.Node, tuple[ConversionTo, ...]] = field(default_factory=dict)
    """What to apply, in order, to an expression's value where it stands. On the target of a
    compound Assign: to the old value before the operation. On the value of a Cast: the cast
    itself."""
    references: dict[nodes.Node, Reference] = field(default_factory=dict)
    """What a Name, FieldAccess, MethodCall, New, NamedArgument or ConstructorCall denotes."""
    operations: dict[nodes.Node, Operation] = field(default_factory=dict)
    """What a Binary, Unary, Update or compound Assign computes."""
    locals: dict[nodes.Node, LocalVariable] = field(default_factory=dict)
    """The variable that a VariableDeclarator or Parameter introduces."""
    loops: dict[nodes.ForEach, ForEachPlan] = field(default_factory=dict)
    switches: dict[nodes.Switch, SwitchPlan] = field(default_factory=dict)
    recursive: set[nodes.Node] = field(default_factory=set)
    """Methods, constructors, accessors that may lie on a call cycle (their depth is counted)."""
    unsupported: list[tuple[str, Span]] = field(default_factory=list)
    """Uses of platform members that sfsim does not implement: `Type.member` and where."""
