"""The whole table of functions: importing this module fills it."""

from __future__ import annotations

from sfsim.formula.functions import advanced, arithmetic, dates, logical, text
from sfsim.formula.registry import FUNCTIONS, Function

GROUPS = (logical.GROUP, text.GROUP, arithmetic.GROUP, dates.GROUP, advanced.GROUP)
"""The groups in the order in which the documentation lists them."""


def find_function(name: str) -> Function | None:
    """The function of that name in capitals."""
    return FUNCTIONS.get(name)


def functions(group: str) -> list[Function]:
    """The functions of a group by name."""
    return sorted(
        (each for each in FUNCTIONS.values() if each.group == group), key=lambda each: each.name
    )
