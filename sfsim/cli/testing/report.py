"""What a test run tells a person: a progress bar on a terminal, plain lines anywhere else."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Protocol

import click

from sfsim.cli.testing.diffs import brief, difference
from sfsim.cli.testing.outcome import FAILED, PASSED, UNSUPPORTED, Summary, TimedResult
from sfsim.cli.testing.quoting import quoted_stack

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID


class Reporter(Protocol):
    """Hears of each result; a context manager around the run.

    `is_live`: it hears of results as they come in; any other hears of them in the order of the
    plan, whichever worker was first.
    """

    is_live: bool

    def __enter__(self) -> Reporter: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None: ...

    def add(self, timed: TimedResult) -> None:
        """Takes one result."""
        ...


def reporter_for(classes: Mapping[str, int], *, quiet: bool, err: bool) -> Reporter:
    """The bar on a terminal; lines in a pipe, a dumb terminal or CI; nothing when quiet.

    `classes` holds the number of methods of each; `err` says that standard output is taken.
    """
    if quiet:
        return SilentReporter()
    stream = sys.stderr if err else sys.stdout
    is_dumb = os.environ.get("TERM") == "dumb" or bool(os.environ.get("CI"))
    if stream.isatty() and not is_dumb:
        return TerminalReporter(sum(classes.values()), err=err)
    return PlainReporter(classes, err=err)


class SilentReporter:
    """Says nothing while tests run: a debugger has the terminal."""

    is_live = False

    def __enter__(self) -> SilentReporter:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        return None

    def add(self, timed: TimedResult) -> None:
        """Nothing."""


class PlainReporter:
    """One line per class when its last result is in: for CI logs and pipes."""

    is_live = False

    def __init__(self, classes: Mapping[str, int], *, err: bool = False) -> None:
        self._waiting = dict(classes)
        self._failed: dict[str, int] = {}
        self._err = err

    def __enter__(self) -> PlainReporter:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        return None

    def add(self, timed: TimedResult) -> None:
        """Prints the class's line once all its methods have run."""
        name = timed.result.case.class_name
        self._waiting[name] -= 1
        if timed.outcome == FAILED:
            self._failed[name] = self._failed.get(name, 0) + 1
        if self._waiting[name] == 0:
            failed = self._failed.get(name, 0)
            note = f" ({failed} failed)" if failed else ""
            click.echo(f"{'FAIL' if failed else 'ok  '} {name}{note}", err=self._err)


class TerminalReporter:
    """A progress bar with the count of failures, gone when the run is over."""

    is_live = True

    def __init__(self, total: int, *, err: bool = False) -> None:
        self._total = total
        self._err = err
        self._failed = 0
        self._progress: Progress | None = None
        self._task: TaskID | None = None

    def __enter__(self) -> TerminalReporter:
        from rich.console import Console
        from rich.progress import (
            BarColumn,
            MofNCompleteColumn,
            Progress,
            TextColumn,
            TimeElapsedColumn,
        )

        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=Console(stderr=self._err, highlight=False),
            transient=True,
        )
        self._progress.start()
        self._task = self._progress.add_task("running", total=self._total)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._progress is not None:
            self._progress.stop()

    def add(self, timed: TimedResult) -> None:
        """Moves the bar; a failure is printed above it at once."""
        assert self._progress is not None
        assert self._task is not None
        case = timed.result.case
        if timed.outcome == FAILED:
            self._failed += 1
            self._progress.console.print(f"[red]FAIL[/] {case}")
        description = f"{case.class_name}" + (f" · {self._failed} failed" if self._failed else "")
        self._progress.update(self._task, advance=1, description=description)


def print_failures(results: Sequence[TimedResult], *, err: bool = False) -> None:
    """Each failed test: message, what differs, Apex stack with its source, debug output."""
    for timed in results:
        result = timed.result
        if result.outcome == PASSED:
            continue
        title = str(result.case)
        _echo(err, "", title, "─" * len(title), brief(result.message, result.comparison))
        if result.comparison is not None:
            _echo(err, *(f"    {line}" for line in difference(result.comparison)))
        _echo(err, *(f"    {line}" for line in quoted_stack(result)))
        if result.log:
            _echo(err, "  debug output:", *(f"    {line}" for line in result.log))


def print_summary(
    results: Sequence[TimedResult], selected: int, *, err: bool = False
) -> None:
    """The closing line: counts, and the tests that need what sfsim does not support."""
    summary = Summary.of(results, selected)
    line = f"{summary.passed} passed, {summary.failed} failed"
    if summary.unsupported:
        line += f", {summary.unsupported} need a feature that sfsim does not support"
    if summary.not_run:
        line += f", {summary.not_run} not run"
    _echo(err, "", line)
    for timed in results:
        if timed.outcome == UNSUPPORTED:
            _echo(err, f"  {timed.result.case}: {timed.result.message}")


def print_slowest(results: Sequence[TimedResult], count: int, *, err: bool = False) -> None:
    """The tests that took longest, in real time and in simulated CPU time."""
    slowest = sorted(results, key=lambda timed: -timed.seconds)[:count]
    _echo(err, "", "Slowest tests (real time, simulated CPU time):")
    for timed in slowest:
        case = timed.result.case
        _echo(err, f"  {timed.seconds:8.3f} s {timed.result.cost_ms:7} ms  {case}")


def _echo(err: bool, *lines: str) -> None:
    for line in lines:
        click.echo(line, err=err)
