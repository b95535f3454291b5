"""Pieces of SQL with the parameters that belong to them, in the order in which they occur."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from sfsim.platform.query.values import Extractor


@dataclass(frozen=True, slots=True)
class Fragment:
    """SQL text and the extractors of its parameters."""

    text: str
    parameters: tuple[Extractor, ...] = ()

    def wrapped(self, template: str) -> Fragment:
        """The text put into a template at `{}`."""
        return Fragment(template.replace("{}", self.text, 1), self.parameters)


TRUE: Final = Fragment("1")
FALSE: Final = Fragment("0")


def joined(separator: str, fragments: Iterable[Fragment]) -> Fragment:
    """Fragments one after the other."""
    parts = list(fragments)
    return Fragment(
        separator.join(part.text for part in parts),
        tuple(parameter for part in parts for parameter in part.parameters),
    )


def all_of(fragments: Iterable[Fragment]) -> Fragment:
    """A conjunction."""
    return joined(" AND ", (part.wrapped("({})") for part in fragments))


def one_of(fragments: Iterable[Fragment]) -> Fragment:
    """A disjunction."""
    return joined(" OR ", (part.wrapped("({})") for part in fragments))
