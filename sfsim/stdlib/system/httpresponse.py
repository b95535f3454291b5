"""System.HttpResponse. Source: Apex Reference Guide, "HttpResponse Class"."""

from __future__ import annotations

from sfsim.runtime.collections import ApexList
from sfsim.stdlib.registry import apex_class, apex_constructor, apex_method
from sfsim.stdlib.system.http_message import HttpMessage
from sfsim.typeref import STRING, list_of


@apex_class("System.HttpResponse", source="Apex Reference Guide, HttpResponse Class")
class HttpResponse(HttpMessage):
    """The answer to a callout."""

    @apex_constructor("HttpResponse()")
    def __init__(self) -> None:
        super().__init__()
        self.status: str | None = None
        self.status_code: int = 0

    @apex_method("List<String> getHeaderKeys()")
    def getHeaderKeys(self) -> ApexList:
        """The names of the headers, as they were set."""
        return ApexList(list_of(STRING), (name for name, _ in self.headers.values()))

    @apex_method("String getStatus()")
    def getStatus(self) -> str | None:
        """`OK`, …"""
        return self.status

    @apex_method("void setStatus(String status)")
    def setStatus(self, status: str | None) -> None:
        """Sets the status text."""
        self.status = status

    @apex_method("Integer getStatusCode()")
    def getStatusCode(self) -> int:
        """`200`, …"""
        return self.status_code

    @apex_method("void setStatusCode(Integer statusCode)")
    def setStatusCode(self, status_code: int) -> None:
        """Sets the status code."""
        self.status_code = status_code

    @apex_method("String toString()")
    def toString(self) -> str:
        """`System.HttpResponse[Status=OK, StatusCode=200]`. Source: observed debug logs."""
        status = "null" if self.status is None else self.status
        return f"System.HttpResponse[Status={status}, StatusCode={self.status_code}]"
