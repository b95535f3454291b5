"""`sfsim`: the command line. Subcommands load when they are first used, so that help is instant."""

from __future__ import annotations

import importlib
from typing import Final

import click

import sfsim

COMMANDS: Final = {
    "run": "sfsim.cli.run:run",
    "test": "sfsim.cli.testing.command:test",
    "check": "sfsim.cli.check:check",
    "apex": "sfsim.cli.apex:apex",
}
"""Each subcommand and where it is."""

SUMMARIES: Final = {
    "run": "Send a campaign end to end: insert, trigger, chained jobs, callouts, statuses.",
    "test": "Run the Apex tests of SFDX or metadata-format source.",
    "check": "Compile everything under some paths and print every error.",
    "apex": "Execute anonymous Apex on a fresh org.",
}
"""What the overview says about each; the command itself says more."""


class LazyGroup(click.Group):
    """A group that imports a subcommand when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, the main job first."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The subcommand of that name, None when there is none."""
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        command = getattr(importlib.import_module(module), name)
        assert isinstance(command, click.Command), f"{COMMANDS[cmd_name]} is no command"
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes the overview without importing a single subcommand."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, SUMMARIES[name]) for name in self.list_commands(ctx)])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(sfsim.__version__, prog_name="sfsim")
def main() -> None:
    """A deterministic simulator of the Salesforce platform.

    It compiles the Apex of SFDX source and runs it on a simulated org, with the platform's
    transactions, governor limits, asynchronous queue and clock. One seed replays one run exactly.
    """
