"""System.Pattern and System.Matcher."""

from __future__ import annotations

import pytest

from sfsim.runtime.exceptions import StringException
from sfsim.stdlib.system.matcher import Matcher
from sfsim.stdlib.system.pattern import Pattern

pytestmark = pytest.mark.documented


def matcher(pattern: str, subject: str) -> Matcher:
    return Pattern.compile(pattern).matcher(subject)


@pytest.mark.recorded
def test_matches_tries_every_alternative_for_the_whole_input() -> None:
    assert Pattern.matches("a|ab", "ab")
    assert matcher("a|ab", "ab").matches()


def test_find_walks_over_the_matches() -> None:
    found = matcher(r"(\d)(x)?", "1 2x")
    spans = []
    while found.find():
        spans.append((found.group(), found.start(), found.end(), found.group_number(2)))
    assert spans == [("1", 0, 1, None), ("2x", 2, 4, "x")]


@pytest.mark.recorded
def test_find_passes_empty_matches() -> None:
    found = matcher("a*", "baac")
    texts = []
    while found.find():
        texts.append(found.group())
    assert texts == ["", "aa", "", ""]


@pytest.mark.recorded
def test_a_group_that_took_no_part() -> None:
    found = matcher("(a)|(b)|()c", "b")
    assert found.find()
    assert (found.group_number(1), found.start_group(1), found.end_group(1)) == (None, -1, -1)


def test_positions_count_utf_16_units() -> None:
    found = matcher("b", "😀b")
    assert found.find()
    assert (found.start(), found.end()) == (2, 3)
    assert found.find_from(2)


def test_looking_at_and_groups() -> None:
    found = matcher("(a)(b)", "abc")
    assert not found.matches()
    assert found.lookingAt()
    assert found.groupCount() == 2


@pytest.mark.recorded
def test_matches_uses_the_region() -> None:
    found = matcher("^b+$", "abba").region(1, 3)
    assert found.matches()
    assert (found.start(), found.end()) == (1, 3)
    assert (found.regionStart(), found.regionEnd()) == (1, 3)


def test_reset_forgets_the_match() -> None:
    found = matcher("a", "a")
    assert found.find()
    found.reset()
    with pytest.raises(StringException, match=r"^No match found$"):
        found.group()
    assert found.reset_input("ba").find()


def test_replacing() -> None:
    assert matcher("(a)", "aXa").replaceAll("<$1>") == "<a>X<a>"
    assert matcher("(a)", "aXa").replaceFirst("-") == "-Xa"
    assert matcher("x", "x").replaceAll(Matcher.quoteReplacement("$1\\")) == "$1\\"


def test_use_pattern_goes_on_at_the_same_place() -> None:
    found = matcher("a", "ab")
    assert found.find()
    assert found.usePattern(Pattern.compile("b")).find()


@pytest.mark.inferred
@pytest.mark.parametrize("group", [-1, 2])
def test_a_group_that_does_not_exist_is_refused(group: int) -> None:
    found = matcher("(a)", "a")
    assert found.find()
    with pytest.raises(StringException, match=f"^No group {group}$"):
        found.group_number(group)


def test_quote_matches_literally() -> None:
    text = "a.b\\E*"
    assert Pattern.matches(Pattern.quote(text), text)


def test_split() -> None:
    assert list(Pattern.compile(",").split("a,b,,")) == ["a", "b"]
    assert list(Pattern.compile(",").split_limited("a,b,,", -1)) == ["a", "b", "", ""]
