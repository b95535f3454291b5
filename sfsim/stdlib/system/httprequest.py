"""System.HttpRequest. Source: Apex Reference Guide, "HttpRequest Class"."""

from __future__ import annotations

from sfsim.runtime.exceptions import IllegalArgumentException
from sfsim.stdlib.registry import apex_class, apex_constructor, apex_method
from sfsim.stdlib.system.http_message import HttpMessage

TIMEOUT_MS = 10_000
TIMEOUT_MS_MAX = 120_000
BAD_TIMEOUT = "Timeout must be between 1 and 120000 milliseconds"
"""Not seen on a real org."""


@apex_class("System.HttpRequest", source="Apex Reference Guide, HttpRequest Class")
class HttpRequest(HttpMessage):
    """A callout to be made."""

    @apex_constructor("HttpRequest()")
    def __init__(self) -> None:
        super().__init__()
        self.endpoint: str | None = None
        self.method: str | None = None
        self.compressed = False
        self.timeout_ms = TIMEOUT_MS
        self.certificate: str | None = None

    @apex_method("String getEndpoint()")
    def getEndpoint(self) -> str | None:
        """The URL, or `callout:` with a named credential."""
        return self.endpoint

    @apex_method("void setEndpoint(String endpoint)")
    def setEndpoint(self, endpoint: str | None) -> None:
        """Sets the URL."""
        self.endpoint = endpoint

    @apex_method("String getMethod()")
    def getMethod(self) -> str | None:
        """`GET`, `POST` …"""
        return self.method

    @apex_method("void setMethod(String method)")
    def setMethod(self, method: str | None) -> None:
        """Sets the method."""
        self.method = method

    @apex_method("Boolean getCompressed()")
    def getCompressed(self) -> bool:
        """Whether the body will be compressed."""
        return self.compressed

    @apex_method("void setCompressed(Boolean compressed)")
    def setCompressed(self, compressed: bool) -> None:
        """Says whether the body will be compressed."""
        self.compressed = bool(compressed)

    @apex_method("void setTimeout(Integer timeout)")
    def setTimeout(self, timeout: int) -> None:
        """Sets the timeout in milliseconds. Raises IllegalArgumentException."""
        if not 1 <= timeout <= TIMEOUT_MS_MAX:
            raise IllegalArgumentException(BAD_TIMEOUT)
        self.timeout_ms = timeout

    @apex_method("void setClientCertificateName(String name)")
    def setClientCertificateName(self, name: str | None) -> None:
        """Names the certificate; transports that need none ignore it."""
        self.certificate = name

    @apex_method("String toString()")
    def toString(self) -> str:
        """`System.HttpRequest[Endpoint=…, Method=…]`. Source: observed debug logs."""
        endpoint = "null" if self.endpoint is None else self.endpoint
        return f"System.HttpRequest[Endpoint={endpoint}, Method={self.method or 'null'}]"
