"""The platform's exception types as Python classes: an Apex exception is the Python exception.

    ApexException                 (sfsim.errors)
    └── SystemException           System.Exception: what every Apex exception can do
        ├── DmlException, EmailException   carry the rows that failed
        └── QueryException, ListException, …      one class per platform type
    UncatchableException          (sfsim.errors)
    ├── LimitException            a governor limit was passed
    └── AssertException           an assertion failed

Classes without members of their own come from the table `PLAIN`, by their Apex names; each is an
attribute of this module too.
Source: Apex Reference Guide, "Exception Class and Built-In Exceptions".
"""

from __future__ import annotations

from typing import Any, ClassVar, Final

from sfsim.errors import ApexException, UncatchableException

SCRIPT_THROWN: Final = "Script-thrown exception"
"""What getMessage() returns when no message was given. Source: recorded."""

CAUSE_ALREADY_SET: Final = "Can't overwrite cause"


class SystemException(ApexException):
    """System.Exception: the root of all exceptions that Apex code sees."""

    apex_name: ClassVar[str] = "System.Exception"
    failures: tuple[Any, ...] = ()
    """The failed rows of a DML operation or of sending email, declared above this layer."""
    inaccessible_fields: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @classmethod
    def caused_by(cls, cause: ApexException | None) -> SystemException:
        """What `new X(cause)` makes: no message of its own."""
        return cls(None, cause)

    def getMessage(self) -> str:
        """The message, or the platform's default text when there is none."""
        return SCRIPT_THROWN if self.message is None else self.message

    def setMessage(self, message: str | None) -> None:
        """Replaces the message."""
        self.message = message

    def getCause(self) -> ApexException | None:
        """The exception that caused this one."""
        return self.cause

    def initCause(self, cause: ApexException | None) -> None:
        """Sets the cause once. Raises IllegalStateException-like TypeException the second time."""
        if self.cause is not None:
            raise TypeException(CAUSE_ALREADY_SET)
        self.cause = cause

    def getTypeName(self) -> str:
        """`System.DmlException`, `Outer.MyException`."""
        return self.apex_name

    def getLineNumber(self) -> int | None:
        """The line on which the exception was made."""
        for frame in self.frames or ():
            line = getattr(frame, "line", None)
            if isinstance(line, int):
                return line
        return None

    def getStackTraceString(self) -> str:
        """One line per frame, innermost first; a cause follows after `Caused by`."""
        own = "\n".join(str(frame) for frame in self.frames or ())
        if not isinstance(self.cause, SystemException):
            return own
        cause = self.cause
        parts = [own, f"Caused by\n{cause.getTypeName()}: {cause.getMessage()}"]
        parts.append(cause.getStackTraceString())
        return "\n".join(part for part in parts if part)

    def toString(self) -> str:
        """`System.DmlException: message`."""
        return f"{self.getTypeName()}: {self.getMessage()}"


class DmlException(SystemException):
    """A DML statement of which rows failed; `failures` holds those rows."""

    apex_name: ClassVar[str] = "System.DmlException"


class EmailException(SystemException):
    """Email that could not be sent; `failures` as for DmlException."""

    apex_name: ClassVar[str] = "System.EmailException"


class AuraHandledException(SystemException):
    """An error for a Lightning component: its text is not shown to Apex.

    Source: recorded, getMessage() is `Script-thrown exception` unless setMessage was called.
    """

    apex_name: ClassVar[str] = "System.AuraHandledException"

    def __init__(self, message: str | None = None, cause: ApexException | None = None) -> None:
        super().__init__(None, cause)
        self.client_message = message


class LimitException(UncatchableException):
    """A governor limit was passed: no catch sees it and no finally runs."""

    apex_name: ClassVar[str] = "System.LimitException"


class AssertException(UncatchableException):
    """A failed assertion: no catch sees it.

    `compared` are the two values of an assertion of equality, expected first; None for any other.
    """

    apex_name: ClassVar[str] = "System.AssertException"
    compared: tuple[Any, Any] | None = None


class UncatchableUnexpectedException(UncatchableException):
    """An internal error of the platform that ends the transaction."""

    apex_name: ClassVar[str] = "System.UnexpectedException"


class NullPointerException(SystemException):
    """A member of null was used, or null was given to a method that refuses it."""

    apex_name: ClassVar[str] = "System.NullPointerException"


class TypeException(SystemException):
    """A value that cannot be converted to the type that is needed."""

    apex_name: ClassVar[str] = "System.TypeException"


class MathException(SystemException):
    """Arithmetic that has no result."""

    apex_name: ClassVar[str] = "System.MathException"


class ListException(SystemException):
    """A list index out of bounds, or a list that an operation refuses."""

    apex_name: ClassVar[str] = "System.ListException"


class StringException(SystemException):
    """A text that an operation refuses."""

    apex_name: ClassVar[str] = "System.StringException"


class FinalException(SystemException):
    """A change of something read-only."""

    apex_name: ClassVar[str] = "System.FinalException"


class QueryException(SystemException):
    """A query that is wrong or has the wrong number of rows."""

    apex_name: ClassVar[str] = "System.QueryException"


class SObjectException(SystemException):
    """A field that a record does not have, or cannot take."""

    apex_name: ClassVar[str] = "System.SObjectException"


class JSONException(SystemException):
    """Text that is not the JSON that was asked for."""

    apex_name: ClassVar[str] = "System.JSONException"


class CalloutException(SystemException):
    """A callout that could not be made or had no answer."""

    apex_name: ClassVar[str] = "System.CalloutException"


class AsyncException(SystemException):
    """Asynchronous work that could not be enqueued."""

    apex_name: ClassVar[str] = "System.AsyncException"


class NoSuchElementException(SystemException):
    """An iterator or enum has no such element."""

    apex_name: ClassVar[str] = "System.NoSuchElementException"


class NoAccessException(SystemException):
    """The running user may not do this."""

    apex_name: ClassVar[str] = "System.NoAccessException"


class SecurityException(SystemException):
    """A cryptographic or permission failure."""

    apex_name: ClassVar[str] = "System.SecurityException"


class InvalidOperationException(SystemException):
    """An operation that the state of its object does not allow."""

    apex_name: ClassVar[str] = "System.InvalidOperationException"


class SearchException(SystemException):
    """A search that is wrong."""

    apex_name: ClassVar[str] = "System.SearchException"


class InvalidParameterValueException(SystemException):
    """An argument outside of what a method takes."""

    apex_name: ClassVar[str] = "System.InvalidParameterValueException"


class IllegalArgumentException(SystemException):
    """An argument that makes no sense."""

    apex_name: ClassVar[str] = "System.IllegalArgumentException"


class UnexpectedException(SystemException):
    """An internal error of the platform."""

    apex_name: ClassVar[str] = "System.UnexpectedException"


class UnsupportedOperationException(SystemException):
    """An operation that an object does not offer."""

    apex_name: ClassVar[str] = "System.UnsupportedOperationException"


class XmlException(SystemException):
    """Text that is not well-formed XML."""

    apex_name: ClassVar[str] = "System.XmlException"


class FlowException(SystemException):
    """A flow that failed or does not exist."""

    apex_name: ClassVar[str] = "System.FlowException"


PLAIN: Final = (
    "System.BigObjectException", "System.CanvasException", "System.DataWeaveScriptException",
    "System.DuplicateMessageException", "System.EmailTemplateRenderException",
    "System.EventObjectException", "System.ExternalObjectException", "System.FatalCursorException",
    "System.FormulaEvaluationException", "System.FormulaValidationException",
    "System.HandledException", "System.InvalidHeaderException",
    "System.InvalidReadOnlyUserDmlException", "System.LicenseException",
    "System.NoDataFoundException", "System.PlatformCacheException", "System.PolyglotException",
    "System.ProcedureException", "System.RequiredFeatureMissingException",
    "System.SerializationException", "System.TouchHandledException",
    "System.TransientCursorException", "System.VisualforceException",
    "System.WaveTemplateException", "Apex.EmptyStackException", "Auth.AuthProviderPluginException",
    "Auth.ConnectedAppPluginException", "Auth.DiscoveryCustomErrorException",
    "Auth.JWTBearerTokenExchange.JWTBearerTokenExchangeException", "Auth.JWTValidationException",
    "Auth.LoginDiscoveryException", "Auth.VerificationException",
    "Cache.BulkApiKeysLimitExceededException", "Cache.CacheBuilderExecutionException",
    "Cache.CacheException", "Cache.ExecutionException", "Cache.InvalidCacheBuilderException",
    "Cache.InvalidParamException", "Cache.ItemSizeLimitExceededException",
    "Cache.Org.OrgCacheException", "Cache.PlatformCacheInvalidOperationException",
    "Cache.Session.SessionCacheException", "Cache.Session.SessionCacheNoSessionException",
    "Cache.UnsupportedOperationException", "Canvas.CanvasRenderException",
    "Compression.ZipException", "ConnectApi.ConnectApiException", "ConnectApi.NotFoundException",
    "ConnectApi.RateLimitException", "DataSource.DataSourceException",
    "DataSource.OAuthTokenExpiredException", "EventBus.InvalidReplayIdException",
    "EventBus.RetryableException", "PlaceQuote.PlaceQuoteException",
    "Pref_center.PrefCenterException", "Reports.FeatureNotSupportedException",
    "Reports.InstanceAccessException", "Reports.InvalidFilterException",
    "Reports.InvalidReportMetadataException", "Reports.InvalidSnapshotDateException",
    "Reports.MetadataException", "Reports.ReportRunException",
    "Reports.UnsupportedOperationException", "RevSalesTrxn.PlaceSalesTransactionException",
)  # fmt: skip
"""Exception types without behaviour of their own."""


def python_name(apex_name: str) -> str:
    """The class's name in this module: `System.DmlException` is `DmlException`, `Cache.Org.X` is
    `CacheOrgX` (the same simple name stands in several namespaces)."""
    namespace, _, rest = apex_name.partition(".")
    if rest == "Exception":
        return SystemException.__name__
    return rest if namespace == "System" else apex_name.replace(".", "")


def _declare(apex_name: str) -> type[SystemException]:
    name = python_name(apex_name)
    members = {"apex_name": apex_name, "__module__": __name__, "__doc__": f"{apex_name}."}
    return type(name, (SystemException,), members)


globals().update({python_name(name): _declare(name) for name in PLAIN})

EXCEPTION_TYPES: Final[dict[str, type[ApexException] | type[UncatchableException]]] = {
    found.apex_name: found
    for found in list(globals().values())
    if isinstance(found, type)
    and issubclass(found, SystemException | LimitException | AssertException)
}
"""All exception classes by their Apex names (`System.QueryException`)."""
