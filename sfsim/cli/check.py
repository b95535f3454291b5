"""`sfsim check PATH…`: compiles everything and prints every error it finds."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import click

from sfsim.cli.diagnostics import print_diagnostics, reports_errors


@click.command("check")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--unsupported", is_flag=True, help="List each use of what sfsim does not support.")
@reports_errors
def check(paths: tuple[Path, ...], unsupported: bool) -> None:
    """Compiles all Apex under PATHS without running it.

    Exit code 0: no errors; 1: errors, each printed with its source line. Uses of platform features
    that sfsim does not support compile, and are counted by name.
    """
    from sfsim.org.testing import check_source

    report = check_source(paths)
    print_diagnostics(report.diagnostics)
    click.echo(f"{report.files} files, {len(report.diagnostics)} errors")
    names = Counter(use.name for use in report.unsupported)
    if names:
        click.echo(f"{len(names)} features used here are not supported by sfsim:")
        for name, count in sorted(names.items(), key=lambda item: (-item[1], item[0])):
            click.echo(f"  {count:5}  {name}")
    if unsupported:
        for use in report.unsupported:
            click.echo(f"{use.path}:{use.line}:{use.column}: {use.name}")
    if report.diagnostics:
        sys.exit(1)
