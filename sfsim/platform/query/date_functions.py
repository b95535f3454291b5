"""Date functions of SOQL as SQL: `CALENDAR_YEAR(CreatedDate)`, `DAY_ONLY(…)`.

They use UTC. Source: SOQL and SOSL Reference, "Date Functions".
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from sfsim.errors import Unsupported
from sfsim.platform.query.messages import query_error
from sfsim.platform.query.scope import Column, Scope
from sfsim.schema.field import Field
from sfsim.schema.field_types import Storage
from sfsim.soql import nodes
from sfsim.storage.codecs import EPOCH

NOT_A_DATE: Final = "field '{name}' does not support date function {function}"
"""The text is not recorded."""

EPOCH_ORDINAL: Final = EPOCH.toordinal()


def _number(directive: str) -> Callable[[str], str]:
    return lambda seconds: f"CAST(strftime('{directive}', {seconds}, 'unixepoch') AS INTEGER)"


_YEAR: Final = _number("%Y")
_MONTH: Final = _number("%m")
_DAY: Final = _number("%d")
_DAY_OF_YEAR: Final = _number("%j")
_WEEKDAY: Final = _number("%w")
_HOUR: Final = _number("%H")

FUNCTIONS: Final[dict[str, Callable[[str], str]]] = {
    "CALENDAR_YEAR": _YEAR,
    "CALENDAR_QUARTER": lambda seconds: f"({_MONTH(seconds)} + 2) / 3",
    "CALENDAR_MONTH": _MONTH,
    "FISCAL_YEAR": _YEAR,
    "FISCAL_QUARTER": lambda seconds: f"({_MONTH(seconds)} + 2) / 3",
    "FISCAL_MONTH": _MONTH,
    "DAY_IN_MONTH": _DAY,
    "DAY_IN_WEEK": lambda seconds: f"{_WEEKDAY(seconds)} + 1",
    "DAY_IN_YEAR": _DAY_OF_YEAR,
    "WEEK_IN_MONTH": lambda seconds: f"({_DAY(seconds)} + 6) / 7",
    "WEEK_IN_YEAR": lambda seconds: f"({_DAY_OF_YEAR(seconds)} + 6) / 7",
    "HOUR_IN_DAY": _HOUR,
}
DAY_ONLY: Final = "DAY_ONLY"


def is_date_function(name: str) -> bool:
    """Whether a function (upper case) is one of these."""
    return name in FUNCTIONS or name == DAY_ONLY


def date_column(call: nodes.FunctionCall, name: str, scope: Scope) -> Column:
    """The computed column of a call. Raises QueryException, Unsupported."""
    (argument,) = call.arguments
    if not isinstance(argument, nodes.FieldPath):
        raise Unsupported("convertTimezone() in SOQL")
    column = scope.resolve(argument)
    storage = column.field.storage
    if storage is Storage.INSTANT:
        # Division rounds towards zero, so instants before 1970 are shifted first.
        seconds = f"(({column.value} - ((({column.value} % 1000) + 1000) % 1000)) / 1000)"
    elif storage is Storage.DAY and name != DAY_ONLY:
        seconds = f"(({column.value} - {EPOCH_ORDINAL}) * 86400)"
    else:
        field_name = column.field.name
        raise query_error(NOT_A_DATE, scope.text, call.span, name=field_name, function=name)
    if name == DAY_ONLY:
        day = f"({seconds} - ((({seconds} % 86400) + 86400) % 86400)) / 86400 + {EPOCH_ORDINAL}"
        return replace(column, field=Field(name, "date"), value=day, key=day)
    sql = FUNCTIONS[name](seconds)
    return replace(column, field=Field(name, "int"), value=sql, key=sql)
