"""The outcome of a test run as one JSON document, for other programs."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

import sfsim
from sfsim.cli.testing.coverage_report import ClassCoverage
from sfsim.cli.testing.outcome import Summary, TimedResult


def write_json(
    results: Sequence[TimedResult],
    path: Path,
    *,
    selected: int,
    seed: int,
    coverage: Sequence[ClassCoverage] | None,
) -> None:
    """Writes the document to a file, to standard output for `-`. Raises OSError."""
    document = {
        "sfsim": sfsim.__version__,
        "seed": seed,
        "summary": _summary(Summary.of(results, selected)),
        "tests": [_test(timed) for timed in results],
    }
    if coverage is not None:
        document["coverage"] = [_covered(each) for each in coverage]
    text = json.dumps(document, indent=2, ensure_ascii=False)
    if str(path) == "-":
        click.echo(text)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text + "\n", encoding="utf-8")


def _summary(summary: Summary) -> Mapping[str, Any]:
    return {
        "passed": summary.passed,
        "failed": summary.failed,
        "unsupported": summary.unsupported,
        "not_run": summary.not_run,
        "seconds": round(summary.seconds, 3),
    }


def _test(timed: TimedResult) -> Mapping[str, Any]:
    result = timed.result
    stack = [
        {"frame": frame, **_place(timed, number)} for number, frame in enumerate(result.stack)
    ]
    return {
        "class": result.case.class_name,
        "method": result.case.method,
        "outcome": result.outcome,
        "seconds": round(timed.seconds, 4),
        "cpu_ms": result.cost_ms,
        "message": result.message,
        "stack": stack,
        "log": list(result.log),
        "limits": {use.key: {"used": use.used, "limit": use.limit} for use in result.limits},
    }


def _place(timed: TimedResult, number: int) -> Mapping[str, Any]:
    if number >= len(timed.result.places):
        return {}
    place = timed.result.places[number]
    return {"path": place.path, "line": place.line}


def _covered(each: ClassCoverage) -> Mapping[str, Any]:
    return {
        "name": each.name,
        "path": each.path,
        "lines": len(each.lines),
        "covered": len(each.covered),
        "percent": round(each.percent, 2),
        "missing": sorted(each.lines - each.covered),
    }
