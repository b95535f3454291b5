"""A small schema, and one line to evaluate a formula on it."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from sfsim.formula import Context, FormulaUse, compile_formula
from sfsim.formula.context import FieldReference, GlobalReference
from sfsim.schema.field import Field
from sfsim.schema.model import Schema, SObjectType, TypeSummary

NOW = datetime.datetime(2024, 3, 1, 2, 30, 15, 250_000)
ZONE = ZoneInfo("America/Los_Angeles")


def lookup(name: str, relationship: str, *targets: str) -> Field:
    """A lookup."""
    return Field(name, "reference", relationship_name=relationship, reference_to=targets)


FIELDS: dict[str, tuple[Field, ...]] = {
    "Deal__c": (
        Field("Id", "id"),
        Field("Name", "string"),
        Field("Text__c", "string"),
        Field("Long__c", "textarea", length=5000),
        Field("Stage__c", "picklist"),
        Field("Tags__c", "multipicklist"),
        Field("Amount__c", "currency", precision=18, scale=2),
        Field("Count__c", "double", precision=18, scale=0),
        Field("Rate__c", "percent", precision=5, scale=2),
        Field("Open__c", "boolean"),
        Field("Day__c", "date"),
        Field("Moment__c", "datetime"),
        Field("Clock__c", "time"),
        Field("Body__c", "base64"),
        Field("Place__c", "location"),
        Field("Place__Latitude__s", "double", compound="Place__c"),
        Field("Place__Longitude__s", "double", compound="Place__c"),
        lookup("Account__c", "Account__r", "Account"),
        lookup("OwnerId", "Owner", "User", "Group"),
    ),
    "Account": (
        Field("Id", "id"),
        Field("Name", "string"),
        Field("Active__c", "boolean"),
        Field("Size__c", "double", scale=0),
        lookup("ParentId", "Parent", "Account"),
    ),
    "User": (Field("Id", "id"), Field("Name", "string"), Field("Email", "email")),
    "Group": (Field("Id", "id"), Field("Name", "string")),
    "Settings__c": (Field("Maximum__c", "double"), Field("On__c", "boolean")),
    "Rule__mdt": (Field("Text__c", "string"),),
}
SCHEMA = Schema(
    [TypeSummary(name, name, None) for name in FIELDS],
    lambda schema, name: SObjectType(name, FIELDS[name]),
)
DEAL = SCHEMA.sobject("Deal__c")


def evaluate(
    text: str,
    values: Mapping[str, Any] | None = None,
    *,
    prior: Mapping[str, Any] | None = None,
    variables: Mapping[str, Any] | None = None,
    blank_as_zero: bool = False,
    use: FormulaUse = FormulaUse.FLOW,
    result: Field | None = None,
    **more: Any,
) -> Any:
    """The value of a formula on a Deal__c; `values` are by path."""
    formula = compile_formula(
        text, sobject=DEAL, schema=SCHEMA, result=result, blank_as_zero=blank_as_zero, use=use
    )
    known = values or {}

    def read(reference: FieldReference) -> Any:
        return known.get(reference.text)

    def read_prior(reference: FieldReference) -> Any:
        return (prior or {}).get(reference.text)

    def read_global(reference: GlobalReference) -> Any:
        return (variables or {}).get(reference.text)

    context = Context(
        read,
        now=NOW,
        time_zone=ZONE,
        read_prior=None if prior is None else read_prior,
        read_global=read_global,
        **more,
    )
    return formula.evaluate(context)


@pytest.fixture
def run() -> Callable[..., Any]:
    """`evaluate`, for tests."""
    return evaluate


@pytest.fixture
def schema() -> Schema:
    """The small schema."""
    return SCHEMA
