"""Twilio's identifiers: two letters and 32 hexadecimal digits, here determined by a seed."""

from __future__ import annotations

import hashlib
from collections import Counter


class SidSequence:
    """Gives out identifiers. The n-th of a prefix depends on the seed, the prefix and n alone."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._given: Counter[str] = Counter()

    def next(self, prefix: str) -> str:
        """The next identifier with that prefix (`SM`, `RQ`, …)."""
        self._given[prefix] += 1
        return sid(self._seed, prefix, self._given[prefix])

    def skip(self, prefix: str) -> None:
        """Leaves one out: a restored journal has used it already."""
        self._given[prefix] += 1


def sid(seed: int, prefix: str, serial: int) -> str:
    """The identifier number `serial` (from 1) of a prefix."""
    digest = hashlib.sha256(f"{seed}/{prefix}/{serial}".encode()).hexdigest()
    return prefix + digest[:32]
