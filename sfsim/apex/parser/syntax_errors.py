"""Wording of what the grammar could not read.

tree-sitter recovers from an error by skipping or by inventing tokens, and marks the place with an
ERROR or MISSING node. An ERROR often begins before the token that did not fit: what it holds may
be the sound beginning of a construct. The token to blame is then the first one behind.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import Final

from tree_sitter import Node

from sfsim.apex.parser.tree import LANGUAGE, Unit, leaves, span
from sfsim.names import fold

UNEXPECTED: Final = "Unexpected token '{token}'."
MISSING: Final = "Missing '{expected}' at '{token}'"
CONSTRUCTOR_CALL: Final = "Call to '{token}()' must be the first statement in a constructor method"
PLACES_MAX: Final = 200

_ENDS_WITH_SEMICOLON: Final = frozenset(
    {"variable_declarator", "method_invocation", "field_access", "array_access"}
)


def note_syntax_errors(root: Node, unit: Unit) -> None:
    """Notes one problem per line on which the grammar failed; lexical errors explain theirs."""
    tokens = [token for token in leaves(root) if token.end_byte > token.start_byte]
    starts = [token.start_byte for token in tokens]
    explained = {place.line + offset for place in unit.problems for offset in (0, 1)}
    for node in _errors(root)[:PLACES_MAX]:
        index = bisect_left(starts, node.start_byte)
        if node.is_missing:
            blamed, message = index, MISSING.replace("{expected}", node.type)
        else:
            behind = bisect_right(starts, max(node.start_byte, node.end_byte - 1))
            blamed, message = _blame(node, tokens, index, behind)
        _note(unit, root, tokens, blamed, message, explained)
    if not unit.problems:
        _note(unit, root, tokens, len(tokens), UNEXPECTED, set())


def _errors(root: Node) -> list[Node]:
    """The innermost ERROR and MISSING nodes in source order."""
    found: list[Node] = []
    pending = [root]
    while pending:
        node = pending.pop()
        inner = [child for child in node.children if child.has_error or child.is_missing]
        if node.is_missing or (node.is_error and not inner):
            found.append(node)
        else:
            pending.extend(reversed(inner))
    return found


def _blame(node: Node, tokens: list[Node], index: int, behind: int) -> tuple[int, str]:
    """The number of the token that did not fit, and the message to fill in."""
    for number in range(index, min(behind, len(tokens))):
        if _fits(tokens, number) is False:
            return number, UNEXPECTED
    children = [child for child in node.children if not child.is_extra]
    if len(children) == 1 and not children[0].child_count:
        sound = _fits(tokens, index) is True
        return (behind if sound else index), UNEXPECTED
    if any(child.child_count for child in children):
        last = children[-1].type
        if last.endswith("_expression") or last in _ENDS_WITH_SEMICOLON:
            return behind, MISSING.replace("{expected}", ";")
        return behind, UNEXPECTED
    return index, UNEXPECTED


def _fits(tokens: list[Node], number: int) -> bool | None:
    """Whether a token can follow the one before it, where the tree still knows that."""
    if number == 0 or number >= len(tokens):
        return None
    state = tokens[number - 1].next_parse_state
    if not state:
        return None
    iterator = LANGUAGE.lookahead_iterator(state)
    if iterator is None:
        return None
    token = tokens[number]
    return any(name in (token.type, token.grammar_name) for name in iterator.names())


def _note(
    unit: Unit, root: Node, tokens: list[Node], number: int, message: str, explained: set[int]
) -> None:
    if _is_constructor_call(unit, tokens, number):
        message = CONSTRUCTOR_CALL
    elif _is_constructor_call(unit, tokens, number - 1):
        number -= 1
        message = CONSTRUCTOR_CALL
    if number >= len(tokens):
        place = span(root)
        place = place._replace(line=place.end_line, column=place.end_column)
        shown = "<EOF>"
    else:
        place = span(tokens[number])
        shown = _shown(unit, tokens[number])
    if place.line not in explained:
        explained.add(place.line)
        unit.refuse_at(place, message.replace("{token}", shown))


def _is_constructor_call(unit: Unit, tokens: list[Node], number: int) -> bool:
    """Whether `this(` or `super(` stands here: the grammar knows it in first place only."""
    if not 0 <= number < len(tokens) - 1 or tokens[number + 1].type != "(":
        return False
    return fold(_shown(unit, tokens[number])) in ("super", "this")


def _shown(unit: Unit, token: Node) -> str:
    """A token as the author wrote it, whatever stands there for the grammar."""
    return unit.data[token.start_byte : token.end_byte].decode(errors="replace")
