"""Python's own tools see Apex: tracebacks, coverage.py, pdb and cProfile."""

from __future__ import annotations

import cProfile
import io
import pdb
import pstats
import traceback
from pathlib import Path
from typing import Any

import coverage
import pytest

from sfsim.errors import ApexException
from sfsim.runtime.stack import describe

SOURCE = """public class Demo {
    public static Integer run(Integer x) {
        Integer y = x * 2;
        if (y > 100) {
            y = helper(
                null
            );
        }
        return y;
    }
    static Integer helper(String s) {
        return s.length();
    }
}
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The class as a file."""
    found = tmp_path / "Demo.cls"
    found.write_text(SOURCE)
    return found


@pytest.fixture
def program(load_file: Any, path: Path) -> Any:
    """The program of that file."""
    return load_file(path)


def test_an_uncaught_exception_shows_the_apex_stack(program: Any) -> None:
    with pytest.raises(ApexException) as caught:
        program.call_static("Demo", "run", 99)
    assert describe(caught.value) == (
        "System.NullPointerException: Attempt to de-reference a null object",
        ("Class.Demo.helper: line 12, column 1", "Class.Demo.run: line 5, column 1"),
    )


def test_a_python_traceback_quotes_the_apex_line(program: Any, path: Path) -> None:
    with pytest.raises(ApexException) as caught:
        program.call_static("Demo", "run", 99)
    text = "".join(traceback.format_exception(caught.value))
    assert f'File "{path}", line 12, in Demo.helper\n    return s.length();' in text
    assert f'File "{path}", line 5, in Demo.run\n    y = helper(' in text


def test_coverage_counts_statements_of_apex_files(
    load_file: Any, path: Path, tmp_path: Path
) -> None:
    configuration = tmp_path / "coveragerc"
    configuration.write_text("[run]\nplugins = sfsim.coverage_plugin\n")
    measured = coverage.Coverage(
        data_file=None, config_file=str(configuration), include=[str(path)]
    )
    measured.start()
    try:
        load_file(path).call_static("Demo", "run", 1)
    finally:
        measured.stop()
    _, statements, _, missing, _ = measured.analysis2(str(path))
    assert statements == [3, 4, 5, 9, 12]
    assert missing == [5, 12]


def test_pdb_stops_at_an_apex_line(program: Any, path: Path) -> None:
    program.static_method("Demo", "run", 1)
    output = io.StringIO()
    commands = io.StringIO(f"b {path}:9\nc\np y\nwhere\nc\n")
    debugger = pdb.Pdb(stdin=commands, stdout=output, nosigint=True, readrc=False)
    debugger.use_rawinput = False
    debugger.runcall(program.call_static, "Demo", "run", 4)
    assert f"Breakpoint 1 at {path}:9" in output.getvalue()
    assert f"{path}(9)Demo.run()" in output.getvalue()
    assert "(Pdb) 8" in output.getvalue()


def test_a_profile_names_apex_methods(program: Any, path: Path) -> None:
    profile = cProfile.Profile()
    profile.runcall(program.call_static, "Demo", "run", 4)
    output = io.StringIO()
    pstats.Stats(profile, stream=output).print_stats()
    assert f"{path}:2(Demo.run)" in output.getvalue()
