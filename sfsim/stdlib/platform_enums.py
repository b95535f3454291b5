"""Enums of the platform that need no code: their constants come from the list of all types.

`sfsim.stdlib.platform_enums.Reports__ColumnSortOrder.get_ASCENDING()` is what emitted code calls;
the class is made when it is first asked for. Where the order of the constants is known to matter,
the enum has a decorated class instead.
"""

from __future__ import annotations

import functools
import gzip
import importlib
import json
from typing import Any

from sfsim.names import fold
from sfsim.runtime.objects import ApexEnum
from sfsim.stdlib.registry import apex_enum, enum_constant
from sfsim.stdlib.signature_index import PLATFORM_FILE, load_index


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
    """A constant for Python code: `constant("System.Quiddity", "REST")`; it must exist."""
    return enum_constant(_class_of(enum).constants, name)


@functools.cache
def _class_of(enum: str) -> Any:
    """The class that emitted code uses too: a decorated one where there is one."""
    module, _, attribute = load_index()[fold(enum)]["python"].partition(":")
    return getattr(importlib.import_module(module), attribute)
