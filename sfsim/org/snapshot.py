"""What is known of an unchanged code base without parsing it, stored beside its compiled code.

The file is a head (which types, tests and triggers there are) and, for each class, a stretch that
is read when somebody asks for that class: what the runtime knows of its types, and its declaration
without the trees of its bodies.
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
    """A class file: its path and where its stretch lies."""

    path: str
    start: int
    end: int


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
        self._read: dict[int, KnownClass] = {}

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
        stretches: list[bytes] = []
        start = 0
        for each in classes:
            stretch = pickle.dumps(each, protocol=5)
            names.update((fold(name), (name, len(heads))) for name in each.types)
            heads.append(ClassHead(each.path, start, start + len(stretch)))
            stretches.append(stretch)
            start += len(stretch)
        head = {"tests": tests, "triggers": triggers, "names": names, "classes": tuple(heads)}
        return cls(head, b"".join(stretches))

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
        return self._class(found[1]).types[found[0]] if found is not None else None

    def declaration(self, name: str) -> TypeDeclaration | None:
        """The declaration of a type by its name in any case, without the trees of its members."""
        found = self._names.get(fold(name))
        return self._class(found[1]).declarations[found[0]] if found is not None else None

    def _class(self, number: int) -> KnownClass:
        found = self._read.get(number)
        if found is None:
            head = self._classes[number]
            read = pickle.loads(self._blob[head.start : head.end])
            assert isinstance(read, KnownClass), "the stretches of a snapshot are classes"
            found = self._read[number] = read
        return found


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
