"""The `StaticResource` rows of a deployed project: what code reads with SOQL."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from sfsim.org.system_rows import SystemRows
from sfsim.schema.project import StaticResource

SOBJECT: Final = "StaticResource"
ZIP_INSTANT: Final = (1980, 1, 1, 0, 0, 0)
"""Every entry's time, so that the same folder always makes the same bytes."""


def write_static_resources(rows: SystemRows, resources: Iterable[StaticResource]) -> None:
    """Writes one row per resource, or renews the one that an earlier deployment wrote."""
    for each in resources:
        body = _body(each.content)
        values = {
            "Name": each.name,
            "ContentType": each.content_type,
            "Body": body,
            "BodyLength": len(body),
        }
        known = rows.find_by(SOBJECT, "Name", each.name)
        if known is None:
            rows.insert(SOBJECT, values)
        else:
            rows.update(SOBJECT, known["Id"], values)


def _body(content: Path) -> bytes:
    """The bytes of a file; a folder becomes the zip archive that the platform makes of it."""
    if not content.is_dir():
        return content.read_bytes()
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(content.rglob("*")):
            if path.is_file():
                name = path.relative_to(content).as_posix()
                archive.writestr(zipfile.ZipInfo(name, ZIP_INSTANT), path.read_bytes())
    return buffer.getvalue()
