"""Which tests failed in the last run, so that `--failed` can run just those."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import click

from sfsim.cli.testing.outcome import FAILED, TimedResult
from sfsim.org.results import TestCase

HISTORY = Path(".sfsim") / "last-failed.json"


def remember(results: Sequence[TimedResult]) -> None:
    """Records the failures of this run; failures of tests that did not run now stay recorded."""
    ran = {timed.result.case for timed in results}
    kept = [case for case in last_failed() if case not in ran]
    failed = [timed.result.case for timed in results if timed.outcome == FAILED]
    data = [[case.class_name, case.method] for case in (*kept, *failed)]
    try:
        HISTORY.parent.mkdir(exist_ok=True)
        HISTORY.write_text(json.dumps(data), encoding="utf-8")
    except OSError as error:
        click.echo(f"The failures cannot be remembered for --failed: {error}", err=True)


def last_failed() -> list[TestCase]:
    """The tests that failed when they last ran here; empty when nothing is known."""
    try:
        data = json.loads(HISTORY.read_text(encoding="utf-8"))
        return [TestCase(class_name, method) for class_name, method in data]
    except (OSError, ValueError, TypeError):
        return []
