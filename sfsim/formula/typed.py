"""A checked piece of a formula: its kind, and the function that computes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sfsim.formula.context import Context, Reference
from sfsim.formula.kinds import Kind

Run = Callable[[Context], Any]
"""Computes a value: Decimal, str, date, datetime, time, bool, (latitude, longitude), or None."""


@dataclass(frozen=True, slots=True)
class Typed:
    """An expression. `reference` is set when it is a field, `prior` then reads its old value.

    `literal` is set when it is a literal.
    """

    kind: Kind
    run: Run
    position: int
    reference: Reference | None = None
    prior: Run | None = None
    literal: Any = None

    @property
    def is_literal_text(self) -> bool:
        """Whether it is a text in quotes."""
        return self.kind is Kind.TEXT and isinstance(self.literal, str)


def constant(kind: Kind, value: Any, position: int) -> Typed:
    """A literal."""
    return Typed(kind, lambda context: value, position, literal=value)


def text_run(part: Typed) -> Run:
    """Reads a text, blank as ''."""
    run = part.run
    return lambda context: run(context) or ""
