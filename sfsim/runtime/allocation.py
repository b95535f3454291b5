"""Telling the running transaction of large values, so that it can look at its heap."""

from __future__ import annotations

import sys
from types import FrameType
from typing import Final

LARGE: Final = 262_144
"""Bytes from which a value is reported when it is made; smaller ones are seen at the next look."""

PROGRAM: Final = "program__"
"""The global by which a frame of emitted code is known; it holds the `Program`."""


def report_allocation(size: int) -> None:
    """Reports a large value to the program of the innermost Apex frame; outside of Apex to nobody.

    Raises LimitException when the heap is too large with it.
    """
    frame: FrameType | None = sys._getframe(1)
    while frame is not None:
        program = frame.f_globals.get(PROGRAM)
        if program is not None:
            program.allocated(size)
            return
        frame = frame.f_back
