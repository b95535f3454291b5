"""Where compiled Apex is kept between runs: one folder for each state of a code base.

Old states are removed when there are many.
"""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path
from typing import Final

from sfsim.apex.cache import CodeCache, interface_digest, toolchain_digest
from sfsim.cache_folder import cache_root
from sfsim.schema.project import ProjectSource

STATES_MAX: Final = 40
CODE: Final = "code"


def cache_for(project: ProjectSource, *, coverage: bool) -> CodeCache | None:
    """The cache of exactly this source and metadata, compiled by exactly this sfsim."""
    root = cache_root()
    if root is None:
        return None
    toolchain = toolchain_digest()
    state = interface_digest(
        (
            (each.source.path, f"{each.api_version} {each.is_active}\0{each.source.text}")
            for each in (*project.classes, *project.triggers)
        ),
        extra=f"{toolchain}\0{coverage}\0{_surroundings(project)}",
    )
    folder = root / CODE / state
    if not folder.exists():
        _prune(root / CODE)
    return CodeCache(folder, state, toolchain)


def _surroundings(project: ProjectSource) -> str:
    """What classes can name besides each other: objects, labels, other metadata."""
    return repr(
        (
            project.namespace,
            project.api_version,
            project.objects,
            project.custom_metadata,
            project.labels,
            project.value_sets,
            project.other,
        )
    )


def _prune(folder: Path) -> None:
    """Removes the states that were made longest ago, down to a fixed number."""
    with suppress(OSError):
        states = sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime)
        for state in states[: max(0, len(states) - STATES_MAX + 1)]:
            shutil.rmtree(state, ignore_errors=True)
