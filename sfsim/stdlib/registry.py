"""The decorators by which a Python class says which Apex type it implements, and with what members.

    @apex_class("System.Math", source="Apex Reference Guide, Math Class")
    class Math:
        @apex_method("static Integer mod(Integer dividend, Integer divisor)")
        @staticmethod
        def mod(dividend: int, divisor: int) -> int: ...

A static function (Python `staticmethod`) is called with the receiver as its first argument, if the
Apex member has one; a plain Python method is called on the receiver, which is then an instance of a
Python class with a method of that name. `caller=True` puts the calling class's `Caller` after the
receiver. Overloads are several functions with different Python names, or several decorators on one.
The decorators only mark; `sfsim.stdlib.catalogue` reads the marks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from sfsim.names import fold
from sfsim.runtime.collections import ApexList
from sfsim.runtime.exceptions import NoSuchElementException
from sfsim.runtime.objects import ApexEnum
from sfsim.typeref import TypeRef, list_of

C = TypeVar("C", bound=type)
F = TypeVar("F")

NO_ENUM_VALUE: Final = "No enum value found called {}"
"""Source: recorded."""

MEMBER_MARKS: Final = "__apex_members__"
TYPE_MARKS: Final = "__apex_types__"
GETTER: Final = re.compile(r"(\S+) ((?:get|is)([A-Z]\w*))\(\)")
RUNTIME_TYPE: Final = "type"
"""The class attribute that tells the run-time type of an instance."""


@dataclass(frozen=True, slots=True)
class MemberMark:
    """One decorated member. `kind`: 'method', 'constructor' or 'property'.

    `inline` is a Python expression over the placeholders of `declarations.CallStyle.INLINE`.
    `setter` (properties) is the inline form of an assignment, {1} the new value.
    """

    kind: str
    signature: str
    caller: bool = False
    inline: str | None = None
    setter: str | None = None


@dataclass(frozen=True, slots=True)
class TypeMark:
    """One decorated class. `name` is qualified and lists type parameters: `System.List<T>`.

    `kind` is that of `declarations.TypeKind`. `constants`: an enum's. `attributes`: properties that
    are plain Python attributes of the same name.
    """

    name: str
    kind: str
    source: str
    python: str | None = None
    extends: str | None = None
    implements: tuple[str, ...] = ()
    modifiers: frozenset[str] = frozenset()
    constants: tuple[str, ...] = ()
    attributes: tuple[str, ...] = ()


def apex_class(
    name: str,
    *,
    source: str = "Apex Reference Guide",
    python: str | None = None,
    extends: str | None = None,
    implements: Sequence[str] = (),
    virtual: bool = False,
    abstract: bool = False,
    attributes: Sequence[str] = (),
) -> Callable[[C], C]:
    """Marks the implementation of a class. `python` names the Python class of its instances as
    `module:Class` where that is another one than the decorated class."""
    modifiers = {"virtual"} if virtual else {"abstract"} if abstract else set()
    mark = TypeMark(
        name, "class", source, python, extends, tuple(implements), frozenset(modifiers),
        attributes=tuple(attributes),
    )  # fmt: skip
    return _type_marker(mark)


def apex_interface(
    name: str,
    *,
    source: str = "Apex Reference Guide",
    extends: Sequence[str] = (),
) -> Callable[[C], C]:
    """Marks an interface; user classes implement its methods under their plain names."""
    return _type_marker(TypeMark(name, "interface", source, implements=tuple(extends)))


def apex_enum(
    name: str, *constants: str, source: str = "Apex Reference Guide"
) -> Callable[[C], C]:
    """Marks an enum and gives the class one `ApexEnum` attribute per constant, and a function
    `get_X` that returns it, which is what emitted code calls."""

    def mark_enum(cls: C) -> C:
        ref = TypeRef(name.removeprefix("System."))
        values = [ApexEnum(constant, place, ref) for place, constant in enumerate(constants)]
        for value in values:
            setattr(cls, value.name, value)
            setattr(cls, f"get_{value.name}", staticmethod(_constant(value)))
        members: dict[str, Any] = {
            "constants": tuple(values),
            "values": staticmethod(lambda: ApexList(list_of(ref), values)),
            "value_of": staticmethod(_finder(tuple(values))),
        }
        for attribute, member in members.items():
            setattr(cls, attribute, member)
        return _type_marker(TypeMark(name, "enum", source, constants=tuple(constants)))(cls)

    return mark_enum


def apex_method(
    signature: str, *, caller: bool = False, inline: str | None = None
) -> Callable[[F], F]:
    """Marks the implementation of a method."""
    return _member_marker(MemberMark("method", signature, caller, inline))


def apex_constructor(signature: str, *, caller: bool = False) -> Callable[[F], F]:
    """Marks a constructor: on `__init__` the class itself is called, else the static function."""
    return _member_marker(MemberMark("constructor", signature, caller))


def apex_property(
    signature: str, *, caller: bool = False, inline: str | None = None, setter: str | None = None
) -> Callable[[F], F]:
    """Marks the getter of a property; `setter` is the inline form of an assignment to it."""
    return _member_marker(MemberMark("property", signature, caller, inline, setter))


def getters_as_properties(cls: C) -> C:
    """Gives each marked `T getX()` and `Boolean isX()` without parameters a read-only property
    `x` beside it, as the platform's describe and result classes have."""
    for base in cls.__mro__:
        for attribute, value in list(vars(base).items()):
            marks = member_marks(value)
            if any(mark.kind == "property" for mark in marks):
                continue  # a base that another class has had marked
            made = tuple(
                MemberMark("property", f"{found[1]} {found[3]} {{ get; }}", inline=inline)
                for mark in marks
                for found in [GETTER.fullmatch(mark.signature)]
                for inline in [f"{{0}}.{attribute}()"]
                if found is not None and not mark.caller
            )
            if made:
                setattr(value, MEMBER_MARKS, (*marks, *made))
    return cls


def member_marks(attribute: object) -> tuple[MemberMark, ...]:
    """The marks of one attribute of a class, in source order."""
    function = getattr(attribute, "__func__", attribute)
    return tuple(getattr(function, MEMBER_MARKS, ()))


def type_marks(cls: type) -> tuple[TypeMark, ...]:
    """The marks of a class itself, not those it inherits."""
    return tuple(vars(cls).get(TYPE_MARKS, ()))


def enum_constant(constants: Iterable[ApexEnum], name: str) -> ApexEnum:
    """The constant of that exact name. An unknown name is a bug: AssertionError."""
    for constant in constants:
        if constant.name == name:
            return constant
    raise AssertionError(f"no enum constant {name}")


def _type_marker(mark: TypeMark) -> Callable[[C], C]:
    def mark_type(cls: C) -> C:
        marks = (mark, *type_marks(cls))
        if "type" not in vars(cls) and "<" not in mark.name and mark.python is None:
            name = mark.name.removeprefix("System.")
            setattr(cls, RUNTIME_TYPE, TypeRef(name))
        setattr(cls, TYPE_MARKS, marks)
        return cls

    return mark_type


def _member_marker(mark: MemberMark) -> Callable[[F], F]:
    def mark_member(function: F) -> F:
        # A staticmethod object and its function are marked as one: the catalogue meets either.
        target: Any = getattr(function, "__func__", function)
        setattr(target, MEMBER_MARKS, (mark, *getattr(target, MEMBER_MARKS, ())))
        return function

    return mark_member


def _finder(constants: tuple[ApexEnum, ...]) -> Callable[[str | None], ApexEnum]:
    """`valueOf`: ignores case. Raises NoSuchElementException."""

    def find(name: str | None) -> ApexEnum:
        for constant in constants:
            if name is not None and fold(constant.name) == fold(name):
                return constant
        raise NoSuchElementException(NO_ENUM_VALUE.format("null" if name is None else name))

    return find


def _constant(value: ApexEnum) -> Callable[[], ApexEnum]:
    return lambda: value
