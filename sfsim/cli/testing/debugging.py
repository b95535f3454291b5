"""`--pdb`: a debugger at the Apex line on which a test failed.

Compiled Apex carries its own file names, lines and local names, so Python's debugger needs no help
but to be put into the innermost frame of Apex instead of sfsim's own.
"""

from __future__ import annotations

import pdb
from types import TracebackType

import click

from sfsim.org.results import TestCase
from sfsim.runtime.stack import describe, is_apex

HELP = "p NAME prints a local or `this`; up, down, list and where move in the Apex stack; q goes on"


class ApexDebugger(pdb.Pdb):
    """pdb with a prompt of its own; the commands are pdb's."""

    def __init__(self) -> None:
        super().__init__(nosigint=True)
        self.prompt = "(apex) "


def stop_at_failure(case: TestCase, error: BaseException) -> None:
    """Opens the debugger at the Apex line that failed; returns when the user goes on."""
    traceback = apex_traceback(error.__traceback__)
    message, _ = describe(error)
    click.echo(f"\n{case} failed: {message}")
    if traceback is None:
        click.echo("It failed outside of Apex code: there is no line to stop at.")
        return
    click.echo(HELP)
    debugger = ApexDebugger()
    debugger.reset()
    debugger.interaction(None, traceback)


def apex_traceback(traceback: TracebackType | None) -> TracebackType | None:
    """The frames of Apex alone, so that the last one is the line that failed; None without any."""
    places: list[TracebackType] = []
    while traceback is not None:
        if is_apex(traceback.tb_frame):
            places.append(traceback)
        traceback = traceback.tb_next
    made: TracebackType | None = None
    for place in reversed(places):
        made = TracebackType(made, place.tb_frame, place.tb_lasti, place.tb_lineno)
    return made
