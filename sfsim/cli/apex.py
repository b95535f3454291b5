"""`sfsim apex FILE|-`: runs anonymous Apex on an org."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from sfsim.cli.diagnostics import reports_errors

FRAMES_MAX = 20
"""Frames of an Apex stack that are printed; an endless recursion has a thousand alike."""


@click.command("apex")
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option(
    "--source",
    "sources",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Source to deploy first (SFDX project, package directory or metadata folder).",
)
@click.option(
    "--org",
    "tenants",
    multiple=True,
    metavar="NAME|DIR",
    help="A tenant's own source, deployed beside: a folder, or one of fixtures/orgs.",
)
@click.option("--seed", type=int, default=0, show_default=True, help="Seed of the simulation.")
@click.option("--drain/--no-drain", default=True, help="Run the jobs it enqueued.")
@reports_errors
def apex(
    file: Path, sources: tuple[Path, ...], tenants: tuple[str, ...], seed: int, drain: bool
) -> None:
    """Executes the anonymous Apex in FILE (or standard input, with -); debug output goes to stdout.

    Exit code 1: it does not compile, or an exception was not caught (its Apex stack is printed).
    """
    from sfsim.org.anonymous import execute_anonymous
    from sfsim.sim.bundled import tenant_or_folder

    path = "anonymous.apex" if str(file) == "-" else str(file)
    text = sys.stdin.read() if str(file) == "-" else None
    deployed = [*sources, *map(tenant_or_folder, tenants)]
    outcome = execute_anonymous(path, text, deployed, seed=seed, drain=drain)
    for line in outcome.log:
        click.echo(line)
    if outcome.error is not None:
        click.echo(outcome.error, err=True)
        for frame in outcome.stack[:FRAMES_MAX]:
            click.echo(f"    {frame}", err=True)
        if len(outcome.stack) > FRAMES_MAX:
            click.echo(f"    … {len(outcome.stack) - FRAMES_MAX} more", err=True)
        sys.exit(1)
