"""The standard library as declarations: the `Catalogue` of every org, before its own sObjects.

A declaration is made from the signature index when its name is first asked for; the module that
implements it is imported only when code that uses it runs.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from sfsim.apex.declarations import (
    CallStyle,
    FieldDeclaration,
    MethodDeclaration,
    ParameterDeclaration,
    StandardCall,
    TypeDeclaration,
    TypeKind,
)
from sfsim.apex.signatures import Signature, parse_signature, parse_type
from sfsim.names import fold
from sfsim.stdlib.discovery import Member, Record
from sfsim.stdlib.signature_index import Index, load_index
from sfsim.typeref import INTEGER, PRIMITIVES, SOBJECT, STRING, TypeRef, list_of

SYSTEM: Final = "System"
PREFIX: Final = "system."
CONSTRUCTOR: Final = "<init>"
NAMESPACES_WITHOUT_TYPES: Final = ("Schema", "Label", "Page", "Component", "Flow", "Trigger")
ALIASES: Final = {
    "apexpages.pagereference": "system.pagereference",
    "apexpages.selectoption": "system.selectoption",
}
"""Second names of types, folded. Source: observed in public code that compiles."""

SECOND_NAMES: Final = (
    ("ApexPages.PageReference", "PageReference"),
    ("ApexPages.SelectOption", "SelectOption"),
)
"""What the signatures call types by their second names, and the name that we use."""

EXTENDABLE: Final = {"metadata.deploycallbackcontext": ("virtual",)}
"""Modifiers of classes that public code extends and that no signature says to be virtual."""

KINDS: Final = {
    "class": TypeKind.CLASS,
    "interface": TypeKind.INTERFACE,
    "enum": TypeKind.ENUM,
}


class StandardCatalogue:
    """The types of the standard library. Raises nothing: an unknown name is None."""

    def __init__(self, index: Index | None = None) -> None:
        self._index = load_index() if index is None else index
        self._declarations: dict[str, TypeDeclaration | None] = {}
        names = {record["name"].partition(".")[0] for record in self._index.values()}
        self._namespaces = tuple(sorted(names | set(NAMESPACES_WITHOUT_TYPES)))

    def type(self, name: str) -> TypeDeclaration | None:
        """`String`, `System.String`, `Database.SaveResult`, in any case."""
        folded = fold(name)
        try:
            return self._declarations[folded]
        except KeyError:
            found = self._find(folded)
            self._declarations[folded] = found
            return found

    def namespaces(self) -> Iterable[str]:
        """The names that can stand before a dot."""
        return self._namespaces

    def has_label(self, namespace: str, name: str) -> bool:
        """No label belongs to the standard library."""
        return False

    def names(self) -> tuple[str, ...]:
        """The qualified names of all types."""
        return tuple(record["name"] for record in self._index.values())

    def _find(self, folded: str) -> TypeDeclaration | None:
        folded = ALIASES.get(folded, folded)
        record = self._index.get(PREFIX + folded)
        if record is not None:
            qualified = fold(record["name"])
            if qualified not in self._declarations:
                self._declarations[qualified] = self._declare(record)
            return self._declarations[qualified]
        record = self._index.get(folded)
        return None if record is None else self._declare(record)

    def _declare(self, record: Record) -> TypeDeclaration:
        name = record["name"]
        namespace = name.partition(".")[0]
        parameters = tuple(record["parameters"])
        ref = TypeRef(name.removeprefix("System."), tuple(map(TypeRef, parameters)))
        declaration = TypeDeclaration(
            ref=ref,
            kind=_kind(ref, record),
            namespace=namespace,
            type_parameters=parameters,
            superclass=parse_type(record["extends"]) if record["extends"] else None,
            interfaces=tuple(parse_type(text) for text in record["implements"]),
            modifiers=frozenset({"global", *record["modifiers"], *EXTENDABLE.get(fold(name), ())}),
            python=record["python"],
        )
        # Known before its members: an inner type may ask for its outer one.
        self._declarations[fold(name)] = declaration
        _add_members(declaration, record)
        self._add_inner(declaration, fold(name))
        return declaration

    def _add_inner(self, declaration: TypeDeclaration, folded: str) -> None:
        for name in self._index:
            outer, _, own = name.rpartition(".")
            if outer == folded:
                inner = self.type(name)
                assert inner is not None, f"the index has {name}"
                inner.outer = declaration
                declaration.inner[own] = inner


def _kind(ref: TypeRef, record: Record) -> TypeKind:
    if ref in PRIMITIVES:
        return TypeKind.PRIMITIVE
    if ref == SOBJECT:
        return TypeKind.SOBJECT
    return KINDS[record["kind"]]


def _add_members(declaration: TypeDeclaration, record: Record) -> None:
    constructors: list[MethodDeclaration] = []
    for member in record["members"]:
        text = member["signature"]
        for second, name in SECOND_NAMES:
            text = text.replace(second, name)
        signature = parse_signature(text)
        if member["kind"] == "property":
            field = _field(declaration, member, signature)
            declaration.fields.setdefault(fold(signature.name), field)
        elif member["kind"] == "constructor":
            constructors.append(_method(declaration, member, signature))
        else:
            made = _method(declaration, member, signature)
            folded = fold(signature.name)
            declaration.methods[folded] = (*declaration.methods.get(folded, ()), made)
    declaration.constructors = tuple(constructors)
    if declaration.kind is TypeKind.ENUM:
        _add_constants(declaration, record)


def _field(owner: TypeDeclaration, member: Member, signature: Signature) -> FieldDeclaration:
    assert signature.returns is not None, f"a property has a type: {member['signature']}"
    setter = member["setter"]
    return FieldDeclaration(
        name=signature.name,
        owner=owner,
        type=signature.returns,
        modifiers=_modifiers(owner, signature),
        is_property=True,
        getter=signature.getter,
        setter=signature.setter,
        standard_get=_call(member),
        standard_set=(
            StandardCall(CallStyle.INLINE, setter, member["caller"]) if setter else _no_call()
        ),
        is_writeable=signature.setter,
    )


def _method(owner: TypeDeclaration, member: Member, signature: Signature) -> MethodDeclaration:
    is_constructor = signature.returns is None
    return MethodDeclaration(
        name=CONSTRUCTOR if is_constructor else signature.name,
        owner=owner,
        parameters=tuple(ParameterDeclaration(name, ref) for name, ref in signature.parameters),
        returns=owner.ref if signature.returns is None else signature.returns,
        modifiers=_modifiers(owner, signature),
        standard=_call(member),
    )


def _modifiers(owner: TypeDeclaration, signature: Signature) -> frozenset[str]:
    implied = {"public"}
    if owner.kind is TypeKind.INTERFACE:
        implied.add("abstract")
    elif "virtual" in owner.modifiers and not signature.is_static:
        implied.add("virtual")
    return signature.modifiers | implied


def _call(member: Member) -> StandardCall:
    return StandardCall(CallStyle(member["style"]), member["target"], member["caller"])


def _no_call() -> StandardCall:
    return StandardCall(CallStyle.FUNCTION, None)


def _add_constants(declaration: TypeDeclaration, record: Record) -> None:
    """Constants, and the methods that every enum has.

    Source: Apex Reference Guide, "Enum Methods".
    """
    ref, path = declaration.ref, record["python"]
    for ordinal, name in enumerate(record["constants"]):
        declaration.fields[fold(name)] = FieldDeclaration(
            name=name,
            owner=declaration,
            type=ref,
            modifiers=frozenset({"public", "static", "final"}),
            standard_get=StandardCall(CallStyle.FUNCTION, f"{path}.get_{name}"),
            ordinal=ordinal,
            is_writeable=False,
        )

    def add(name: str, returns: TypeRef, call: StandardCall, *parameters: TypeRef) -> None:
        modifiers = {"public"} if "{0}" in (call.target or "") else {"public", "static"}
        made = MethodDeclaration(
            name,
            declaration,
            tuple(ParameterDeclaration(f"p{place}", each) for place, each in enumerate(parameters)),
            returns,
            frozenset(modifiers),
            standard=call,
        )
        declaration.methods[fold(name)] = (made,)

    add("name", STRING, StandardCall(CallStyle.INLINE, "{0}.name"))
    add("ordinal", INTEGER, StandardCall(CallStyle.INLINE, "{0}.ordinal"))
    add("values", list_of(ref), StandardCall(CallStyle.FUNCTION, f"{path}.values"))
    add("valueOf", ref, StandardCall(CallStyle.FUNCTION, f"{path}.value_of"), STRING)


