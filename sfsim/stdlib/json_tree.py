"""JSON text as a tree that keeps what typed reading needs: the text of numbers, all members.

The C scanner of Python's json reads well-formed text; only what it refuses is read again token by
token, which finds out what Jackson would say. Text behind the first value is ignored (recorded).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Final, NoReturn

from sfsim.runtime.collections import ApexList, ApexMap
from sfsim.runtime.exceptions import JSONException, NullPointerException
from sfsim.runtime.numbers import INTEGER_MAX, INTEGER_MIN, wrap64
from sfsim.runtime.values import Long
from sfsim.stdlib import json_tokens
from sfsim.stdlib.json_tokens import JSONText, JSONTokenizer
from sfsim.typeref import OBJECT, STRING, list_of, map_of

NULL_INPUT: Final = "null input to JSON parser"
NO_CONTENT: Final = "No content to map to Object due to end of input"
LIST_OF_OBJECT: Final = list_of(OBJECT)
STRING_TO_OBJECT: Final = map_of(STRING, OBJECT)


class NumberText(str):
    """A number as it is written."""

    __slots__ = ()


class Members(list[tuple[str, Any]]):
    """The members of an object in order, doubles included."""

    __slots__ = ()


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(name)


_TREE: Final = json.JSONDecoder(
    object_pairs_hook=Members,
    parse_float=NumberText,
    parse_int=NumberText,
    parse_constant=_refuse_constant,
)


def untyped_integer(text: str) -> int:
    """An Integer, or beyond 32 bits a Long. Source: recorded."""
    value = int(text)
    return value if INTEGER_MIN <= value <= INTEGER_MAX else Long(wrap64(value))


_UNTYPED: Final = json.JSONDecoder(
    object_pairs_hook=lambda pairs: ApexMap(STRING_TO_OBJECT, pairs),
    parse_float=Decimal,
    parse_int=untyped_integer,
    parse_constant=_refuse_constant,
)


def check_input(text: str | None) -> str:
    """The text without leading white space.

    Raises:
        NullPointerException: the text is null.
        JSONException: the text is blank.
    """
    if text is None:
        raise NullPointerException(NULL_INPUT)
    if not text or text.isspace():
        raise JSONException(NO_CONTENT)
    return text


def read_tree(text: str | None) -> Any:
    """The first value: Members, list, str, NumberText, bool or None. Raises JSONException."""
    checked = check_input(text)
    try:
        return _decode(_TREE, checked)
    except (ValueError, RecursionError):
        tokens = JSONTokenizer(checked).tokens()
        return build(next(tokens), tokens)


def _decode(decoder: json.JSONDecoder, text: str) -> Any:
    """The first value. Raises ValueError for bad text, `01` and `1.` among it."""
    stripped = text.lstrip(" \t\r\n")
    value, end = decoder.raw_decode(stripped)
    if end < len(stripped) and (stripped[end].isalnum() or stripped[end] == "."):
        raise ValueError(stripped[end])
    return value


def read_untyped(text: str | None) -> Any:
    """The first value as `JSON.deserializeUntyped` returns it. Raises JSONException."""
    checked = check_input(text)
    try:
        return lists_typed(_decode(_UNTYPED, checked))
    except (ValueError, RecursionError):
        tokens = JSONTokenizer(checked).tokens()
        return untyped(build(next(tokens), tokens))


def lists_typed(value: Any) -> Any:
    """Python lists inside of a decoded value as Lists of Object."""
    if type(value) is list:
        return ApexList(LIST_OF_OBJECT, map(lists_typed, value))
    if isinstance(value, ApexMap):
        for key, item in value.items():
            if type(item) is list or isinstance(item, ApexMap):
                value[key] = lists_typed(item)
    return value


def build(first: JSONText, tokens: Iterator[JSONText]) -> Any:
    """The value that begins with a token, as `read_tree` returns it."""
    kind = first.kind
    if kind == json_tokens.START_OBJECT:
        members = Members()
        for token in tokens:
            if token.kind == json_tokens.END_OBJECT:
                break
            members.append((token.text, build(next(tokens), tokens)))
        return members
    if kind == json_tokens.START_ARRAY:
        items = []
        for token in tokens:
            if token.kind == json_tokens.END_ARRAY:
                break
            items.append(build(token, tokens))
        return items
    if kind in (json_tokens.VALUE_INT, json_tokens.VALUE_FLOAT):
        return NumberText(first.text)
    if kind == json_tokens.VALUE_NULL:
        return None
    if kind in (json_tokens.VALUE_TRUE, json_tokens.VALUE_FALSE):
        return kind == json_tokens.VALUE_TRUE
    return first.text


def untyped(tree: Any) -> Any:
    """A tree as Maps, Lists and primitives."""
    if isinstance(tree, Members):
        return ApexMap(STRING_TO_OBJECT, [(name, untyped(value)) for name, value in tree])
    if isinstance(tree, list):
        return ApexList(LIST_OF_OBJECT, map(untyped, tree))
    if isinstance(tree, NumberText):
        return untyped_number(tree)
    return tree


def untyped_number(text: str) -> int | Decimal:
    """Integer, Long or Decimal, by the form of the number. Source: recorded."""
    return untyped_integer(text) if text.lstrip("-").isdigit() else Decimal(text)


def token_of(tree: Any) -> str:
    """The text of the token with which a value begins, as messages show it."""
    if isinstance(tree, Members):
        return "{"
    if isinstance(tree, list):
        return "["
    if isinstance(tree, bool):
        return "true" if tree else "false"
    return "null" if tree is None else str(tree)
