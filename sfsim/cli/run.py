"""`sfsim run`: the main job, a campaign end to end, with a progress bar and a summary."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from sfsim.cli.diagnostics import reports_errors

DEFAULT_SEED = 0
LINES_PER_STAGE = 10
"""Without a terminal, progress is a line for each tenth."""


@click.command("run")
@click.option(
    "--recipients", type=click.IntRange(min=1), metavar="N",
    help="How many people to write to. Default: all of the CSV file; another number makes them up.",
)  # fmt: skip
@click.option(
    "--file", "file", type=click.Path(path_type=Path, dir_okay=False),
    help="CSV with the columns FirstName, LastName, MobilePhone. Default: the 1,000 included.",
)  # fmt: skip
@click.option("--seed", type=int, default=DEFAULT_SEED, show_default=True, help="Seed of the run.")
@click.option(
    "--org", "tenants", multiple=True, metavar="NAME|DIR",
    help="A tenant's own source, deployed beside the package: a folder, or one of fixtures/orgs.",
)  # fmt: skip
@reports_errors
def run(recipients: int | None, file: Path | None, seed: int, tenants: tuple[str, ...]) -> None:
    """Sends a campaign on a simulated org and says what became of it.

    The TFS package is deployed as it is; the messages are inserted, its trigger enqueues, its jobs
    call out to a mock Twilio and record what it answers. The summary goes to standard output and is
    the same for the same seed; progress and real time go to standard error.

    Exit code 0: every message was sent; 1: one was not, or the source has errors.
    """
    from sfsim.cli.campaign_report import print_report
    from sfsim.sim.bundled import recipients_file, tenant_or_folder
    from sfsim.sim.campaign import Campaign
    from sfsim.sim.recipients import make_recipients, read_recipients

    started = time.perf_counter()
    people = read_recipients(file or recipients_file())
    if recipients is not None and recipients != len(people):
        people = make_recipients(recipients, seed)
    sources = [tenant_or_folder(name) for name in tenants]
    with _progress(len(people)) as progress:
        report = Campaign(people, seed=seed, tenant=sources).run(progress)
    print_report(report, sys.stdout)
    click.echo(f"Real time: {time.perf_counter() - started:.1f} s", err=True)
    if report.sent < report.recipients:
        sys.exit(1)


@contextmanager
def _progress(total: int) -> Iterator[Callable[[str, int, int], None]]:
    """A bar for each stage where somebody watches; else a line now and then."""
    if not sys.stderr.isatty():
        yield _PlainProgress()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description:<9}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, TimeElapsedColumn(), console=Console(stderr=True)) as bars:
        tasks = {stage: bars.add_task(stage, total=total) for stage in ("inserted", "sent")}
        yield lambda stage, done, _: bars.update(tasks[stage], completed=done)


class _PlainProgress:
    """Writes a line when another tenth of a stage is done."""

    def __init__(self) -> None:
        self._tenths: dict[str, int] = {}

    def __call__(self, stage: str, done: int, total: int) -> None:
        tenth = done * LINES_PER_STAGE // total
        if tenth > self._tenths.get(stage, 0):
            self._tenths[stage] = tenth
            click.echo(f"{stage} {done:,} of {total:,}", err=True)
