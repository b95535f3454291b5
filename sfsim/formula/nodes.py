"""The tree of a formula. Operators of one rank in a row are one `Chain`, so trees stay flat."""

from __future__ import annotations

import decimal
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """Anything in a formula; `position` is the character that it starts at."""

    position: int


@dataclass(frozen=True, slots=True, eq=False)
class Number(Node):
    """`12.5`."""

    value: decimal.Decimal


@dataclass(frozen=True, slots=True, eq=False)
class Text(Node):
    """`"text"` or `'text'`, escapes resolved."""

    value: str


@dataclass(frozen=True, slots=True, eq=False)
class Boolean(Node):
    """`TRUE` or `FALSE`."""

    value: bool


@dataclass(frozen=True, slots=True, eq=False)
class Null(Node):
    """`NULL`."""


@dataclass(frozen=True, slots=True, eq=False)
class Path(Node):
    """A field or global variable: `Account.Owner.Name`, `Owner:User.Name`, `$User.Id`."""

    names: tuple[str, ...]

    @property
    def text(self) -> str:
        """As it is written."""
        return ".".join(self.names)


@dataclass(frozen=True, slots=True, eq=False)
class Call(Node):
    """`NAME(argument, …)`; the name in capitals."""

    name: str
    arguments: tuple[Node, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Unary(Node):
    """`-x`, `+x`, `!x` and `NOT x` (both `!`)."""

    operator: str
    operand: Node


@dataclass(frozen=True, slots=True, eq=False)
class Operand:
    """One further member of a chain, with the operator before it."""

    operator: str
    position: int
    node: Node


@dataclass(frozen=True, slots=True, eq=False)
class Chain(Node):
    """`first op operand op operand …` of operators of one rank, from left to right."""

    first: Node
    rest: tuple[Operand, ...]
