"""An org in which anonymous Apex shows what a member of the standard library does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from sfsim.org.org import Org

RunApex = Callable[..., list[str]]


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
