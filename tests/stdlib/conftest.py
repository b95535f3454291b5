"""An org in which anonymous Apex shows what a member of the standard library does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from sfsim.org.org import Org

RunApex = Callable[..., list[str]]
RunTest = Callable[..., str]


@pytest.fixture
def run_apex(tmp_path: Path) -> RunApex:
    """Runs anonymous Apex in a new org and returns its debug lines; `files` are deployed before."""

    def run(text: str, files: dict[str, str] | None = None) -> list[str]:
        for name, content in (files or {}).items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
        roots: Sequence[Path] = [tmp_path] if files else []
        org = Org.deployed(roots)
        org.apex(text)
        return list(org.debug_log)

    return run


@pytest.fixture
def run_test(tmp_path: Path) -> RunTest:
    """Runs the body of one Apex test method; `files` are deployed beside it."""

    def run(body: str, files: dict[str, str] | None = None, annotation: str = "IsTest") -> str:
        method = f"@{annotation} static void sole() {{ {body} }}"
        test = f"@IsTest private class Sole_Tests {{ {method} }}"
        for name, content in {**(files or {}), "Sole_Tests.cls": test}.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
        result = Org.deployed([tmp_path]).run_test("Sole_Tests", "sole")
        return result.message or result.outcome

    return run
