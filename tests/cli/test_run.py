"""`sfsim run`: what it prints, where, and that a seed repeats it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from sfsim.cli.main import main


def test_prints_a_summary_that_reads_well() -> None:
    result = CliRunner().invoke(main, ["run", "--recipients", "120", "--seed", "3"])
    assert result.exit_code == 0, result.output
    text = result.stdout
    assert text.startswith("Campaign of 120 messages, seed 3\n")
    assert "120 of 120 sent: accepted by Twilio, SID recorded. Twilio holds 120.\n" in text
    assert "1 insert transaction, 2 jobs (0 failed); no job made more than 95 callouts.\n" in text
    assert "Simulated time: 0:06.000\n" in text


def test_real_time_and_progress_go_to_standard_error() -> None:
    result = CliRunner().invoke(main, ["run", "--recipients", "100"])
    assert "Real time" in result.stderr
    assert "Real time" not in result.stdout
    assert "inserted 100 of 100\n" in result.stderr
    assert "sent 100 of 100\n" in result.stderr


def test_one_seed_prints_the_same_bytes_whatever_the_hash_seed(repository: Path) -> None:
    def run(hash_seed: str) -> bytes:
        command = [sys.executable, "-m", "sfsim", "run", "--recipients", "150", "--seed", "9"]
        environment = os.environ | {"PYTHONHASHSEED": hash_seed}
        return subprocess.run(
            command, env=environment, cwd=repository, capture_output=True, check=True
        ).stdout

    assert run("1") == run("2")


def test_a_message_that_is_not_sent_fails_the_command(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text("FirstName,LastName,MobilePhone\nAda,Xu,+12125550000\nNo,Body,12345\n")
    result = CliRunner().invoke(main, ["run", "--file", str(path)])
    assert result.exit_code == 1
    assert "1 of 2 sent" in result.stdout
    assert "1 × 'To' number cannot be a Short Code: 12345" in result.stdout


def test_deploys_a_tenant_beside_the_package() -> None:
    result = CliRunner().invoke(main, ["run", "--recipients", "2", "--org", "masking"])
    assert result.exit_code == 0, result.output


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["--recipients", "0"], "0 is not in the range"),
        (["--org", "nobody"], "fixtures/orgs/nobody is missing"),
        (["--file", "nobody.csv"], "nobody.csv"),
    ],
)
def test_says_what_is_wrong(arguments: list[str], complaint: str) -> None:
    result = CliRunner().invoke(main, ["run", *arguments])
    assert result.exit_code != 0
    assert complaint in result.output
