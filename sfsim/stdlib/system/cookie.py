"""System.Cookie: a cookie of a Visualforce page. Source: Apex Reference Guide, "Cookie Class"."""

from __future__ import annotations

from sfsim.stdlib.registry import apex_class, apex_constructor, apex_method


@apex_class("System.Cookie")
class Cookie:
    """Name, value and where it is valid."""

    @apex_constructor(
        "Cookie(String name, String value, String path, Integer maxAge, Boolean isSecure)"
    )
    @apex_constructor(
        "Cookie(String name, String value, String path, Integer maxAge, Boolean isSecure,"
        " String sameSite)"
    )
    @apex_constructor(
        "Cookie(String name, String value, String path, Integer maxAge, Boolean isSecure,"
        " String sameSite, Boolean isHttpOnly)"
    )
    def __init__(
        self,
        name: str | None,
        value: str | None,
        path: str | None,
        max_age: int | None,
        is_secure: bool | None,
        same_site: str | None = None,
        is_http_only: bool | None = False,
    ) -> None:
        self.name = name
        self.value = value
        self.path = path
        self.max_age = max_age
        self.is_secure = bool(is_secure)
        self.same_site = same_site
        self.is_http_only = bool(is_http_only)

    @apex_method("String getName()")
    def getName(self) -> str | None:
        """The name."""
        return self.name

    @apex_method("String getValue()")
    def getValue(self) -> str | None:
        """The value."""
        return self.value

    @apex_method("String getPath()")
    def getPath(self) -> str | None:
        """The path below which it is valid."""
        return self.path

    @apex_method("Integer getMaxAge()")
    def getMaxAge(self) -> int | None:
        """Seconds until it expires."""
        return self.max_age

    @apex_method("String getDomain()")
    def getDomain(self) -> str | None:
        """The server's name: null for a cookie that no request brought."""
        return None

    @apex_method("String getSameSite()")
    def getSameSite(self) -> str | None:
        """`None`, `Lax` or `Strict`."""
        return self.same_site

    @apex_method("Boolean isSecure()")
    def isSecure(self) -> bool:
        """Whether only HTTPS carries it."""
        return self.is_secure

    @apex_method("Boolean isHttpOnly()")
    def isHttpOnly(self) -> bool:
        """Whether scripts cannot read it."""
        return self.is_http_only
