"""Statics: one holder per class and org, alive for one transaction.

The global `holder__Foo` of an org's namespace is an `Unready` until the class is first used; any
attribute of it runs the class initialiser, which binds the global to a fresh plain object. So a
read or a store of an initialised class costs an attribute of a plain object, and forgetting all
statics is binding the globals of the touched classes to their `Unready` again.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final


class Unready:
    """The statics of a class that has not been used in this transaction."""

    __slots__ = ("_initialize",)

    def __init__(self, initialize: Callable[[], Any]) -> None:
        self._initialize: Final = initialize

    def __getattr__(self, name: str) -> Any:
        return getattr(self._initialize(), name)

    def __setattr__(self, name: str, value: Any) -> None:
        if name == "_initialize":
            object.__setattr__(self, name, value)
        else:
            setattr(self._initialize(), name, value)


def make_holder_type(class_name: str, attributes: tuple[str, ...]) -> type:
    """The class of a holder: its instances start with every static null and `ready`."""
    body = "".join(f"    self.{attribute} = None\n" for attribute in attributes)
    namespace: dict[str, Any] = {}
    exec(f"def __init__(self):\n    self.ready = True\n{body}", namespace)
    return type(f"Statics of {class_name}", (), {"__init__": namespace["__init__"]})


class Statics:
    """Which classes of an org have live statics now."""

    def __init__(self, namespace: dict[str, Any]) -> None:
        self._namespace = namespace
        self._unready: dict[str, Unready] = {}
        self._touched: list[str] = []

    def declare(self, name: str, initialize: Callable[[], Any]) -> None:
        """Makes the global `name` a holder that calls `initialize` at its first use."""
        if name not in self._unready:
            self._unready[name] = self._namespace[name] = Unready(initialize)

    def begin(self, name: str, holder: Any) -> None:
        """The class is being initialised: its holder is live."""
        self._namespace[name] = holder
        self._touched.append(name)

    def abandon(self, name: str) -> None:
        """The initialiser failed: the next use tries again."""
        self._namespace[name] = self._unready[name]
        if name in self._touched:
            self._touched.remove(name)

    def live(self) -> list[tuple[str, Any]]:
        """The live holders by their global names."""
        return [(name, self._namespace[name]) for name in self._touched]

    def put_aside(self) -> list[tuple[str, Any]]:
        """Takes the live statics away; everything is uninitialised again."""
        taken = self.live()
        for name, _ in taken:
            self._namespace[name] = self._unready[name]
        self._touched = []
        return taken

    def bring_back(self, taken: list[tuple[str, Any]]) -> None:
        """Drops the live statics and restores those that `put_aside` took."""
        self.put_aside()
        for name, holder in taken:
            self._namespace[name] = holder
            self._touched.append(name)
