"""Objects that stand for a class in tests: every call goes to a System.StubProvider.

A stub is an instance of a Python class made for one Apex type, which overrides its instance methods
under the names by which emitted code calls them. Source: Apex Developer Guide, "Build a Mocking
Framework with the Stub API"; recorded, its text is `Foo__sfdc_ApexStub:[…]`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from sfsim.apex.codegen import naming
from sfsim.apex.declarations import CallStyle, MethodDeclaration, TypeDeclaration, TypeKind
from sfsim.names import fold
from sfsim.runtime.caller import Caller
from sfsim.runtime.collections import ApexList
from sfsim.runtime.exceptions import NullPointerException, TypeException
from sfsim.runtime.objects import ApexObject
from sfsim.runtime.values import ApexType, Long
from sfsim.typeref import LONG, OBJECT, STRING, VOID, TypeRef, list_of

SUFFIX = "__sfdc_ApexStub"
NOT_STUBBABLE = "Type cannot be stubbed: {}"
"""Not seen on a real org."""

NULL_ARGUMENT = "Argument cannot be null."
PROVIDER = "stub_provider__"


def create_stub(caller: Caller, parent: ApexType | None, provider: Any) -> Any:
    """`Test.createStub(type, provider)`. Raises NullPointerException, TypeException."""
    if parent is None or provider is None:
        raise NullPointerException(NULL_ARGUMENT)
    declaration = caller.org.program.members(parent.ref)
    if declaration is None or not declaration.is_user or declaration.kind is TypeKind.ENUM:
        raise TypeException(NOT_STUBBABLE.format(parent.getName()))
    stub_class = _stub_class(caller, declaration)
    stub = stub_class.__new__(stub_class)
    for field in stub_class.layout:
        setattr(stub, field.attribute, None)
    setattr(stub, PROVIDER, provider)
    return stub


def _stub_class(caller: Caller, declaration: TypeDeclaration) -> Any:
    name = declaration.ref.name
    base: Any = ApexObject
    if declaration.kind is TypeKind.CLASS:
        base = caller.org.program.python_class(declaration.ref)
    members: dict[str, Any] = {
        "type": TypeRef(name),
        "display_name": name + SUFFIX,
        "apex_fields": lambda self: iter(()),
    }
    for method in _methods(caller, declaration):
        function = _forwarder(method)
        for python_name in _python_names(method):
            members.setdefault(python_name, function)
    return type(name.rpartition(".")[2] + SUFFIX, (base,), members)


def _methods(caller: Caller, declaration: TypeDeclaration) -> Iterator[MethodDeclaration]:
    """The instance methods of a type and its supertypes, the nearest first; none is private."""
    pending = [declaration]
    seen: set[str] = set()
    while pending:
        current = pending.pop(0)
        if current.name in seen:
            continue
        seen.add(current.name)
        for overloads in current.methods.values():
            for method in overloads:
                if not method.is_static and "private" not in method.modifiers:
                    yield method
        refs = [*([current.superclass] if current.superclass else []), *current.interfaces]
        found = (caller.org.program.members(ref) for ref in refs)
        pending += [each for each in found if each is not None]


def _python_names(method: MethodDeclaration) -> Iterator[str]:
    """Under which names the method is called: mangled by Apex, plain by the platform."""
    if method.owner.is_user:
        yield naming.method(method.name, method.parameter_types)
    call = method.standard
    if call is not None and call.style is CallStyle.METHOD and call.target:
        yield call.target
    if fold(method.name) in ("tostring", "hashcode") and not method.parameters:
        yield "toString" if fold(method.name) == "tostring" else "hashCode"
    if fold(method.name) == "equals" and len(method.parameters) == 1:
        yield "equals"


def _forwarder(method: MethodDeclaration) -> Callable[..., Any]:
    name = method.name
    returns = ApexType(method.returns)
    types = [ApexType(ref) for ref in method.parameter_types]
    names = [parameter.name for parameter in method.parameters]
    is_long = [ref == LONG for ref in method.parameter_types]

    def forward(self: Any, *arguments: Any) -> Any:
        boxed = [
            Long(value) if box and value is not None else value
            for value, box in zip(arguments, is_long, strict=True)
        ]
        result = getattr(self, PROVIDER).handleMethodCall(
            self,
            name,
            returns,
            ApexList(list_of(TypeRef("Type")), types),
            ApexList(list_of(STRING), names),
            ApexList(list_of(OBJECT), boxed),
        )
        return None if returns.ref == VOID else result

    return forward
