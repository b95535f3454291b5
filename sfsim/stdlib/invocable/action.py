"""Invocable.Action, its Result and its Error.

A flow that does not exist fails as it does on the platform; invoking anything that exists is not
modelled. Source: Apex Reference Guide, "Action Class" (Invocable Namespace).
"""

from __future__ import annotations

from typing import Any, Final

from sfsim.errors import Unsupported
from sfsim.names import fold
from sfsim.runtime.caller import Caller
from sfsim.runtime.collections import ApexList, ApexMap, not_null
from sfsim.stdlib.registry import apex_class, apex_method
from sfsim.typeref import OBJECT, STRING, TypeRef, list_of, map_of

PARAMETERS: Final = map_of(STRING, OBJECT)
RESULTS: Final = list_of(TypeRef("Invocable.Action.Result"))
ERRORS: Final = list_of(TypeRef("Invocable.Action.Error"))
FLOW: Final = "flow"
NO_FLOW_CODE: Final = "INVALID_ARGUMENT_TYPE"
NO_FLOW: Final = "There is no active flow named {}"
"""Neither code nor text is seen on a real org."""


@apex_class("Invocable.Action.Error")
class Error:
    """Why one invocation failed."""

    def __init__(self, code: str | None, message: str | None) -> None:
        self.code = code
        self.message = message

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> Error:
        """What tests make out of JSON."""
        return cls(values.get("code"), values.get("message"))

    def json_fields(self) -> tuple[tuple[str, Any], ...]:
        """What JSON.serialize writes."""
        return (("code", self.code), ("message", self.message))

    @apex_method("String getCode()")
    def getCode(self) -> str | None:
        """The code."""
        return self.code

    @apex_method("String getMessage()")
    def getMessage(self) -> str | None:
        """The text."""
        return self.message


@apex_class("Invocable.Action.Result")
class Result:
    """What one invocation gave."""

    def __init__(self, *, is_success: bool, errors: list[Error], action: Any = None) -> None:
        self.is_success = is_success
        self.errors = errors
        self.action = action
        self.given = ApexMap(PARAMETERS)
        self.output = ApexMap(PARAMETERS)

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> Result:
        """What tests make out of JSON; the action is not among it."""
        errors = [Error.from_json(dict(each)) for each in values.get("errors") or ()]
        made = cls(is_success=bool(values.get("success")), errors=errors)
        for name, value in (values.get("outputParameters") or {}).items():
            made.output[name] = value
        return made

    @apex_method("Boolean isSuccess()")
    def isSuccess(self) -> bool:
        """Whether it succeeded."""
        return self.is_success

    @apex_method("List<Invocable.Action.Error> getErrors()")
    def getErrors(self) -> ApexList:
        """Why it did not."""
        return ApexList(ERRORS, self.errors)

    @apex_method("Map<String, Object> getOutputParameters()")
    def getOutputParameters(self) -> ApexMap:
        """What the action returned, by name."""
        return self.output

    @apex_method("Map<String, Object> getInvocationParameters()")
    def getInvocationParameters(self) -> ApexMap:
        """What the action was given, by name."""
        return self.given

    @apex_method("Invocable.Action getAction()")
    def getAction(self) -> Any:
        """The action."""
        return self.action


@apex_class("Invocable.Action")
class Action:
    """An action and the parameters of its invocations, of which the last is being filled."""

    def __init__(
        self, kind: str, name: str | None, namespace: str | None = None, version: str | None = None
    ) -> None:
        self.kind = kind
        self.name = name
        self.namespace = namespace
        self.version = version
        self.invocations = [ApexMap(PARAMETERS)]

    @apex_method("static Invocable.Action createCustomAction(String type, String name)")
    @staticmethod
    def custom(kind: str | None, name: str | None) -> Action:
        """A flow, an Apex action, …"""
        return Action(not_null(kind), not_null(name))

    @apex_method(
        "static Invocable.Action createCustomAction(String type, String namespace, String name)"
    )
    @apex_method(
        "static Invocable.Action createCustomAction(String type, String namespace, String name,"
        " String version)"
    )
    @staticmethod
    def custom_of(
        kind: str | None, namespace: str | None, name: str | None, version: str | None = None
    ) -> Action:
        """One of a package."""
        return Action(not_null(kind), not_null(name), namespace, version)

    @apex_method("static Invocable.Action createStandardAction(String type)")
    @apex_method("static Invocable.Action createStandardAction(String type, String version)")
    @staticmethod
    def standard(kind: str | None, version: str | None = None) -> Action:
        """An action of the platform."""
        return Action(not_null(kind), None, version=version)

    @apex_method("Invocable.Action setInvocationParameter(String name, Object value)")
    def setInvocationParameter(self, name: str | None, value: Any) -> Action:
        """Sets a parameter of the last invocation."""
        self.invocations[-1][not_null(name)] = value
        return self

    @apex_method("Invocable.Action setInvocations(List<Map<String, Object>> invocations)")
    def setInvocations(self, invocations: ApexList | None) -> Action:
        """Replaces all invocations."""
        self.invocations = list(not_null(invocations))
        return self

    @apex_method("Invocable.Action addInvocation()")
    def addInvocation(self) -> Action:
        """Begins another invocation."""
        self.invocations.append(ApexMap(PARAMETERS))
        return self

    @apex_method("Invocable.Action clearInvocations()")
    def clearInvocations(self) -> Action:
        """Begins anew."""
        self.invocations = [ApexMap(PARAMETERS)]
        return self

    @apex_method("String getType()")
    def getType(self) -> str:
        """`flow`, `apex`, …"""
        return self.kind

    @apex_method("String getName()")
    def getName(self) -> str | None:
        """The name of a custom action."""
        return self.name

    @apex_method("String getNamespace()")
    def getNamespace(self) -> str | None:
        """The namespace of a custom action."""
        return self.namespace

    @apex_method("String getVersion()")
    def getVersion(self) -> str | None:
        """The API version that was asked for."""
        return self.version

    @apex_method("Boolean isStandard()")
    def isStandard(self) -> bool:
        """Whether it is an action of the platform."""
        return self.name is None

    @apex_method("List<Invocable.Action.Result> invoke()", caller=True)
    def invoke(self, caller: Caller) -> ApexList:
        """One result per invocation. Raises Unsupported for what exists."""
        flows = {fold(name) for name in caller.org.metadata_names(FLOW)}
        if fold(self.kind) != FLOW or fold(self.name or "") in flows:
            raise Unsupported(f"invoking {self.kind} {self.name or ''}".rstrip())
        error = Error(NO_FLOW_CODE, NO_FLOW.format(self.name))
        made = [Result(is_success=False, errors=[error], action=self) for _ in self.invocations]
        for result, given in zip(made, self.invocations, strict=True):
            result.given = given
        return ApexList(RESULTS, made)
