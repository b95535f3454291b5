"""Reads the Apex signatures that the standard library's decorators carry.

    static Integer mod(Integer dividend, Integer divisor)
    List<Database.SaveResult> insert(List<SObject> records, Boolean allOrNone)
    HttpRequest()                         a constructor
    static String name { get; set; }      a property
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from sfsim.typeref import VOID, TypeRef, list_of

WORD: Final = r"[A-Za-z_][A-Za-z0-9_]*"
TOKEN: Final = re.compile(rf"\s*({WORD}(?:\.{WORD})*|[<>,(){{}};\[\]])")
MODIFIERS: Final = frozenset({"static", "virtual", "abstract", "protected", "global", "public"})


@dataclass(frozen=True, slots=True)
class Signature:
    """A member: `returns` is None for a constructor; properties say which accessors they have."""

    name: str
    returns: TypeRef | None
    parameters: tuple[tuple[str, TypeRef], ...] = ()
    modifiers: frozenset[str] = frozenset()
    is_property: bool = False
    getter: bool = False
    setter: bool = False

    @property
    def is_static(self) -> bool:
        """Whether the member belongs to the type itself."""
        return "static" in self.modifiers


def parse_signature(text: str) -> Signature:
    """A method, constructor or property. An ill-formed text is a bug: AssertionError."""
    return _Reader(text).signature()


def parse_type(text: str) -> TypeRef:
    """A type as Apex spells it; `X[]` is `List<X>` and the System namespace is dropped."""
    reader = _Reader(text)
    found = reader.type()
    assert reader.at_end, f"text after the type in {text!r}"
    return found


class _Reader:
    """The tokens of one signature."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = TOKEN.findall(text)
        assert "".join(self.tokens) == re.sub(r"\s", "", text), f"strange signature {text!r}"
        self.place = 0

    @property
    def at_end(self) -> bool:
        """Whether every token was read."""
        return self.place == len(self.tokens)

    def peek(self) -> str:
        """The next token, '' at the end."""
        return "" if self.at_end else self.tokens[self.place]

    def take(self, expected: str | None = None) -> str:
        """Reads a token."""
        token = self.peek()
        assert token, f"{self.text!r} ends too early"
        assert expected in (None, token), f"{expected!r} expected in {self.text!r}"
        self.place += 1
        return token

    def accept(self, token: str) -> bool:
        """Reads a token if it is the next one."""
        if self.peek() != token:
            return False
        self.place += 1
        return True

    def signature(self) -> Signature:
        """The whole text."""
        modifiers = set()
        while self.peek() in MODIFIERS:
            modifiers.add(self.take())
        first = self.type()
        if self.accept("("):
            parameters = self.parameters()
            return self.ended(Signature(first.name, None, parameters, frozenset(modifiers)))
        name = self.take()
        if self.accept("("):
            parameters = self.parameters()
            return self.ended(Signature(name, first, parameters, frozenset(modifiers)))
        return self.ended(self.property(name, first, frozenset(modifiers)))

    def ended(self, found: Signature) -> Signature:
        """The signature, nothing left over."""
        assert self.at_end, f"text after the signature {self.text!r}"
        return found

    def parameters(self) -> tuple[tuple[str, TypeRef], ...]:
        """`Integer a, String b)`."""
        found: list[tuple[str, TypeRef]] = []
        while not self.accept(")"):
            if found:
                self.take(",")
            ref = self.type()
            found.append((self.take(), ref))
        return tuple(found)

    def property(self, name: str, ref: TypeRef, modifiers: frozenset[str]) -> Signature:
        """`{ get; set; }`."""
        self.take("{")
        accessors = []
        while not self.accept("}"):
            accessors.append(self.take())
            self.take(";")
        return Signature(
            name, ref, (), modifiers, is_property=True,
            getter="get" in accessors, setter="set" in accessors,
        )  # fmt: skip

    def type(self) -> TypeRef:
        """A type name with its arguments."""
        name = self.take()
        if name == "void":
            return VOID
        name = name.removeprefix("System.")
        arguments = []
        if self.accept("<"):
            arguments.append(self.type())
            while self.accept(","):
                arguments.append(self.type())
            self.take(">")
        found = TypeRef(name, tuple(arguments))
        while self.accept("["):
            self.take("]")
            found = list_of(found)
        return found
