"""Queries given as text: parsing, and finding the values of `:name` binds.

A bind of `Database.query` names a variable that is visible where the call stands, so it is looked
up in the innermost frame of emitted code: its locals, then the fields of `this`, then static ones.
Source: Apex Developer Guide, "Dynamic SOQL".
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from types import FrameType
from typing import Any, NoReturn

from sfsim.apex.codegen import naming
from sfsim.names import fold
from sfsim.runtime.allocation import PROGRAM
from sfsim.runtime.caller import Caller
from sfsim.runtime.collections import ApexMap
from sfsim.runtime.exceptions import NullPointerException, QueryException, SearchException
from sfsim.soql import nodes as soql
from sfsim.soql.binds import binds_of
from sfsim.soql.errors import SoqlSyntaxError
from sfsim.soql.parser import parse_query, parse_search

UNKNOWN_VARIABLE = "Variable does not exist: {}"
ONLY_VARIABLES = "Only variable references are allowed in dynamic SOQL/SOSL."
UNKNOWN_KEY = "Key '{}' does not exist in the bindMap"
NULL_ARGUMENT = "Argument 1 cannot be null"


def parse(text: str | None) -> soql.Query:
    """The tree of a query text. Raises QueryException, NullPointerException."""
    if text is None:
        raise NullPointerException(NULL_ARGUMENT)
    try:
        return parse_query(text)
    except SoqlSyntaxError as error:
        raise QueryException(error.message) from error


def parsed_search(text: str | None) -> soql.Search:
    """The tree of a search text. Raises SearchException, NullPointerException."""
    if text is None:
        raise NullPointerException(NULL_ARGUMENT)
    try:
        return parse_search(text)
    except SoqlSyntaxError as error:
        raise SearchException(error.message) from error


def frame_binds(caller: Caller, query: soql.Query | soql.Search) -> tuple[Any, ...]:
    """The values of a query's binds, out of the calling frame. Raises QueryException."""
    binds = binds_of(query)
    if not binds:
        return ()
    frame = _apex_frame()
    return tuple(_variable(caller, frame, str(bind.expression)) for bind in binds)


def map_binds(query: soql.Query, values: ApexMap | None) -> tuple[Any, ...]:
    """The values of a query's binds, out of a map whose keys ignore case. Raises QueryException."""
    if values is None:
        raise NullPointerException(NULL_ARGUMENT)
    folded: Mapping[str, Any] = {fold(str(key)): value for key, value in values.items()}
    found = []
    for bind in binds_of(query):
        name = fold(str(bind.expression))
        if name not in folded:
            raise QueryException(UNKNOWN_KEY.format(bind.expression))
        found.append(folded[name])
    return tuple(found)


def _apex_frame() -> FrameType | None:
    frame: FrameType | None = sys._getframe(1)
    while frame is not None and PROGRAM not in frame.f_globals:
        frame = frame.f_back
    return frame


def _variable(caller: Caller, frame: FrameType | None, text: str) -> Any:
    first, *path = text.split(".")
    value = _named(caller, frame, first)
    for name in path:
        value = _member(value, name)
    return value


def _named(caller: Caller, frame: FrameType | None, name: str) -> Any:
    if frame is None:
        _unknown(name)
    for local, value in frame.f_locals.items():
        if fold(local.removesuffix("_")) == fold(name):
            return value
    this = frame.f_locals.get("this")
    attribute = naming.field(name)
    if this is not None and hasattr(this, attribute):
        return getattr(this, attribute)
    outer = caller.class_name
    while outer:
        holder = frame.f_globals.get(naming.holder(outer))
        if holder is not None and hasattr(holder, attribute):
            return getattr(holder, attribute)
        outer = outer.rpartition(".")[0]
    return _unknown(name)


def _member(value: Any, name: str) -> Any:
    if hasattr(type(value), "sobject_type"):
        return value.get(name)
    attribute = naming.field(name)
    if value is None or not hasattr(value, attribute):
        _unknown(name)
    return getattr(value, attribute)


def _unknown(name: str) -> NoReturn:
    raise QueryException(UNKNOWN_VARIABLE.format(name))
