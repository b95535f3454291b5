"""System.PageReference: where a Visualforce controller sends its user.

Source: Apex Reference Guide, "PageReference Class".
"""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import parse_qsl, quote_plus

from sfsim.names import fold
from sfsim.runtime.collections import ApexList, ApexMap, not_null
from sfsim.stdlib.registry import apex_class, apex_constructor, apex_method
from sfsim.stdlib.system.cookie import Cookie
from sfsim.typeref import STRING, TypeRef, map_of

PAGES: Final = "/apex/"
PARAMETERS: Final = map_of(STRING, STRING)
COOKIES: Final = map_of(STRING, TypeRef("Cookie"))


class ParameterMap(ApexMap):
    """Parameters of a page: found in any case, kept as they were written.

    Source: Apex Reference Guide, PageReference.getParameters: keys are case-insensitive.
    """

    __slots__ = ("written",)

    def __new__(cls, items: Any = ()) -> ParameterMap:
        """An empty map; `__init__` fills it."""
        return dict.__new__(cls)

    def __init__(self, items: Any = ()) -> None:
        self.written: dict[str, str] = {}
        super().__init__(PARAMETERS, items)

    def insert_all(self, pairs: Any) -> None:
        """Puts every pair."""
        for key, value in pairs:
            self[key] = value

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and fold(key) in self.written

    def __getitem__(self, key: str) -> Any:
        return dict.__getitem__(self, self.written[fold(key)])

    def __setitem__(self, key: str, value: Any) -> None:
        known = self.written.setdefault(fold(not_null(key)), key)
        dict.__setitem__(self, known, value)

    def __delitem__(self, key: str) -> None:
        dict.__delitem__(self, self.written.pop(fold(key)))

    def get(self, key: Any, default: Any = None) -> Any:
        """The value of a parameter in any case, or null."""
        known = self.written.get(fold(key)) if isinstance(key, str) else None
        return default if known is None else dict.get(self, known)

    def pop(self, key: Any, default: Any = None) -> Any:
        """Removes a parameter; the value it had."""
        if key not in self:
            return default
        value = self[key]
        del self[key]
        return value

    def clear(self) -> None:
        """Removes all."""
        self.written.clear()
        dict.clear(self)


@apex_class("System.PageReference", source="Apex Reference Guide, PageReference Class")
class PageReference:
    """A path, its parameters, and how to go there."""

    def __init__(self, url: str) -> None:
        path, _, anchor = url.partition("#")
        path, _, query = path.partition("?")
        self.path = path
        self.anchor: str | None = anchor or None
        self.parameters = ParameterMap(parse_qsl(query, keep_blank_values=True))
        self.redirects: bool | None = False
        self.redirect_code: int | None = 0
        self.headers = ApexMap(PARAMETERS)
        self.cookies = ApexMap(COOKIES)

    @apex_constructor("PageReference(String url)")
    @staticmethod
    def of_url(url: str | None) -> PageReference:
        """A page by its address. Raises NullPointerException."""
        return PageReference(not_null(url))

    @apex_constructor("PageReference(SObject record)")
    @staticmethod
    def of_record(record: Any) -> PageReference:
        """The page of a record. Raises NullPointerException."""
        return PageReference(f"/{not_null(record).Id}")

    @apex_method("String getUrl()")
    def getUrl(self) -> str:
        """Path, parameters and anchor."""
        pairs = [
            f"{quote_plus(name)}={quote_plus(value)}"
            for name, value in self.parameters.items()
            if value is not None
        ]
        query = "?" + "&".join(pairs) if pairs else ""
        anchor = f"#{self.anchor}" if self.anchor else ""
        return f"{self.path}{query}{anchor}"

    @apex_method("Map<String, String> getParameters()")
    def getParameters(self) -> ApexMap:
        """The parameters; a change of the map changes the page."""
        return self.parameters

    @apex_method("Map<String, String> getHeaders()")
    def getHeaders(self) -> ApexMap:
        """The headers of the request."""
        return self.headers

    @apex_method("Map<String, Cookie> getCookies()")
    def getCookies(self) -> ApexMap:
        """The cookies by name."""
        return self.cookies

    @apex_method("void setCookies(List<Cookie> cookies)")
    def setCookies(self, cookies: ApexList) -> None:
        """Adds cookies."""
        each: Cookie
        for each in not_null(cookies):
            self.cookies[each.getName()] = each

    @apex_method("String getAnchor()")
    def getAnchor(self) -> str | None:
        """What stands after `#`."""
        return self.anchor

    @apex_method("PageReference setAnchor(String anchor)")
    def setAnchor(self, anchor: str | None) -> PageReference:
        """Sets what stands after `#`."""
        self.anchor = anchor
        return self

    @apex_method("Boolean getRedirect()")
    def getRedirect(self) -> bool | None:
        """Whether the browser is told to go there."""
        return self.redirects

    @apex_method("PageReference setRedirect(Boolean redirect)")
    def setRedirect(self, redirect: bool | None) -> PageReference:
        """Sets whether the browser is told to go there."""
        self.redirects = redirect
        return self

    @apex_method("Integer getRedirectCode()")
    def getRedirectCode(self) -> int | None:
        """The status of the redirect, 0 for the default one."""
        return self.redirect_code

    @apex_method("PageReference setRedirectCode(Integer redirectCode)")
    def setRedirectCode(self, code: int | None) -> PageReference:
        """Sets the status of the redirect."""
        self.redirect_code = code
        return self

    @apex_method("String toString()")
    def toString(self) -> str:
        """`System.PageReference[/apex/home]`. Source: as far as known, not checked on an org."""
        return f"System.PageReference[{self.getUrl()}]"


def page(name: str) -> PageReference:
    """`Page.Name`: a new reference each time; its path is lower-case.

    Source: as far as known, not checked on an org.
    """
    return PageReference(PAGES + fold(name))
