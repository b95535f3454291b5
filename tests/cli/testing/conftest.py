"""Small Apex projects for tests of `sfsim test`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sfsim.cli.main import main
from sfsim.cli.testing.workers import forget_orgs

Project = Callable[[dict[str, str]], Path]
Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is left in the user's folders, and no org of another test is found."""
    monkeypatch.setenv("SFSIM_CACHE", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    forget_orgs()


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Writes classes by name and returns their folder: `project({"A": "class A {}"})`."""

    def write(files: dict[str, str]) -> Path:
        source = tmp_path / "force-app"
        for name, text in files.items():
            path = source / (name if "." in name else f"{name}.cls")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        forget_orgs()
        return source

    return write


@pytest.fixture
def run() -> Run:
    """Runs `sfsim test` with these arguments, on one process unless they say otherwise."""

    def invoke(*arguments: object) -> Result:
        given = [str(argument) for argument in arguments]
        if "--workers" not in given:
            given += ["--workers", "1"]
        return CliRunner().invoke(main, ["test", *given])

    return invoke
