"""Which tests run, and in which order."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from sfsim.cli.testing.selection import by_class, select, shuffled
from sfsim.org.results import TestCase

Project = Any
Run = Any

CASES = [TestCase(f"ns.{name}_Tests", method) for name in "ABC" for method in ("one", "two")]


def test_globs_ignore_case() -> None:
    assert select(CASES, ["NS.a_*"], ["ON?"]) == [CASES[0]]


def test_a_class_of_a_package_answers_to_its_bare_name() -> None:
    assert select(CASES, ["b_tests"], []) == CASES[2:4]


@given(st.integers())
def test_a_shuffled_order_has_all_tests_and_keeps_classes_together(seed: int) -> None:
    mixed = shuffled(by_class(CASES), seed)
    assert sorted(case for group in mixed for case in map(str, group)) == sorted(map(str, CASES))
    assert all(len({case.class_name for case in group}) == 1 for group in mixed)


@given(st.integers())
def test_a_seed_gives_one_order(seed: int) -> None:
    assert shuffled(by_class(CASES), seed) == shuffled(by_class(CASES), seed)


def test_shuffle_says_how_to_repeat_it(project: Project, run: Run) -> None:
    bodies = "".join(f"@IsTest static void t{number}() {{}} " for number in range(8))
    source = project({"A_Tests": f"@IsTest private class A_Tests {{ {bodies} }}"})
    result = run(source, "--shuffle", "--seed", 5, "--tap")
    assert "repeat it with --shuffle --seed 5" in result.stderr
    assert run(source, "--shuffle", "--seed", 5, "--tap").stdout == result.stdout
    assert run(source, "--tap").stdout != result.stdout
