"""What a test run tells a person: a progress bar on a terminal, plain lines anywhere else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING, Protocol

import click

from sfsim.org.testing import TestResult

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID


@dataclass(frozen=True, slots=True)
class TimedResult:
    """A result with the real seconds it took, which only the command line knows."""

    result: TestResult
    seconds: float


class Reporter(Protocol):
    """Hears of each result as it comes in; a context manager around the run."""

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


class PlainReporter:
    """One line per class when its last result is in: for CI logs and pipes."""

    def __init__(self, classes: dict[str, int]) -> None:
        self._waiting = dict(classes)
        self._failed: dict[str, int] = {}

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
        if timed.result.outcome != "passed":
            self._failed[name] = self._failed.get(name, 0) + 1
        if self._waiting[name] == 0:
            failed = self._failed.get(name, 0)
            click.echo(
                f"{'FAIL' if failed else 'ok  '} {name}" + f" ({failed} failed)" * bool(failed)
            )


class TerminalReporter:
    """A progress bar with the count of failures, gone when the run is over."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._failed = 0
        self._progress: Progress | None = None
        self._task: TaskID | None = None

    def __enter__(self) -> TerminalReporter:
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
        if timed.result.outcome != "passed":
            self._failed += 1
            self._progress.console.print(f"[red]FAIL[/] {case.class_name}.{case.method}")
        description = f"{case.class_name}" + (f" · {self._failed} failed" if self._failed else "")
        self._progress.update(self._task, advance=1, description=description)


def print_failures(results: Sequence[TimedResult]) -> None:
    """Each failed test with its message, Apex stack and debug output; unsupported features last."""
    for timed in results:
        result = timed.result
        if result.outcome == "passed":
            continue
        title = f"{result.case.class_name}.{result.case.method}"
        click.echo(f"\n{title}\n{'─' * len(title)}")
        click.echo(result.message)
        for frame in result.stack:
            click.echo(f"    {frame}")
        if result.log:
            click.echo("  debug output:")
            for line in result.log:
                click.echo(f"    {line}")


def print_summary(results: Sequence[TimedResult]) -> None:
    """The closing line: counts, and what is unsupported by name."""
    outcomes = [timed.result.outcome for timed in results]
    passed, failed = outcomes.count("passed"), outcomes.count("failed")
    unsupported = outcomes.count("unsupported")
    line = f"\n{passed} passed, {failed} failed"
    if unsupported:
        line += f", {unsupported} need a feature that sfsim does not support"
    click.echo(line)
    names = sorted({t.result.message for t in results if t.result.outcome == "unsupported"})
    for name in names:
        click.echo(f"  {name}")
