"""System.String, by golden tables: receiver, arguments, result."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sfsim.runtime.exceptions import (
    IllegalArgumentException,
    LimitException,
    NullPointerException,
    StringException,
)
from sfsim.stdlib.system.string import StringSearch
from sfsim.stdlib.system.string_escapes import StringEscapes
from sfsim.stdlib.system.string_parts import StringParts

pytestmark = pytest.mark.documented

SEARCH: list[tuple[str, tuple[Any, ...], Any]] = [
    ("length", ("a😀",), 3),
    ("charAt", ("abc", 1), 98),
    ("codePointAt", ("a😀", 1), 0x1F600),
    ("codePointBefore", ("a😀", 3), 0x1F600),
    ("codePointCount", ("a😀b", 0, 4), 3),
    ("offsetByCodePoints", ("a😀b", 0, 2), 3),
    ("offsetByCodePoints", ("a😀b", 4, -2), 1),
    ("compareTo", ("abc", "abd"), -1),
    ("compareTo", ("abcde", "ab"), 3),
    ("contains", ("Alice", "lic"), True),
    ("containsAny", ("Hello", "xyzo"), True),
    ("containsIgnoreCase", ("Hello", "HELL"), True),
    ("containsNone", ("Hello", "xyz"), True),
    ("containsOnly", ("abba", "ab"), True),
    ("containsOnly", ("", ""), True),
    ("containsWhitespace", ("a\tb",), True),
    ("countMatches", ("Hello Jane. Hello Jane.", "Jane"), 2),
    ("countMatches", ("Hello", ""), 0),
    ("endsWith", ("Hello", "lo"), True),
    ("endsWithIgnoreCase", ("Hello", "LO"), True),
    ("equals", ("abc", "ABC"), False),
    ("equals", ("001000000000001", "001000000000001AAA"), True),
    ("equalsIgnoreCase", ("abc", "ABC"), True),
    ("equalsIgnoreCase", ("abc", None), False),
    ("indexOf", ("abcde", "cd"), 2),
    ("indexOf_from", ("abcdabcd", "ab", 1), 4),
    ("indexOf_from", ("abc", "", 99), 3),
    ("indexOf_from", ("abc", "a", -3), 0),
    ("indexOfAny", ("abcd", "xc"), 2),
    ("indexOfAnyBut", ("abcd", "xc"), 0),
    ("indexOfChar", ("😀b", 98), 2),
    ("indexOfDifference", ("abcde", "abxyz"), 2),
    ("indexOfDifference", ("ab", "ab"), -1),
    ("indexOfIgnoreCase", ("aXbX", "xb"), 1),
    ("indexOfIgnoreCase_from", ("abAB", "AB", 1), 2),
    ("isAllLowerCase", ("abcde",), True),
    ("isAllLowerCase", ("",), False),
    ("isAllUpperCase", ("ABc",), False),
    ("isAlpha", ("abc1",), False),
    ("isAlphaSpace", ("aA Bb",), True),
    ("isAlphanumeric", ("a021b",), True),
    ("isAlphanumericSpace", ("AE 86",), True),
    ("isAsciiPrintable", ("abcd\u0080",), False),
    ("isNumeric", ("1234567890",), True),
    ("isNumeric", ("12.3",), False),
    ("isNumeric", ("",), False),
    ("isNumericSpace", ("1 2 3",), True),
    ("isWhitespace", (" \t\n",), True),
    ("isWhitespace", ("\u00a0",), False),
    ("lastIndexOf", ("abcdab", "ab"), 4),
    ("lastIndexOf_from", ("abcdab", "ab", 3), 0),
    ("lastIndexOf_from", ("abab", "ab", -1), -1),
    ("lastIndexOfChar", ("abcb", 98), 3),
    ("lastIndexOfIgnoreCase", ("abAB", "ab"), 2),
    ("lastIndexOfIgnoreCase_from", ("abAB", "aB", 1), 0),
    ("startsWith", ("AE86", "AE"), True),
    ("startsWithIgnoreCase", ("abcde", "ABC"), True),
]

PARTS: list[tuple[str, tuple[Any, ...], Any]] = [
    ("abbreviate", ("Hello Maximillian", 8), "Hello..."),
    ("abbreviate", ("Hello", 8), "Hello"),
    ("abbreviate_from", ("Hello Maximillian", 13, 4), "Hello Maxi..."),
    ("abbreviate_from", ("abcdefghijklmno", 10, 6), "...ghij..."),
    ("capitalize", ("hello",), "Hello"),
    ("center", ("hello", 9), "  hello  "),
    ("center_with", ("hello", 8, "-"), "-hello--"),
    ("center_with", ("ab", 6, ""), "  ab  "),
    ("deleteWhitespace", (" a\tb \n",), "ab"),
    ("difference", ("Hello Jane", "Hello Max"), "Max"),
    ("difference", ("abc", "abc"), ""),
    ("getLevenshteinDistance", ("Hello Joe", "Hello Max"), 3),
    ("getLevenshteinDistance_within", ("Hello Jane", "Hello Max", 2), -1),
    ("left", ("abcdaacd", 3), "abc"),
    ("left", ("ab", 9), "ab"),
    ("left", ("ab", -1), ""),
    ("left", ("😀b", 2), "😀"),
    ("leftPad", ("abc", 5), "  abc"),
    ("leftPad_with", ("abc", 8, "xy"), "xyxyxabc"),
    ("mid", ("abcde", 2, 2), "cd"),
    ("mid", ("abcde", -5, 2), "ab"),
    ("mid", ("abcde", 9, 2), ""),
    ("normalizeSpace", ("  Salesforce \t  force.com\n",), "Salesforce force.com"),
    ("overlay", ("abcdef", "zz", 2, 4), "abzzef"),
    ("overlay", ("abcdef", "zz", 4, 2), "abzzef"),
    ("overlay", ("abcdef", "zz", -1, 99), "zz"),
    ("remove", ("Salesforce and force.com", "force"), "Sales and .com"),
    ("removeEnd", ("Salesforce and force.com", ".com"), "Salesforce and force"),
    ("removeEndIgnoreCase", ("Salesforce and force.COM", ".com"), "Salesforce and force"),
    ("removeStart", ("Salesforce", "Sales"), "force"),
    ("removeStartIgnoreCase", ("SALESforce", "sales"), "force"),
    ("repeat", ("SFDC", 2), "SFDCSFDC"),
    ("repeat", ("x", -1), ""),
    ("repeat_separated", ("SFDC", "-", 2), "SFDC-SFDC"),
    ("replace", ("abcdbca", "bc", "xy"), "axydxya"),
    ("replace", ("ab", "", "x"), "xaxbx"),
    ("replaceAll", ("a b  c", "[a-z]", "$0$0"), "aa bb  cc"),
    ("replaceFirst", ("abab", "b", "-"), "a-ab"),
    ("reverse", ("Hello😀",), "😀olleH"),
    ("right", ("Hello Max", 3), "Max"),
    ("right", ("ab", 9), "ab"),
    ("rightPad_with", ("abc", 5, "xy"), "abcxy"),
    ("stripHtmlTags", ("<b>hello world</b>",), "hello world"),
    ("substring", ("hamburger", 3), "burger"),
    ("substring", ("abc", 3), ""),
    ("substring_to", ("hamburger", 4, 8), "urge"),
    ("substringAfter", ("Salesforce.Lightning.com", "."), "Lightning.com"),
    ("substringAfter", ("abc", "x"), ""),
    ("substringAfterLast", ("Salesforce.Lightning.com", "."), "com"),
    ("substringAfterLast", ("abc", ""), ""),
    ("substringBefore", ("Salesforce.Lightning.com", "."), "Salesforce"),
    ("substringBefore", ("abc", "x"), "abc"),
    ("substringBeforeLast", ("a.b.c", "."), "a.b"),
    ("substringBetween", ("tagYellowtag", "tag"), "Yellow"),
    ("substringBetween_two", ("xYellowy", "x", "y"), "Yellow"),
    ("substringBetween_two", ("abc", "x", "y"), None),
    ("swapCase", ("Force.com",), "fORCE.COM"),
    ("swapCase", ("ß",), "ß"),
    ("toLowerCase_in", ("KIYMETLİ", "tr"), "kıymetli"),
    ("toUpperCase_in", ("ılık i", "tr_TR"), "ILIK İ"),
    ("trim", ("\t a b \x00",), "a b"),
    ("trim", ("\u00a0a",), "\u00a0a"),
    ("uncapitalize", ("Hello",), "hello"),
]

SPLITS: list[tuple[str, str, int, list[str]]] = [
    ("boo:and:foo", ":", 2, ["boo", "and:foo"]),
    ("boo:and:foo", ":", 5, ["boo", "and", "foo"]),
    ("boo:and:foo", ":", -2, ["boo", "and", "foo"]),
    ("boo:and:foo", "o", 5, ["b", "", ":and:f", "", ""]),
    ("boo:and:foo", "o", -2, ["b", "", ":and:f", "", ""]),
    ("boo:and:foo", "o", 0, ["b", "", ":and:f"]),
    ("abc", "", 0, ["a", "b", "c"]),
    ("", ",", 0, [""]),
    (",", ",", 0, []),
    ("a", "a", 0, []),
    ("a1b22c", "\\d+", 0, ["a", "b", "c"]),
    (" a", " ", 0, ["", "a"]),
]


@pytest.mark.parametrize(("name", "arguments", "expected"), SEARCH)
def test_searching(name: str, arguments: tuple[Any, ...], expected: Any) -> None:
    assert getattr(StringSearch, name)(*arguments) == expected


@pytest.mark.parametrize(("name", "arguments", "expected"), PARTS)
def test_parts(name: str, arguments: tuple[Any, ...], expected: Any) -> None:
    assert getattr(StringParts, name)(*arguments) == expected


@pytest.mark.parametrize(("subject", "pattern", "limit", "expected"), SPLITS)
def test_split(subject: str, pattern: str, limit: int, expected: list[str]) -> None:
    assert list(StringParts.split_limited(subject, pattern, limit)) == expected


@given(st.text("a,b", max_size=8), st.integers(-2, 3))
def test_a_split_on_a_plain_character_needs_no_pattern(subject: str, limit: int) -> None:
    found = StringParts.split_limited(subject, ",", limit)
    assert list(found) == list(StringParts.split_limited(subject, "[,]", limit))


def test_split_by_character_type() -> None:
    found = StringParts.splitByCharacterType("Lightning.platform")
    assert list(found) == ["L", "ightning", ".", "platform"]


def test_split_by_character_type_in_camel_case() -> None:
    found = StringParts.splitByCharacterTypeCamelCase("LightningASFRules.plat")
    assert list(found) == ["Lightning", "ASF", "Rules", ".", "plat"]


@pytest.mark.parametrize(
    ("name", "arguments", "message"),
    [
        ("substring", ("abc", 4), "Starting position out of bounds: 4"),
        ("substring", ("abc", -1), "Starting position out of bounds: -1"),
        ("substring_to", ("abc", 1, 4), "Ending position out of bounds: 4"),
        ("substring_to", ("abc", 2, 1), "Ending position out of bounds: 1"),
    ],
)
def test_positions_out_of_bounds(name: str, arguments: tuple[Any, ...], message: str) -> None:
    with pytest.raises(StringException) as caught:
        getattr(StringParts, name)(*arguments)
    assert caught.value.message == message


def test_abbreviate_refuses_a_width_below_four() -> None:
    with pytest.raises(IllegalArgumentException):
        StringParts.abbreviate("Hello Maximillian", 3)


@pytest.mark.recorded
def test_a_repetition_that_is_too_long_cannot_be_caught() -> None:
    with pytest.raises(LimitException, match=r"^String is too long\.$"):
        StringParts.repeat("x" * 1000, 6001)


@pytest.mark.inferred
@pytest.mark.parametrize("name", ["contains", "startsWith", "endsWith", "indexOf"])
def test_a_null_part_is_refused(name: str) -> None:
    with pytest.raises(NullPointerException):
        getattr(StringSearch, name)("abc", None)


ESCAPES: list[tuple[str, str, str]] = [
    ("SingleQuotes", "it's \\", "it\\'s \\\\"),
    ("Csv", 'Max1, "Max2"', '"Max1, ""Max2"""'),
    ("EcmaScript", '"grade": 3.9/4.0\'é', '\\"grade\\": 3.9\\/4.0\\\'\\u00E9'),
    ("Html3", '"<Black&White>" é €', "&quot;&lt;Black&amp;White&gt;&quot; &eacute; €"),
    ("Html4", '"<Black&White>" é €', "&quot;&lt;Black&amp;White&gt;&quot; &eacute; &euro;"),
    ("Java", 'Company: "Salesforce.com"\n', 'Company: \\"Salesforce.com\\"\\n'),
    ("Unicode", "De onde você é?", "De onde voc\\u00EA \\u00E9?"),
    ("Xml", "\"<Black&White>\" 'é'", "&quot;&lt;Black&amp;White&gt;&quot; &apos;é&apos;"),
]


@pytest.mark.parametrize(("language", "text", "escaped"), ESCAPES)
def test_escaping(language: str, text: str, escaped: str) -> None:
    assert getattr(StringEscapes, f"escape{language}")(text) == escaped


@pytest.mark.parametrize("language", ["Csv", "EcmaScript", "Html3", "Html4", "Java", "Xml"])
@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_unescaping_undoes_escaping(language: str, text: str) -> None:
    escaped = getattr(StringEscapes, f"escape{language}")(text)
    assert getattr(StringEscapes, f"unescape{language}")(escaped) == text


@pytest.mark.inferred
def test_unescaping_leaves_unknown_entities() -> None:
    assert StringEscapes.unescapeHtml4("&nope; &#65;&#x42;") == "&nope; AB"
