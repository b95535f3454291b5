"""System.RoundingMode and what its constants are called in Python's decimal module."""

from __future__ import annotations

import decimal
from typing import Any, Final

from sfsim.runtime.exceptions import TypeException
from sfsim.stdlib.arguments import required
from sfsim.stdlib.registry import apex_enum

PYTHON_MODES: Final = {
    "CEILING": decimal.ROUND_CEILING,
    "DOWN": decimal.ROUND_DOWN,
    "FLOOR": decimal.ROUND_FLOOR,
    "HALF_DOWN": decimal.ROUND_HALF_DOWN,
    "HALF_EVEN": decimal.ROUND_HALF_EVEN,
    "HALF_UP": decimal.ROUND_HALF_UP,
    "UNNECESSARY": "",
    "UP": decimal.ROUND_UP,
}


@apex_enum("System.RoundingMode", *PYTHON_MODES, source="Apex Reference Guide, RoundingMode Enum")
class RoundingMode:
    """How a number loses digits, as java.math.RoundingMode."""


def python_mode(mode: Any) -> str:
    """The decimal module's constant of a RoundingMode held as Object; '' for UNNECESSARY."""
    required(mode)
    found = PYTHON_MODES.get(getattr(mode, "name", ""))
    if found is None:
        raise TypeException(f"Invalid rounding mode: {mode}")
    return found
