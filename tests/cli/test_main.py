"""The overview of commands."""

from __future__ import annotations

from click.testing import CliRunner

import sfsim
from sfsim.cli.main import COMMANDS, SUMMARIES, main


def test_help_lists_every_command() -> None:
    result = CliRunner().invoke(main, ["--help"])
    assert result.exit_code == 0
    assert all(f"\n  {name} " in result.output for name in COMMANDS)


def test_every_command_has_a_summary() -> None:
    assert list(SUMMARIES) == list(COMMANDS)


def test_an_unknown_command_is_refused() -> None:
    result = CliRunner().invoke(main, ["dance"])
    assert result.exit_code == 2
    assert "No such command 'dance'" in result.output


def test_version() -> None:
    assert CliRunner().invoke(main, ["--version"]).output == f"sfsim, version {sfsim.__version__}\n"
