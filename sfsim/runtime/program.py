"""The compiled code of one org: loads units when they are first used, and is asked about types.

All classes of an org share one namespace (the globals of their functions), in which every class,
static method, holder and constant has its own name. A name whose unit is not loaded yet is bound to
a stub that loads it; so a call between classes is a global function call and nothing more.
"""

from __future__ import annotations

import linecache
import pickle
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any, Final, Protocol, cast

from sfsim.compiled import CompiledMethod, CompiledType, CompiledUnit, Link, LinkKind, unit_name
from sfsim.errors import ApexException
from sfsim.runtime.allocation import PROGRAM
from sfsim.runtime.caller import Caller, OrgService
from sfsim.runtime.exceptions import TypeException
from sfsim.runtime.exports import EXPORTS
from sfsim.runtime.holders import Statics, make_holder_type
from sfsim.runtime.imports import import_target, late_import
from sfsim.runtime.numbers import CONTEXT
from sfsim.runtime.objects import ApexEnum, ApexObject, fields_of
from sfsim.runtime.stack import ApexStack
from sfsim.runtime.subtypes import TypeTests
from sfsim.runtime.ticks import Tick, unlimited
from sfsim.typeref import TypeRef

CANNOT_CONSTRUCT: Final = "Type cannot be constructed: {}"


class CodeSource(Protocol):
    """Where a program's code comes from: the compiler, given by the layer above."""

    def unit(self, name: str) -> CompiledUnit:
        """The compiled unit of a top-level type. Raises SourceError when it does not compile."""
        ...

    def describe(self, name: str) -> CompiledType | None:
        """A user type by its canonical name (inner ones too), without compiling it."""
        ...

    def find(self, name: str) -> TypeRef | None:
        """The user type that a name in any case denotes."""
        ...

    def find_standard(self, name: str) -> TypeRef | None:
        """The standard type, sObject or generic type that a text in any case denotes."""
        ...

    def supertypes(self, ref: TypeRef) -> tuple[TypeRef, ...]:
        """Superclass and interfaces of a type, with the type's own arguments filled in."""
        ...

    def is_sobject(self, name: str) -> bool:
        """Whether an sObject type of that name exists."""
        ...

    def declaration(self, ref: TypeRef) -> Any:
        """The `apex.declarations.TypeDeclaration` behind a type, or None."""
        ...


@dataclass(frozen=True, slots=True)
class TransactionState:
    """What belongs to one transaction and is put aside while another one runs."""

    statics: list[tuple[str, Any]]
    depth: int


class Program:
    """All compiled classes of one org.

    `record_class` gives the Python class of an sObject type. `api_version` and the like of a class
    come with its `CompiledType`.
    """

    def __init__(
        self,
        org: OrgService,
        source: CodeSource,
        record_class: Callable[[str], type] | None = None,
    ) -> None:
        self._org = org
        self._source = source
        self._record_class = record_class
        self.stack = ApexStack()
        self.namespace: dict[str, Any] = {
            **EXPORTS,
            "stack": self.stack,
            "tick": unlimited(),
            PROGRAM: self,
        }
        self._statics = Statics(self.namespace)
        self._types = TypeTests(source)
        self._loaded: dict[str, CompiledUnit] = {}
        self._described: dict[str, CompiledType] = {}
        self._holder_types: dict[str, type] = {}
        self._enums: dict[str, tuple[ApexEnum, ...]] = {}
        self._callers: dict[str, Caller] = {}
        self._continuations: dict[str, dict[int, int]] = {}
        self.hits: dict[str, bytearray] = {}
        self.allocated: Callable[[int], None] = _nobody

    # --- running --------------------------------------------------------------------------------

    def call_static(self, type_name: str, method: str, *arguments: Any) -> Any:
        """Calls a static method by name and number of arguments."""
        return self.static_method(type_name, method, len(arguments))(*arguments)

    def static_method(self, type_name: str, method: str, arity: int) -> Callable[..., Any]:
        """A static method as a Python callable. Raises LookupError."""
        described = self._describe(type_name)
        for found in described.methods:
            if (
                found.is_static
                and found.name.lower() == method.lower()
                and len(found.parameters) == arity
            ):
                self.load(unit_name(described.name, described.namespace))
                return cast("Callable[..., Any]", self.namespace[found.identifier])
        raise LookupError(f"{type_name} has no static method {method} with {arity} parameters")

    def run_unit(self, unit: CompiledUnit) -> None:
        """Runs the trigger or anonymous block of a unit."""
        self.unit_function(unit)()

    def unit_function(self, unit: CompiledUnit) -> Callable[[], None]:
        """The function of a trigger or anonymous block, loaded."""
        self._load_unit(unit)
        return cast("Callable[[], None]", self.namespace[unit.types[0].identifier])

    def construct(self, type_ref: TypeRef, *arguments: Any) -> Any:
        """A new object of a user class, by the number of constructor arguments.

        Raises:
            TypeException: there is no such constructor, or the type has none.
        """
        found = self._constructor(type_ref, len(arguments))
        if found is None:
            raise TypeException(CANNOT_CONSTRUCT.format(type_ref))
        self.load(self._unit_of(type_ref.name))
        made = self.namespace[f"alloc__{type_ref.name.replace('.', '__')}"]()
        initializer = self._describe(type_ref.name).initializer
        if initializer:
            self.namespace[initializer](made)
        return self.namespace[found.identifier](made, *arguments)

    def python_class(self, type_ref: TypeRef) -> type[Any]:
        """The Python class of a user class, loaded."""
        self.load(self._unit_of(type_ref.name))
        return cast("type[Any]", self.namespace[f"class__{type_ref.name.replace('.', '__')}"])

    def enum_constants(self, type_ref: TypeRef) -> tuple[ApexEnum, ...]:
        """The constants of a user enum."""
        return self._enum(type_ref.name, self._describe(type_ref.name).constants)

    def caller(self, type_name: str) -> Caller:
        """The Caller constant of a user type."""
        found = self._callers.get(type_name)
        if found is None:
            found = self._callers[type_name] = self._make_caller(self._describe(type_name))
        return found

    # --- transactions ---------------------------------------------------------------------------

    def bind_tick(self, tick: Tick) -> None:
        """Gives emitted code the tick of the running transaction."""
        self.namespace["tick"] = tick

    def on_allocation(self, allocated: Callable[[int], None]) -> None:
        """Has the bytes of each large value reported that emitted code makes."""
        self.allocated = allocated

    def enter(self) -> TransactionState:
        """Puts the statics of the running transaction aside and begins with fresh ones."""
        state = TransactionState(self._statics.put_aside(), self.stack.depth)
        self.stack.depth = 0
        return state

    def leave(self, previous: TransactionState) -> None:
        """Drops the statics of a transaction and brings back those put aside."""
        self._statics.bring_back(previous.statics)
        self.stack.depth = previous.depth

    def suspend(self) -> TransactionState:
        """The same as `enter`; the transaction will be resumed."""
        return self.enter()

    def resume(self, state: TransactionState) -> TransactionState:
        """Brings a suspended transaction back; returns the state of the one that ran meanwhile."""
        current = self.enter()
        self.leave(state)
        return current

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """A transaction's statics, for tests and tools without an org."""
        previous = self.enter()
        try:
            yield
        finally:
            self.leave(previous)

    def live_statics(self) -> Iterator[Any]:
        """The holders of the classes that the running transaction has used (for the heap walk)."""
        for _, holder in self._statics.live():
            yield holder

    # --- reflection (ProgramService) ------------------------------------------------------------

    def find_type(self, name: str, caller: Caller) -> TypeRef | None:
        """The type that a name denotes for `Type.forName`, None when there is none."""
        return self._source.find(name) or self._source.find_standard(name)

    def new_instance(self, type_ref: TypeRef, caller: Caller) -> Any:
        """Calls the no-argument constructor. Raises TypeException when it cannot."""
        collection = EXPORTS.get(f"Apex{type_ref.name}") if type_ref.arguments else None
        if collection is not None:
            return collection(type_ref)
        if self._record_class is not None and self._source.is_sobject(type_ref.name):
            return self._record_class(type_ref.name)()
        return self.construct(type_ref)

    def is_assignable(self, source: TypeRef, target: TypeRef) -> bool:
        """Whether a value of run-time type `source` is an instance of `target`."""
        return self._types.is_assignable(source, target)

    def is_instance(self, value: Any, target: TypeRef) -> bool:
        """`value instanceof target`."""
        return self._types.is_instance(value, target)

    def cast(self, value: Any, target: TypeRef) -> Any:
        """`(target) value`. Raises TypeException."""
        return self._types.cast(value, target)

    def members(self, type_ref: TypeRef) -> Any:
        """The `apex.declarations.TypeDeclaration` of a user type, or None."""
        return self._source.declaration(type_ref)

    def statement_line(self, path: str, line: int) -> int:
        """The line on which the statement that goes over a line starts."""
        return self._continuations.get(path, {}).get(line, line)

    # --- loading --------------------------------------------------------------------------------

    def load(self, name: str) -> None:
        """Loads the unit of a top-level type, if it is not loaded yet."""
        if name not in self._loaded:
            self._load_unit(self._source.unit(name))

    def _load_unit(self, unit: CompiledUnit) -> None:
        for base in unit.bases:
            self.load(base)
        own = {found.name for found in unit.types}
        for described in unit.types:
            self._described[described.name] = described
        for name, link in unit.links.items():
            if link.kind is LinkKind.QUERY or name not in self.namespace:
                self._link(name, link, own)
        self._loaded[unit.name] = unit
        text = unit.source.text
        linecache.cache[unit.source.path] = (lambda: text,)
        self._continuations[unit.source.path] = unit.continuations
        if unit.counters is not None:
            name, size = unit.counters
            self.namespace[name] = self.hits.setdefault(unit.source.path, bytearray(size))
        exec(unit.code, self.namespace)
        for described in unit.types:
            if described.kind == "class":
                self._finish_class(described)
        self._types.forget()

    def _link(self, name: str, link: Link, own: set[str]) -> None:
        namespace = self.namespace
        if link.kind is LinkKind.MEMBER:
            if link.target not in own:
                namespace[name] = self._stub(name, link.target)
        elif link.kind is LinkKind.TYPE:
            namespace[name] = link.value
        elif link.kind is LinkKind.HOLDER:
            self._statics.declare(name, partial(self._initialize, name, link.target))
        elif link.kind is LinkKind.STANDARD:
            namespace[name] = late_import(namespace, name, link.target)
        elif link.kind is LinkKind.STANDARD_CLASS:
            namespace[name] = import_target(link.target)
        elif link.kind is LinkKind.CLASS:
            namespace[name] = _Unloaded
        elif link.kind is LinkKind.CALLER:
            namespace[name] = self._caller_of(link.target)
        elif link.kind is LinkKind.ENUM:
            namespace[name] = self._constant(link)
        elif link.kind is LinkKind.DECIMAL:
            namespace[name] = CONTEXT.create_decimal(link.target)
        elif link.kind is LinkKind.SOBJECT:
            assert self._record_class is not None, "this program has no sObjects"
            namespace[name] = self._record_class(link.target)
        else:
            assert link.kind is LinkKind.QUERY, f"{link.kind} cannot be linked"
            value = link.value
            namespace[name] = pickle.loads(value) if isinstance(value, bytes) else value

    def _stub(self, name: str, type_name: str) -> Callable[..., Any]:
        def load_and_call(*arguments: Any) -> Any:
            self.load(self._unit_of(type_name))
            function = self.namespace[name]
            assert function is not load_and_call, f"{type_name} does not define {name}"
            return function(*arguments)

        return load_and_call

    def _finish_class(self, described: CompiledType) -> None:
        path = described.name.replace(".", "__")
        cls = self.namespace[f"class__{path}"]
        cls.type = TypeRef(described.name)
        cls.__qualname__ = described.name
        cls.__name__ = described.name.rpartition(".")[2]
        cls.__module__ = "apex"
        inherited = getattr(cls.__mro__[1], "layout", ())
        cls.layout = (*inherited, *described.fields)
        if issubclass(cls, ApexException):
            cls.apex_name = described.name
        if not issubclass(cls, ApexObject):
            cls.apex_fields = fields_of
        self.namespace[f"alloc__{path}"] = partial(cls.__new__, cls)

    def _initialize(self, holder: str, type_name: str) -> Any:
        """The first use of a class in a transaction: its statics, the superclass's before."""
        self.load(self._unit_of(type_name))
        described = self._describe(type_name)
        if described.superclass is not None:
            parent = self._source.describe(described.superclass.name)
            if parent is not None and parent.has_effects:
                name = f"holder__{parent.name.replace('.', '__')}"
                self._statics.declare(name, partial(self._initialize, name, parent.name))
                _ = self.namespace[name].ready
        holder_type = self._holder_types.get(type_name)
        if holder_type is None:
            attributes = tuple(field.attribute for field in described.statics)
            holder_type = self._holder_types[type_name] = make_holder_type(type_name, attributes)
        made = holder_type()
        self._statics.begin(holder, made)
        initializer = self.namespace.get(f"initialize__{type_name.replace('.', '__')}")
        if initializer is not None:
            try:
                initializer()
            except BaseException:
                self._statics.abandon(holder)
                raise
        return self.namespace[holder]

    # --- constants ------------------------------------------------------------------------------

    def _describe(self, type_name: str) -> CompiledType:
        found = self._described.get(type_name) or self._source.describe(type_name)
        if found is None:
            ref = self._source.find(type_name)
            found = self._source.describe(ref.name) if ref is not None else None
        if found is None:
            raise LookupError(f"there is no type {type_name}")
        self._described[type_name] = found
        return found

    def _unit_of(self, type_name: str) -> str:
        return unit_name(type_name, self._describe(type_name).namespace)

    def _constructor(self, type_ref: TypeRef, arity: int) -> CompiledMethod | None:
        described = self._source.describe(type_ref.name)
        for found in described.constructors if described is not None else ():
            if len(found.parameters) == arity:
                return found
        return None

    def _enum(self, type_name: str, names: tuple[str, ...]) -> tuple[ApexEnum, ...]:
        found = self._enums.get(type_name)
        if found is None:
            ref = TypeRef(type_name)
            found = tuple(ApexEnum(name, ordinal, ref) for ordinal, name in enumerate(names))
            self._enums[type_name] = found
        return found

    def _constant(self, link: Link) -> ApexEnum:
        type_name, _, name = link.target.partition("#")
        assert isinstance(link.value, tuple), "an enum link carries the constants"
        constants = self._enum(type_name, link.value)
        return next(constant for constant in constants if constant.name == name)

    def _caller_of(self, type_name: str) -> Caller:
        found = self._callers.get(type_name)
        if found is None:
            found = self._callers[type_name] = self._make_caller(self._describe(type_name))
        return found

    def _make_caller(self, described: CompiledType) -> Caller:
        kind = described.kind if described.kind in ("trigger", "anonymous") else "class"
        return Caller(
            described.name,
            described.namespace,
            described.sharing,
            described.api_version,
            described.is_test,
            self._org,
            kind,
        )


class _Unloaded(Exception):
    """Stands for a user class that is not loaded yet: nothing is an instance of it."""


def _nobody(size: int) -> None:
    """Takes the reports of allocations while no org wants them."""
