"""The plain names under which Python code calls a user class: `compareTo`, `execute`.

A method among user classes has a mangled name; one that implements a member of a standard interface
or class, or overrides one of Object, gets the standard's own name too.
"""

from __future__ import annotations

import ast
from typing import Final

from sfsim.apex import pyast
from sfsim.apex.codegen import naming
from sfsim.apex.codegen.context import Unit
from sfsim.apex.declarations import CallStyle, MethodDeclaration, TypeDeclaration, TypeKind
from sfsim.names import fold
from sfsim.typeref import TypeRef

OBJECT_MEMBERS: Final = {"tostring": "toString", "hashcode": "hashCode", "equals": "equals"}


def aliases(
    unit: Unit, owner: TypeDeclaration, declaration: MethodDeclaration, at: pyast.Place
) -> list[ast.stmt]:
    """`compareTo = compareto___Object`: the names under which Python code calls the method."""
    assert declaration.node is not None
    mangled = naming.method(declaration.name, declaration.parameter_types)
    names = _plain_names(unit, owner, declaration)
    emitted: list[ast.stmt] = []
    for name in names:
        emitted.append(pyast.assign_name(name, pyast.name(mangled, at), at))
        if name == "equals":
            emitted.append(pyast.assign_name("__eq__", pyast.name("apex_equals", at), at))
            emitted.append(pyast.assign_name("__hash__", pyast.name("apex_hash_of", at), at))
    return emitted


def inherited_aliases(
    unit: Unit, owner: TypeDeclaration, at: pyast.Place
) -> list[ast.stmt]:
    """The plain names of methods that a class inherits and now implements an interface with."""
    emitted: list[ast.stmt] = []
    for found in _standard_supertypes(unit, owner):
        if found.kind is not TypeKind.INTERFACE:
            continue
        for folded, overloads in found.methods.items():
            if folded in owner.methods:
                continue
            for ancestor in unit.chain(owner)[1:]:
                if ancestor.is_user and folded in ancestor.methods:
                    emitted += _borrow(unit, ancestor, overloads, at)
                    break
    return emitted


def static_forwarders(
    unit: Unit, owner: TypeDeclaration, at: pyast.Place
) -> list[ast.stmt]:
    """A static method may implement an interface: an instance then passes the call on."""
    emitted: list[ast.stmt] = []
    for found in _supertypes(unit, owner):
        if found.kind is not TypeKind.INTERFACE:
            continue
        for folded, overloads in found.methods.items():
            for wanted in overloads:
                for declaration in owner.methods.get(folded, ()):
                    if declaration.is_static and _same_arity(declaration, wanted):
                        emitted.append(_forwarder(found, wanted, declaration, at))
    return emitted


def _same_arity(first: MethodDeclaration, second: MethodDeclaration) -> bool:
    return len(first.parameters) == len(second.parameters)


def _forwarder(
    interface: TypeDeclaration,
    wanted: MethodDeclaration,
    declaration: MethodDeclaration,
    at: pyast.Place,
) -> ast.stmt:
    types = declaration.parameter_types
    if interface.is_user:
        name = naming.method(wanted.name, wanted.parameter_types)
    else:
        name = _plain_name(wanted)
    parameters = [f"p{index}_" for index in range(len(types))]
    static = naming.static_method(declaration.owner.name, declaration.name, types)
    call = pyast.call_name(static, [pyast.name(each, at) for each in parameters], at)
    return pyast.function(name, ["this", *parameters], [pyast.give_back(call, at)], at)


def _borrow(
    unit: Unit,
    ancestor: TypeDeclaration,
    overloads: tuple[MethodDeclaration, ...],
    at: pyast.Place,
) -> list[ast.stmt]:
    emitted: list[ast.stmt] = []
    for wanted in overloads:
        for declaration in ancestor.methods[fold(wanted.name)]:
            if not _same_arity(declaration, wanted) or declaration.is_static:
                continue
            if "abstract" in declaration.modifiers:
                continue
            mangled = naming.method(declaration.name, declaration.parameter_types)
            base = pyast.name(unit.python_class(ancestor), at)
            alias = pyast.attribute(base, mangled, at)
            emitted.append(pyast.assign_name(_plain_name(wanted), alias, at))
    return emitted


def _plain_name(method: MethodDeclaration) -> str:
    call = method.standard
    if call is not None and call.style is CallStyle.METHOD and call.target is not None:
        return call.target
    return method.name


def _plain_names(
    unit: Unit, owner: TypeDeclaration, declaration: MethodDeclaration
) -> list[str]:
    folded = fold(declaration.name)
    arity = len(declaration.parameters)
    names: list[str] = []
    standard = OBJECT_MEMBERS.get(folded)
    if standard is not None and arity == (1 if folded == "equals" else 0):
        names.append(standard)
    for found in _standard_supertypes(unit, owner):
        for method in found.methods.get(folded, ()):
            if len(method.parameters) != arity or method.is_static:
                continue
            name = _plain_name(method)
            if name not in names:
                names.append(name)
    return names


def _standard_supertypes(unit: Unit, owner: TypeDeclaration) -> list[TypeDeclaration]:
    return [found for found in _supertypes(unit, owner) if not found.is_user]


def _supertypes(unit: Unit, owner: TypeDeclaration) -> list[TypeDeclaration]:
    """All superclasses and interfaces, the type itself left out."""
    found: list[TypeDeclaration] = []
    waiting: list[TypeDeclaration] = [owner]
    seen: set[str] = set()
    while waiting:
        current = waiting.pop()
        if current.name in seen:
            continue
        seen.add(current.name)
        if current is not owner:
            found.append(current)
        refs: list[TypeRef] = list(current.interfaces)
        if current.superclass is not None:
            refs.append(current.superclass)
        waiting += [made for ref in refs if (made := unit.types.declaration(ref)) is not None]
    return found
