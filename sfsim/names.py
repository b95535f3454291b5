"""Case-insensitive names: Apex, SOQL and API names are equal when they differ only in case."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, MutableMapping
from typing import Generic, TypeVar

V = TypeVar("V")


def fold(name: str) -> str:
    """The key under which a name is looked up; the only place that decides how case is ignored."""
    return name.lower()


class NameMap(MutableMapping[str, V], Generic[V]):
    """A map by name that ignores case, keeps the first spelling and the insertion order."""

    __slots__ = ("_entries",)

    def __init__(self, entries: Mapping[str, V] | None = None) -> None:
        self._entries: dict[str, tuple[str, V]] = {}
        for name, value in (entries or {}).items():
            self[name] = value

    def __getitem__(self, name: str) -> V:
        return self._entries[fold(name)][1]

    def __setitem__(self, name: str, value: V) -> None:
        key = fold(name)
        spelling = self._entries[key][0] if key in self._entries else name
        self._entries[key] = (spelling, value)

    def __delitem__(self, name: str) -> None:
        del self._entries[fold(name)]

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and fold(name) in self._entries

    def __iter__(self) -> Iterator[str]:
        return (spelling for spelling, _ in self._entries.values())

    def __len__(self) -> int:
        return len(self._entries)

    def spelling(self, name: str) -> str:
        """The spelling under which a name was first entered. Raises KeyError when absent."""
        return self._entries[fold(name)][0]
