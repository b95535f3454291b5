"""Worker processes: both start methods, one order of results, the death of a worker, Ctrl-C."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from sfsim.cli.testing.outcome import FAILED, PASSED
from sfsim.cli.testing.pool import Pool, WorkerError
from sfsim.cli.testing.selection import by_class
from sfsim.cli.testing.workers import OrgSpec, org_for, run_cases

Project = Any
Run = Any

CLASS = """@IsTest private class {name} {{
    @TestSetup static void prepare() {{ insert new Account(Name = 'Setup'); }}
    @IsTest static void first() {{
        Account made = new Account(Name = 'First');
        insert made;
        System.assertEquals(2, [SELECT COUNT() FROM Account], made.Id);
    }}
    @IsTest static void second() {{
        Account made = new Account(Name = 'Second');
        insert made;
        System.assert(false, made.Id + ' ' + Crypto.getRandomInteger());
    }}
}}"""


@pytest.fixture
def source(project: Project) -> Path:
    names = ("A_Tests", "B_Tests", "C_Tests")
    made: Path = project({name: CLASS.format(name=name) for name in names})
    return made


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_workers_give_what_one_process_gives(run: Run, source: Path, method: str) -> None:
    alone = run(source)
    together = run(source, "--workers", 2, "--start-method", method)
    assert "3 passed, 3 failed" in alone.stdout
    assert together.stdout == alone.stdout


def test_a_test_does_the_same_alone_and_after_others(run: Run, source: Path) -> None:
    def message(output: str) -> str:
        return next(line for line in output.splitlines() if "Assertion Failed" in line)

    all_of_it = run(source, "--class", "C_Tests")
    alone = run(source, "--class", "C_Tests", "--method", "second")
    assert message(alone.stdout) == message(all_of_it.stdout)


def test_a_killed_worker_costs_one_test_and_the_rest_runs(
    source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def deadly(spec: OrgSpec, cases: Any) -> Any:
        if cases[0].class_name == "B_Tests" and cases[0].method == "first":
            os.kill(os.getpid(), signal.SIGKILL)
        return run_cases(spec, cases)

    monkeypatch.setattr("sfsim.cli.testing.pool.run_cases", deadly)
    spec = OrgSpec((source,))
    groups = by_class(org_for(spec).tests())
    results = [arrival.timed.result for arrival in Pool(spec, 2, "fork").run(groups)]
    outcomes = {str(result.case): result.outcome for result in results}
    assert len(outcomes) == 6
    assert outcomes["B_Tests.second"] == FAILED
    assert outcomes["C_Tests.first"] == PASSED
    (lost,) = (result for result in results if str(result.case) == "B_Tests.first")
    assert lost.message == (
        "The worker process was killed by SIGKILL while it was running B_Tests.first."
    )


def test_workers_that_cannot_start_end_the_run(
    source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spec = OrgSpec((source,))
    groups = by_class(org_for(spec).tests())
    monkeypatch.setattr("sfsim.cli.testing.pool._work", _die)
    with pytest.raises(WorkerError, match="ended with exit code 3 before it could run"):
        list(Pool(spec, 2, "fork").run(groups))


def _die(*arguments: object) -> None:
    os._exit(3)




@pytest.mark.parametrize("workers", ["1", "2"])
def test_ctrl_c_reports_what_is_known(project: Project, workers: str) -> None:
    quick = "@IsTest private class A_Tests { @IsTest static void quick() {} }"
    source = project({"A_Tests": quick, "Z_Tests": SLEEPER})
    command = [sys.executable, "-m", "sfsim", "test", str(source), "--workers", workers]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ok   A_Tests\n"
        time.sleep(0.3)  # noqa: TID251 - so that the next class is running
        process.send_signal(signal.SIGINT)
        output, errors = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "1 passed, 0 failed, 1 not run" in output
    assert "Interrupted." in errors


SLEEPER = """@IsTest private class Z_Tests {
    @IsTest static void slow() {
        String text = '';
        for (Integer i = 0; i < 3000; i++) { text += 'abcdefghijabcdefghijabcdefghij'; }
        for (Integer i = 0; i < 1000000; i++) { text.replaceAll('(a+)+$', 'b'); }
    }
}"""
