"""`--watch`: running again whenever a source file changes, until Ctrl-C."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

import click

from sfsim.errors import SfsimError

MISSING_EXTRA: Final = "--watch needs watchfiles: install it with `pip install 'sfsim[watch]'`"
SUFFIXES: Final = (".cls", ".trigger", ".xml", ".json", ".object", ".labels")

Changes = Iterator[Sequence[Path]]


def changes_under(paths: Sequence[Path]) -> Changes:
    """Yields the source files that changed, each time some do.

    Raises:
        SfsimError: watchfiles is not installed.
    """
    try:
        import watchfiles
    except ImportError as error:
        raise SfsimError(MISSING_EXTRA) from error
    for changes in watchfiles.watch(*paths, raise_interrupt=True):
        changed = sorted({Path(path) for _, path in changes if path.endswith(SUFFIXES)})
        if changed:
            yield changed


def run_repeatedly(run: Callable[[], object], changes: Changes) -> None:
    """Runs now and after each change. Ends when the changes do, or with KeyboardInterrupt."""
    run()
    click.echo("Waiting for changes; Ctrl-C ends.", err=True)
    for changed in changes:
        click.echo(f"\nChanged: {', '.join(path.name for path in changed)}", err=True)
        run()
        click.echo("Waiting for changes; Ctrl-C ends.", err=True)
