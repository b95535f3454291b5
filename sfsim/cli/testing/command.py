"""`sfsim test PATH…`: runs the Apex tests of SFDX or metadata-format source."""

from __future__ import annotations

import gc
import sys
from pathlib import Path
from typing import Any

import click

from sfsim.cli.diagnostics import reports_errors
from sfsim.cli.testing.settings import Settings

FILE = click.Path(path_type=Path, dir_okay=False)
INTERRUPTED = 130


@click.command("test")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--class", "classes", multiple=True, metavar="GLOB", help="Only these test classes.")
@click.option("--method", "methods", multiple=True, metavar="GLOB", help="Only these methods.")
@click.option("--failed", is_flag=True, help="Only what failed in the last run here.")
@click.option(
    "--workers", type=click.IntRange(min=1), default=None, help="Processes (default: one per core)."
)
@click.option(
    "--start-method",
    type=click.Choice(["fork", "spawn"]),
    default=None,
    help="How worker processes start (default: Python's).",
)
@click.option("--seed", type=int, default=0, show_default=True, help="Seed of the simulation.")
@click.option("--shuffle", is_flag=True, help="Run in an order drawn from the seed.")
@click.option("--namespace", metavar="NS", help="Treat the source as a package's.")
@click.option("--watch", is_flag=True, help="Run again when a source file changes.")
@click.option("--pdb", is_flag=True, help="Stop in a debugger at the Apex line that fails.")
@click.option("--junit", type=FILE, help="Write JUnit XML here.")
@click.option(
    "--json",
    type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
    help="Write the results as JSON here (- for standard output).",
)
@click.option("--tap", is_flag=True, help="Print the results as TAP; the rest goes to stderr.")
@click.option(
    "--slowest", type=click.IntRange(min=0), default=0, metavar="N", help="List the N slowest."
)
@click.option("--coverage", is_flag=True, help="Count the lines that ran; print a table.")
@click.option(
    "--coverage-html",
    type=click.Path(path_type=Path, file_okay=False),
    help="Write an HTML report into this folder.",
)
@click.option("--coverage-xml", type=FILE, help="Write Cobertura XML here.")
@click.option("--coverage-lcov", type=FILE, help="Write LCOV here.")
@click.option(
    "--min-coverage",
    type=click.FloatRange(0, 100),
    default=None,
    metavar="N",
    help="Fail when fewer than N % of all lines ran.",
)
@reports_errors
def test(**options: Any) -> None:  # the options are those declared above
    """Runs the Apex tests under PATHS, each in a transaction that is rolled back.

    Exit code 0: all passed; 1: a test failed, the source has errors or the coverage is too low;
    2: no test was selected; 130: interrupted. A test that needs what sfsim does not support is
    listed and counts neither way.
    """
    # Starting up makes many objects and hardly any garbage; the session collects again once the
    # org stands.
    gc.disable()
    try:
        settings = Settings(**options)
        sys.exit(_watch(settings) if settings.watch else _run(settings))
    finally:
        gc.enable()


def _run(settings: Settings) -> int:
    from sfsim.cli.testing.session import run_once

    return run_once(settings)


def _watch(settings: Settings) -> int:
    """Runs after each change until Ctrl-C; source that does not compile is told and waited out."""
    from sfsim.cli.diagnostics import print_diagnostics
    from sfsim.cli.testing.session import run_once
    from sfsim.cli.testing.watch import changes_under, run_repeatedly
    from sfsim.cli.testing.workers import forget_orgs
    from sfsim.errors import SourceError

    def run() -> None:
        forget_orgs()
        try:
            if run_once(settings) == INTERRUPTED:
                raise KeyboardInterrupt
        except SourceError as error:
            print_diagnostics(error.diagnostics)

    try:
        run_repeatedly(run, changes_under(settings.paths))
    except KeyboardInterrupt:
        return INTERRUPTED
    return 0
