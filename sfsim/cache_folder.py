"""Where sfsim keeps what it can make again: `$SFSIM_CACHE`, else `sfsim` in the user's cache.

An empty `$SFSIM_CACHE` keeps nothing.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

VARIABLE: Final = "SFSIM_CACHE"


def cache_root() -> Path | None:
    """The folder for everything that sfsim keeps; None when nothing is to be kept."""
    given = os.environ.get(VARIABLE)
    if given is not None:
        return Path(given) if given else None
    home = os.environ.get("XDG_CACHE_HOME")
    try:
        return (Path(home) if home else Path.home() / ".cache") / "sfsim"
    except RuntimeError:  # there is no home folder
        return None
