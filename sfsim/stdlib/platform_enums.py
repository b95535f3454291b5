"""Enums of the platform that need no code: their constants come from the list of all types.

`sfsim.stdlib.platform_enums.Reports__ColumnSortOrder.get_ASCENDING()` is what emitted code calls;
the class is made when it is first asked for. Where the order of the constants is known to matter,
the enum has a decorated class instead.
"""

from __future__ import annotations

import gzip
import json

import sys

from sfsim.runtime.objects import ApexEnum
from sfsim.stdlib.registry import apex_enum, enum_constant
from sfsim.stdlib.signature_index import PLATFORM_FILE


def __getattr__(name: str) -> type:
    """The class of an enum by its qualified name, the dots doubled underscores."""
    if name.startswith("__"):
        raise AttributeError(name)
    with gzip.open(PLATFORM_FILE, "rt", encoding="utf-8") as file:
        described = json.load(file)["types"].get(name.replace("__", "."))
    if described is None or described["kind"] != "enum":
        raise AttributeError(name)
    made = type(name, (), {"__module__": __name__, "__doc__": f"{name.replace('__', '.')}."})
    globals()[name] = apex_enum(name.replace("__", "."), *described.get("constants", ()))(made)
    return made


def constant(enum: str, name: str) -> ApexEnum:
    """A constant for Python code: `constant("Schema.DisplayType", "STRING")`. An unknown name is a bug."""
    cls = getattr(sys.modules[__name__], enum.replace(".", "__"))
    return enum_constant(cls.constants, name)
