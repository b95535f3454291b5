"""The Python names that emitted code uses for Apex things; every name is decided here.

An Apex identifier starts with a letter, ends with no underscore and has no two in a row. So a name
with a double or a trailing underscore can never meet an Apex local, and locals keep their own
spelling (a debugger's `p total` works). Globals of all classes of one org share one namespace:

    class__Outer__Inner            holder__Foo        caller__Foo        initialize__Foo
    static__Foo___run___Integer    new__Foo___String  future__Foo___later___
    type__Map_of_Id_and_Account    decimal__1_5       query__Foo___0     enum__Season___WINTER
"""

from __future__ import annotations

import keyword
from collections.abc import Iterable
from typing import Final

from sfsim.names import fold
from sfsim.typeref import TypeRef

EXPORTS: Final = frozenset(
    {
        "add_days", "add_milliseconds", "apex_equals", "apex_hash_of", "ApexList", "ApexMap",
        "ApexObject", "ApexSet", "ApexType", "assign_field", "assign_index", "bad_index",
        "BaseException", "bool_and", "bool_or", "bool_xor", "cast", "cast_to_class", "catch",
        "CATCHABLE", "copy_list", "copy_map", "copy_set", "date_to_datetime", "Decimal",
        "decimal_to_double", "divide_decimal", "divide_double", "divide_integer", "divide_long",
        "double_to_decimal", "enum_value_of", "equal", "equal_ids", "equal_text", "first_record",
        "float", "greater", "greater_equal", "guard_length", "hold", "init_exception",
        "instance_of", "integer_text", "integer_to_decimal", "integer_to_double", "is_catchable",
        "isinstance", "iterate", "len", "less", "less_equal", "list_to_record", "long_box",
        "new_list", "new_nulls", "new_record", "NULL_CATCHABLE", "null_dereference", "range",
        "records_of", "release", "same", "shift_left_integer", "shift_left_long",
        "shift_right_integer", "shift_right_long", "shift_right_unsigned_integer",
        "shift_right_unsigned_long", "sobject_field", "sobject_type", "stack", "string_to_id",
        "text", "text_greater", "text_greater_equal", "text_less", "text_less_equal",
        "text_or_null", "tick", "unsupported", "with_stack", "wrap_32", "wrap_64",
    }
)  # fmt: skip
"""What emitted code may name besides linked globals; `runtime.exports` provides exactly these."""

_TAKEN: Final = frozenset(keyword.kwlist) | EXPORTS | {"this"}


def local(name: str) -> str:
    """The Python name of a local variable."""
    return f"{name}_" if name in _TAKEN else name


def type_path(name: str) -> str:
    """`ns.Outer.Inner` as part of a name."""
    return name.replace(".", "__")


def type_word(ref: TypeRef) -> str:
    """A type as one word of a name: `Map_of_Id_and_List_of_String_end_end`."""
    if not ref.arguments:
        return type_path(ref.name)
    arguments = "_and_".join(map(type_word, ref.arguments))
    return f"{type_path(ref.name)}_of_{arguments}_end"


def signature(parameters: Iterable[TypeRef]) -> str:
    """The parameter types as the tail of a name."""
    return "___".join(map(type_word, parameters))


def class_name(type_name: str) -> str:
    """The Python class of a user type."""
    return f"class__{type_path(type_name)}"


def holder(type_name: str) -> str:
    """The statics of a user type."""
    return f"holder__{type_path(type_name)}"


def caller(type_name: str) -> str:
    """The Caller constant of a user type."""
    return f"caller__{type_path(type_name)}"


def initializer(type_name: str) -> str:
    """The static initialiser."""
    return f"initialize__{type_path(type_name)}"


def constructor(type_name: str, parameters: Iterable[TypeRef]) -> str:
    """The function that initialises a new object."""
    return f"new__{type_path(type_name)}___{signature(parameters)}"


def fields_initializer(type_name: str) -> str:
    """The function that runs the instance initialisers of one class."""
    return f"fields__{type_path(type_name)}"


def static_method(type_name: str, name: str, parameters: Iterable[TypeRef]) -> str:
    """A static method."""
    return f"static__{type_path(type_name)}___{fold(name)}___{signature(parameters)}"


def future_body(type_name: str, name: str, parameters: Iterable[TypeRef]) -> str:
    """What a `@future` method does when its job runs."""
    return f"future__{type_path(type_name)}___{fold(name)}___{signature(parameters)}"


def method(name: str, parameters: Iterable[TypeRef]) -> str:
    """An instance method: the same in every class that overrides it."""
    return f"{fold(name)}___{signature(parameters)}"


def field(name: str) -> str:
    """An instance or static field."""
    return f"{fold(name)}_"


def getter(name: str) -> str:
    """The getter of a property."""
    return f"get___{fold(name)}"


def setter(name: str) -> str:
    """The setter of a property."""
    return f"set___{fold(name)}"


def static_getter(type_name: str, name: str) -> str:
    """The getter of a static property."""
    return f"get__{type_path(type_name)}___{fold(name)}"


def static_setter(type_name: str, name: str) -> str:
    """The setter of a static property."""
    return f"set__{type_path(type_name)}___{fold(name)}"


def type_constant(ref: TypeRef) -> str:
    """A TypeRef constant."""
    return f"type__{type_word(ref)}"


def decimal_constant(text: str) -> str:
    """A Decimal constant."""
    return "decimal__" + text.replace(".", "_").replace("-", "minus").replace("+", "plus")


def enum_constant(type_name: str, name: str) -> str:
    """A constant of a user enum."""
    return f"enum__{type_path(type_name)}___{name}"


def query_constant(unit: str, number: int) -> str:
    """The tree of an inline query."""
    return f"query__{type_path(unit)}___{number}"


def standard(target: str) -> str:
    """A function or class of the standard library, from `module:Class.attribute`."""
    return "standard__" + target.replace(":", "___").replace(".", "__")


def sobject(api_name: str) -> str:
    """The record class of an sObject type."""
    return f"sobject__{api_name}"


def trigger(name: str) -> str:
    """The function of a trigger."""
    return f"trigger__{type_path(name)}"


def block(name: str) -> str:
    """The function of an anonymous block."""
    return f"block__{type_path(name)}"


def allocator(type_name: str) -> str:
    """The function that makes an empty object of a class."""
    return f"alloc__{type_path(type_name)}"
