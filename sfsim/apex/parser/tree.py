"""The concrete syntax tree that everything else here is made from: tree-sitter, set up once.

The grammar is the Apex grammar bundled with `tree-sitter-language-pack`. It is frozen; newer syntax
is masked before it sees the text (`masking`), and what it wrongly accepts the conversion refuses.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from tree_sitter import Language, Node, Parser, Tree
from tree_sitter_language_pack import get_language

from sfsim.errors import Diagnostic, SourceError
from sfsim.source import SourceFile, Span

LANGUAGE: Final[Language] = get_language("apex")
PROBLEMS_MAX: Final = 50
COMMENTS: Final = frozenset({"line_comment", "block_comment"})

_new_tuple: Final = tuple.__new__


def parse_tree(data: bytes) -> Tree:
    """The tree of a source text in UTF-8; it may hold ERROR and MISSING nodes."""
    return Parser(LANGUAGE).parse(data)


def field(name: str) -> int:
    """The number of a field of the grammar; a lookup by number takes half the time."""
    number = LANGUAGE.field_id_for_name(name)
    assert number is not None, name
    return number


def child(node: Node, field_id: int) -> Node:
    """The child that the grammar requires in this field."""
    found = node.child_by_field_id(field_id)
    assert found is not None, (node.type, field_id)
    return found


def parts(node: Node) -> list[Node]:
    """The named children without the comments, which the grammar allows anywhere."""
    children = node.named_children
    for found in children:
        if found.is_extra:
            return [part for part in children if not part.is_extra]
    return children


def text(node: Node) -> str:
    """The source text of a node."""
    raw = node.text
    assert raw is not None
    return raw.decode()


def span(node: Node) -> Span:
    """The place of a node, lines from 1."""
    line, column = node.start_point
    end_line, end_column = node.end_point
    # What `Span(…)` does, without the call of a Python function for every node of a project.
    return _new_tuple(Span, (line + 1, column, end_line + 1, end_column))


def leaves(node: Node) -> Iterator[Node]:
    """All tokens below a node in source order, comments left out."""
    pending = [node]
    while pending:
        found = pending.pop()
        if found.is_extra and found.type in COMMENTS:
            continue
        if found.child_count:
            pending.extend(reversed(found.children))
        else:
            yield found


class Unit:
    """One source text on its way to nodes, and the problems found so far.

    What was masked (see `masking`) is known by the byte at which it starts: `text_blocks` has the
    value of each text block, `queries` the byte behind each query, `paths` a
    path or generic type as written.
    """

    __slots__ = ("data", "paths", "problems", "queries", "source", "text_blocks")

    def __init__(self, source: SourceFile, data: bytes) -> None:
        self.source = source
        self.data = data
        self.text_blocks: dict[int, str] = {}
        self.queries: dict[int, int] = {}
        self.paths: dict[int, bytes] = {}
        self.problems: dict[Span, str] = {}

    def refuse(self, node: Node, message: str) -> None:
        """Notes a problem at a node; of several at one place the first stays."""
        self.refuse_at(span(node), message)

    def refuse_at(self, place: Span, message: str) -> None:
        """Notes a problem at a place; of several at one place the first stays."""
        start = Span(place.line, place.column, place.line, place.column)
        self.problems.setdefault(start, message)

    def raise_problems(self) -> None:
        """Ends the work on this text if it has problems.

        Raises:
            SourceError: with the problems in source order, as many as a person can use.
        """
        if self.problems:
            path, place_of = self.source.path, self.source.display_column
            found = sorted(self.problems.items())[:PROBLEMS_MAX]
            raise SourceError(
                [Diagnostic(path, place.line, place_of(place), text) for place, text in found]
            )
