"""Cache.Org and Cache.Session: the caches themselves, which name partitions in keys.

A key is `key` for the default partition, or `namespace.partition.key`.
Source: Apex Reference Guide, "Org Class", "Session Class" (Cache Namespace).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from sfsim.runtime.caller import Caller
from sfsim.runtime.collections import ApexList, ApexMap, ApexSet, not_null
from sfsim.runtime.values import ApexType
from sfsim.stdlib.cache.partition import (
    LOCAL,
    METADATA_KIND,
    OrgPartition,
    Partition,
    SessionPartition,
    raise_error,
)
from sfsim.stdlib.registry import apex_class, apex_method, apex_property
from sfsim.typeref import BOOLEAN, OBJECT, STRING, list_of, map_of

NO_DEFAULT: Final = "There is no default partition"
"""Not seen on a real org."""

QUALIFIED_PARTS: Final = 3


class CacheAccess:
    """Finds the partitions of one of the caches."""

    def __init__(self, partition: type[Partition]) -> None:
        self.partition = partition

    def of_key(self, caller: Caller, key: str | None) -> tuple[Partition, str]:
        """The partition of a key and the key inside; the default one is the first deployed."""
        parts = str(not_null(key)).split(".")
        if len(parts) == QUALIFIED_PARTS:
            return self.partition.named(caller, ".".join(parts[:2])), parts[2]
        names = caller.org.metadata_names(METADATA_KIND)
        if not names:
            raise_error(self.partition.kind.error, NO_DEFAULT)
        return self.partition(f"{caller.namespace or LOCAL}.{names[0]}"), parts[-1]


Table = tuple[tuple[str, Callable[..., Any]], ...]


def _members(partition: type[Partition]) -> dict[str, Any]:
    """The static functions of one of the caches, one per signature."""
    access = CacheAccess(partition)
    kind = f"Cache.{partition.__name__}"

    def get_partition(caller: Caller, name: str | None) -> Partition:
        return partition.named(caller, name)

    members: dict[str, Any] = {}
    opening: Table = ((f"static {kind} getPartition(String partitionName)", get_partition),)
    for signature, function in (*opening, *_puts(access), *_gets(access), *_others(access)):
        marked = apex_method(signature, caller=True)(function)
        members[function.__name__] = staticmethod(marked)
    return members


def _puts(access: CacheAccess) -> Table:
    def put(caller: Caller, key: str | None, value: Any) -> None:
        owner, inside = access.of_key(caller, key)
        owner.put(caller, inside, value)

    def put_visibly(caller: Caller, key: str | None, value: Any, visibility: Any) -> None:
        put(caller, key, value)

    def put_for(
        caller: Caller, key: str | None, value: Any, seconds: int, *visibility: Any
    ) -> None:
        owner, inside = access.of_key(caller, key)
        owner.put_for(caller, inside, value, seconds)

    with_time = "static void put(String key, Object value, Integer ttlSecs"
    return (
        ("static void put(String key, Object value)", put),
        ("static void put(String key, Object value, Cache.Visibility visibility)", put_visibly),
        (f"{with_time})", put_for),
        (f"{with_time}, Cache.Visibility visibility, Boolean immutable)", put_for),
    )


def _gets(access: CacheAccess) -> Table:
    def get(caller: Caller, key: str | None) -> Any:
        owner, inside = access.of_key(caller, key)
        return owner.get(caller, inside)

    def get_or_load(caller: Caller, builder: ApexType | None, key: str | None) -> Any:
        owner, inside = access.of_key(caller, key)
        return owner.get_or_load(caller, builder, inside)

    def get_all(caller: Caller, keys: ApexSet) -> ApexMap:
        found = [(key, get(caller, key)) for key in not_null(keys)]
        present = [(key, value) for key, value in found if value is not None]
        return ApexMap(map_of(STRING, OBJECT), present)

    return (
        ("static Object get(String key)", get),
        ("static Object get(Type cacheBuilder, String key)", get_or_load),
        ("static Map<String, Object> get(Set<String> keys)", get_all),
    )


def _others(access: CacheAccess) -> Table:
    def contains(caller: Caller, key: str | None) -> bool:
        owner, inside = access.of_key(caller, key)
        return owner.contains(caller, inside)

    def contains_each(caller: Caller, keys: ApexSet) -> ApexMap:
        pairs = [(key, contains(caller, key)) for key in not_null(keys)]
        return ApexMap(map_of(STRING, BOOLEAN), pairs)

    def remove(caller: Caller, key: str | None) -> bool:
        owner, inside = access.of_key(caller, key)
        return owner.remove(caller, inside)

    def remove_built(caller: Caller, builder: ApexType | None, key: str | None) -> bool:
        owner, inside = access.of_key(caller, key)
        return owner.remove_built(caller, builder, inside)

    return (
        ("static Boolean contains(String key)", contains),
        ("static Map<String, Boolean> contains(Set<String> keys)", contains_each),
        ("static Boolean remove(String key)", remove),
        ("static Boolean remove(Type cacheBuilder, String key)", remove_built),
    )


class OrgMembers:
    """What only the org cache has."""

    @apex_property("static Integer MAX_TTL_SECS { get; }")
    @staticmethod
    def max_ttl() -> int:
        """The longest time to live."""
        return OrgPartition.kind.seconds_max

    @apex_method("static List<Object> get(List<String> keys)", caller=True)
    @staticmethod
    def get_list(caller: Caller, keys: ApexList) -> ApexList:
        """The values, null for those that are not there."""
        return ApexList(list_of(OBJECT), [_org_get(caller, key) for key in not_null(keys)])


class SessionMembers:
    """What only the session cache has."""

    @apex_property("static Integer MAX_TTL_SECS { get; }")
    @staticmethod
    def max_ttl() -> int:
        """The longest time to live."""
        return SessionPartition.kind.seconds_max

    @apex_method("static Boolean isAvailable()")
    @staticmethod
    def is_available() -> bool:
        """Whether there is a session."""
        return True


def _org_get(caller: Caller, key: str | None) -> Any:
    owner, inside = CacheAccess(OrgPartition).of_key(caller, key)
    return owner.get(caller, inside)


_MODULE: Final = {"__module__": __name__, "__doc__": "Static members only."}
Org = apex_class("Cache.Org")(type("Org", (OrgMembers,), _MODULE | _members(OrgPartition)))
Session = apex_class("Cache.Session")(
    type("Session", (SessionMembers,), _MODULE | _members(SessionPartition))
)
