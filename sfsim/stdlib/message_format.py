"""Java's MessageFormat as `String.format` uses it: every argument is text before it is formatted.

    String.format('{0} owes ''{1}''', new List<Object>{ 'Ann', 5 })  →  Ann owes {1}

Source: java.text.MessageFormat; recorded, a typed format such as `{0,number}` always fails because
the argument is a String by then.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sfsim.runtime.exceptions import StringException
from sfsim.stdlib.java_quotes import read_quoted

_TYPE_ERRORS: Final = {
    "number": "Cannot format given Object as a Number",
    "date": "Cannot format given Object (java.lang.String) as a Date",
    "time": "Cannot format given Object (java.lang.String) as a Date",
}


def format_message(pattern: str, arguments: Sequence[str]) -> str:
    """The pattern with `{n}` replaced; an index without argument stays as it is.

    Raises:
        StringException: braces that do not match, a bad index, or a typed format.
    """
    parts: list[str] = []
    place = 0
    while place < len(pattern):
        character = pattern[place]
        if character == "'":
            # A missing second quote leaves the text open to the end.
            quoted = read_quoted(pattern, place)
            parts.append(quoted.text)
            place = quoted.end
        elif character == "{":
            text, place = _argument(pattern, place, arguments)
            parts.append(text)
        else:
            parts.append(character)
            place += 1
    return "".join(parts)


def _argument(pattern: str, start: int, arguments: Sequence[str]) -> tuple[str, int]:
    end, depth = start + 1, 1
    while end < len(pattern) and depth:
        depth += {"{": 1, "}": -1}.get(pattern[end], 0)
        end += 1
    if depth:
        raise StringException("Unmatched braces in the pattern.")
    inner = pattern[start + 1 : end - 1]
    number, comma, style = inner.partition(",")
    if not number.strip().isdecimal():
        raise StringException(f"can't parse argument number: {number}")
    index = int(number)
    if comma:
        _check_style(style, arguments[index] if index < len(arguments) else "", inner, start)
    return (arguments[index] if index < len(arguments) else f"{{{index}}}"), end


def _check_style(style: str, argument: str, inner: str, start: int) -> None:
    """Raises StringException: no style can format a text."""
    kind = style.partition(",")[0].strip().lower()
    if not kind:
        raise StringException(f'Bad argument syntax: [at pattern index {start + 1}] "{inner}}}"')
    if kind == "choice":
        raise StringException(f"'{argument}' is not a Number")
    raise StringException(_TYPE_ERRORS.get(kind, f'Unknown format type "{kind}"'))
