"""`sfsim test PATH…`: runs the Apex tests of SFDX or metadata-format source."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from sfsim.cli.diagnostics import reports_errors


@click.command("test")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--class", "classes", multiple=True, metavar="GLOB", help="Only these test classes.")
@click.option("--method", "methods", multiple=True, metavar="GLOB", help="Only these methods.")
@click.option(
    "--workers", type=click.IntRange(min=1), default=None, help="Processes (default: one per core)."
)
@click.option("--seed", type=int, default=0, show_default=True, help="Seed of the simulation.")
@click.option("--failed", is_flag=True, help="Only what failed in the last run here.")
@click.option(
    "--junit", type=click.Path(path_type=Path, dir_okay=False), help="Write JUnit XML here."
)
@reports_errors
def test(
    paths: tuple[Path, ...],
    classes: tuple[str, ...],
    methods: tuple[str, ...],
    workers: int | None,
    seed: int,
    failed: bool,
    junit: Path | None,
) -> None:
    """Runs the Apex tests under PATHS, each in a transaction that is rolled back.

    Exit code 0: all passed; 1: a test failed or the source has errors; 2: no test was selected.
    """
    from sfsim.cli.testing import history, report, selection
    from sfsim.cli.testing.junit import write_junit
    from sfsim.cli.testing.workers import OrgSpec, org_for, run

    spec = OrgSpec(tuple(paths), seed)
    cases = selection.select(org_for(spec).tests(), classes, methods)
    if failed:
        wanted = set(history.last_failed())
        cases = [case for case in cases if case in wanted]
    if not cases:
        click.echo("No test method matches: nothing was run.", err=True)
        sys.exit(2)
    groups = selection.by_class(cases)
    reporter: report.Reporter = (
        report.TerminalReporter(len(cases))
        if sys.stdout.isatty()
        else report.PlainReporter({group[0].class_name: len(group) for group in groups})
    )
    results = []
    with reporter:
        for timed in run(spec, groups, workers or os.cpu_count() or 1):
            results.append(timed)
            reporter.add(timed)
    report.print_failures(results)
    report.print_summary(results)
    click.echo(f"{sum(timed.seconds for timed in results):.2f} s in tests", err=True)
    history.remember(results, cases)
    if junit is not None:
        write_junit(results, junit)
    if any(timed.result.outcome == "failed" for timed in results):
        sys.exit(1)
