"""The names that emitted code may use; `sfsim.apex.codegen.naming.EXPORTS` lists the same.

Every org's namespace starts as a copy of this table. `tick` and `stack` are put in per org.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Final

from sfsim.errors import ApexException
from sfsim.runtime import conversion, numbers, operations, schema_tokens, text
from sfsim.runtime.collections import ApexList, ApexMap, ApexSet, hold, release
from sfsim.runtime.exceptions import NullPointerException
from sfsim.runtime.objects import ApexObject, apex_equals, apex_hash_of
from sfsim.runtime.stack import NULL_ERRORS
from sfsim.runtime.values import ApexType

EXPORTS: Final[dict[str, Any]] = {  # functions and classes of every kind
    # Python's own
    "BaseException": BaseException,
    "Decimal": Decimal,
    "float": float,
    "isinstance": isinstance,
    "len": len,
    "range": range,
    # values
    "ApexList": ApexList,
    "ApexMap": ApexMap,
    "ApexObject": ApexObject,
    "ApexSet": ApexSet,
    "ApexType": ApexType,
    "apex_equals": apex_equals,
    "apex_hash_of": apex_hash_of,
    "copy_list": operations.copy_list,
    "copy_map": operations.copy_map,
    "copy_set": operations.copy_set,
    "enum_value_of": operations.enum_value_of,
    "new_list": operations.new_list,
    "new_nulls": operations.new_nulls,
    "new_record": operations.new_record,
    # integers
    "divide_decimal": numbers.divide_decimal,
    "divide_double": numbers.divide_double,
    "divide_integer": numbers.divide_integer,
    "divide_long": numbers.divide_long,
    "shift_left_integer": numbers.shift_left_integer,
    "shift_left_long": numbers.shift_left_long,
    "shift_right_integer": numbers.shift_right_integer,
    "shift_right_long": numbers.shift_right_long,
    "shift_right_unsigned_integer": numbers.shift_right_unsigned_integer,
    "shift_right_unsigned_long": numbers.shift_right_unsigned_long,
    "wrap_32": numbers.wrap32,
    "wrap_64": numbers.wrap64,
    # texts
    "equal_text": text.equal,
    "guard_length": text.guard_length,
    "integer_text": text.concat_integer,
    "text": operations.text,
    "text_greater": operations.text_greater,
    "text_greater_equal": operations.text_greater_equal,
    "text_less": text.less,
    "text_less_equal": text.less_equal,
    "text_or_null": text.concat_string,
    # other operators
    "add_days": operations.add_days,
    "add_milliseconds": operations.add_milliseconds,
    "bool_and": operations.bool_and,
    "bool_or": operations.bool_or,
    "bool_xor": operations.bool_xor,
    "equal": operations.equal,
    "equal_ids": operations.equal_ids,
    "greater": operations.greater,
    "greater_equal": operations.greater_equal,
    "less": operations.less,
    "less_equal": operations.less_equal,
    "same": operations.same,
    # conversions
    "cast": operations.cast,
    "cast_to_class": operations.cast_to_class,
    "date_to_datetime": operations.date_to_datetime,
    "decimal_to_double": operations.decimal_to_double,
    "double_to_decimal": operations.double_to_decimal,
    "first_record": operations.first_record,
    "instance_of": operations.instance_of,
    "integer_to_decimal": operations.integer_to_decimal,
    "integer_to_double": operations.integer_to_double,
    "list_to_record": operations.list_to_record,
    "long_box": operations.long_box,
    "string_to_id": conversion.string_to_id,
    # checks
    "assign_field": operations.assign_field,
    "assign_index": operations.assign_index,
    "bad_index": operations.bad_index,
    "null_dereference": operations.null_dereference,
    "unsupported": operations.unsupported,
    # loops
    "hold": hold,
    "iterate": operations.iterate,
    "records_of": operations.records_of,
    "release": release,
    # exceptions
    "CATCHABLE": (ApexException, *NULL_ERRORS),
    "NULL_CATCHABLE": (NullPointerException, *NULL_ERRORS),
    "catch": operations.catch,
    "init_exception": operations.init_exception,
    "is_catchable": operations.is_catchable,
    "with_stack": operations.with_stack,
    # schema
    "sobject_field": schema_tokens.sobject_field,
    "sobject_type": schema_tokens.sobject_type,
}
