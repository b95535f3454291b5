"""Which test methods a command line selects, and in which order they run."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase
from itertools import groupby

from sfsim.kernel.generator import Generator
from sfsim.names import fold
from sfsim.org.results import TestCase

ORDER_STREAM = "test order"


def select(
    cases: Iterable[TestCase], class_globs: Sequence[str], method_globs: Sequence[str]
) -> list[TestCase]:
    """The cases whose class and method match any of the globs; no glob matches everything.

    Apex names ignore case, so the globs do.
    """
    return [
        case
        for case in cases
        if _matches(_names(case.class_name), class_globs) and _matches([case.method], method_globs)
    ]


def by_class(cases: Iterable[TestCase]) -> list[list[TestCase]]:
    """Runs of cases of one class: what one worker runs in one go, sharing @TestSetup data."""
    return [list(group) for _, group in groupby(cases, key=lambda case: case.class_name)]


def shuffled(groups: Sequence[Sequence[TestCase]], seed: int) -> list[list[TestCase]]:
    """The classes, and the methods in each, in an order that the seed alone decides."""
    generator = Generator(seed, ORDER_STREAM)
    mixed = [groups[place] for place in generator.shuffled(len(groups))]
    return [[group[place] for place in generator.shuffled(len(group))] for group in mixed]


def _names(class_name: str) -> list[str]:
    """A class of a package answers to its name with and without the namespace."""
    return [class_name, class_name.rpartition(".")[2]]


def _matches(names: Sequence[str], globs: Sequence[str]) -> bool:
    return not globs or any(
        fnmatchcase(fold(name), fold(glob)) for name in names for glob in globs
    )
