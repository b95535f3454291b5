"""docs/reference/stdlib.md says what the decorators say."""

from __future__ import annotations

import runpy
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "scripts" / "generate_stdlib_reference.py"
PAGE = ROOT / "docs" / "reference" / "stdlib.md"


def test_the_reference_is_up_to_date() -> None:
    made = runpy.run_path(str(SCRIPT))["page"]()
    assert PAGE.read_text(encoding="utf-8") == made, f"run {SCRIPT.name}"
