"""Which of several methods of one name a call means.

The most specific of those that its arguments fit, judged by the declared types of the arguments.
Source: public test runs on the platform collected in release notes of a local Apex runtime
(sections 1.2.6, 1.2.17, 1.2.26).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, TypeVar

from sfsim.apex.conversions import Conversions
from sfsim.apex.hierarchy import Candidate
from sfsim.typeref import DECIMAL, DOUBLE, ERROR, NULL, TypeRef

LITERAL_DISTANCE: Final = 2
"""A literal such as `1.5` also fits a Double parameter, behind one of its own type."""

T = TypeVar("T")


class AmbiguousCallError(Exception):
    """Several candidates fit and none is more specific than all others."""

    def __init__(self, candidates: tuple[Candidate, ...]) -> None:
        self.candidates = candidates
        super().__init__(f"{len(candidates)} candidates")


def choose(
    candidates: Sequence[Candidate],
    arguments: Sequence[TypeRef],
    conversions: Conversions,
    literals: frozenset[int] = frozenset(),
) -> Candidate | None:
    """The candidate that a call with such arguments means, None when none fits.

    `literals` holds the indexes of arguments that are written as decimal literals.

    Raises:
        AmbiguousCallError: several fit equally well.
    """
    count = len(arguments)
    fitting = []
    for candidate in candidates:
        if len(candidate.parameters) == count:
            distances = _distances(candidate, arguments, conversions, literals)
            if distances is not None:
                fitting.append((candidate, distances))
    if not fitting:
        return None
    if len(fitting) == 1:
        return fitting[0][0]
    best = [
        one
        for one in fitting
        if all(one is other or _beats(one, other, arguments, conversions) for other in fitting)
    ]
    if best:
        return best[0][0]
    first = fitting[0][0]
    if ERROR in arguments:
        return first
    written = [one for one in fitting if one[0].declaration.node is not None]
    if 0 < len(written) < len(fitting):
        # An exception's own constructors go before the four it has anyway.
        return choose([one[0] for one in written], arguments, conversions, literals)
    if not first.declaration.owner.is_user:
        # The catalogue lists overlapping overloads that the platform tells apart in ways of its
        # own; the first written is the one it documents first.
        return min(fitting, key=lambda one: sum(one[1]))[0]
    raise AmbiguousCallError(tuple(candidate for candidate, _ in fitting))


Fitting = tuple[Candidate, tuple[int, ...]]


def _distances(
    candidate: Candidate,
    arguments: Sequence[TypeRef],
    conversions: Conversions,
    literals: frozenset[int],
) -> tuple[int, ...] | None:
    found = []
    for index, (argument, parameter) in enumerate(
        zip(arguments, candidate.parameters, strict=True)
    ):
        distance = conversions.argument(argument, parameter)
        if distance is None:
            # A literal such as `1.5` fits, and so does a Decimal key of a Map<Double, …>.
            is_generic = bool(candidate.declaration.owner.type_parameters)
            fits = index in literals or is_generic
            if not fits or argument != DECIMAL or parameter != DOUBLE:
                return None
            distance = LITERAL_DISTANCE
        found.append(distance)
    return tuple(found)


def _beats(
    one: Fitting, other: Fitting, arguments: Sequence[TypeRef], conversions: Conversions
) -> bool:
    """Whether `one` is at least as specific as `other` everywhere and more so somewhere.

    Candidates with equal parameters are told apart by their order: the nearer class comes first.
    """
    is_better = False
    for index, argument in enumerate(arguments):
        left, right = one[0].parameters[index], other[0].parameters[index]
        if left == right:
            continue
        if argument is NULL or argument is ERROR:
            order = _compare_types(left, right, conversions)
        else:
            order = one[1][index] - other[1][index]
        if order > 0:
            return False
        is_better = is_better or order < 0
    return is_better or one[0].parameters == other[0].parameters


def _compare_types(left: TypeRef, right: TypeRef, conversions: Conversions) -> int:
    """Negative when `left` is the more specific of two parameter types for a null."""
    narrower = conversions.argument(left, right) is not None
    wider = conversions.argument(right, left) is not None
    if narrower == wider:
        return 1
    return -1 if narrower else 1
