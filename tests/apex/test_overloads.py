"""Overload resolution: the most specific applicable candidate, judged by declared types."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sfsim.apex.declarations import (
    MethodDeclaration,
    ParameterDeclaration,
    TypeDeclaration,
    TypeKind,
)
from sfsim.apex.hierarchy import Candidate
from sfsim.apex.overloads import AmbiguousCallError, choose
from sfsim.typeref import (
    DECIMAL,
    DOUBLE,
    ID,
    INTEGER,
    LONG,
    NULL,
    OBJECT,
    SOBJECT,
    STRING,
    VOID,
    TypeRef,
    list_of,
)

from .conftest import make_project

pytestmark = pytest.mark.recorded

PROJECT, (OWNER,) = make_project(["public class Owner { }"], 66.0)
ACCOUNT = TypeRef("Account")


def candidate(owner: TypeDeclaration, *types: TypeRef) -> Candidate:
    parameters = tuple(ParameterDeclaration(f"p{index}", ref) for index, ref in enumerate(types))
    method = MethodDeclaration("f", owner, parameters, VOID)
    return Candidate(method, owner.ref, types, VOID)


def chosen(argument: TypeRef, *parameters: TypeRef) -> TypeRef | None:
    owner = OWNER
    assert owner.kind is TypeKind.CLASS
    found = choose([candidate(owner, each) for each in parameters], [argument], PROJECT.conversions)
    return None if found is None else found.parameters[0]


CHOICES = (
    (INTEGER, (OBJECT, LONG, DECIMAL), LONG),
    (STRING, (OBJECT, ID, STRING), STRING),
    (ID, (STRING, OBJECT), STRING),
    (NULL, (OBJECT, STRING), STRING),
    (NULL, (LONG, INTEGER), INTEGER),
    (ACCOUNT, (OBJECT, SOBJECT), SOBJECT),
    (list_of(ACCOUNT), (SOBJECT, list_of(SOBJECT)), list_of(SOBJECT)),
    (list_of(INTEGER), (list_of(DECIMAL),), list_of(DECIMAL)),
    (DECIMAL, (DOUBLE,), None),
    (DECIMAL, (INTEGER,), None),
    (STRING, (DECIMAL,), None),
    (SOBJECT, (ACCOUNT,), None),
)


@pytest.mark.parametrize(("argument", "parameters", "expected"), CHOICES)
def test_the_choice(
    argument: TypeRef, parameters: tuple[TypeRef, ...], expected: TypeRef | None
) -> None:
    assert chosen(argument, *parameters) == expected


def test_a_null_that_fits_unrelated_types_is_ambiguous() -> None:
    with pytest.raises(AmbiguousCallError):
        chosen(NULL, STRING, INTEGER)


TYPES = st.sampled_from([INTEGER, LONG, DOUBLE, DECIMAL, STRING, OBJECT, SOBJECT, ACCOUNT])


@given(argument=TYPES, others=st.lists(TYPES, unique=True, max_size=5))
def test_an_exact_match_always_wins(argument: TypeRef, others: list[TypeRef]) -> None:
    parameters = [each for each in others if each != argument]
    assert chosen(argument, *parameters, argument) == argument


@given(argument=TYPES, parameters=st.permutations([LONG, DECIMAL, OBJECT]))
def test_the_order_of_declaration_does_not_matter(
    argument: TypeRef, parameters: list[TypeRef]
) -> None:
    assert chosen(argument, *parameters) == chosen(argument, *reversed(parameters))
