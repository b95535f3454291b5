"""System.Map: a `runtime.collections.ApexMap`; most members are its own methods."""

from __future__ import annotations

from typing import Any

from sfsim.runtime.caller import Caller
from sfsim.runtime.collections import ApexList, ApexMap, not_null
from sfsim.runtime.conversion import converter
from sfsim.runtime.display import text_of
from sfsim.runtime.schema_tokens import SObjectTypeToken
from sfsim.stdlib.registry import apex_class, apex_method
from sfsim.stdlib.schema.describe import token_of


@apex_class(
    "System.Map<K, V>",
    source="Apex Reference Guide, Map Class",
    python="sfsim.runtime.collections:ApexMap",
)
class Map:
    """The members of Map. `new Map<K, V>(…)` itself is emitted by the compiler."""

    @apex_method("void clear()", inline="{0}.clear()")
    @staticmethod
    def clear(items: ApexMap) -> None:
        """Empties the map."""
        items.clear()

    @apex_method("Map<K, V> clone()", inline="{0}.clone()")
    @staticmethod
    def clone(items: ApexMap) -> ApexMap:
        """A shallow copy."""
        return items.clone()

    @apex_method("Boolean containsKey(K key)", inline="{0}.__contains__({1})")
    @staticmethod
    def contains_key(items: ApexMap, key: Any) -> bool:
        """Whether the key is present."""
        return key in items

    @apex_method("Map<K, V> deepClone()", inline="{0}.deep_clone()")
    @staticmethod
    def deep_clone(items: ApexMap) -> ApexMap:
        """A copy with copies of the records."""
        return items.deep_clone()

    @apex_method("Boolean equals(Object other)", inline="{0}.equals({1})")
    @staticmethod
    def equals(items: ApexMap, other: Any) -> bool:
        """The same keys with equal values."""
        return items.equals(other)

    @apex_method("V get(K key)", inline="{0}.get({1})")
    @staticmethod
    def get(items: ApexMap, key: Any) -> Any:
        """The value of a key, or null."""
        return items.get(key)

    @apex_method("Schema.SObjectType getSObjectType()", caller=True)
    @staticmethod
    def get_sobject_type(items: ApexMap, caller: Caller) -> SObjectTypeToken | None:
        """The type of the values of a map of records; null for SObject."""
        return token_of(caller, items.type.element.name)

    @apex_method("Integer hashCode()", inline="{0}.hashCode()")
    @staticmethod
    def hash_code(items: ApexMap) -> int:
        """Java's hash of the entries."""
        return items.hashCode()

    @apex_method("Boolean isEmpty()", inline="len({0}) == 0")
    @staticmethod
    def is_empty(items: ApexMap) -> bool:
        """Whether there are no entries."""
        return not items

    @apex_method("Set<K> keySet()", inline="{0}.key_set()")
    @staticmethod
    def key_set(items: ApexMap) -> Any:
        """The keys, as a live view."""
        return items.key_set()

    @apex_method("V put(K key, V value)", inline="{0}.put({1}, {2})")
    @staticmethod
    def put(items: ApexMap, key: Any, value: Any) -> Any:
        """Puts a value; the previous one, or null."""
        return items.put(key, value)

    @apex_method("void putAll(Map<K, V> fromMap)")
    @staticmethod
    def put_all(items: ApexMap, others: ApexMap) -> None:
        """Puts all entries of another map, converted to the types of this one."""
        key = converter(not_null(others).type.arguments[0], items.type.arguments[0])
        value = converter(others.type.arguments[1], items.type.arguments[1])
        if key is None and value is None:
            items.put_all(others)
            return
        for each, content in list(others.items()):
            items[each if key is None else key(each)] = (
                content if value is None else value(content)
            )

    @apex_method("void putAll(List<SObject> records)", inline="{0}.put_records({1})")
    @staticmethod
    def put_records(items: ApexMap, records: ApexList) -> None:
        """Puts records by their ids. Raises ListException."""
        items.put_records(records)

    @apex_method("V remove(K key)", inline="{0}.remove({1})")
    @staticmethod
    def remove(items: ApexMap, key: Any) -> Any:
        """Removes a key; the value it had, or null."""
        return items.remove(key)

    @apex_method("Integer size()", inline="len({0})")
    @staticmethod
    def size(items: ApexMap) -> int:
        """The number of entries."""
        return len(items)

    @apex_method("String toString()")
    @staticmethod
    def to_string(items: ApexMap) -> str:
        """`{k=v}`, sorted."""
        return text_of(items)

    @apex_method("List<V> values()", inline="{0}.value_list()")
    @staticmethod
    def values(items: ApexMap) -> ApexList:
        """The values, as a new List."""
        return items.value_list()
