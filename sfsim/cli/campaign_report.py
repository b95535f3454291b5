"""The summary of a campaign for people: fixed width and no colour, so one seed prints one text."""

from __future__ import annotations

import datetime
import io
from collections.abc import Sequence
from typing import IO, Final

from rich import box
from rich.console import Console
from rich.table import Table

from sfsim.sim.campaign import CampaignReport, JobRun, Peak

WIDTH: Final = 88
JOBS_SHOWN_MAX: Final = 20
"""Of a longer list, the first and the last few are shown."""

JOBS_SHOWN_AT_EACH_END: Final = 5


def print_report(report: CampaignReport, file: IO[str]) -> None:
    """Writes the summary."""
    text = io.StringIO()
    console = Console(file=text, width=WIDTH, color_system=None, highlight=False, markup=False)
    _write(console, report)
    # The tables are padded to their width; nobody wants that in a file or a diff.
    file.writelines(f"{line.rstrip()}\n" for line in text.getvalue().splitlines())


def _write(console: Console, report: CampaignReport) -> None:
    console.print(f"Campaign of {report.recipients:,} messages, seed {report.seed}")
    _section(console, "Messages by status", _statuses(report))
    console.print(
        f"{report.sent:,} of {report.recipients:,} sent: accepted by Twilio, SID recorded."
        f" Twilio holds {report.at_twilio:,}."
    )
    for message, count in report.errors:
        console.print(f"  {count:,} × {message}")
    _section(console, "Jobs", _jobs(report.jobs))
    most = max((job.callouts for job in report.jobs), default=0)
    failed = sum(not job.succeeded for job in report.jobs)
    console.print(
        f"{_plural(report.inserts, 'insert transaction')},"
        f" {_plural(len(report.jobs), 'job')} ({failed} failed);"
        f" no job made more than {_plural(most, 'callout')}."
    )
    title = "Closest approach to each governor limit that was touched, in any one transaction"
    _section(console, title, _peaks(report.peaks))
    console.print(f"Simulated time: {_duration(report.simulated)}")
    console.print(f"Fingerprint of all messages: {report.fingerprint}")


def _section(console: Console, title: str, table: Table) -> None:
    """A table between blank lines, under its title."""
    console.print(f"\n{title}\n")
    console.print(table)
    console.print()


def _statuses(report: CampaignReport) -> Table:
    table = _table()
    table.add_column("Status")
    table.add_column("Messages", justify="right")
    for status, count in report.statuses:
        table.add_row(status, f"{count:,}")
    return table


def _jobs(jobs: Sequence[JobRun]) -> Table:
    table = _table()
    table.add_column("Job", justify="right")
    table.add_column("Kind")
    for title in ("Callouts", "Queries", "DML rows", "CPU ms", "Ended after"):
        table.add_column(title, justify="right")
    table.add_column("Result")
    for job in _shown(jobs):
        if job is None:
            table.add_row(*["…"] * len(table.columns))
            continue
        table.add_row(
            str(job.number),
            job.kind,
            str(job.callouts),
            str(job.queries),
            str(job.dml_rows),
            f"{job.cpu_ms:,}",
            _duration(job.ended),
            "completed" if job.succeeded else "failed",
        )
    return table


def _shown(jobs: Sequence[JobRun]) -> list[JobRun | None]:
    if len(jobs) <= JOBS_SHOWN_MAX:
        return list(jobs)
    return [*jobs[:JOBS_SHOWN_AT_EACH_END], None, *jobs[-JOBS_SHOWN_AT_EACH_END:]]


def _peaks(peaks: Sequence[Peak]) -> Table:
    table = _table()
    table.add_column("Limit")
    for title in ("Used", "Of", "Share"):
        table.add_column(title, justify="right")
    table.add_column("In")
    for peak in peaks:
        table.add_row(
            peak.title, f"{peak.used:,}", f"{peak.limit:,}", f"{peak.share:.1%}", peak.transaction
        )
    return table


def _table() -> Table:
    return Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)


def _plural(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'s' * (count != 1)}"


def _duration(duration: datetime.timedelta) -> str:
    minutes, milliseconds = divmod(duration // datetime.timedelta(milliseconds=1), 60_000)
    return f"{minutes}:{milliseconds / 1000:06.3f}"
