"""Names of declared things: which ones Apex takes.

Source: Apex Developer Guide, "Reserved Keywords" and "Identifiers"; the words and what is exempt
were recorded from compiles on real orgs.
"""

from __future__ import annotations

import re
from typing import Final

from tree_sitter import Node

from sfsim.apex.parser.tree import Unit, text
from sfsim.names import fold

_RESERVED_TEXT: Final = """
    abstract activate and any array as asc autonomous begin bigdecimal blob boolean break bulk by
    byte case cast catch char class collect commit const continue currency date datetime decimal
    default delete desc do double else end enum exception exit export extends false final finally
    float for from global goto group having hint if implements import in inner insert instanceof
    int integer interface into join like limit list long loop map merge new not null nulls number
    object of on or outer override package parallel pragma private protected public retrieve
    return rollback select set short sobject sort static string super switch synchronized system
    testmethod then this throw time transaction trigger true try undelete update upsert using
    virtual void webservice when where while
"""
RESERVED: Final = frozenset(_RESERVED_TEXT.split())
"""Words that no declared thing but a method may be called, in any case."""

METHOD_RESERVED: Final = frozenset(
    ["trigger", "insert", "update", "upsert", "delete", "undelete", "merge", "new", "for", "select"]
)

RESERVED_MESSAGE: Final = "Identifier name is reserved: {name}"
INVALID_MESSAGE: Final = "Invalid character in identifier: {name}"
LENGTH_MESSAGE: Final = "Identifier name is too long: {name}"
LENGTH_MAX: Final = 255

_IDENTIFIER: Final = re.compile(r"[A-Za-z](?:_?[A-Za-z0-9])*")


def declared_name(node: Node, unit: Unit) -> str:
    """The name of a class, field, variable, … or enum constant, checked."""
    return _checked(node, unit, RESERVED)


def method_name(node: Node, unit: Unit) -> str:
    """The name of a method, checked."""
    return _checked(node, unit, METHOD_RESERVED)


def _checked(node: Node, unit: Unit, reserved: frozenset[str]) -> str:
    name = text(node)
    if fold(name) in reserved:
        unit.refuse(node, RESERVED_MESSAGE.format(name=name))
    elif not _IDENTIFIER.fullmatch(name):
        unit.refuse(node, INVALID_MESSAGE.format(name=name))
    elif len(name) > LENGTH_MAX:
        unit.refuse(node, LENGTH_MESSAGE.format(name=name))
    return name
