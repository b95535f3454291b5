"""Map: a Python dict; the variants whose keys need Apex's equality; the live key set."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, ClassVar, Final

from sfsim.names import fold
from sfsim.runtime.collections.elements import PLAIN_KEYS, clone_element, not_null, signed
from sfsim.runtime.collections.lists import ApexList
from sfsim.runtime.collections.sets import ApexSet
from sfsim.runtime.equality import Key, apex_hash, values_equal
from sfsim.runtime.exceptions import FinalException, ListException
from sfsim.typeref import TypeRef, list_of, set_of

NULL_ID: Final = "Row with null Id at index: {}"
DUPLICATE_ID: Final = "Row with duplicate Id at index: {}"
READ_ONLY: Final = "Collection is read-only"


class ApexMap(dict[Any, Any]):
    """A Map, in insertion order; putting a present key again keeps its place."""

    __slots__ = ("type",)
    iterating: ClassVar[type[ApexMap]]
    read_only: ClassVar[type[ApexMap]]

    def __new__(cls, type_ref: TypeRef, items: Any = ()) -> ApexMap:
        """A map of the variant that its key type needs."""
        if cls is ApexMap and type_ref.arguments[0].name not in PLAIN_KEYS:
            cls = KeyedMap
        return dict.__new__(cls)

    def __init__(self, type_ref: TypeRef, items: Any = ()) -> None:
        self.type = type_ref
        self.insert_all(items.items() if isinstance(items, Mapping) else items)

    def insert_all(self, pairs: Iterable[tuple[Any, Any]]) -> None:
        """Puts every pair."""
        dict.update(self, pairs)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, ApexMap) or len(self) != len(other):
            return False
        return all(
            key in other and values_equal(value, other[key]) for key, value in self.items()
        )

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:  # type: ignore[override]  # a Map can be a key in Apex
        return self.hashCode()

    def hashCode(self) -> int:
        """Java's Map.hashCode."""
        codes = (apex_hash(key) ^ apex_hash(value) for key, value in self.items())
        return signed(sum(codes) & 0xFFFFFFFF)

    def equals(self, other: object) -> bool:
        """The same keys with equal values."""
        return self == other

    def put(self, key: Any, value: Any) -> Any:
        """Puts a value; the previous one, or null."""
        previous = self.get(key)
        self[key] = value
        return previous

    def put_all(self, items: ApexMap) -> None:
        """Puts all of another map. Raises NullPointerException."""
        self.insert_all(list(not_null(items).items()))

    def put_records(self, records: Iterable[Any]) -> None:
        """Puts records by their ids. Raises NullPointerException, ListException."""
        for index, record in enumerate(list(not_null(records))):
            if record.Id is None:
                raise ListException(NULL_ID.format(index))
            self[record.Id] = record

    def remove(self, key: Any) -> Any:
        """Removes a key; the value it had, or null."""
        return self.pop(key, None)

    def key_set(self) -> KeySet:
        """The keys, as a live view."""
        return KeySet(self)

    def value_list(self) -> ApexList:
        """The values, as a new List."""
        return ApexList(list_of(self.type.arguments[1]), self.values())

    def clone(self) -> ApexMap:
        """A shallow copy of the same type."""
        return ApexMap(self.type, self.items())

    def deep_clone(self) -> ApexMap:
        """A copy whose records are copied too."""
        pairs = [(key, clone_element(value, True, True, True)) for key, value in self.items()]
        return ApexMap(self.type, pairs)


def map_of_records(type_ref: TypeRef, records: Iterable[Any]) -> ApexMap:
    """`new Map<Id, Account>(records)`. Raises NullPointerException, ListException."""
    made = ApexMap(type_ref)
    for index, record in enumerate(not_null(records)):
        if record.Id is None:
            raise ListException(NULL_ID.format(index))
        if record.Id in made:
            raise ListException(DUPLICATE_ID.format(index))
        made[record.Id] = record
    return made


class KeyedMap(ApexMap):
    """A Map whose keys are wrapped in `Key`s."""

    __slots__ = ()

    def insert_all(self, pairs: Iterable[tuple[Any, Any]]) -> None:
        """Puts every pair."""
        for key, value in pairs:
            self[key] = value

    def __contains__(self, key: object) -> bool:
        return dict.__contains__(self, Key(key))

    def __getitem__(self, key: Any) -> Any:
        return dict.__getitem__(self, Key(key))

    def __setitem__(self, key: Any, value: Any) -> None:
        dict.__setitem__(self, Key(key), value)

    def __delitem__(self, key: Any) -> None:
        dict.__delitem__(self, Key(key))

    def __iter__(self) -> Iterator[Any]:
        return (key.value for key in dict.__iter__(self))

    def get(self, key: Any, default: Any = None) -> Any:
        """The value of a key, or null."""
        return dict.get(self, Key(key), default)

    def pop(self, key: Any, default: Any = None) -> Any:
        """Removes a key; the value it had."""
        return dict.pop(self, Key(key), default)

    def items(self) -> Any:
        """Pairs of key and value."""
        return [(key.value, value) for key, value in dict.items(self)]

    def keys(self) -> Any:
        """The keys."""
        return [key.value for key in dict.__iter__(self)]


class FoldedMap(ApexMap):
    """A Map of lower-case String keys that are found in any case: what describe calls return.

    Source: recorded, `Schema.getGlobalDescribe()`: keySet lower-case, get in any casing.
    """

    __slots__ = ()

    def __new__(cls, type_ref: TypeRef, items: Any = ()) -> FoldedMap:
        """An empty map; `__init__` fills it."""
        return dict.__new__(cls)

    def insert_all(self, pairs: Iterable[tuple[Any, Any]]) -> None:
        """Puts every pair."""
        dict.update(self, ((fold(key), value) for key, value in pairs))

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and dict.__contains__(self, fold(key))

    def __getitem__(self, key: Any) -> Any:
        return dict.__getitem__(self, fold(key))

    def __setitem__(self, key: Any, value: Any) -> None:
        dict.__setitem__(self, fold(key), value)

    def get(self, key: Any, default: Any = None) -> Any:
        """The value of a key in any case, or null."""
        return default if key is None else dict.get(self, fold(key), default)

    def pop(self, key: Any, default: Any = None) -> Any:
        """Removes a key; the value it had."""
        return dict.pop(self, fold(key), default)


class KeySet(ApexSet):
    """The live view that `Map.keySet()` returns: removals write through, additions are refused.

    A loop runs over the keys as they were when it began, and the map may change meanwhile.
    Source: recorded, `Collection is read-only` on add and on a non-empty addAll; public code that
    removes from a map in a loop over its keys (Salesforce-Moxygen, apex-rollup) passes its tests.
    """

    __slots__ = ("map",)

    def __new__(cls, of: ApexMap) -> KeySet:
        """A view of a map."""
        return dict.__new__(cls)

    def __init__(self, of: ApexMap) -> None:
        self.map = of
        self.type = set_of(of.type.arguments[0])

    def __len__(self) -> int:
        return len(self.map)

    def __contains__(self, value: object) -> bool:
        return value in self.map

    def __iter__(self) -> Iterator[Any]:
        return iter(list(self.map))

    def __delitem__(self, value: Any) -> None:
        self.map.remove(value)

    def __setitem__(self, value: Any, nothing: None) -> None:
        raise FinalException(READ_ONLY)

    def add(self, value: Any) -> bool:
        """Raises FinalException."""
        raise FinalException(READ_ONLY)

    def insert_all(self, items: Iterable[Any]) -> None:
        """Raises FinalException unless there is nothing to add."""
        for _ in items:
            raise FinalException(READ_ONLY)

    def clear(self) -> None:
        """Empties the map."""
        self.map.clear()
