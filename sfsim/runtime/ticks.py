"""The `tick` of emitted code while no transaction meters it: it costs nothing and never ends."""

from __future__ import annotations

from collections.abc import Callable
from itertools import repeat

Tick = Callable[[], object]


def unlimited() -> Tick:
    """A tick without a limit."""
    return repeat(None).__next__
