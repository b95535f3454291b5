"""Character classes and properties of Java's regular expressions, as sets of the `regex` module.

Every entry is the inside of a set: it can stand between brackets or be negated with others.
Source: java.util.regex.Pattern, "Summary of regular-expression constructs".
"""

from __future__ import annotations

import unicodedata
from typing import Final

LINE_TERMINATORS: Final = r"\n\r\u0085\u2028\u2029"
VERTICAL: Final = r"\n\x0b\f\r\u0085\u2028\u2029"
HORIZONTAL: Final = r"\ \t\xa0\u1680\u180e\u2000-\u200a\u202f\u205f\u3000"

SHORTHANDS: Final = {
    "d": "0-9",
    "w": "a-zA-Z_0-9",
    "s": r"\ \t\n\x0b\f\r",
    "h": HORIZONTAL,
    "v": VERTICAL,
}
"""Lower-case letter of `\\d`, `\\w` … → its set; the capital is the complement."""

UNICODE_SHORTHANDS: Final = {
    **SHORTHANDS,
    "d": r"\p{Nd}",
    "w": r"\p{Alphabetic}\p{M}\p{Nd}\p{Pc}\p{Join_Control}",
    "s": r"\p{White_Space}",
}
"""The same under `(?U)`."""

POSIX: Final = {
    "Lower": "a-z",
    "Upper": "A-Z",
    "ASCII": r"\x00-\x7f",
    "Alpha": "a-zA-Z",
    "Digit": "0-9",
    "Alnum": "a-zA-Z0-9",
    "Punct": r"\x21-\x2f\x3a-\x40\x5b-\x60\x7b-\x7e",
    "Graph": r"\x21-\x7e",
    "Print": r"\x20-\x7e",
    "Blank": r"\ \t",
    "Cntrl": r"\x00-\x1f\x7f",
    "XDigit": "0-9a-fA-F",
    "Space": r"\ \t\n\x0b\f\r",
}
UNICODE_POSIX: Final = {
    "Lower": r"\p{Lowercase}",
    "Upper": r"\p{Uppercase}",
    "Alpha": r"\p{Alphabetic}",
    "Digit": r"\p{Nd}",
    "Alnum": r"\p{Alphabetic}\p{Nd}",
    "Punct": r"\p{P}",
    "Blank": r"\p{Zs}\t",
    "Cntrl": r"\p{Cc}",
    "XDigit": r"\p{Nd}\p{Hex_Digit}",
    "Space": r"\p{White_Space}",
}
JAVA: Final = {
    "javaLowerCase": r"\p{Lowercase}",
    "javaUpperCase": r"\p{Uppercase}",
    "javaWhitespace": r"\t-\r\x1c-\x20\u1680\u2000-\u2006\u2008-\u200a\u2028\u2029\u205f\u3000",
    "javaMirrored": r"\p{Bidi_Mirrored}",
    "javaAlphabetic": r"\p{Alphabetic}",
    "javaDigit": r"\p{Nd}",
    "javaLetter": r"\p{L}",
    "javaLetterOrDigit": r"\p{L}\p{Nd}",
    "javaSpaceChar": r"\p{Z}",
    "javaTitleCase": r"\p{Lt}",
    "javaISOControl": r"\x00-\x1f\x7f-\x9f",
    "L1": r"\x00-\xff",
    "all": r"\x00-\U0010ffff",
}
CATEGORIES: Final = frozenset(
    {
        "L", "Lu", "Ll", "Lt", "Lm", "Lo", "LC", "LD", "M", "Mn", "Mc", "Me", "N", "Nd", "Nl", "No",
        "Z", "Zs", "Zl", "Zp", "C", "Cc", "Cf", "Co", "Cs", "Cn", "P", "Pd", "Ps", "Pe", "Pc", "Po",
        "Pi", "Pf", "S", "Sm", "Sc", "Sk", "So",
    }
)  # fmt: skip
BINARY_PROPERTIES: Final = {
    "alphabetic": "Alphabetic",
    "ideographic": "Ideographic",
    "letter": "L",
    "lowercase": "Lowercase",
    "uppercase": "Uppercase",
    "titlecase": "Lt",
    "punctuation": "P",
    "control": "Cc",
    "white_space": "White_Space",
    "whitespace": "White_Space",
    "digit": "Nd",
    "hex_digit": "Hex_Digit",
    "hexdigit": "Hex_Digit",
    "join_control": "Join_Control",
    "noncharacter_code_point": "Noncharacter_Code_Point",
    "assigned": "Assigned",
}


def property_set(name: str, *, is_unicode: bool) -> str | None:
    """The set of `\\p{name}`, None for a name that Java does not know (such as a bare script)."""
    key, separator, value = name.partition("=")
    if separator:
        return _keyed(key.lower(), value)
    if is_unicode and name in UNICODE_POSIX:
        return UNICODE_POSIX[name]
    found = POSIX.get(name) or JAVA.get(name)
    if found:
        return found
    if name in CATEGORIES:
        return _category(name)
    if name[:2] == "Is":
        return _binary_or_script(name[2:])
    if name[:2] == "In":
        return rf"\p{{Block={name[2:]}}}"
    return None


def _keyed(key: str, value: str) -> str | None:
    if key in ("script", "sc"):
        return rf"\p{{Script={value}}}"
    if key in ("block", "blk"):
        return rf"\p{{Block={value}}}"
    if key in ("general_category", "gc") and value in CATEGORIES:
        return _category(value)
    return None


def _category(name: str) -> str:
    if name == "LC":
        return r"\p{Lu}\p{Ll}\p{Lt}"
    if name == "LD":
        return r"\p{L}\p{Nd}"
    return rf"\p{{{name}}}"


def _binary_or_script(name: str) -> str:
    binary = BINARY_PROPERTIES.get(name.lower())
    if binary == "Assigned":
        return r"\P{Cn}"
    if binary:
        return rf"\p{{{binary}}}"
    if name in CATEGORIES:
        return _category(name)
    return rf"\p{{Script={name}}}"


def named_character(name: str) -> str | None:
    """The character of `\\N{name}`, None when there is none."""
    try:
        return unicodedata.lookup(name)
    except KeyError:
        return None
