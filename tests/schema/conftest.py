"""A project folder on disk to read schemas from."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

WriteFiles = Callable[[dict[str, str]], Path]

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
XMLNS = 'xmlns="http://soap.sforce.com/2006/04/metadata"'


@pytest.fixture
def write_files(tmp_path: Path) -> WriteFiles:
    """Writes files below a fresh folder; an XML body gets its head and namespace."""

    def write(files: dict[str, str]) -> Path:
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if text.startswith("<") and not text.startswith("<?xml"):
                root, _, rest = text[1:].partition(">")
                text = f"{HEAD}<{root} {XMLNS}>{rest}"
            path.write_text(text, encoding="utf-8")
        return tmp_path

    return write
