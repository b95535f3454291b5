"""Functions of the standard library by their paths, imported when they are first called."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import Any


def import_target(target: str) -> Any:
    """The object at `module:Class.attribute`."""
    module, _, path = target.partition(":")
    found: Any = importlib.import_module(module)
    for name in path.split("."):
        found = getattr(found, name)
    return found


def late_import(namespace: dict[str, Any], name: str, target: str) -> Callable[..., Any]:
    """A function that imports the target at its first call and puts it in its own place."""

    def import_and_call(*arguments: Any) -> Any:
        function = namespace[name] = import_target(target)
        return function(*arguments)

    return import_and_call
