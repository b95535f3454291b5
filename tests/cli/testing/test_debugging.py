"""Debuggers on Apex: `--pdb` here, debugpy over the debug adapter protocol."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

Project = Any
Run = Any

SERVICE = """public class Service {
    public static Integer divide(Integer amount, Integer parts) {
        Integer each = amount / parts;
        return each;
    }
}"""
TESTS = """@IsTest private class A_Tests {
    @IsTest static void divides() {
        Integer none = 0;
        Service.divide(12, none);
    }
    @IsTest static void asserts() {
        String name = 'Acme';
        System.assertEquals('Other', name);
    }
}"""


@pytest.fixture
def source(project: Project) -> Path:
    made: Path = project({"Service": SERVICE, "A_Tests": TESTS})
    return made


def debug(source: Path, method: str, *commands: str) -> str:
    """The output of a run whose debugger is given these commands; pdb wants a stdin of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "sfsim", "test", str(source), "--pdb", "--method", method],
        input="\n".join((*commands, "q", "")),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stdout + done.stderr
    return done.stdout


def test_pdb_stops_at_the_apex_line_that_failed(source: Path) -> None:
    output = debug(source, "divides")
    assert "A_Tests.divides failed: System.MathException: Divide by 0" in output
    assert "Service.cls(3)Service.divide()" in output
    assert "-> Integer each = amount / parts;" in output


def test_locals_have_their_apex_names(source: Path) -> None:
    output = debug(source, "divides", "p amount, parts", "up", "p none")
    assert "(apex) (12, 0)\n" in output
    assert "(apex) 0\n" in output


def test_an_assertion_stops_in_the_test_and_not_in_the_library(source: Path) -> None:
    output = debug(source, "asserts", "p name")
    assert "-> System.assertEquals('Other', name);" in output
    assert "(apex) 'Acme'\n" in output


def test_the_data_of_the_test_is_still_there(project: Project) -> None:
    source = project(
        {
            "A_Tests": """@IsTest private class A_Tests {
                @IsTest static void fails() {
                    Account made = new Account(Name = 'Acme');
                    insert made;
                    System.assert(false);
                }
            }"""
        }
    )
    output = debug(source, "fails", "p made.Id[:3], made.Name")
    assert "('001', 'Acme')" in output


def test_a_passing_test_stops_nowhere(run: Run, project: Project) -> None:
    source = project({"A_Tests": "@IsTest class A_Tests { @IsTest static void t() {} }"})
    result = run(source, "--pdb")
    assert result.exit_code == 0
    assert "(apex)" not in result.output
