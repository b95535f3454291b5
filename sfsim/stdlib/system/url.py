"""System.Url: the parts of a URL, as they are written.

Source: Apex Reference Guide, Url Class; recorded, what is null, empty or -1 when it is absent.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urljoin

from sfsim.runtime.exceptions import StringException
from sfsim.runtime.text import hash_code
from sfsim.stdlib.arguments import required
from sfsim.stdlib.registry import apex_class, apex_constructor, apex_method

ORG_DOMAIN_URL: Final = "https://sfsim.my.salesforce.com"
"""Where every simulated org lives, whatever its name."""

DEFAULT_PORTS: Final = {"http": 80, "https": 443, "ftp": 21}
_FORM = re.compile(
    r"(?P<scheme>[a-zA-Z][a-zA-Z0-9+.-]*):"
    r"(?:(?P<authority>//[^/?#]*)?(?P<path>/[^?#]*|(?=[?#]|$))(?:\?(?P<query>[^#]*))?"
    r"|(?P<opaque>[^#]+))(?:\#(?P<ref>.*))?",
    re.DOTALL,
)
_AUTHORITY = re.compile(r"//(?:(?P<user>[^@]*)@)?(?P<host>\[[^\]]*\]|[^:]*)(?::(?P<port>\d*))?")


@apex_class("System.Url", source="Apex Reference Guide, Url Class")
class Url:
    """A URL. `getCurrentRequestUrl` and `getFileFieldURL` are not modelled."""

    @apex_constructor("Url(String spec)")
    def __init__(self, spec: str) -> None:
        """Reads a text. Raises StringException when it is no absolute URL."""
        required(spec)
        self._text = spec.strip()
        match = _FORM.fullmatch(self._text)
        if match is None or ":" not in self._text:
            raise StringException(f"no protocol: {spec}")
        parts = match.groupdict()
        if self._text.endswith(":") and len(self._text) == len(parts["scheme"]) + 1:
            raise StringException(
                f"Expected scheme-specific part at index {len(self._text)}: {self._text}"
            )
        self._protocol: str = parts["scheme"]
        self._authority: str | None = parts["authority"] and parts["authority"][2:]
        self._path: str | None = parts["path"]
        self._query: str | None = parts["query"]
        self._ref: str | None = parts["ref"]
        self._opaque: str | None = parts["opaque"]
        place = _AUTHORITY.fullmatch(parts["authority"] or "//")
        if place is None:
            raise StringException(f"Invalid URL: {spec}")
        self._user: str | None = place["user"]
        self._host: str = place["host"]
        self._port = int(place["port"]) if place["port"] else -1

    @apex_constructor("Url(String protocol, String host, Integer port, String file)")
    @staticmethod
    def of_parts(protocol: str, host: str, port: int, file: str) -> Url:
        """Put together; port -1 means none."""
        required(protocol, host, port, file)
        number = "" if port == -1 else f":{port}"
        return Url(f"{protocol}://{host}{number}{file}")

    @apex_constructor("Url(String protocol, String host, String file)")
    @staticmethod
    def of_host(protocol: str, host: str, file: str) -> Url:
        """Put together without a port."""
        return Url.of_parts(protocol, host, -1, file)

    @apex_constructor("Url(Url context, String spec)")
    @staticmethod
    def of_context(context: Url, spec: str) -> Url:
        """A text read relative to another URL."""
        required(context, spec)
        return Url(urljoin(context.toExternalForm(), spec))

    @apex_method("static Url getOrgDomainUrl()")
    @apex_method("static Url getSalesforceBaseUrl()")
    @staticmethod
    def getOrgDomainUrl() -> Url:
        """The org's My Domain URL."""
        return Url(ORG_DOMAIN_URL)

    @apex_method("String getProtocol()")
    def getProtocol(self) -> str:
        """The scheme as written."""
        return self._protocol

    @apex_method("String getAuthority()")
    def getAuthority(self) -> str | None:
        """User, host and port; null when there is none."""
        return self._authority

    @apex_method("String getUserInfo()")
    def getUserInfo(self) -> str | None:
        """What stands before `@`, null when nothing does."""
        return self._user

    @apex_method("String getHost()")
    def getHost(self) -> str:
        """The host, empty when there is none."""
        return self._host

    @apex_method("Integer getPort()")
    def getPort(self) -> int:
        """The port as written, -1 when there is none."""
        return self._port

    @apex_method("Integer getDefaultPort()")
    def getDefaultPort(self) -> int:
        """The scheme's port, -1 when it has none."""
        return DEFAULT_PORTS.get(self._protocol.lower(), -1)

    @apex_method("String getPath()")
    def getPath(self) -> str | None:
        """The path, null for an opaque URL such as mailto:."""
        return None if self._opaque is not None else self._path or ""

    @apex_method("String getQuery()")
    def getQuery(self) -> str | None:
        """What stands behind `?`, null without one."""
        return self._query

    @apex_method("String getRef()")
    def getRef(self) -> str | None:
        """What stands behind `#`, null without one."""
        return self._ref

    @apex_method("String getFile()")
    def getFile(self) -> str:
        """Path and query; of an opaque URL what stands behind the scheme."""
        if self._opaque is not None:
            return self._opaque
        return (self._path or "") + ("" if self._query is None else f"?{self._query}")

    @apex_method("Boolean sameFile(Url other)")
    def sameFile(self, other: Url) -> bool:
        """Whether both are equal apart from what stands behind `#`."""
        required(other)
        return self._identity() == other._identity()

    def _identity(self) -> tuple[str, str, int, str]:
        port = self.getDefaultPort() if self._port == -1 else self._port
        return self._protocol.lower(), self._host.lower(), port, self.getFile()

    @apex_method("String toExternalForm()")
    @apex_method("String toString()")
    def toExternalForm(self) -> str:
        """The whole text."""
        return self._text

    def toString(self) -> str:
        """The whole text."""
        return self._text

    @apex_method("Object clone()")
    def clone(self) -> Url:
        """The URL itself: it cannot change."""
        return self

    def equals(self, other: object) -> bool:
        """Whether the other is the same URL."""
        return isinstance(other, Url) and (self._identity(), self._ref) == (
            other._identity(),
            other._ref,
        )

    def hashCode(self) -> int:
        """A hash of the text."""
        return hash_code(self._text)
