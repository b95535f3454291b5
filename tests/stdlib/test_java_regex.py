"""Java's regular expressions against a table of what java.util.regex finds."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sfsim.runtime.exceptions import LimitException, StringException
from sfsim.stdlib.java_regex import compile_pattern
from sfsim.stdlib.java_regex_matches import check_length, replaced

pytestmark = pytest.mark.documented

FINDS = [
    ("[a-z&&[^aeiou]]+", "aeibcd", "bcd"),
    ("[a-d[m-p]]+", "xampz", "amp"),
    ("[^a&&[^b]]", "b", "b"),
    ("[]a]+", "xa]", "a]"),
    (r"[\w.-]+@[\w.-]+", "to a.b@c-d.e!", "a.b@c-d.e"),
    (r"[\p{Punct}&&[^']]+", "'.,!", ".,!"),
    (r"\p{Lu}\p{L}*", "école Éa", "Éa"),
    (r"\p{javaLowerCase}+", "ABé", "é"),
    (r"\p{IsLatin}+", "яab", "ab"),
    (r"\p{script=Greek}+", "abγδ", "γδ"),
    (r"\p{Alpha}+", "éab", "ab"),
    (r"\P{L}+", "ab12", "12"),
    (r"\w+", "éab_1", "ab_1"),
    (r"(?U)\w+", "éab", "éab"),
    (r"\d+", "٣4", "4"),
    (r"\h+", "a\u00a0 b", "\u00a0 "),
    (r"\s+", "a\x0bb", "\x0b"),
    (r"\R", "a\r\nb", "\r\n"),
    (r"\x{1F600}", "a😀", "😀"),
    (r"\x41\u0042\t\07", "AB\t\x07", "AB\t\x07"),
    (r"\Qa.b*\E+", "a.b**", "a.b**"),
    (r"a++b", "aaab", "aaab"),
    (r"(?>a|ab)c", "abc", None),
    (r"a++ab", "aaab", None),
    (r"(?i)HeLLo", "hello", "hello"),
    (r"(?i)É", "é", None),
    (r"(?iu)É", "é", "é"),
    (r"a(?i)b|c", "aC", "C"),
    (r"(?i:a)b", "AB", None),
    (r"(?x) a  b # a comment", "ab", "ab"),
    (r"(?s).+", "a\nb", "a\nb"),
    (r".+", "a\u2028b", "a"),
    (r"^b", "a\nb", None),
    (r"(?m)^b$", "a\nb\nc", "b"),
    (r"a$", "a\n", "a"),
    (r"a\z", "a\n", None),
    (r"a\Z", "a\r\n", "a"),
    (r"(?<year>\d{4})-\k<year>", "2020-2020", "2020-2020"),
    (r"(a)(b)\2\10", "abba0", "abba0"),
    (r"(?<=\$)\d+", "€5 $12", "12"),
    (r"(?<!\$)\b\d+", "$5 12", "12"),
    (r"\$\{([^}]+)\}", "${abc}", "${abc}"),
    (r"a{2,3}?", "aaaa", "aa"),
    (r"[\[\]]+", "a[]", "[]"),
    (r"[a\-z]+", "b-z", "-z"),
    (r"[+--]+", "1,-", ",-"),
]


@pytest.mark.parametrize(("pattern", "subject", "expected"), FINDS)
def test_find(pattern: str, subject: str, expected: str | None) -> None:
    match = compile_pattern(pattern).search(subject)
    assert (match and match[0]) == expected


@pytest.mark.inferred
@pytest.mark.parametrize(
    ("pattern", "why"),
    [
        ("([a", "Unclosed character class near index 2"),
        ("*a", "Dangling meta character '*' near index 0"),
        ("a{", "Illegal repetition near index 1"),
        ("a{2,1}", "Illegal repetition range"),
        ("(a", "Unclosed group near index 2"),
        ("a)", "Unmatched closing ')' near index 0"),
        (r"\p{Latin}", "Unknown character property name {Latin}"),
        ("[b-a]", "Illegal character range near index 3"),
        (r"\y", "Illegal/unsupported escape sequence near index 1"),
    ],
)
def test_a_bad_pattern_is_refused(pattern: str, why: str) -> None:
    with pytest.raises(StringException) as caught:
        compile_pattern(pattern)
    assert str(caught.value.message).startswith(f"Invalid regex: {why}")


@pytest.mark.parametrize(
    ("pattern", "subject", "replacement", "expected"),
    [
        ("(a)(b)", "abab", "$2$1", "baba"),
        ("(a)", "a", "$12", "a2"),
        ("a", "a", r"\$1", "$1"),
        ("(?<x>a)", "a", "${x}!", "a!"),
        ("a*", "baac", "-", "-b--c-"),
        ("(a)|b", "ab", "[$1]", "[a][]"),
        ("", "ab", "x", "xaxbx"),
    ],
)
def test_replacement(pattern: str, subject: str, replacement: str, expected: str) -> None:
    assert replaced(compile_pattern(pattern), subject, replacement, 0) == expected


@pytest.mark.inferred
@pytest.mark.parametrize("replacement", ["$2", "$", "a\\", "${x}"])
def test_a_bad_replacement_is_refused(replacement: str) -> None:
    with pytest.raises(StringException):
        replaced(compile_pattern("(a)"), "a", replacement, 0)


@pytest.mark.inferred
def test_a_long_input_is_too_complicated() -> None:
    with pytest.raises(LimitException, match=r"Regex too complicated"):
        check_length("x" * 11, 10)


@given(st.text(alphabet="ab.*+?()[]{}^$|\\-& #\n", max_size=12))
def test_a_quoted_text_matches_itself(subject: str) -> None:
    quoted = "\\Q" + subject.replace("\\E", "\\E\\\\E\\Q") + "\\E"
    assert compile_pattern(quoted).fullmatch(subject)


@given(st.text(alphabet="ab01_ .-\n", max_size=15))
def test_what_both_flavours_share_agrees_with_python(subject: str) -> None:
    for pattern in (r"[ab]+|\d", r"\w*\s?", r"(a|b)(?=0)", r"[^a]\b"):
        expected = [match.span() for match in re.finditer(pattern, subject, re.ASCII)]
        found = []
        place = 0
        while place <= len(subject):
            match = compile_pattern(pattern).search(subject, place)
            if match is None:
                break
            found.append(match.span())
            place = match.end() + (match.end() == match.start())
        assert found == expected
