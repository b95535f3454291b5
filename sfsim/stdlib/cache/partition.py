"""Cache.Partition, OrgPartition and SessionPartition.

Source: Apex Reference Guide, "Partition Class", "OrgPartition Class", "SessionPartition Class".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final, NoReturn

from sfsim.names import fold
from sfsim.runtime.caller import Caller
from sfsim.runtime.collections import ApexMap, ApexSet, not_null
from sfsim.runtime.exceptions import EXCEPTION_TYPES
from sfsim.runtime.values import ApexType
from sfsim.stdlib.cache.store import CacheStore, Entry
from sfsim.stdlib.registry import apex_class, apex_interface, apex_method
from sfsim.typeref import BOOLEAN, OBJECT, STRING, map_of, set_of

LOCAL: Final = "local"
METADATA_KIND: Final = "cachePartition"
KEY_FORM: Final = re.compile(r"[A-Za-z0-9]{1,50}")
TTL_MIN_SECONDS: Final = 300
UNKNOWN_PARTITION: Final = "Unable to find partition: {}"
BAD_KEY: Final = "Invalid key: {}"
BAD_TTL: Final = "Invalid time to live: {}"
NOT_A_BUILDER: Final = "Not a Cache.CacheBuilder: {}"
"""The texts are not seen on a real org; the exception types are documented."""


@dataclass(frozen=True, slots=True)
class CacheKind:
    """Org or session cache: how long it keeps a value, and what it raises."""

    name: str
    seconds_default: int
    seconds_max: int
    error: str


ORG: Final = CacheKind("org", 86_400, 172_800, "Cache.Org.OrgCacheException")
SESSION: Final = CacheKind("session", 28_800, 28_800, "Cache.Session.SessionCacheException")


def raise_error(apex_name: str, message: str) -> NoReturn:
    """Raises the exception of an Apex name."""
    raise EXCEPTION_TYPES[apex_name](message)


@apex_interface("Cache.CacheBuilder")
class CacheBuilder:
    """Makes a value that is not in the cache."""

    @apex_method("Object doLoad(String key)")
    def doLoad(self, key: str) -> Any:
        """The value of a key."""
        raise NotImplementedError


@apex_class("Cache.Partition", virtual=True)
class Partition:
    """One partition, by its qualified name `namespace.name`."""

    kind: CacheKind = ORG

    def __init__(self, name: str) -> None:
        self.name = name

    @classmethod
    def named(cls, caller: Caller, name: str | None) -> Partition:
        """A deployed partition; a bare name is the running namespace's. Raises its exception."""
        namespace, _, bare = str(not_null(name)).rpartition(".")
        defined = {fold(each): each for each in caller.org.metadata_names(METADATA_KIND)}
        if fold(bare) not in defined:
            raise_error(cls.kind.error, UNKNOWN_PARTITION.format(name))
        owner = namespace or caller.namespace or LOCAL
        return cls(f"{owner}.{defined[fold(bare)]}")

    @apex_method("String getName()")
    def getName(self) -> str:
        """`local.default`."""
        return self.name

    @apex_method("Boolean isAvailable()")
    def isAvailable(self) -> bool:
        """Whether it can be used."""
        return True

    @apex_method("void put(String key, Object value)", caller=True)
    def put(self, caller: Caller, key: str | None, value: Any) -> None:
        """Keeps a value for as long as the cache does by default."""
        self.put_for(caller, key, value, self.kind.seconds_default)

    @apex_method("void put(String key, Object value, Cache.Visibility visibility)", caller=True)
    def put_visibly(self, caller: Caller, key: str | None, value: Any, visibility: Any) -> None:
        """Keeps a value; each namespace has partitions of its own, whoever may see them."""
        self.put(caller, key, value)

    @apex_method("void put(String key, Object value, Integer ttlSecs)", caller=True)
    @apex_method(
        "void put(String key, Object value, Integer ttlSecs, Cache.Visibility visibility,"
        " Boolean immutable)",
        caller=True,
    )
    def put_for(
        self,
        caller: Caller,
        key: str | None,
        value: Any,
        seconds: int,
        visibility: Any = None,
        is_immutable: bool | None = False,
    ) -> None:
        """Keeps a value for some seconds. Raises InvalidParamException."""
        if not TTL_MIN_SECONDS <= seconds <= self.kind.seconds_max:
            raise_error("Cache.InvalidParamException", BAD_TTL.format(seconds))
        store = caller.org.part(CacheStore)
        store.put(caller, self._place, checked(key), not_null(value), seconds)

    @apex_method("Object get(String key)", caller=True)
    def get(self, caller: Caller, key: str | None) -> Any:
        """A value, or null."""
        return caller.org.part(CacheStore).get(caller, self._place, checked(key))

    @apex_method("Map<String, Object> get(Set<String> keys)", caller=True)
    def get_all(self, caller: Caller, keys: ApexSet) -> ApexMap:
        """The values of those keys that are there."""
        present = [key for key in not_null(keys) if self.contains(caller, key)]
        return ApexMap(map_of(STRING, OBJECT), [(key, self.get(caller, key)) for key in present])

    @apex_method("Object get(Type cacheBuilder, String key)", caller=True)
    def get_or_load(self, caller: Caller, builder: ApexType | None, key: str | None) -> Any:
        """A value; where there is none, the builder makes it and it is kept."""
        place = built_key(builder, key)
        found = self.get(caller, place)
        if found is not None:
            return found
        maker = caller.org.program.new_instance(not_null(builder).ref, caller)
        if not hasattr(maker, "doLoad"):
            name = not_null(builder).getName()
            raise_error("Cache.InvalidCacheBuilderException", NOT_A_BUILDER.format(name))
        made = maker.doLoad(key)
        if made is not None:
            self.put(caller, place, made)
        return made

    @apex_method("Boolean contains(String key)", caller=True)
    def contains(self, caller: Caller, key: str | None) -> bool:
        """Whether there is a value."""
        return checked(key) in self._entries(caller)

    @apex_method("Map<String, Boolean> contains(Set<String> keys)", caller=True)
    def contains_each(self, caller: Caller, keys: ApexSet) -> ApexMap:
        """Which keys have values."""
        pairs = [(key, self.contains(caller, key)) for key in not_null(keys)]
        return ApexMap(map_of(STRING, BOOLEAN), pairs)

    @apex_method("Boolean remove(String key)", caller=True)
    def remove(self, caller: Caller, key: str | None) -> bool:
        """Forgets a value; whether there was one."""
        return self._entries(caller).pop(checked(key), None) is not None

    @apex_method("Boolean remove(Type cacheBuilder, String key)", caller=True)
    def remove_built(self, caller: Caller, builder: ApexType | None, key: str | None) -> bool:
        """Forgets a value that a builder made."""
        return self.remove(caller, built_key(builder, key))

    @apex_method("Set<String> getKeys()", caller=True)
    def getKeys(self, caller: Caller) -> ApexSet:
        """The keys that have values."""
        return ApexSet(set_of(STRING), self._entries(caller))

    @apex_method("Long getNumKeys()", caller=True)
    def getNumKeys(self, caller: Caller) -> int:
        """How many keys have values."""
        return len(self._entries(caller))

    @apex_method("Double getCapacity()", caller=True)
    def getCapacity(self, caller: Caller) -> float:
        """How many percent of the room are taken."""
        return caller.org.part(CacheStore).used_percent(caller, self._place)

    @apex_method("static String createFullyQualifiedPartition(String namespace, String partition)")
    @staticmethod
    def qualified_partition(namespace: str | None, partition: str | None) -> str:
        """`namespace.partition`."""
        return f"{namespace}.{partition}"

    @apex_method(
        "static String createFullyQualifiedKey(String namespace, String partition, String key)"
    )
    @staticmethod
    def qualified_key(namespace: str | None, partition: str | None, key: str | None) -> str:
        """`namespace.partition.key`."""
        return f"{namespace}.{partition}.{key}"

    @apex_method("static void validateKey(Boolean isDefault, String key)")
    @staticmethod
    def validate_key(is_default: bool | None, key: str | None) -> None:
        """Raises InvalidParamException unless the key has the form of one."""
        checked(key)

    @property
    def _place(self) -> str:
        return f"{self.kind.name}.{self.name}"

    def _entries(self, caller: Caller) -> dict[str, Entry]:
        return caller.org.part(CacheStore).entries(caller, self._place)


@apex_class("Cache.OrgPartition", extends="Cache.Partition")
class OrgPartition(Partition):
    """A partition that all users share."""

    kind = ORG


@apex_class("Cache.SessionPartition", extends="Cache.Partition")
class SessionPartition(Partition):
    """A partition of one session; a simulated org has one session per user and test."""

    kind = SESSION


def checked(key: str | None) -> str:
    """A key of letters and digits. Raises InvalidParamException."""
    if key is None or KEY_FORM.fullmatch(key) is None:
        raise_error("Cache.InvalidParamException", BAD_KEY.format(key))
    return key


def built_key(builder: ApexType | None, key: str | None) -> str:
    """Where a builder's value is kept."""
    name = re.sub(r"[^A-Za-z0-9]", "", not_null(builder).getName())
    return f"{name}{checked(key)}"[-50:]
