"""How errors reach a person: source errors with line and caret, the rest in a sentence."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import ParamSpec, TypeVar

import click

from sfsim.errors import Diagnostic, SfsimError, SourceError

P = ParamSpec("P")
R = TypeVar("R")


def print_diagnostics(diagnostics: Sequence[Diagnostic]) -> None:
    """Each problem as `path:line:column: message`, the source line, a caret under the column."""
    lines_of: dict[str, list[str]] = {}
    for diagnostic in diagnostics:
        click.echo(str(diagnostic), err=True)
        if diagnostic.path not in lines_of:
            lines_of[diagnostic.path] = _lines(diagnostic.path)
        lines = lines_of[diagnostic.path]
        if 0 < diagnostic.line <= len(lines):
            text = lines[diagnostic.line - 1]
            click.echo(f"    {text}", err=True)
            # Tabs are kept so that the caret stands under its column however wide they are.
            padding = "".join(
                "\t" if char == "\t" else " " for char in text[: diagnostic.column - 1]
            )
            click.echo(f"    {padding}^", err=True)


def reports_errors(command: Callable[P, R]) -> Callable[P, R]:
    """Turns sfsim's own errors into messages and an exit code; a traceback is a bug of ours."""

    @functools.wraps(command)
    def wrapper(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except SourceError as error:
            print_diagnostics(error.diagnostics)
            count = len(error.diagnostics)
            click.echo(f"{count} error{'s' * (count != 1)}", err=True)
            sys.exit(error.exit_code)
        except SfsimError as error:
            click.echo(f"Error: {error}", err=True)
            sys.exit(error.exit_code)

    return wrapper


def _lines(path: str) -> list[str]:
    try:
        return Path(path).read_text(encoding="utf-8-sig", errors="replace").split("\n")
    except OSError:
        return []
