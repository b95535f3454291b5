"""List, Set and Map: Python's list and dict with Apex's element equality, guards and errors.

An `ApexList` is a list, an `ApexSet` and an `ApexMap` are dicts, so emitted code appends, indexes,
counts and looks up at C speed. Where Python's key equality is not Apex's (Decimals, records, user
objects, a mix of types) the keyed variants wrap the keys. Each class has two variants of the same
layout, `iterating` and `read_only`, whose mutators raise; `hold` and `make_read_only` swap them in.
"""

from sfsim.runtime.collections.elements import ApexIterator, not_null
from sfsim.runtime.collections.guards import hold, make_read_only, release
from sfsim.runtime.collections.lists import ApexList
from sfsim.runtime.collections.maps import ApexMap, FoldedMap, KeyedMap, KeySet, map_of_records
from sfsim.runtime.collections.sets import ApexSet, KeyedSet

__all__ = [
    "ApexIterator",
    "ApexList",
    "ApexMap",
    "ApexSet",
    "FoldedMap",
    "KeySet",
    "KeyedMap",
    "KeyedSet",
    "hold",
    "make_read_only",
    "map_of_records",
    "not_null",
    "release",
]
