"""Finds every decorated class by walking the package, and writes down what it implements.

The result is plain data (dicts, lists, strings), so that it can be kept on disk and loaded without
importing a single implementation.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from typing import Any, Final

import sfsim.stdlib
from sfsim.apex.signatures import Signature, parse_signature
from sfsim.stdlib.registry import MemberMark, TypeMark, member_marks, type_marks

METHOD: Final = "method"
FUNCTION: Final = "function"
INLINE: Final = "inline"

Member = dict[str, Any]
Record = dict[str, Any]
"""A type: name, kind, parameters, extends, implements, modifiers, python, constants, members.

A member: kind, signature, style, target, caller, setter. `target` None: not implemented.
"""


def implemented_types() -> dict[str, Record]:
    """All decorated types by qualified name; two classes may each implement a part of one type."""
    found: dict[str, Record] = {}
    for cls in _decorated_classes():
        for mark in type_marks(cls):
            record = _record(cls, mark)
            known = found.get(record["name"])
            if known is None:
                found[record["name"]] = record
            else:
                _join(known, record)
    return found


def key(member: Member, signature: Signature) -> tuple[object, ...]:
    """What tells overloads apart."""
    types = tuple(ref for _, ref in signature.parameters)
    return member["kind"], signature.name.lower(), types


def _decorated_classes() -> Iterator[type]:
    package = sfsim.stdlib
    for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        loaded = importlib.import_module(module.name)
        for value in vars(loaded).values():
            if isinstance(value, type) and value.__module__ == module.name and type_marks(value):
                yield value


def _record(cls: type, mark: TypeMark) -> Record:
    name, _, rest = mark.name.partition("<")
    parameters = [part.strip() for part in rest.rstrip(">").split(",")] if rest else []
    path = f"{cls.__module__}:{cls.__qualname__}"
    members = [_constructor_name(each, name) for each in _members(cls, path, mark)]
    return {
        "name": name,
        "kind": mark.kind,
        "parameters": parameters,
        "extends": mark.extends,
        "implements": list(mark.implements),
        "modifiers": sorted(mark.modifiers),
        "python": mark.python or path,
        "constants": list(mark.constants),
        "members": members,
    }


def _constructor_name(member: Member, name: str) -> Member:
    if member["kind"] == "constructor":
        simple = name.rpartition(".")[2]
        assert parse_signature(member["signature"]).name == simple, member["signature"]
    return member


def _members(cls: type, path: str, mark: TypeMark) -> Iterator[Member]:
    for attribute, value in _attributes(cls):
        for each in member_marks(value):
            yield _member(each, path, attribute, isinstance(value, staticmethod))
    for signature in mark.attributes:
        name = parse_signature(signature).name
        yield {
            "kind": "property",
            "signature": signature,
            "style": INLINE,
            "target": f"{{0}}.{name}",
            "caller": False,
            "setter": f"{{0}}.__setattr__({name!r}, {{1}})",
        }


def _attributes(cls: type) -> Iterator[tuple[str, object]]:
    """Own attributes and those of undecorated bases (shared implementations)."""
    seen: set[str] = set()
    for base in cls.__mro__:
        if base is not cls and type_marks(base):
            continue
        for name, value in vars(base).items():
            if name not in seen:
                seen.add(name)
                yield name, value


def _member(mark: MemberMark, path: str, attribute: str, is_static: bool) -> Member:
    style, target = METHOD, attribute
    if mark.inline is not None:
        style, target = INLINE, mark.inline
    elif mark.kind == "constructor" and attribute == "__init__":
        style, target = FUNCTION, path
    elif is_static:
        style, target = FUNCTION, f"{path}.{attribute}"
    return {
        "kind": mark.kind,
        "signature": mark.signature,
        "style": style,
        "target": target,
        "caller": mark.caller,
        "setter": mark.setter,
    }


def _join(known: Record, other: Record) -> None:
    known["members"] = [*known["members"], *other["members"]]
    for part in ("constants", "implements", "parameters"):
        known[part] = known[part] or other[part]
