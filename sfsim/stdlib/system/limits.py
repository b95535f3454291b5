"""System.Limits: one pair of methods per row of the table of governor limits."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sfsim.platform.limits.table import ALIASES, LIMITS
from sfsim.runtime.caller import Caller
from sfsim.stdlib.registry import apex_class, apex_method


def _used(key: str) -> Callable[[Caller], int]:
    def used(caller: Caller) -> int:
        """What the transaction has used."""
        return caller.org.transaction.limits.used(key, caller)

    return used


def _limit(key: str) -> Callable[[Caller], int]:
    def limit(caller: Caller) -> int:
        """What the transaction may use."""
        return caller.org.transaction.limits.limit(key, caller)

    return limit


def _members() -> dict[str, Any]:
    """`getX` and `getLimitX` of every limit that has methods, as static functions."""
    pairs = [(limit.method, limit.key) for limit in LIMITS if limit.method is not None]
    members: dict[str, Any] = {}
    for method, key in (*pairs, *ALIASES):
        for name, function in (
            (method, _used(key)),
            (f"getLimit{method.removeprefix('get')}", _limit(key)),
        ):
            signature = f"static Integer {name}()"
            members[name] = staticmethod(apex_method(signature, caller=True)(function))
    return members


Limits = apex_class("System.Limits", source="Apex Reference Guide, Limits Class")(
    type("Limits", (), {"__module__": __name__, "__doc__": "The meters of a transaction."}
         | _members())
)
