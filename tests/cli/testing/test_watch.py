"""`--watch`: what counts as a change, and that each one runs the tests again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from sfsim.cli.testing.watch import run_repeatedly

Project = Any
Run = Any

PASSING = "@IsTest private class A_Tests { @IsTest static void t() {} }"
FAILING = "@IsTest private class A_Tests { @IsTest static void t() { Integer i = 1 / 0; } }"
BROKEN = "@IsTest private class A_Tests { @IsTest static void t( }"


def test_it_runs_now_and_after_each_change() -> None:
    runs: list[None] = []
    run_repeatedly(lambda: runs.append(None), iter([[Path("A.cls")], [Path("B.cls")]]))
    assert len(runs) == 3


def test_without_watchfiles_the_message_says_what_to_install(
    run: Run, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    result = run(project({"A_Tests": PASSING}), "--watch")
    assert result.exit_code == 1
    assert "pip install 'sfsim[watch]'" in result.stderr


def test_a_changed_file_is_compiled_and_run_again(project: Project) -> None:
    pytest.importorskip("watchfiles")
    source = project({"A_Tests": PASSING})
    command = [sys.executable, "-m", "sfsim", "test", str(source), "--watch", "--workers", "1"]
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    ) as process:
        assert process.stdout is not None

        def until(text: str) -> str:
            seen = ""
            for line in process.stdout or ():
                seen += line
                if text in line:
                    return seen
            raise AssertionError(f"ended without {text!r}: {seen}")

        try:
            assert "1 passed, 0 failed" in until("Waiting for changes")
            (source / "A_Tests.cls").write_text(FAILING)
            assert "0 passed, 1 failed" in until("Waiting for changes")
            (source / "A_Tests.cls").write_text(BROKEN)
            assert "A_Tests.cls:1:" in until("Waiting for changes")
            (source / "A_Tests.cls").write_text(PASSING)
            assert "1 passed, 0 failed" in until("Waiting for changes")
            process.send_signal(signal.SIGINT)
            assert process.wait(timeout=20) == 130
        finally:
            process.kill()
