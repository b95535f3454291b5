"""The three kinds of source text, from text to tree."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeVar

from tree_sitter import Node

from sfsim.apex import nodes
from sfsim.apex.parser import declarations
from sfsim.apex.parser.masking import mask, mask_generic_types, taken_for_comparisons
from sfsim.apex.parser.nesting import with_room
from sfsim.apex.parser.syntax_errors import note_syntax_errors
from sfsim.apex.parser.tree import Unit, leaves, parse_tree, parts, span, text
from sfsim.names import fold
from sfsim.source import SourceFile

T = TypeVar("T")

_TYPE_STARTS_TEXT: Final = """
    @ class interface enum global public private protected abstract virtual with without inherited
    static final override transient testmethod webservice
"""
TYPE_STARTS: Final = frozenset(_TYPE_STARTS_TEXT.split())
"""What the declaration of a type can begin with."""


def parse_class(source: SourceFile) -> nodes.TypeDeclaration:
    """The one class, interface or enum of a `.cls` file.

    Raises:
        SourceError: with all syntax errors that were found, at most 50.
    """
    return _parse(source, _one_type, TYPE_STARTS)


def parse_trigger(source: SourceFile) -> nodes.TriggerDeclaration:
    """The trigger of a `.trigger` file.

    Raises:
        SourceError: with all syntax errors that were found, at most 50.
    """
    return _parse(source, _one_trigger, frozenset({"trigger"}))


def parse_anonymous(source: SourceFile) -> nodes.AnonymousBlock:
    """Statements, with methods and types among them.

    Raises:
        SourceError: with all syntax errors that were found, at most 50.
    """
    return _parse(source, _anonymous)


def _parse(
    source: SourceFile,
    convert: Callable[[Node, Unit], T],
    starts: frozenset[str] = frozenset(),
) -> T:
    data = source.text.encode("utf-8", errors="replace")
    unit = Unit(source, data)
    tree = parse_tree(data)
    if tree.root_node.has_error:
        tree = parse_tree(mask(unit))
    elif taken_for_comparisons(tree.root_node):
        tree = parse_tree(mask_generic_types(tree.root_node, unit))
    if tree.root_node.has_error and starts:
        _refuse_start(tree.root_node, unit, starts)
    if tree.root_node.has_error and not unit.problems:
        note_syntax_errors(tree.root_node, unit)
    unit.raise_problems()
    converted = with_room(convert, tree.root_node, unit)
    unit.raise_problems()
    return converted


def _refuse_start(root: Node, unit: Unit, starts: frozenset[str]) -> None:
    """One problem, and no guesses at the rest, where the file is no such thing from the start."""
    first = next(leaves(root), None)
    if first is not None and fold(text(first)).split()[:1] not in ([start] for start in starts):
        unit.refuse(first, f"Unexpected token '{text(first)}'.")


def _one_type(root: Node, unit: Unit) -> nodes.TypeDeclaration:
    return declarations.type_declaration(_one(root, unit, tuple(declarations.TYPES)), unit)


def _one_trigger(root: Node, unit: Unit) -> nodes.TriggerDeclaration:
    return declarations.trigger(_one(root, unit, ("trigger_declaration",)), unit)


def _anonymous(root: Node, unit: Unit) -> nodes.AnonymousBlock:
    statements, methods, types = declarations.script(parts(root), unit)
    body = nodes.Block(span(root), statements)
    return nodes.AnonymousBlock(span(root), body, methods, types)


def _one(root: Node, unit: Unit, kinds: tuple[str, ...]) -> Node:
    """The single declaration that a file holds."""
    found = parts(root)
    for extra in found[1:]:
        unit.refuse(extra, f"Unexpected token '{text(next(leaves(extra)))}'.")
    if not found:
        unit.refuse(root, "Unexpected token '<EOF>'.")
    elif found[0].type not in kinds:
        unit.refuse(found[0], f"Unexpected token '{text(next(leaves(found[0])))}'.")
    unit.raise_problems()
    return found[0]
