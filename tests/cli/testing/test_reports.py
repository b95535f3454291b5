"""What a run tells people and programs: plain lines, TAP, JSON, slowest tests, exit codes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sfsim.cli.testing.report import PlainReporter, SilentReporter, TerminalReporter, reporter_for

Project = Any
Run = Any

TESTS = """@IsTest private class A_Tests {
    @IsTest static void passes() { System.debug('quiet'); }
    @IsTest static void fails() {
        System.debug('loud');
        System.assertEquals(1, 2);
    }
    @IsTest static void needsMore() { Site.isLoginEnabled(); }
}"""


@pytest.fixture
def source(project: Project) -> Path:
    made: Path = project({"A_Tests": TESTS})
    return made


def test_only_failing_tests_show_their_debug_output(run: Run, source: Path) -> None:
    output = run(source).output
    assert "loud" in output
    assert "quiet" not in output


def test_what_is_unsupported_is_listed_by_name_and_is_no_failure(run: Run, source: Path) -> None:
    result = run(source, "--method", "needsMore")
    assert result.exit_code == 0
    assert "0 passed, 0 failed, 1 need a feature that sfsim does not support" in result.output
    assert "A_Tests.needsMore: sfsim does not support" in result.output


def test_tap(run: Run, source: Path) -> None:
    lines = run(source, "--tap").stdout.splitlines()
    assert lines[:2] == ["TAP version 14", "1..3"]
    assert lines[2:4] == ["ok 1 - A_Tests.passes", "not ok 2 - A_Tests.fails"]
    assert lines[-1].startswith("not ok 3 - A_Tests.needsMore # TODO sfsim does not support")


def test_json_on_standard_output_is_nothing_but_json(run: Run, source: Path) -> None:
    result = run(source, "--json", "-")
    document = json.loads(result.stdout)
    assert document["summary"]["passed"] == 1
    failed = document["tests"][1]
    assert (failed["method"], failed["outcome"]) == ("fails", "failed")
    assert failed["stack"][0]["line"] == 5
    assert failed["log"] == ["loud"]
    assert "1 passed, 1 failed" in result.stderr


def test_json_into_a_file(run: Run, source: Path, tmp_path: Path) -> None:
    run(source, "--json", tmp_path / "out" / "results.json")
    document = json.loads((tmp_path / "out" / "results.json").read_text())
    assert len(document["tests"]) == 3


def test_the_slowest_tests(run: Run, source: Path) -> None:
    output = run(source, "--slowest", 2).stdout
    slowest = output.partition("Slowest tests")[2]
    assert slowest.count("A_Tests.") >= 2
    assert " ms  A_Tests." in slowest


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--method", "passes"], 0),
        (["--method", "fails"], 1),
        (["--method", "nothing"], 2),
        (["--no-such-option"], 2),
    ],
)
def test_exit_codes(run: Run, source: Path, arguments: list[str], code: int) -> None:
    assert run(source, *arguments).exit_code == code


def test_source_with_syntax_errors_is_told_with_its_line(run: Run, project: Project) -> None:
    result = run(project({"Broken": "public class Broken {\n  void run( {}\n}"}))
    assert result.exit_code == 1
    assert "Broken.cls:2:" in result.stderr


def test_a_pipe_and_a_dumb_terminal_get_plain_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    assert isinstance(reporter_for({}, quiet=False, err=False), PlainReporter)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert isinstance(reporter_for({}, quiet=False, err=False), TerminalReporter)
    monkeypatch.setenv("TERM", "dumb")
    assert isinstance(reporter_for({}, quiet=False, err=False), PlainReporter)


def test_a_debugger_has_the_terminal_for_itself() -> None:
    assert isinstance(reporter_for({}, quiet=True, err=False), SilentReporter)


def test_a_namespace_from_the_command_line(run: Run, project: Project) -> None:
    source = project(
        {
            "A_Tests": """@IsTest private class A_Tests {
                @IsTest static void name() {
                    System.assertEquals('acme.A_Tests', A_Tests.class.getName());
                }
            }"""
        }
    )
    assert run(source, "--namespace", "acme").exit_code == 0
    assert run(source).exit_code == 1
