"""Aggregate functions and grouped rows.

Source: SOQL and SOSL Reference, "Aggregate Functions", "GROUP BY"; Apex Developer Guide, "Working
with SOQL Aggregate Functions".
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Final

from sfsim.names import fold
from sfsim.platform.query.messages import DUPLICATE_ALIAS, NOT_AGGREGATABLE, plain_error
from sfsim.platform.query.ordering import rank_expression
from sfsim.platform.query.scope import Column
from sfsim.runtime.numbers import divide_decimal
from sfsim.schema.field import Field
from sfsim.schema.field_types import Storage
from sfsim.storage.codecs import decoder, unscaled
from sfsim.storage.keys import SEPARATOR

FUNCTIONS: Final = frozenset({"COUNT", "COUNT_DISTINCT", "SUM", "AVG", "MIN", "MAX"})
NUMERIC: Final = frozenset({Storage.INTEGER, Storage.DECIMAL})
AVERAGE_PLACES: Final = 15
HALF: Final = 10**9
COUNT_FIELD: Final = Field("count", "int")


@dataclass(frozen=True, slots=True)
class Output:
    """One value of a grouped row: its columns in SQL, and how they make the value."""

    columns: tuple[str, ...]
    decode: Callable[[Sequence[Any]], Any]


def is_aggregate(name: str) -> bool:
    """Whether a function (any case) aggregates."""
    return name.upper() in FUNCTIONS


def output_of(name: str, column: Column | None) -> Output:
    """The output of an aggregate function; `column` is None for `COUNT()`.

    Raises:
        QueryException: the field does not support the function.
    """
    if column is None:
        return Output(("COUNT(*)",), lambda values: values[0])
    field = column.field
    if name == "COUNT":
        return Output((f"COUNT({column.value})",), lambda values: values[0])
    if not field.is_aggregatable or (name in ("SUM", "AVG") and field.storage not in NUMERIC):
        raise plain_error(NOT_AGGREGATABLE, name=field.name, function=name)
    if name == "COUNT_DISTINCT":
        return Output((f"COUNT(DISTINCT {column.key})",), lambda values: values[0])
    if name == "SUM":
        return Output(_sum_parts(column), lambda values: _total(values, field))
    if name == "AVG":
        columns = (*_sum_parts(column), f"COUNT({column.value})")
        return Output(columns, lambda values: _average(values, field))
    return _extreme(name, column)


def grouped_output(column: Column) -> Output:
    """A grouped field: all rows of a group have the same key; the least spelling stands for it."""
    return _plain(f"MIN({column.value})", column.field)


def having_column(name: str, column: Column | None, owner: Column | None = None) -> Column:
    """An aggregate as the left side of a HAVING condition or of an ORDER BY item."""
    if column is None:
        assert owner is not None, "COUNT() needs a column to stand on"
        return replace(owner, field=COUNT_FIELD, value="COUNT(*)", key="COUNT(*)")
    output_of(name, column)
    if name in ("COUNT", "COUNT_DISTINCT"):
        distinct = "DISTINCT " if name == "COUNT_DISTINCT" else ""
        sql = f"COUNT({distinct}{column.key})"
        return replace(column, field=COUNT_FIELD, value=sql, key=sql)
    if name == "AVG":
        sql = f"AVG({column.value}) * {10 ** (AVERAGE_PLACES - column.field.storage_scale)}"
        field = Field(column.field.name, "double", precision=18, scale=AVERAGE_PLACES)
        assert field.storage_scale == AVERAGE_PLACES, "an average has no further places"
        return replace(column, field=field, value=sql, key=sql)
    # TOTAL cannot overflow; up to 15 digits it is exact.
    sql = f"TOTAL({column.key})" if name == "SUM" else f"{name}({column.key})"
    return replace(column, value=sql, key=sql)


class Aliases:
    """The aliases of a grouped select list; those of nameless aggregates are counted."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self._folded: set[str] = set()
        self._unnamed = 0

    def add(self, alias: str | None) -> str:
        """Takes an alias, or makes the next `expr0`. Raises QueryException for a second use."""
        if alias is None:
            alias = f"expr{self._unnamed}"
            self._unnamed += 1
        if fold(alias) in self._folded:
            raise plain_error(DUPLICATE_ALIAS, name=alias)
        self._folded.add(fold(alias))
        self.names.append(alias)
        return alias


def _plain(sql: str, field: Field) -> Output:
    decode = decoder(field)
    return Output((sql,), lambda values: decode(values[0]))


def _extreme(name: str, column: Column) -> Output:
    field = column.field
    if field.storage is not Storage.TEXT:
        return _plain(f"{name}({column.value})", field)
    # The least key brings its value along; picklists compare by the order of their definition.
    rank = ""
    if field.type == "picklist" and field.picklist_values:
        rank = f"printf('%05d', {rank_expression(field, column.key)}) || "
    separator = f"char({ord(SEPARATOR)})"
    sql = f"{name}({rank}{column.key} || {separator} || {column.value})"
    return Output((sql,), lambda values: values[0] and values[0].partition(SEPARATOR)[2])


def _sum_parts(column: Column) -> tuple[str, str]:
    """A sum in two halves, neither of which can overflow."""
    value = column.value
    return f"SUM({value} / {HALF})", f"SUM({value} % {HALF})"


def _units(values: Sequence[Any]) -> int | None:
    high, low = values[:2]
    return None if high is None else int(high) * HALF + int(low)


def _total(values: Sequence[Any], field: Field) -> int | Decimal | None:
    units = _units(values)
    if units is None or field.storage is Storage.INTEGER:
        return units
    return unscaled(units, field.storage_scale, field.scale)


def _average(values: Sequence[Any], field: Field) -> Decimal | None:
    units = _units(values)
    if units is None:
        return None
    total = unscaled(units, field.storage_scale, field.scale)
    return divide_decimal(total, Decimal(values[2]))
