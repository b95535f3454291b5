"""The outcome of a test run in the Test Anything Protocol, version 14.

Source: https://testanything.org/tap-version-14-specification.html
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from sfsim.cli.testing.outcome import FAILED, PASSED, UNSUPPORTED, TimedResult


def tap_lines(results: Sequence[TimedResult], selected: int) -> Iterator[str]:
    """The whole document. What sfsim does not support is a TODO: it fails and does not count."""
    yield "TAP version 14"
    yield f"1..{selected}"
    for number, timed in enumerate(results, 1):
        result = timed.result
        status = "ok" if result.outcome == PASSED else "not ok"
        note = f" # TODO {_one_line(result.message)}" if result.outcome == UNSUPPORTED else ""
        yield f"{status} {number} - {result.case}{note}"
        if result.outcome == FAILED:
            yield "  ---"
            yield f"  message: {json.dumps(result.message, ensure_ascii=False)}"
            yield f"  stack: {json.dumps(result.stack, ensure_ascii=False)}"
            yield "  ..."
    if len(results) < selected:
        yield "Bail out! interrupted"


def _one_line(text: str) -> str:
    return " ".join(text.split())
