"""`--coverage`: the table, the files that coverage.py writes, the threshold, several workers."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

Project = Any
Run = Any

SERVICE = """public class Service {
    public static Integer half(Integer n) {
        if (n > 10) {
            return n / 2;
        }
        return n;
    }
    public static Integer never() {
        return 1;
    }
}"""
TESTS = """@IsTest private class {name} {{
    @IsTest static void runs() {{ System.assertEquals({result}, Service.half({value})); }}
}}"""
TRIGGER = """trigger OnAccount on Account (before insert) {
    Trigger.new[0].Site = 'x';
}"""


@pytest.fixture
def source(project: Project) -> Path:
    made: Path = project(
        {
            "Service": SERVICE,
            "A_Tests": TESTS.format(name="A_Tests", value=20, result=10),
            "B_Tests": TESTS.format(name="B_Tests", value=2, result=2),
            "OnAccount.trigger": TRIGGER,
        }
    )
    return made


def test_the_table_names_the_lines_that_never_ran(run: Run, source: Path) -> None:
    output = run(source, "--coverage").stdout
    assert "  Service     75.0 %         3/4  9\n" in output
    assert "  OnAccount    0.0 %         0/1  2\n" in output
    assert "  all         60.0 %\n" in output
    assert "A_Tests " not in output.partition("Coverage")[2]


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_workers_add_up(run: Run, source: Path, method: str) -> None:
    alone = run(source, "--coverage")
    together = run(source, "--coverage", "--workers", 2, "--start-method", method)
    assert together.stdout == alone.stdout


def test_one_test_alone_covers_less(run: Run, source: Path) -> None:
    output = run(source, "--coverage", "--class", "B_Tests").stdout
    assert "  Service     50.0 %         2/4  4, 9\n" in output


def test_a_second_run_from_the_cache_counts_alike(run: Run, source: Path) -> None:
    assert run(source, "--coverage").stdout == run(source, "--coverage").stdout


def test_cpu_cost_is_the_same_with_and_without(run: Run, source: Path) -> None:
    def costs(*arguments: str) -> list[int]:
        document = json.loads(run(source, "--json", "-", *arguments).stdout)
        return [test["cpu_ms"] for test in document["tests"]]

    assert costs("--coverage") == costs()


@pytest.mark.parametrize(("minimum", "code"), [("60", 0), ("60.1", 1)])
def test_too_little_coverage_fails(run: Run, source: Path, minimum: str, code: int) -> None:
    assert run(source, "--min-coverage", minimum).exit_code == code


def test_json_holds_the_coverage(run: Run, source: Path) -> None:
    document = json.loads(run(source, "--coverage", "--json", "-").stdout)
    (service,) = (each for each in document["coverage"] if each["name"] == "Service")
    assert (service["percent"], service["missing"]) == (75.0, [9])


def test_coverage_py_writes_cobertura(run: Run, source: Path, tmp_path: Path) -> None:
    pytest.importorskip("coverage")
    result = run(source, "--coverage-xml", tmp_path / "out" / "coverage.xml")
    assert result.exit_code == 0, result.output
    root = ElementTree.parse(tmp_path / "out" / "coverage.xml").getroot()
    (service,) = (each for each in root.iter("class") if each.get("name") == "Service.cls")
    hits = {int(str(line.get("number"))): line.get("hits") for line in service.iter("line")}
    assert hits == {3: "1", 4: "1", 6: "1", 9: "0"}


def test_coverage_py_writes_lcov_and_html(run: Run, source: Path, tmp_path: Path) -> None:
    pytest.importorskip("coverage")
    result = run(
        source, "--coverage-lcov", tmp_path / "lcov.info", "--coverage-html", tmp_path / "html"
    )
    assert result.exit_code == 0, result.output
    assert "DA:9,0" in (tmp_path / "lcov.info").read_text()
    pages = [path.read_text() for path in (tmp_path / "html").glob("*Service*.html")]
    assert any("never" in page for page in pages)


def test_without_coverage_py_the_message_says_what_to_install(
    run: Run, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "coverage", None)
    result = run(source, "--coverage-html", "html")
    assert result.exit_code == 1
    assert "pip install 'sfsim[coverage]'" in result.stderr
