"""System.RestContext, RestRequest, RestResponse: what an Apex REST method is given.

Source: Apex Reference Guide, the page of each class.
"""

from __future__ import annotations

from typing import Any

from sfsim.names import fold
from sfsim.runtime.caller import Caller
from sfsim.runtime.collections import ApexMap, FoldedMap
from sfsim.stdlib.registry import apex_class, apex_constructor, apex_method, apex_property
from sfsim.typeref import STRING, map_of

TEXTS = map_of(STRING, STRING)


@apex_class(
    "System.RestRequest",
    attributes=(
        "Map<String, String> headers { get; set; }",
        "String httpMethod { get; set; }",
        "Map<String, String> params { get; set; }",
        "String remoteAddress { get; set; }",
        "Blob requestBody { get; set; }",
        "String requestURI { get; set; }",
        "String resourcePath { get; set; }",
    ),
)
class RestRequest:
    """The request."""

    @apex_constructor("RestRequest()")
    def __init__(self) -> None:
        self.headers: ApexMap = FoldedMap(TEXTS)
        self.httpMethod: str | None = None
        self.params = ApexMap(TEXTS)
        self.remoteAddress: str | None = None
        self.requestBody: bytes | None = None
        self.requestURI: str | None = None
        self.resourcePath: str | None = None

    @apex_method("void addHeader(String name, String value)")
    def addHeader(self, name: str, value: str | None) -> None:
        """Adds a header."""
        self.headers[fold(name)] = value

    @apex_method("void addParameter(String name, String value)")
    def addParameter(self, name: str, value: str | None) -> None:
        """Adds a parameter."""
        self.params[name] = value


@apex_class(
    "System.RestResponse",
    attributes=(
        "Map<String, String> headers { get; set; }",
        "Blob responseBody { get; set; }",
        "Integer statusCode { get; set; }",
    ),
)
class RestResponse:
    """The response."""

    @apex_constructor("RestResponse()")
    def __init__(self) -> None:
        self.headers = ApexMap(TEXTS)
        self.responseBody: bytes | None = None
        self.statusCode: int | None = None

    @apex_method("void addHeader(String name, String value)")
    def addHeader(self, name: str, value: str | None) -> None:
        """Adds a header."""
        self.headers[name] = value


@apex_class("System.RestContext")
class RestContext:
    """The request and response of the running transaction; tests set them."""

    @apex_property(
        "static RestRequest request { get; set; }", caller=True,
        setter="{0}.org.set_rest_context('request', {1})",
    )  # fmt: skip
    @staticmethod
    def request(caller: Caller) -> Any:
        """The request."""
        return caller.org.rest_context("request")

    @apex_property(
        "static RestResponse response { get; set; }", caller=True,
        setter="{0}.org.set_rest_context('response', {1})",
    )  # fmt: skip
    @staticmethod
    def response(caller: Caller) -> Any:
        """The response."""
        return caller.org.rest_context("response")
