"""Text functions. A blank result is null.

Source: Salesforce Help, "Formula Operators and Functions"; corner cases from
salesforce/formula-engine. Positions count characters.
"""

from __future__ import annotations

import datetime
import html
import urllib.parse
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Final

import regex

from sfsim.formula.context import Context
from sfsim.formula.errors import EvaluationError
from sfsim.formula.kinds import Kind
from sfsim.formula.messages import SYNTAX
from sfsim.formula.numbers import ZERO, number_of, plain
from sfsim.formula.registry import (
    field_needed,
    formula_form,
    formula_function,
    wrong_type,
)
from sfsim.formula.typed import Typed, text_run
from sfsim.formula.uses import FormulaUse
from sfsim.ids import is_id, to_long

GROUP: Final = "Text"
NO_FIELDS: Final = frozenset({FormulaUse.FORMULA_FIELD})
PADDED_MAX: Final = 4_000
CODE_POINT_MAX: Final = 0x10FFFF
SCRIPT_ESCAPES: Final[dict[str, str]] = {
    "\\": "\\\\", "'": "\\'", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t",
    "/": "\\/", "<": "\\u003C", ">": "\\u003E", "\b": "\\b", "\f": "\\f",
}  # fmt: skip


@formula_function("BEGINS(text: Text, compare_text: Text): Boolean", GROUP)
def _begins(text: str, start: str) -> bool | None:
    """Whether a text begins with another; with a blank one always."""
    return True if not start else text.startswith(start) if text else None


@formula_function("CONTAINS(text: Text, compare_text: Text): Boolean", GROUP)
def _contains(text: str, part: str) -> bool | None:
    """Whether a text holds another; a blank one always."""
    return True if not part else part in text if text else None


@formula_function("BR(): Text", GROUP)
def _br() -> str:
    """A line break."""
    return "<br>"


@formula_function("CASESAFEID(id: Text): Text", GROUP)
def _casesafeid(text: str) -> str:
    """The 18 characters of an id."""
    return to_long(text) if is_id(text) else text


@formula_function("FIND(search_text: Text, text: Text, start_num?: Number): Number", GROUP)
def _find(search: str, text: str, start: Decimal = ZERO) -> Decimal:
    """The place of a text in another, from 1; 0 when it is not there."""
    if not search or not text:
        return ZERO
    return Decimal(text.find(search, max(int(start) - 1, 0)) + 1)


@formula_function("INITCAP(text: Text): Text", GROUP)
def _initcap(text: str) -> str:
    """Each word with a capital and small letters; anything not a letter or digit ends a word."""
    result = []
    is_start = True
    for character in text:
        result.append(character.upper() if is_start else character.lower())
        is_start = not character.isalnum()
    return "".join(result)


@formula_function("LEFT(text: Text, num_chars: Number): Text", GROUP)
def _left(text: str, count: Decimal) -> str:
    """The first characters."""
    return text[: max(int(count), 0)]


@formula_function("RIGHT(text: Text, num_chars: Number): Text", GROUP)
def _right(text: str, count: Decimal) -> str:
    """The last characters."""
    number = int(count)
    return text[-number:] if number > 0 else ""


@formula_function("MID(text: Text, start_num: Number, num_chars: Number): Text", GROUP)
def _mid(text: str, start: Decimal, count: Decimal) -> str:
    """Characters from a place on, which counts from 1."""
    first = max(int(start), 1) - 1
    return text[first : first + max(int(count), 0)]


@formula_function("LEN(text: Text): Number", GROUP)
def _len(text: str) -> Decimal:
    """The number of characters."""
    return Decimal(len(text))


@formula_function("LOWER(text: Text, locale?: Text): Text", GROUP)
def _lower(text: str, locale: str = "") -> str:
    """Small letters."""
    return text.lower()


@formula_function("UPPER(text: Text, locale?: Text): Text", GROUP)
def _upper(text: str, locale: str = "") -> str:
    """Capital letters."""
    return text.upper()


@formula_function("LPAD(text: Text, padded_length: Number, pad_string?: Text): Text", GROUP)
def _lpad(text: str, length: Decimal, padding: str = " ") -> str:
    """Filled up on the left to a length, or cut to it."""
    return _padding(text, length, padding) + text[: max(int(length), 0)]


@formula_function("RPAD(text: Text, padded_length: Number, pad_string?: Text): Text", GROUP)
def _rpad(text: str, length: Decimal, padding: str = " ") -> str:
    """Filled up on the right to a length, or cut to it."""
    return text[: max(int(length), 0)] + _padding(text, length, padding)


def _padding(text: str, length: Decimal, padding: str) -> str:
    missing = min(int(length), PADDED_MAX) - len(text)
    if not text or not padding or missing <= 0:
        return ""
    return (padding * (missing // len(padding) + 1))[:missing]


@formula_function("REVERSE(text: Text): Text", GROUP)
def _reverse(text: str) -> str:
    """From the last character to the first."""
    return text[::-1]


@formula_function("SUBSTITUTE(text: Text, old_text: Text, new_text: Text): Text", GROUP)
def _substitute(text: str, old: str, new: str) -> str:
    """Every occurrence replaced."""
    return text.replace(old, new) if old else text


@formula_function("TRIM(text: Text): Text", GROUP)
def _trim(text: str) -> str:
    """Without spaces at both ends."""
    return text.strip(" ")


@formula_function("VALUE(text: Text): Number", GROUP)
def _value(text: str) -> Decimal | None:
    """The number that a text writes."""
    if not text:
        return None
    number = number_of(text)
    if number is None:
        raise EvaluationError(f"The value '{text}' is not a valid number.")
    return number


@formula_function("ASCII(text: Text): Number", GROUP)
def _ascii(text: str) -> Decimal | None:
    """The code point of the first character."""
    return Decimal(ord(text[0])) if text else None


@formula_function("CHR(number: Number): Text", GROUP)
def _chr(number: Decimal) -> str | None:
    """The character of a code point."""
    code = int(number)
    return chr(code) if 0 < code <= CODE_POINT_MAX else None


@formula_form("TEXT(value: Number|Date|DateTime|Time|Picklist): Text", GROUP)
def _text(arguments: Sequence[Typed], position: int) -> Typed:
    """A number, date, time or picklist value as text; datetimes in GMT."""
    run = arguments[0].run
    return Typed(Kind.TEXT, lambda context: as_text(run(context)), position)


def as_text(value: Any) -> str | None:
    """A value as `TEXT()` writes it."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, datetime.datetime):
        return value.strftime("%Y-%m-%d %H:%M:%SZ")
    if isinstance(value, datetime.date):
        return value.isoformat()
    assert isinstance(value, datetime.time), f"no text for {value!r}"
    return value.isoformat("milliseconds")


@formula_form(
    "INCLUDES(multiselect_picklist_field: Any|MultiPicklist, value: Text): Boolean", GROUP
)
def _includes(arguments: Sequence[Typed], position: int) -> Typed:
    """Whether a value is among those selected."""
    field, value = arguments
    if field.kind is not Kind.MULTIPICKLIST:
        raise field_needed("INCLUDES", field, Kind.MULTIPICKLIST.value)
    if not value.is_literal_text:
        raise wrong_type("INCLUDES", value, Kind.TEXT)
    read, wanted = text_run(field), value.literal
    return Typed(Kind.BOOLEAN, lambda context: wanted in read(context).split(";"), position)


@formula_form("PICKCOUNT(multiselect_picklist_field: Any|MultiPicklist): Number", GROUP)
def _pickcount(arguments: Sequence[Typed], position: int) -> Typed:
    """The number of selected values."""
    (field,) = arguments
    if field.kind is not Kind.MULTIPICKLIST:
        raise field_needed("PICKCOUNT", field, Kind.MULTIPICKLIST.value)
    read = text_run(field)

    def run(context: Context) -> Decimal:
        return Decimal(sum(1 for part in read(context).split(";") if part))

    return Typed(Kind.NUMBER, run, position)


@formula_form("REGEX(text: Text, regex_text: Text): Boolean", GROUP, refused=NO_FIELDS)
def _regex(arguments: Sequence[Typed], position: int) -> Typed:
    """Whether the whole text matches a Java regular expression."""
    text, pattern = arguments
    read, expression = text_run(text), text_run(pattern)
    if pattern.is_literal_text:
        try:
            _pattern(pattern.literal)
        except EvaluationError as error:
            raise SYNTAX.error(pattern.position) from error

    def run(context: Context) -> bool:
        return _pattern(expression(context)).fullmatch(read(context)) is not None

    return Typed(Kind.BOOLEAN, run, position)


def _pattern(text: str) -> Any:
    try:
        return regex.compile(text, regex.ASCII)
    except regex.error as error:
        raise EvaluationError(f"Invalid regular expression: {text}") from error


@formula_function("HTMLENCODE(text: Text): Text", GROUP, refused=NO_FIELDS)
def _htmlencode(text: str) -> str:
    """Characters that HTML reserves as entities."""
    return _html_text(text)


def _html_text(text: str) -> str:
    return html.escape(text, quote=False).replace('"', "&quot;").replace("'", "&#39;")


@formula_function("JSENCODE(text: Text): Text", GROUP, refused=NO_FIELDS)
def _jsencode(text: str) -> str:
    """Characters that JavaScript reserves with escapes."""
    return _script_text(text)


def _script_text(text: str) -> str:
    return "".join(SCRIPT_ESCAPES.get(each, each) for each in text)


@formula_function("JSINHTMLENCODE(text: Text): Text", GROUP, refused=NO_FIELDS)
def _jsinhtmlencode(text: str) -> str:
    """As JSENCODE of HTMLENCODE."""
    return _script_text(_html_text(text))


@formula_function("URLENCODE(text: Text): Text", GROUP, refused=NO_FIELDS)
def _urlencode(text: str) -> str:
    """Characters that URLs reserve in percent encoding."""
    return urllib.parse.quote_plus(text)


@formula_function("HYPERLINK(url: Text, friendly_name: Text, target?: Text): Text", GROUP)
def _hyperlink(url: str, name: str, target: str = "_blank") -> str:
    """A link."""
    return f'<a href="{url}" target="{target}">{name}</a>'


@formula_function(
    "IMAGE(image_url: Text, alternate_text: Text, height?: Number, width?: Number): Text", GROUP
)
def _image(url: str, text: str, height: Decimal | None = None, width: Decimal | None = None) -> str:
    """A picture."""
    size = "" if height is None else f' height="{plain(height)}"'
    size += "" if width is None else f' width="{plain(width)}"'
    return f'<img src="{url}" alt="{text}"{size} border="0"/>'


@formula_function("GETSESSIONID(): Text", GROUP, needs_context=True)
def _getsessionid(context: Context) -> str | None:
    """The session of the running user."""
    return context.session_id
