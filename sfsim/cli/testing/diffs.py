"""How a failed comparison is shown: what differs, not two walls of text."""

from __future__ import annotations

from difflib import unified_diff
from itertools import takewhile

from sfsim.org.results import Comparison

CONTEXT_LINES = 2
LINES_MAX = 60
BEFORE = 30
"""Characters shown before the first difference of two long texts."""
WIDTH = 90
MESSAGE_MAX = 300


def difference(comparison: Comparison) -> list[str]:
    """A unified diff of the parts; for two texts on one line the stretch where they part."""
    if len(comparison.expected) == len(comparison.actual) == 1:
        return _one_line(comparison.expected[0], comparison.actual[0])
    lines = list(
        unified_diff(
            comparison.expected,
            comparison.actual,
            "expected",
            "actual",
            n=CONTEXT_LINES,
            lineterm="",
        )
    )
    if len(lines) > LINES_MAX:
        return [*lines[:LINES_MAX], f"… {len(lines) - LINES_MAX} more lines"]
    return lines


def brief(message: str, comparison: Comparison | None) -> str:
    """The message, cut where a diff shows the rest."""
    if comparison is None or len(message) <= MESSAGE_MAX:
        return message
    return f"{message[:MESSAGE_MAX]} …"


def _one_line(expected: str, actual: str) -> list[str]:
    pairs = zip(expected, actual, strict=False)
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    start = max(0, same - BEFORE)
    dots = "…" * (start > 0)
    marker = " " * (same - start + len(dots))
    return [
        f"- {dots}{_window(expected, start)}",
        f"+ {dots}{_window(actual, start)}",
        f"? {marker}^ differs from character {same + 1}",
    ]


def _window(text: str, start: int) -> str:
    window = text[start : start + WIDTH]
    return window + "…" * (start + WIDTH < len(text))
