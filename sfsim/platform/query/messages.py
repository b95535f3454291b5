"""The texts of QueryExceptions, and the excerpt of the query that some of them begin with.

Source: recorded unless a line says otherwise.
"""

from __future__ import annotations

from typing import Final

from sfsim.runtime.exceptions import QueryException
from sfsim.source import Span

WSDL: Final = " Please reference your WSDL or the describe call for the appropriate names."
NO_SUCH_COLUMN: Final = (
    "No such column '{name}' on entity '{type}'. If you are attempting to use a custom field, be"
    " sure to append the '__c' after the custom field name." + WSDL
)
NO_SUCH_TYPE: Final = (
    "sObject type '{name}' is not supported. If you are attempting to use a custom object, be sure"
    " to append the '__c' after the entity name." + WSDL
)
NO_SUCH_RELATIONSHIP: Final = (
    "Didn't understand relationship '{name}' in field path. If you are attempting to use a custom"
    " relationship, be sure to append the '__r' after the custom relationship name." + WSDL
)
NO_SUCH_CHILDREN: Final = (
    "Didn't understand relationship '{name}' in FROM part of query call. If you are attempting to"
    " use a custom relationship, be sure to append the '__r' after the custom relationship name."
    + WSDL
)
NOT_FILTERABLE: Final = "field '{name}' can not be filtered in a query call"
NOT_SORTABLE: Final = "field '{name}' can not be sorted in a query call"
NOT_GROUPABLE: Final = "field '{name}' can not be grouped in a query call"
NOT_AGGREGATABLE: Final = "field {name} does not support aggregate operator {function}"
NOT_GROUPED: Final = "Field must be grouped or aggregated: {name}"
DUPLICATE_FIELD: Final = "duplicate field selected: {name}"
DUPLICATE_ALIAS: Final = "duplicate alias: {name}"
QUOTED: Final = (
    "value of filter criterion for field '{name}' must be of type {type} and should not be"
    " enclosed in quotes"
)
WRONG_TYPE: Final = "value of filter criterion for field '{name}' must be of type {type}"
INVALID_ID: Final = "invalid ID field: {value}"
OFFSET_TOO_LARGE: Final = "Maximum SOQL offset allowed is 2000"
TOO_MANY_SEMI_JOINS: Final = "Maximum 2 semi join sub-selects are allowed"
TOO_DEEP: Final = "SOQL relationship path must not exceed 5 levels"  # the text is not recorded
VARIABLE_MISSING: Final = "Variable does not exist: {name}"
TOO_LONG: Final = "SOQL statements should not exceed 100000 characters"
LITERAL_TOO_LONG: Final = (
    "The string literal is too long: at most 4000 characters"  # the text is not recorded
)


def query_error(message: str, text: str, span: Span, **values: object) -> QueryException:
    """An exception whose message begins with the query and a mark under the culprit."""
    excerpt = " ".join(text.split("\n"))
    column = span.column if span.line == 1 else 0
    pointer = " " * column + "^"
    place = f"ERROR at Row:{span.line}:Column:{span.column + 1}"
    return QueryException(f"\n{excerpt}\n{pointer}\n{place}\n{message.format(**values)}")


def plain_error(message: str, **values: object) -> QueryException:
    """An exception whose message stands alone."""
    return QueryException(message.format(**values))
