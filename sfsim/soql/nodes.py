"""The syntax tree of SOQL and SOSL, the same for inline and dynamic queries.

Field paths are tuples of names as written (`("Account", "Owner", "Name")`). A bind holds whatever
the surrounding language puts there: an Apex expression in an inline query, a name in a dynamic one.
"""

from __future__ import annotations

from typing import Any, Union

from sfsim.source import Span
from sfsim.syntax import node


@node
class Node:
    """Anything with a place in the query text."""

    span: Span


@node
class Bind(Node):
    """`:expression`. `index` numbers the binds of one query in source order, from 0."""

    expression: Any  # an Apex expression node inline, a str (the variable name) in dynamic queries
    index: int


@node
class Constant(Node):
    """A literal: str, int, decimal.Decimal, bool, None, datetime.date/datetime (naive UTC)/time."""

    value: object


@node
class DateLiteral(Node):
    """`TODAY`, `LAST_N_DAYS:3`: the name in upper case and its count."""

    name: str
    count: int | None = None


@node
class CurrencyLiteral(Node):
    """`USD5000`."""

    currency: str
    amount: object


@node
class ListValue(Node):
    """`(a, b, :c)` after IN, NOT IN, INCLUDES, EXCLUDES."""

    values: tuple[Value, ...]


@node
class Subquery(Node):
    """A nested query: a child sub-query in SELECT, or a semi-join after IN."""

    query: Query


Value = Union[Bind, Constant, DateLiteral, CurrencyLiteral, ListValue, Subquery]


@node
class FieldPath(Node):
    """`Account.Owner.Name` as ("Account", "Owner", "Name")."""

    path: tuple[str, ...]


@node
class FunctionCall(Node):
    """`COUNT()`, `MAX(Amount)`, `toLabel(Status)`, `DISTANCE(Loc__c, GEOLOCATION(1,2), 'km')`."""

    name: str
    arguments: tuple[FieldPath | FunctionCall | Value, ...]


@node
class SelectField(Node):
    """A selected field or function, with its alias."""

    expression: FieldPath | FunctionCall
    alias: str | None


@node
class TypeOfBranch(Node):
    """`WHEN Account THEN Phone, Name`."""

    sobject: str
    fields: tuple[FieldPath, ...]


@node
class TypeOf(Node):
    """`TYPEOF What WHEN … THEN … ELSE … END`."""

    path: tuple[str, ...]
    branches: tuple[TypeOfBranch, ...]
    otherwise: tuple[FieldPath, ...]


SelectItem = Union[SelectField, Subquery, TypeOf]


@node
class Comparison(Node):
    """`field op value`: op in `= != < <= > >= LIKE IN NOT IN INCLUDES EXCLUDES`, upper case."""

    left: FieldPath | FunctionCall
    operator: str
    right: Value


@node
class Not(Node):
    """`NOT condition`."""

    operand: Condition


@node
class And(Node):
    """`a AND b AND c`."""

    operands: tuple[Condition, ...]


@node
class Or(Node):
    """`a OR b OR c`."""

    operands: tuple[Condition, ...]


Condition = Union[Comparison, Not, And, Or]


@node
class OrderItem(Node):
    """`field DESC NULLS LAST`; `nulls_first` is None when not written."""

    expression: FieldPath | FunctionCall
    descending: bool
    nulls_first: bool | None


@node
class GroupBy(Node):
    """`GROUP BY a, b`; `kind` is '', 'ROLLUP' or 'CUBE'."""

    kind: str
    fields: tuple[FieldPath | FunctionCall, ...]


@node
class FromItem(Node):
    """`Account a` or `c.Account a`: the path as written and the alias."""

    path: tuple[str, ...]
    alias: str | None


@node
class Query(Node):
    """One SELECT.

    `using_scope`, `with_clauses` (upper case: 'USER_MODE', 'SYSTEM_MODE', 'SECURITY_ENFORCED', or
    the raw text of a data-category filter) and `for_clauses` ('VIEW', 'REFERENCE', 'UPDATE') hold
    the trailing clauses. `text` is the query as written, without the brackets.
    """

    select: tuple[SelectItem, ...]
    sources: tuple[FromItem, ...]
    using_scope: str | None
    where: Condition | None
    with_clauses: tuple[str, ...]
    group_by: GroupBy | None
    having: Condition | None
    order_by: tuple[OrderItem, ...]
    limit: Value | None
    offset: Value | None
    for_clauses: tuple[str, ...]
    all_rows: bool
    text: str


@node
class Returning(Node):
    """`Account(Id, Name WHERE … ORDER BY … LIMIT 1 OFFSET 2)` in SOSL."""

    sobject: str
    fields: tuple[SelectField, ...]
    using: str | None
    where: Condition | None
    order_by: tuple[OrderItem, ...]
    limit: Value | None
    offset: Value | None


@node
class Search(Node):
    """`FIND 'x' IN NAME FIELDS RETURNING …`; `scope` is upper case ('ALL FIELDS' by default)."""

    term: Bind | Constant
    scope: str
    returning: tuple[Returning, ...]
    with_clauses: tuple[str, ...]
    limit: Value | None
    text: str
