"""The lock table: who has written what and has not committed yet.

Keys are (kind, name) pairs that mean nothing here: a type and a row id, a field and a unique value.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable
from typing import Protocol

Key = tuple[str, str]


class LockTable(Protocol):
    """Gives keys to owners, one owner each, until it has ended."""

    def acquire(self, owner: Hashable, keys: Collection[Key]) -> Key | None:
        """Locks the keys for an owner. The first that somebody else holds; then none is locked."""
        ...

    def release(self, owner: Hashable) -> None:
        """Gives back all keys of an owner."""
        ...


class NoLocks:
    """The lock table of a policy that never lets two transactions overlap."""

    def acquire(self, owner: Hashable, keys: Collection[Key]) -> Key | None:
        """Nobody holds anything."""
        return None

    def release(self, owner: Hashable) -> None:
        """There is nothing to give back."""


class Locks:
    """A lock table in memory."""

    def __init__(self) -> None:
        self._owners: dict[Key, Hashable] = {}

    def acquire(self, owner: Hashable, keys: Collection[Key]) -> Key | None:
        """Locks the keys for an owner. The first that somebody else holds; then none is locked."""
        for key in keys:
            if self._owners.get(key, owner) != owner:
                return key
        for key in keys:
            self._owners[key] = owner
        return None

    def release(self, owner: Hashable) -> None:
        """Gives back all keys of an owner."""
        self._owners = {key: held for key, held in self._owners.items() if held != owner}
