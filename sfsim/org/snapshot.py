"""What is known of an unchanged code base without parsing it, stored beside its compiled code.

The file is a head (which types, tests and triggers there are) and, for each class, two stretches
that are read when somebody asks: what the runtime knows of its types, and their declarations
without the trees of their bodies.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from sfsim.apex.cache import CodeCache
from sfsim.apex.declarations import FieldDeclaration, MethodDeclaration, TypeDeclaration
from sfsim.compiled import CompiledType
from sfsim.names import fold
from sfsim.org.results import TestClass

if TYPE_CHECKING:
    from sfsim.apex import nodes

NAME: Final = "snapshot"
UNREADABLE: Final = (
    EOFError, ValueError, TypeError, AttributeError, ImportError, IndexError, KeyError,
    pickle.UnpicklingError,
)  # fmt: skip
"""What reading a file that was cut off or written by another version may raise: it is a miss."""


@dataclass(frozen=True, slots=True)
class TriggerHead:
    """A trigger before it is compiled; `events` are like BEFORE_INSERT."""

    name: str
    sobject: str
    events: frozenset[str]
    path: str
    api_version: float


@dataclass(frozen=True, slots=True)
class ClassHead:
    """A class file: its path and where its two stretches lie."""

    path: str
    types: slice
    declarations: slice


@dataclass(frozen=True, slots=True)
class KnownClass:
    """What is stored of one class file, inner types included, by canonical name."""

    path: str
    types: Mapping[str, CompiledType]
    declarations: Mapping[str, TypeDeclaration]


class Snapshot:
    """A stored code base. Made by `made_of` and read back by `load`."""

    def __init__(self, head: Mapping[str, Any], blob: bytes) -> None:
        self.tests: tuple[TestClass, ...] = head["tests"]
        self.triggers: tuple[TriggerHead, ...] = head["triggers"]
        self._names: dict[str, tuple[str, int]] = head["names"]
        self._classes: tuple[ClassHead, ...] = head["classes"]
        self._blob = blob
        self._types: dict[int, Mapping[str, CompiledType]] = {}
        self._declarations: dict[int, Mapping[str, TypeDeclaration]] = {}

    @classmethod
    def made_of(
        cls,
        classes: Iterable[KnownClass],
        tests: tuple[TestClass, ...],
        triggers: tuple[TriggerHead, ...],
    ) -> Snapshot:
        """The snapshot of a code base that was read."""
        heads: list[ClassHead] = []
        names: dict[str, tuple[str, int]] = {}
        blob = bytearray()
        for each in classes:
            names.update((fold(name), (name, len(heads))) for name in each.types)
            heads.append(
                ClassHead(each.path, _append(blob, each.types), _append(blob, each.declarations))
            )
        head = {"tests": tests, "triggers": triggers, "names": names, "classes": tuple(heads)}
        return cls(head, bytes(blob))

    @classmethod
    def load(cls, cache: CodeCache) -> Snapshot | None:
        """The stored snapshot of what the cache is for; None when there is none."""
        data = cache.read(NAME)
        if data is None:
            return None
        try:
            size = int.from_bytes(data[:8], "big")
            return cls(pickle.loads(data[8 : 8 + size]), data[8 + size :])
        except UNREADABLE:
            return None

    def store(self, cache: CodeCache) -> None:
        """Stores it for the next start."""
        head = pickle.dumps(
            {
                "tests": self.tests,
                "triggers": self.triggers,
                "names": self._names,
                "classes": self._classes,
            },
            protocol=5,
        )
        cache.write(NAME, len(head).to_bytes(8, "big") + head + self._blob)

    def path_of(self, name: str) -> str | None:
        """The file of a type."""
        found = self._names.get(fold(name))
        return self._classes[found[1]].path if found is not None else None

    def describe(self, name: str) -> CompiledType | None:
        """A type by its name in any case."""
        found = self._names.get(fold(name))
        if found is None:
            return None
        canonical, number = found
        if number not in self._types:
            self._types[number] = pickle.loads(self._blob[self._classes[number].types])
        return self._types[number][canonical]

    def declaration(self, name: str) -> TypeDeclaration | None:
        """The declaration of a type by its name in any case, without the trees of its members."""
        found = self._names.get(fold(name))
        if found is None:
            return None
        canonical, number = found
        if number not in self._declarations:
            stretch = self._blob[self._classes[number].declarations]
            self._declarations[number] = pickle.loads(stretch)
        return self._declarations[number][canonical]


def _append(blob: bytearray, value: object) -> slice:
    """Adds a value to the stored bytes; returns where it lies."""
    start = len(blob)
    blob += pickle.dumps(value, protocol=5)
    return slice(start, len(blob))


def without_trees(declaration: TypeDeclaration) -> TypeDeclaration:
    """A copy of a declaration and its inner types that keeps only the heads of their trees."""
    return _bare(declaration, None)


def all_types(declaration: TypeDeclaration) -> Iterator[TypeDeclaration]:
    """A declaration and its inner types."""
    yield declaration
    for inner in declaration.inner.values():
        yield from all_types(inner)


def _bare(declaration: TypeDeclaration, outer: TypeDeclaration | None) -> TypeDeclaration:
    made = replace(declaration, outer=outer, source=None, node=_head(declaration.node))
    made.inner = {name: _bare(each, made) for name, each in declaration.inner.items()}
    made.fields = {name: _bare_field(each, made) for name, each in declaration.fields.items()}
    made.methods = {
        name: tuple(_bare_method(each, made) for each in overloads)
        for name, overloads in declaration.methods.items()
    }
    made.constructors = tuple(_bare_method(each, made) for each in declaration.constructors)
    return made


def _head(node: nodes.TypeDeclaration | None) -> nodes.TypeDeclaration | None:
    """The tree of a type without its members: enough to say that it is declared in source."""
    if node is None or not hasattr(node, "members"):
        return node
    return replace(node, members=())  # type: ignore[arg-type]  # an enum has constants instead


def _bare_field(field: FieldDeclaration, owner: TypeDeclaration) -> FieldDeclaration:
    return replace(field, owner=owner, node=None)


def _bare_method(method: MethodDeclaration, owner: TypeDeclaration) -> MethodDeclaration:
    return replace(method, owner=owner, node=None)
