"""The System interfaces that user classes implement and the platform calls.

Each method has the plain name under which the platform's Python code calls it.
Source: Apex Reference Guide, the page of each interface.
"""

from __future__ import annotations

from typing import Any

from sfsim.stdlib.registry import apex_interface, apex_method


@apex_interface("System.Comparable")
class Comparable:
    """Has an order of its own."""

    @apex_method("Integer compareTo(Object other)")
    def compareTo(self, other: Any) -> int:
        """Negative, zero or positive."""
        raise NotImplementedError


@apex_interface("System.Comparator<T>")
class Comparator:
    """Orders two values."""

    @apex_method("Integer compare(T left, T right)")
    def compare(self, left: Any, right: Any) -> int:
        """Negative, zero or positive."""
        raise NotImplementedError


@apex_interface("System.Callable")
class Callable:
    """Can be called without being known."""

    @apex_method("Object call(String action, Map<String, Object> args)")
    def call(self, action: str, args: Any) -> Any:
        """Does what `action` names."""
        raise NotImplementedError


@apex_interface("System.StubProvider")
class StubProvider:
    """Answers the calls of a stub."""

    @apex_method(
        "Object handleMethodCall(Object stubbedObject, String stubbedMethodName, Type returnType,"
        " List<Type> listOfParamTypes, List<String> listOfParamNames, List<Object> listOfArgs)"
    )
    def handleMethodCall(
        self, stub: Any, method: str, returns: Any, types: Any, names: Any, arguments: Any
    ) -> Any:
        """The result of one call."""
        raise NotImplementedError


@apex_interface("System.HttpCalloutMock")
class HttpCalloutMock:
    """Answers callouts in tests."""

    @apex_method("HttpResponse respond(HttpRequest request)")
    def respond(self, request: Any) -> Any:
        """The response to one request."""
        raise NotImplementedError


@apex_interface("System.WebServiceMock")
class WebServiceMock:
    """Answers SOAP callouts in tests."""

    @apex_method(
        "void doInvoke(Object stub, Object request, Map<String, Object> response, String endpoint,"
        " String soapAction, String requestName, String responseNamespace, String responseName,"
        " String responseType)"
    )
    def doInvoke(self, *arguments: Any) -> None:
        """Puts the response into the map."""
        raise NotImplementedError


@apex_interface("System.Queueable")
class Queueable:
    """A job."""

    @apex_method("void execute(QueueableContext context)")
    def execute(self, context: Any) -> None:
        """Runs the job."""
        raise NotImplementedError


@apex_interface("System.Finalizer")
class Finalizer:
    """Runs after a queueable job, however that ended."""

    @apex_method("void execute(FinalizerContext context)")
    def execute(self, context: Any) -> None:
        """Runs."""
        raise NotImplementedError


@apex_interface("System.Schedulable")
class Schedulable:
    """Runs at set times."""

    @apex_method("void execute(SchedulableContext context)")
    def execute(self, context: Any) -> None:
        """Runs once."""
        raise NotImplementedError


@apex_interface("System.QueueableContext")
class QueueableContext:
    """What a queueable job is told."""

    @apex_method("Id getJobId()")
    def getJobId(self) -> str:
        """The id of the AsyncApexJob."""
        raise NotImplementedError


@apex_interface("System.SchedulableContext")
class SchedulableContext:
    """What a scheduled run is told."""

    @apex_method("Id getTriggerId()")
    def getTriggerId(self) -> str:
        """The id of the CronTrigger."""
        raise NotImplementedError


@apex_interface("System.FinalizerContext")
class FinalizerContext:
    """What a finalizer is told."""

    @apex_method("Id getAsyncApexJobId()")
    def getAsyncApexJobId(self) -> str:
        """The id of the job."""
        raise NotImplementedError

    @apex_method("Exception getException()")
    def getException(self) -> Any:
        """What the job ended with, or null."""
        raise NotImplementedError

    @apex_method("String getRequestId()")
    def getRequestId(self) -> str:
        """The id of the request."""
        raise NotImplementedError

    @apex_method("ParentJobResult getResult()")
    def getResult(self) -> Any:
        """How the job ended."""
        raise NotImplementedError


@apex_interface("System.InstallHandler")
class InstallHandler:
    """Runs after a package was installed."""

    @apex_method("void onInstall(InstallContext context)")
    def onInstall(self, context: Any) -> None:
        """Runs."""
        raise NotImplementedError


@apex_interface("System.UninstallHandler")
class UninstallHandler:
    """Runs after a package was uninstalled."""

    @apex_method("void onUninstall(UninstallContext context)")
    def onUninstall(self, context: Any) -> None:
        """Runs."""
        raise NotImplementedError
