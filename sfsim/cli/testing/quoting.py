"""An Apex stack with the source line of each frame under it."""

from __future__ import annotations

from pathlib import Path

from sfsim.org.results import TestResult


def quoted_stack(result: TestResult) -> list[str]:
    """The frames of a result; below each, its line of source where the file can be read."""
    lines: list[str] = []
    for number, frame in enumerate(result.stack):
        lines.append(frame)
        if number < len(result.places):
            place = result.places[number]
            text = _lines(place.path)
            if 0 < place.line <= len(text):
                lines.append(f"  {place.line:5} │ {text[place.line - 1].strip()}")
    return lines


def _lines(path: str) -> list[str]:
    try:
        return Path(path).read_text(encoding="utf-8-sig", errors="replace").split("\n")
    except OSError:
        return []
