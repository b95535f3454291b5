"""What HttpRequest and HttpResponse share: headers in any case, a body as text or bytes."""

from __future__ import annotations

from sfsim.names import fold
from sfsim.runtime.exceptions import StringException
from sfsim.stdlib.registry import apex_method

NOT_UTF8 = "BLOB is not a valid UTF-8 string"


class HttpMessage:
    """Headers and body."""

    def __init__(self) -> None:
        self.headers: dict[str, tuple[str, str]] = {}
        self.body: bytes | None = None

    @apex_method("String getHeader(String key)")
    def getHeader(self, key: str) -> str | None:
        """The value of a header in any case, null when it is not set."""
        found = self.headers.get(fold(key))
        return None if found is None else found[1]

    @apex_method("void setHeader(String key, String value)")
    def setHeader(self, key: str, value: str | None) -> None:
        """Sets a header, replacing an earlier value."""
        self.headers[fold(key)] = (key, "" if value is None else value)

    @apex_method("String getBody()")
    def getBody(self) -> str:
        """The body as text, '' when there is none. Raises StringException."""
        if self.body is None:
            return ""
        try:
            return self.body.decode("utf-8")
        except UnicodeDecodeError as error:
            raise StringException(NOT_UTF8) from error

    @apex_method("void setBody(String body)")
    def setBody(self, body: str | None) -> None:
        """Sets the body as text."""
        self.body = None if body is None else body.encode("utf-8", "surrogatepass")

    @apex_method("Blob getBodyAsBlob()")
    def getBodyAsBlob(self) -> bytes:
        """The body as bytes."""
        return self.body or b""

    @apex_method("void setBodyAsBlob(Blob body)")
    def setBodyAsBlob(self, body: bytes | None) -> None:
        """Sets the body as bytes."""
        self.body = body
