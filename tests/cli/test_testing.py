"""`sfsim test`: selection, workers, reports and exit codes."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner, Result

from sfsim.cli.main import main

TESTS = """@IsTest
private class Foo_Tests {
    @TestSetup
    static void setup() {
        insert new Account(Name = 'Acme');
    }

    @IsTest
    static void passes() {
        System.assertEquals(1, [SELECT COUNT() FROM Account]);
        delete [SELECT Id FROM Account];
    }

    @IsTest
    static void fails() {
        System.debug('about to fail');
        System.assertEquals(2, [SELECT COUNT() FROM Account], 'how many');
    }
}
"""

OTHER = """@IsTest
private class Bar_Tests {
    static testMethod void alsoPasses() {
        System.assert(true);
    }
}
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    source = tmp_path / "force-app"
    source.mkdir()
    (source / "Foo_Tests.cls").write_text(TESTS, encoding="utf-8")
    (source / "Bar_Tests.cls").write_text(OTHER, encoding="utf-8")
    return source


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["test", *map(str, arguments)])


def test_a_failure_is_told_with_message_stack_and_debug_output(project: Path) -> None:
    result = run(project)
    assert result.exit_code == 1
    expected = "System.AssertException: Assertion Failed: how many: Expected: 2, Actual: 1"
    assert expected in result.output
    assert "Class.Foo_Tests.fails: line 17, column 1" in result.output
    assert "about to fail" in result.output
    assert "2 passed, 1 failed" in result.output


def test_globs_select_classes_and_methods_ignoring_case(project: Path) -> None:
    result = run(project, "--class", "foo_*", "--method", "PASS*")
    assert result.exit_code == 0
    assert "1 passed, 0 failed" in result.output


def test_nothing_selected_is_not_a_success(project: Path) -> None:
    result = run(project, "--class", "Nothing*")
    assert result.exit_code == 2


def test_failed_runs_only_what_failed_before(project: Path) -> None:
    run(project)
    result = run(project, "--failed")
    assert "0 passed, 1 failed" in result.output


def test_workers_report_the_same_in_the_same_order(project: Path) -> None:
    alone, together = run(project, "--workers", 1), run(project, "--workers", 2)
    assert alone.stdout == together.stdout


def test_junit_counts_and_names_the_failure(project: Path, tmp_path: Path) -> None:
    run(project, "--junit", tmp_path / "out" / "junit.xml")
    root = ElementTree.parse(tmp_path / "out" / "junit.xml").getroot()
    assert (root.get("tests"), root.get("failures"), root.get("errors")) == ("3", "1", "0")
    failure = root.find(".//failure")
    assert failure is not None
    assert failure.get("type") == "System.AssertException"
