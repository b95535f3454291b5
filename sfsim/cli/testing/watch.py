"""`--watch`: running again whenever a source file changes, until Ctrl-C."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from itertools import chain
from pathlib import Path
from typing import Final

import click

from sfsim.errors import SfsimError

MISSING_EXTRA: Final = "--watch needs watchfiles: install it with `pip install 'sfsim[watch]'`"
POLL_MS: Final = 200
SUFFIXES: Final = (".cls", ".trigger", ".xml", ".json", ".object", ".labels")

Changes = Iterator[Sequence[Path]]


def changes_under(paths: Sequence[Path]) -> Changes:
    """Watches from now on; yields the source files that changed, each time some do.

    Raises:
        SfsimError: watchfiles is not installed.
    """
    try:
        import watchfiles
    except ImportError as error:
        raise SfsimError(MISSING_EXTRA) from error
    watched = watchfiles.watch(*paths, yield_on_timeout=True, rust_timeout=POLL_MS)
    # The watch begins with the first step; what changes while tests run is then not missed.
    first = next(watched)
    return _source_files(chain([first], watched))


def _source_files(changes: Iterable[Set[tuple[object, str]]]) -> Changes:
    for each in changes:
        changed = sorted({Path(path) for _, path in each if path.endswith(SUFFIXES)})
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
