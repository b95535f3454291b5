"""System.JSONToken. Source: Apex Reference Guide, JsonToken Enum."""

from __future__ import annotations

from typing import Final

from sfsim.stdlib.registry import apex_enum

NAMES: Final = (
    "END_ARRAY", "END_OBJECT", "FIELD_NAME", "NOT_AVAILABLE", "START_ARRAY", "START_OBJECT",
    "VALUE_EMBEDDED_OBJECT", "VALUE_FALSE", "VALUE_NULL", "VALUE_NUMBER_FLOAT", "VALUE_NUMBER_INT",
    "VALUE_STRING", "VALUE_TRUE",
)  # fmt: skip


@apex_enum("System.JSONToken", *NAMES, source="Apex Reference Guide, JsonToken Enum")
class JSONToken:
    """What a JSONParser stands at."""
