"""What emitted code calls for operators, conversions, checks and construction.

Nulls: arithmetic helpers let Python's TypeError happen, which becomes NullPointerException;
comparisons with null are false; conversions keep null.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any, Final, NoReturn

from sfsim.errors import ApexException, Unsupported
from sfsim.names import fold
from sfsim.runtime import text as texts
from sfsim.runtime.caller import Caller
from sfsim.runtime.collections import ApexList, ApexMap, ApexSet
from sfsim.runtime.display import text_of
from sfsim.runtime.equality import values_equal
from sfsim.runtime.exceptions import (
    ListException,
    NoSuchElementException,
    NullPointerException,
    QueryException,
    TypeException,
)
from sfsim.runtime.numbers import double_to_decimal as _double_to_decimal
from sfsim.runtime.objects import ApexEnum
from sfsim.runtime.stack import (
    NULL_DEREFERENCE,
    as_apex_exception,
    capture,
)
from sfsim.runtime.subtypes import INVALID_CONVERSION, type_of
from sfsim.runtime.values import Long
from sfsim.typeref import TypeRef

OUT_OF_BOUNDS: Final = "List index out of bounds: {}"
NO_ROWS: Final = "List has no rows for assignment to SObject"
MANY_ROWS: Final = "List has more than 1 row for assignment to SObject"
NO_ENUM_VALUE: Final = "No enum value found called {}"
DAY_MICROSECONDS: Final = 86_400_000_000


# --- null and bounds ----------------------------------------------------------------------------


def null_dereference() -> NoReturn:
    """Raises the NullPointerException of a dereference."""
    raise NullPointerException(NULL_DEREFERENCE)


def bad_index(items: Any, index: Any) -> NoReturn:
    """Raises what a list access outside its bounds is: null list, null index, or out of bounds."""
    if items is None or index is None:
        raise NullPointerException(NULL_DEREFERENCE)
    raise ListException(OUT_OF_BOUNDS.format(index))


def assign_index(items: Any, index: int, value: Any) -> None:
    """`items[index] = value` inside an expression."""
    if items is None or index is None or not 0 <= index < len(items):
        bad_index(items, index)
    items[index] = value


def assign_field(receiver: Any, name: str, value: Any) -> None:
    """`receiver.name = value` inside an expression."""
    setattr(receiver, name, value)


def unsupported(feature: str, where: str) -> NoReturn:
    """Raises Unsupported for a platform feature that sfsim does not model."""
    raise Unsupported(feature, where)


# --- comparison ---------------------------------------------------------------------------------


def less(left: Any, right: Any) -> bool:
    """`<`; false when an operand is null."""
    return left is not None and right is not None and bool(left < right)


def less_equal(left: Any, right: Any) -> bool:
    """`<=`; false when an operand is null."""
    return left is not None and right is not None and bool(left <= right)


def greater(left: Any, right: Any) -> bool:
    """`>`; false when an operand is null."""
    return left is not None and right is not None and bool(left > right)


def greater_equal(left: Any, right: Any) -> bool:
    """`>=`; false when an operand is null."""
    return left is not None and right is not None and bool(left >= right)


def text_greater(left: str | None, right: str | None) -> bool:
    """`>` on Strings."""
    return texts.less(right, left)


def text_greater_equal(left: str | None, right: str | None) -> bool:
    """`>=` on Strings."""
    return texts.less_equal(right, left)


def equal(left: Any, right: Any) -> bool:
    """`==` where the operands are objects, records, collections, Datetimes or of unknown type."""
    if left is right:
        return True
    if left is None or right is None:
        return False
    if isinstance(left, str) and isinstance(right, str):
        return texts.equal(left, right)
    return values_equal(left, right)


def equal_ids(left: str | None, right: str | None) -> bool:
    """`==` on Ids: the 15- and the 18-character form are the same Id."""
    if left == right:
        return True
    if left is None or right is None or len(left) == len(right):
        return False
    return left[:15] == right[:15]


def same(left: Any, right: Any) -> bool:
    """`===`: the same object; values that have no identity are compared."""
    if left is right:
        return True
    return type(left) is type(right) and isinstance(left, _VALUES) and bool(left == right)


_VALUES: Final = (str, int, float, Decimal, bytes, datetime.date, datetime.time)


# --- Booleans and dates -------------------------------------------------------------------------


def bool_and(left: bool | None, right: bool | None) -> bool:
    """`&` on Booleans."""
    if left is None or right is None:
        null_dereference()
    return left and right


def bool_or(left: bool | None, right: bool | None) -> bool:
    """`|` on Booleans."""
    if left is None or right is None:
        null_dereference()
    return left or right


def bool_xor(left: bool | None, right: bool | None) -> bool:
    """`^` on Booleans."""
    if left is None or right is None:
        null_dereference()
    return left is not right


def add_days(value: Any, amount: Any) -> Any:
    """Date ± days, Datetime ± (fractional) days; a day is 24 hours."""
    if value is None or amount is None:
        null_dereference()
    if type(value) is datetime.date:
        return value + datetime.timedelta(days=int(amount))
    milliseconds = round(Decimal(str(amount)) * 86_400_000)
    return value + datetime.timedelta(milliseconds=int(milliseconds))


def add_milliseconds(value: datetime.time, amount: int) -> datetime.time:
    """Time ± milliseconds, around the clock."""
    total = (value.hour * 60 + value.minute) * 60_000_000 + value.second * 1_000_000
    total = (total + value.microsecond + int(amount) * 1000) % DAY_MICROSECONDS
    seconds, microsecond = divmod(total, 1_000_000)
    minutes, second = divmod(seconds, 60)
    hour, minute = divmod(minutes, 60)
    return datetime.time(hour, minute, second, microsecond)


# --- conversions --------------------------------------------------------------------------------


def long_box(value: int | None) -> Long | None:
    """A Long that knows it is one."""
    return None if value is None else Long(value)


def integer_to_double(value: int | None) -> float | None:
    """int → float."""
    return None if value is None else float(value)


def integer_to_decimal(value: int | None) -> Decimal | None:
    """int → Decimal of scale 0."""
    return None if value is None else Decimal(value)


def double_to_decimal(value: float | None) -> Decimal | None:
    """float → Decimal through its text."""
    return None if value is None else _double_to_decimal(value)


def decimal_to_double(value: Decimal | None) -> float | None:
    """Decimal → float."""
    return None if value is None else float(value)


def date_to_datetime(value: Any) -> datetime.datetime | None:
    """A Date at midnight GMT; a Datetime stays what it is."""
    if type(value) is datetime.date:
        return datetime.datetime(value.year, value.month, value.day)
    return value  # type: ignore[no-any-return]  # None or a datetime


def list_to_record(records: Any) -> Any:
    """The one record of a query. Raises QueryException for no row or several."""
    if not isinstance(records, list):
        return records
    if len(records) == 1:
        return records[0]
    raise QueryException(MANY_ROWS if records else NO_ROWS)


def first_record(records: Any) -> Any:
    """The one record of a query before `?.` or `??`: null when there is none."""
    if isinstance(records, list) and not records:
        return None
    return list_to_record(records)


def cast(value: Any, target: TypeRef, caller: Caller) -> Any:
    """A checked narrowing. Raises TypeException."""
    if value is None:
        return None
    return caller.org.program.cast(value, target)


def cast_to_class(value: Any, python_class: type, target: TypeRef, caller: Caller) -> Any:
    """A checked narrowing to a user class. Raises TypeException."""
    if value is None or isinstance(value, python_class):
        return value
    raise TypeException(INVALID_CONVERSION.format(type_of(value), target))


def instance_of(value: Any, target: TypeRef, caller: Caller) -> bool:
    """`value instanceof target`."""
    return value is not None and caller.org.program.is_instance(value, target)


# --- texts --------------------------------------------------------------------------------------


def text(value: Any, type_name: str) -> str:
    """What an operand of String `+` adds, by its static type."""
    render = texts.CONCAT_TEXT.get(type_name)
    return text_of(value) if render is None else render(value)


# --- exceptions ---------------------------------------------------------------------------------


def catch(error: BaseException) -> ApexException:
    """The Apex exception that a `catch` sees. A Python error that is none of Apex's passes on.

    The traceback is dropped: it would keep every frame below alive, and the Apex stack is kept.
    """
    caught = error
    if not isinstance(error, ApexException) or error.frames is None:
        caught = as_apex_exception(error)
        if not isinstance(caught, ApexException):
            raise error
    assert isinstance(caught, ApexException), "checked above"
    caught.__traceback__ = None
    caught.__context__ = None
    return caught


def is_catchable(error: BaseException) -> bool:
    """Whether an Apex `finally` runs for this error."""
    return isinstance(as_apex_exception(error), ApexException)


def init_exception(
    this: ApexException, message: str | None = None, cause: ApexException | None = None
) -> None:
    """The constructors of Exception, for a class that extends it."""
    this.args = (message,)
    this.message = message
    this.cause = cause
    this.frames = capture()


def with_stack(exception: ApexException) -> ApexException:
    """A standard exception that was made by `new`: its stack is that of the place it is made."""
    exception.frames = capture()
    return exception


# --- collections --------------------------------------------------------------------------------


def copy_list(type_ref: TypeRef, source: Any) -> ApexList:
    """`new List<T>(collection)`; `new List<T>(null)` is empty, `new List<T>(n)` too."""
    if source is None or isinstance(source, int):
        return ApexList(type_ref)
    return ApexList(type_ref, iterate(source))


def copy_set(type_ref: TypeRef, source: Any) -> ApexSet:
    """`new Set<T>(collection)`."""
    if source is None:
        null_dereference()
    return ApexSet(type_ref, () if isinstance(source, int) else iterate(source))


def copy_map(type_ref: TypeRef, source: Any) -> ApexMap:
    """`new Map<K, V>(map)` and `new Map<Id, SObject>(records)`."""
    if source is None:
        null_dereference()
    if isinstance(source, Mapping):
        return ApexMap(type_ref, source)
    made = ApexMap(type_ref)
    if isinstance(source, list):
        _put_records(made, source)
    return made


NULL_ID: Final = "Row with null Id at index: {}"
DUPLICATE_ID: Final = "Row with duplicate Id at index: {}"


def _put_records(made: ApexMap, records: Iterable[Any]) -> None:
    for index, record in enumerate(records):
        if record is None:
            null_dereference()
        key = record.Id
        if key is None:
            raise ListException(NULL_ID.format(index))
        if key in made:
            raise ListException(DUPLICATE_ID.format(index))
        made[key] = record


def new_nulls(type_ref: TypeRef, size: int) -> ApexList:
    """`new T[size]`."""
    return ApexList(type_ref, [None] * size)


def iterate(source: Any) -> Iterator[Any]:
    """What a for-each over an Iterable walks: a collection, or the object's own iterator."""
    if isinstance(source, list | dict):
        return iter(source)
    return _walk(source.iterator() if hasattr(source, "iterator") else source)


def _walk(iterator: Any) -> Iterator[Any]:
    while iterator.hasNext():
        yield iterator.next()


def records_of(chunks: Iterable[Any]) -> Iterator[Any]:
    """The records of a chunked query one by one."""
    for chunk in chunks:
        yield from chunk


def enum_value_of(constants: tuple[ApexEnum, ...], name: str | None) -> ApexEnum:
    """`Season.valueOf(name)`, in any case. Raises NoSuchElementException."""
    if name is not None:
        folded = fold(name)
        for constant in constants:
            if fold(constant.name) == folded:
                return constant
    raise NoSuchElementException(NO_ENUM_VALUE.format("null" if name is None else name))


def new_list(items: Iterable[Any], type_ref: TypeRef) -> ApexList:
    """A list of these items."""
    return ApexList(type_ref, items)


def new_record(record_class: type, *arguments: Any) -> Any:
    """`new Account(null, …)`: a record by its constructor's arguments."""
    return record_class(*arguments)
